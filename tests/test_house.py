"""What a newcomer finds easy to live in: small files."""

from __future__ import annotations

from pathlib import Path

_MOST_LINES = 300


def test_no_file_of_the_program_is_long(repository: Path) -> None:
    files = list((repository / "src").rglob("*.py"))
    lengths = {p: p.read_text(encoding="utf-8").count("\n") for p in files}
    assert len(lengths) == len(files)
    assert {str(path): n for path, n in lengths.items() if n > _MOST_LINES} == {}
