"""A red flag whose findings nothing ever asks for is named, whatever `screen:` says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.asked import flag_unasked
from nmt_expert.knowledge.written.load import load
from tests.knowledge.tiny import FILES, lint_codes, write

_F, _R, _S, _T, _C = (
    "vocabulary/findings/tests.yaml",
    "safety/red_flags/all.yaml",
    "safety/screen.yaml",
    "safety/topics.yaml",
    "conditions/arm.yaml",
)
_BURNT = '- {{id: burnt, label: "Burnt", ask: "Burnt?", section: history, regions: [hand], screen: {screen}}}\n'


def _files(when: str, urgency: str = "urgent", screen: str = "false") -> dict[str, str]:
    flag = FILES[_R].replace("urgent: {hot: {when: fever}}", f"{urgency}: {{hot: {{when: {when}}}}}")
    return {_F: FILES[_F] + _BURNT.format(screen=screen), _R: flag}


def _told(folder: Path) -> list[str]:
    files = load([folder])
    return [problem.message.partition(":")[0] for problem in flag_unasked(files, compile_rules(files))]


@pytest.mark.parametrize("screen", ["true", "false"])
def test_what_nobody_asks_for_is_named(tmp_path: Path, screen: str) -> None:
    folder = write(tmp_path, **_files("burnt", screen=screen))
    assert _told(folder) == ["nothing ever asks for burnt"]
    assert "flag-unasked" in lint_codes(folder)


@pytest.mark.parametrize(
    "asked",
    [
        {_S: FILES[_S].replace("[fever]", "[fever, burnt]")},
        {_T: FILES[_T].replace("fever: fever", "fever: fever, burnt: burnt")},
        {_C: FILES[_C].replace("when: fever and", "when: burnt and")},
    ],
)
def test_a_screen_a_broad_question_or_a_hypothesis_asks_for_it(tmp_path: Path, asked: dict[str, str]) -> None:
    assert _told(write(tmp_path, **_files("burnt") | asked)) == []


def test_the_last_that_a_danger_lacks_is_asked_next_but_not_of_what_can_be_planned(tmp_path: Path) -> None:
    assert _told(write(tmp_path, **_files("fever and burnt"))) == []
    assert _told(write(tmp_path, **_files("fever and burnt", "refer"))) == ["nothing ever asks for burnt"]


def test_what_is_examined_is_found_by_looking(tmp_path: Path) -> None:
    assert _told(write(tmp_path, **_files("spurling"))) == []
