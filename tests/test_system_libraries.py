"""What the PDF loads from the system: all that is missing is named at once, with one command."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nmt_expert import system_libraries
from nmt_expert.cli import doctor
from nmt_expert.system_libraries import DEBIAN, LIBRARIES, missing, sentence


def _without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """The loader finds every library but these."""

    def load(file: str) -> object:
        if any(library.name in names and file.startswith(f"lib{library.file}.") for library in LIBRARIES):
            raise OSError(f"{file}: cannot open shared object file")
        return object()

    monkeypatch.setattr(system_libraries.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", load)


def test_renderer_loads_no_library_that_is_not_looked_for() -> None:
    ffi = pytest.importorskip("weasyprint.text.ffi", exc_type=OSError)
    loaded = set(re.findall(r"'lib([\w.-]+?)\.so\.\d'", Path(ffi.__file__).read_text()))
    # draws coloured glyphs of fonts that a report does not use
    assert loaded - {library.file for library in LIBRARIES} == {"harfbuzz-vector"}


def test_everything_missing_is_named_at_once_with_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    _without(monkeypatch, "Pango", "PangoFT2", "HarfBuzz-Subset")
    said = sentence(missing())
    assert "no PDF can be drawn without Pango, PangoFT2; a PDF takes a fifth longer without HarfBuzz-Subset" in said
    assert said.endswith(system_libraries.remedy())
    assert "\n" not in said


@pytest.mark.parametrize(
    ("lacking", "code", "words"),
    [
        ((), 0, "Everything is here"),
        (("HarfBuzz-Subset",), 0, "takes a fifth longer without HarfBuzz-Subset"),
        (("Pango",), 1, "no PDF can be drawn without Pango"),
    ],
)
def test_doctor_fails_only_on_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, lacking: tuple[str, ...], code: int, words: str
) -> None:
    _without(monkeypatch, *lacking)
    monkeypatch.setattr(doctor, "_letters", lambda: None)  # asks the real library
    result = CliRunner().invoke(doctor.command)
    assert (result.exit_code, words in result.output) == (code, True)


@pytest.mark.parametrize(("user", "begins"), [(0, "with: apt-get"), (1000, "with: sudo apt-get")])
def test_command_asks_for_sudo_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch, user: int, begins: str) -> None:
    monkeypatch.setattr(system_libraries.sys, "platform", "linux")
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: user)
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert begins in system_libraries.remedy()
    assert DEBIAN in system_libraries.remedy()


def test_make_prints_sudo_and_never_calls_it(repository: Path) -> None:
    for file in (repository / "Makefile", *(repository / "tools").iterdir()):
        assert "sudo" not in re.sub(r'echo "[^"\n]*"', "", file.read_text()), file
