"""What argues for one of two mimics is answered at the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.mimics import Silent, silent
from nmt_expert.knowledge.written.load import load
from tests.knowledge.tiny import FILES, lint_codes, write

_N, _C, _F = "anatomy/nerves/arm.yaml", "conditions/arm.yaml", "vocabulary/findings/tests.yaml"
_P = "patterns/rules.yaml"
_NO_NECK = FILES[_P].replace("fever or (spurling and angle >= 50)", "fever")
# a root that argues from the Spurling test, and a neck joint that says nothing of it
_ROOT = FILES[_N].replace("  triage: refer\n", "  triage: refer\n  mimics: [other.arthritis]\n")
_JOINT = FILES[_C].replace("regions: [hand]", "regions: [neck, hand]\n  mimics: [compression.root_c7]")
_ANSWER = "    - {id: neck, when: '%s', strength: weak, because: The neck.}\n"


def told(folder: Path, root: str = _ROOT, joint: str = _JOINT, **more: str) -> Silent:
    files = load([write(folder, **{_N: root, _C: joint, _P: _NO_NECK} | more)])
    return silent(files, compile_rules(files))


def test_silence_on_what_argues_for_a_mimic_is_told_where_it_is_named(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert found.asked == 1
    assert [(p.file, p.line, p.code) for p in found.notices] == [("conditions/arm.yaml", 4, "mimic-silent")]
    assert "'other.arthritis' says nothing of spurling, which argues for its mimic" in found.notices[0].message
    assert found.share == 1


@pytest.mark.parametrize(
    "joint",
    [
        _JOINT + _ANSWER % "spurling",
        _JOINT + _ANSWER % "no spurling and fever",  # what its absence says is an answer
        _JOINT.replace("  pain:", "  neutral: [spurling]\n  pain:"),
    ],
)
def test_an_answer_for_or_against_or_neutral_is_enough(joint: str, tmp_path: Path) -> None:
    found = told(tmp_path, joint=joint)
    assert (found.asked, found.notices) == (1, [])


def test_a_pattern_that_asks_for_it_is_an_answer(tmp_path: Path) -> None:
    assert told(tmp_path, **{_P: FILES[_P]}).notices == []


def test_what_follows_from_the_finding_is_an_answer_but_its_absence_is_none(tmp_path: Path) -> None:
    nod = '- {id: nod, label: "Nod", ask: "Nod?", section: test, regions: [neck], sided: true}\n'
    more = {_F: FILES[_F].replace("sided: true}", "sided: true, implies: [nod]}", 1) + nod}
    assert told(tmp_path / "a", joint=_JOINT + _ANSWER % "nod", **more).notices == []
    assert len(told(tmp_path / "b", joint=_JOINT + _ANSWER % "no nod", **more).notices) == 1


@pytest.mark.parametrize(
    ("root", "joint"),
    [
        (FILES[_N], _JOINT),  # the root does not name it
        (_ROOT, _JOINT.replace("[neck, hand]", "[hand]")),  # the test is not of the joint's region
        (_ROOT.replace("3.5", "2").replace("0.5", "0.6"), _JOINT),  # less than moderate
        (_ROOT.replace("when: spurling", "when: spurling and fever"), _JOINT),  # does not argue alone
    ],
)
def test_nothing_is_asked_where_no_answer_is_due(root: str, joint: str, tmp_path: Path) -> None:
    assert told(tmp_path, root.replace(", negative: 0.5", "").replace(", negative: 0.6", ""), joint).asked == 0


def test_a_neutral_finding_that_argues_is_found(tmp_path: Path) -> None:
    joint = _JOINT.replace("  pain:", "  neutral: [fever]\n  pain:")
    assert lint_codes(write(tmp_path, **{_N: _ROOT, _C: joint})) == {"neutral-idle"}


def test_a_neutral_finding_is_a_known_one(tmp_path: Path) -> None:
    joint = _JOINT.replace("  pain:", "  neutral: [spurlin]\n  pain:")
    with pytest.raises(Exception, match=r"neutral: unknown 'spurlin'\. Did you mean 'spurling'"):
        told(tmp_path, joint=joint)


def test_the_shipped_rules_leave_no_more_unanswered_than_before(kb: KnowledgeBase, repository: Path) -> None:
    """The bound may only fall; `nmt rules check --mimics` names what is left."""
    assert silent(load([repository / "rules"]), kb).share <= 0.15
