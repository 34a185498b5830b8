"""The system's libraries that WeasyPrint loads to draw a PDF, and the command that installs them all at once."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import sys
from typing import NamedTuple


class Library(NamedTuple):
    name: str  # as its makers write it
    file: str  # Linux: lib{file}.so.{version}
    version: int
    needed: bool = True


LIBRARIES = (
    Library("GObject", "gobject-2.0", 0),
    Library("Fontconfig", "fontconfig", 1),
    Library("HarfBuzz", "harfbuzz", 0),
    Library("Pango", "pango-1.0", 0),
    Library("PangoFT2", "pangoft2-1.0", 0),
    Library("HarfBuzz-Subset", "harfbuzz-subset", 0, needed=False),  # without it fontTools cuts the fonts, in Python
)
DEBIAN = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"  # and what they depend on


def missing() -> list[Library]:
    """The libraries that this machine lacks."""
    return [library for library in LIBRARIES if not _loads(library)]


def sentence(lacking: list[Library]) -> str:
    """What the lack of these means and how to mend it; '' when none is lacking."""
    needed = [library.name for library in lacking if library.needed]
    optional = [library.name for library in lacking if not library.needed]
    said = []
    if needed:
        said.append(f"no PDF can be drawn without {', '.join(needed)}")
    if optional:
        said.append(f"a PDF takes a fifth longer without {', '.join(optional)}")
    return f"This machine lacks libraries: {'; '.join(said)}. {remedy()}" if said else ""


def remedy() -> str:
    """'Install them with: ' and the command that installs all of them on this kind of machine."""
    if sys.platform == "darwin":
        return "Install them with: brew install pango"
    if sys.platform == "win32":
        return "Install MSYS2, and them with: pacman -S mingw-w64-x86_64-pango"
    if not shutil.which("apt-get"):
        return "Install them with this system's package manager."
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"Install them with: {sudo}apt-get install -y {DEBIAN}"


def loaded(name: str) -> ctypes.CDLL | None:
    """The library of this name, or None when this machine lacks it."""
    (library,) = (library for library in LIBRARIES if library.name == name)
    return ctypes.CDLL(str(_file(library))) if _loads(library) else None


def _loads(library: Library) -> bool:
    file = _file(library)
    try:
        return file is not None and bool(ctypes.CDLL(file))
    except OSError:
        return False


def _file(library: Library) -> str | None:
    # Only Linux's loader knows its libraries by name; ctypes would start ldconfig and a compiler to find them.
    if sys.platform == "linux":
        return f"lib{library.file}.so.{library.version}"
    return ctypes.util.find_library(library.file)
