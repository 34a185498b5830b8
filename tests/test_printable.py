"""Nothing that somebody else wrote can steer the terminal."""

from __future__ import annotations

import pytest

from nmt_expert.errors import NmtError, Problem, ProblemsError, nearest
from nmt_expert.printable import printable, visible

_HOSTILE = "red \x1b[31m, title \x9d0;x\x07, gone \r, turned \u202e, line \u2028, unseen \u200b, lone \ud800"


def test_what_could_steer_a_terminal_is_written_out() -> None:
    said = printable(_HOSTILE)
    assert said.isprintable()
    assert r"\x1b[31m" in said
    assert r"\u202e" in said
    assert printable("tab\tand\nline, größer, 😖, \N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}") == (
        "tab\tand\nline, größer, 😖, \N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}"
    )


def test_what_nobody_sees_is_dropped_from_what_is_typed() -> None:
    assert visible("ab\x1b[A\u200b") == "ab[A"


def test_every_error_is_printable_and_a_problem_is_one_line() -> None:
    assert str(NmtError(_HOSTILE)).isprintable()
    error = ProblemsError([Problem(f"{_HOSTILE}\n.yaml", 1, 2, f"unknown key '{_HOSTILE}\nand more'", "schema")])
    assert str(error).isprintable()


def test_a_long_word_and_many_problems_are_cut_short() -> None:
    long = ProblemsError([Problem("a.yaml", 1, 1, f"unknown key '{'x' * 100_000}'. Did you mean 'y'?", "schema")])
    assert len(str(long)) < 600
    assert str(long).endswith("'. Did you mean 'y'? [schema]")
    many = ProblemsError([Problem("a.yaml", line, 1, "wrong") for line in range(1, 1001)])
    assert len(many.problems) == 1000
    assert str(many).splitlines()[-1] == "... and 950 more problems."
    assert nearest("x" * 1_000_000, ["x" * 79]) == ""


@pytest.mark.parametrize("arguments", [["rank", "\x1b]0;x\x07"], ["\x1b]0;x\x07"], ["rank", "--\x1b]0;x\x07"]])
def test_what_stands_on_the_command_line_does_not_steer_either(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from nmt_expert.cli.main import main

    monkeypatch.setattr("sys.argv", ["nmt", *arguments])
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert r"\x1b]0;x\x07" in said
    assert "\x1b" not in said
