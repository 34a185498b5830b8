"""Which letters no font of this machine has: they would be printed as boxes, and nobody would be told."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from nmt_expert.report.page import fonts
from nmt_expert.system_libraries import loaded

# a letter of each script in which names are often written, beside those that our own faces have
SCRIPTS = {
    "Arabic": "\u0639",
    "CJK": "\u5c71",
    "Devanagari": "\u0915",
    "Hangul": "\uac00",
    "Hebrew": "\u05d0",
    "Thai": "\u0e01",
}


def without_font(text: str) -> str:
    """The letters of a text that neither our faces nor the system's have, each once, in order.

    '' where Fontconfig is missing: then there is no PDF either.
    """
    rest = sorted(letter for letter in set(text) if not fonts.covered(letter) and not letter.isspace())
    if not rest or (sets := _charsets()) is None:
        return ""
    has = loaded("Fontconfig").FcCharSetHasChar  # type: ignore[union-attr]
    return "".join(letter for letter in rest if not any(has(set_, ord(letter)) for set_ in sets))


def sentence(letters: Iterable[str]) -> str:
    """What it means that these letters have no font, and what mends it; '' for no letters."""
    letters = list(letters)
    scripts = sorted({_script(letter) for letter in letters if not _sign(letter)})
    named = [f"{', '.join(scripts[:-1]) + ' and ' * bool(scripts[1:]) + scripts[-1]} letters"] if scripts else []
    named += ["these emoji or other signs"] if any(map(_sign, letters)) else []
    if not named:
        return ""
    return (
        f"No font on this machine has {' and '.join(named)}: they are printed as boxes. A font that has them "
        "mends it (Debian: fonts-noto-core, fonts-noto-cjk; for signs fonts-symbola)."
    )


def lacking() -> str:
    """The sentence for the scripts of SCRIPTS that this machine cannot print."""
    return sentence(without_font("".join(SCRIPTS.values())))


def _sign(letter: str) -> bool:
    """Whether it is of no script: an emoji, an arrow."""
    return unicodedata.category(letter).startswith(("S", "P"))


def _script(letter: str) -> str:
    known = unicodedata.name(letter, "unknown").split()[0]
    return known if known == "CJK" else known.capitalize()


@cache
def _charsets() -> tuple[ctypes.c_void_p, ...] | None:
    """The letters of every font that a report can use, as Fontconfig keeps them."""
    library = loaded("Fontconfig")
    return None if library is None else tuple(_read(library))


def _read(library: ctypes.CDLL) -> Iterator[ctypes.c_void_p]:
    class FontSet(ctypes.Structure):
        _fields_ = [("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p))]

    for name in ("FcInitLoadConfigAndFonts", "FcPatternCreate", "FcObjectSetCreate"):
        getattr(library, name).restype = ctypes.c_void_p
    library.FcFontList.restype = ctypes.POINTER(FontSet)
    library.FcCharSetHasChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    with fonts.configuration("system"):
        config = ctypes.c_void_p(library.FcInitLoadConfigAndFonts())
    wanted = ctypes.c_void_p(library.FcObjectSetCreate())
    library.FcObjectSetAdd(wanted, b"charset")
    found = library.FcFontList(config, ctypes.c_void_p(library.FcPatternCreate()), wanted).contents
    for number in range(found.count):
        letters = ctypes.c_void_p()
        if library.FcPatternGetCharSet(ctypes.c_void_p(found.fonts[number]), b"charset", 0, ctypes.byref(letters)) == 0:
            yield letters
