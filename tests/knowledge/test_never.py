"""A sentence that can never hold is refused, and one that can is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.errors import ProblemsError
from tests.knowledge.tiny import FILES, compiled, write

_FLAG, _TESTS = "safety/red_flags/all.yaml", "vocabulary/findings/tests.yaml"
_SEXES = "".join(
    f'- {{id: sex_{sex}, label: "{sex}", ask: "{sex}?", section: history, regions: [general]}}\n'
    for sex in ("male", "female")
)


def _write(folder: Path, when: str) -> Path:
    flag = FILES[_FLAG].replace("when: fever", f"when: '{when}'")
    return write(folder, **{_FLAG: flag, _TESTS: FILES[_TESTS] + _SEXES})


@pytest.mark.parametrize(
    "when",
    [
        "fever and angle >= 20 and angle >= 50",
        "fever and angle >= 50 and angle >= 20",
        "fever and angle <= 20 and angle <= 50",
        "fever and angle <= 50 and angle <= 20",
        "fever and angle >= 20 and angle <= 50",
        "fever and angle <= 50 and angle >= 20",
        "fever and angle >= 30 and angle <= 30",  # exactly 30
        "fever and no spurling",
        "sex_male and fever",
        "sex_male and no sex_female",
        "fever and (sex_male or sex_female)",
        "2 of (sex_male, sex_female, fever)",
        "spurling bilateral and spurling",
        "spurling either side and no spurling",  # one side has it, the other not
        "no spurling and spurling either side",
        "spurling either side and no spurling either side",
        "fever unless spurling",
        "(fever and spurling) or (fever and no spurling)",
    ],
)
def test_what_can_hold_is_not_refused(tmp_path: Path, when: str) -> None:
    refer = _write(tmp_path, when) / _FLAG
    refer.write_text(refer.read_text().replace("urgent:", "refer:"))  # where `unless` may stand
    assert any(rule.kind == "flag" for rule in compiled(tmp_path).rules)


@pytest.mark.parametrize(
    ("when", "one", "other"),
    [
        ("angle <= 20 and fever and angle >= 50", "angle <= 20", "angle >= 50"),
        ("angle >= 50 and fever and angle <= 20", "angle >= 50", "angle <= 20"),
        ("angle >= 31 and angle <= 30", "angle >= 31", "angle <= 30"),
        ("angle >= 60 and angle <= 7", "angle >= 60", "angle <= 7"),  # as numbers, not as texts
        ("sex_female and fever and sex_male", "sex_female", "sex_male"),
        ("spurling bilateral and no spurling bilateral", "spurling", "no spurling"),
        ("2 of (fever, no fever)", "fever", "no fever"),
    ],
)
def test_what_excludes_each_other_is_refused_in_any_order(tmp_path: Path, when: str, one: str, other: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        compiled(_write(tmp_path, when))
    assert [problem.code for problem in caught.value.problems] == ["never-holds"]
    assert f"'{one}' and '{other}' never hold together; take one out" in str(caught.value)


def test_a_hypothesis_with_a_side_may_ask_for_the_opposite_one(tmp_path: Path) -> None:
    muscle = FILES["anatomy/muscles/arm.yaml"].replace("when: spurling,", "when: spurling opposite,")
    kb = compiled(write(tmp_path, **{"anatomy/muscles/arm.yaml": muscle}))
    assert "~+spurling" in kb.atoms
