"""What may lower an emergency, and what may not: the check of rules says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.check import check_rules
from nmt_expert.knowledge.written.load import load
from tests.knowledge.tiny import FILES, write

_TESTS, _ZONES = "vocabulary/findings/tests.yaml", "vocabulary/zones.yaml"
_HISTORY = "".join(
    f'- {{id: {id}, label: "{id}", ask: "{id}?", section: {section}, regions: [{region}]}}\n'
    for id, section, region in (
        ("course_chronic", "history", "general"),
        ("investigations_normal", "history", "general"),
        ("heart_tests_normal", "history", "general"),
        ("abdominal_tests_normal", "history", "general"),
        ("overbreathing", "symptom", "thorax"),
        ("lump", "palpation", "hand"),
    )
)
_FLAG = """\
- id: infection
  name: Infection
  regions: [hand]
  emergency:
    hot: {when: fever, lowered_by: [milder]}
  lowers:
    milder:
      when: %s
      because: It is milder.
  do: Send on.
  say: See a doctor today.
  manual_therapy: contraindicated
  because: Fever.
"""


def _lowered_wrongly(folder: Path, when: str) -> list[str]:
    files = load([write(folder, **{"safety/red_flags/all.yaml": _FLAG % when, _TESTS: FILES[_TESTS] + _HISTORY})])
    found = [problem for problem in check_rules(files, compile_rules(files)) if problem.code == "lowered-wrongly"]
    assert {(problem.file, problem.line) for problem in found} <= {("safety/red_flags/all.yaml", 8)}
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    ("when", "word", "why"),
    [
        ("course_chronic", "course_chronic", "how long it has lasted clears nothing"),
        ("investigations_normal", "investigations_normal", "a past test says nothing of today"),
        ("heart_tests_normal", "heart_tests_normal", "a past test says nothing of today"),
        ("abdominal_tests_normal", "abdominal_tests_normal", "a past test says nothing of today"),
        ("tender(anconeus)", "tender(anconeus)", "a tender place is found beside every disease"),
        ("lump", "lump", "a tender place is found beside every disease"),  # of the flag's own region too
        ("pain(sternum)", "pain(sternum)", "it lies at another site"),
        ("spurling and (angle >= 20 or pain(sternum))", "pain(sternum)", "it lies at another site"),
        ("spurling or lump", "lump", "a tender place is found beside every disease"),
    ],
)
def test_what_says_nothing_of_this_complaint_now_lowers_no_emergency(
    tmp_path: Path, when: str, word: str, why: str
) -> None:
    assert _lowered_wrongly(tmp_path, when) == [f"'{word}' may not lower an emergency: {why}"]


@pytest.mark.parametrize(
    "when", ["pain(thumb)", "spurling", "angle >= 20", "overbreathing", "spurling and pain(thumb)"]
)
def test_what_concerns_the_complaint_may_lower_it(tmp_path: Path, when: str) -> None:
    """Drawn where the flag lies; or no place at all, as fast breathing with the tingling hands that it brings."""
    assert _lowered_wrongly(tmp_path, when) == []


def test_every_wrong_word_is_named(tmp_path: Path) -> None:
    found = _lowered_wrongly(tmp_path, "lump and course_chronic and spurling")
    assert [message.split("'")[1] for message in found] == ["course_chronic", "lump"]
