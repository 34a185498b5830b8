"""Accuracy is counted as docs/case-file.md says: sides, ties, secondary and contestable answers, flags, intervals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec import convert
from msgspec.structs import replace

from nmt_expert.case.load import Case, load_case
from nmt_expert.case.model import Answer, CaseFile
from nmt_expert.evaluation.figures import figures, wilson
from nmt_expert.evaluation.run import evaluate
from nmt_expert.evaluation.score import score_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import Assessment, Flag, Hypothesis
from nmt_expert.reasoning.engines.plain import PlainEngine

_CASE = convert(
    {"schema": "nmt-case/1", "id": "x", "findings": [{"present": ["a"]}, {"text": "not expressible"}]}, CaseFile
)


def _hypothesis(rank: int, name: str, score: float, side: str = "left") -> Hypothesis:
    return Hypothesis(
        rank=rank,
        id=name,
        name=name,
        mechanism="entrapment",
        structure="",
        side=side,
        support="good",
        score=score,  # type: ignore[arg-type]
        stability=1.0,
        triage="treat",
        arguments_for=(),
        arguments_against=(),
    )


@pytest.fixture
def empty(kb: KnowledgeBase) -> Assessment:
    case = Case(convert({"schema": "nmt-case/1", "id": "x"}, CaseFile), ())
    return replace(assess(case, kb, PlainEngine(kb)), urgency="treat")


def _answer(**changes: object) -> Answer:
    return convert(
        {"mechanism": "entrapment", "hypotheses": ["a"], "side": "left", "triage": "treat", **changes}, Answer
    )


def test_the_published_answer_first_on_its_side_is_right(empty: Assessment) -> None:
    r = score_case(_CASE, _answer(), replace(empty, hypotheses=(_hypothesis(1, "a", 2.0), _hypothesis(2, "b", 1.0))))
    assert (r.top1, r.top3, r.mechanism, r.reason) == (True, True, True, "")


def test_the_wrong_side_is_wrong_and_says_so(empty: Assessment) -> None:
    r = score_case(_CASE, _answer(), replace(empty, hypotheses=(_hypothesis(1, "a", 2.0, "right"),)))
    assert (r.top1, r.top3) == (False, False)
    assert "wrong side" in r.reason


def test_an_unknown_side_counts_any_side_as_right(empty: Assessment) -> None:
    assert score_case(_CASE, _answer(side=None), replace(empty, hypotheses=(_hypothesis(1, "a", 2.0, "right"),))).top1


def test_a_tie_with_a_wrong_hypothesis_counts_as_the_worse_rank(empty: Assessment) -> None:
    tied = replace(empty, hypotheses=(_hypothesis(1, "a", 2.0), _hypothesis(2, "b", 2.0)))
    assert score_case(_CASE, _answer(), tied).top1 is False
    assert score_case(_CASE, _answer(hypotheses=["a", "b"]), tied).top1 is True


def test_a_secondary_diagnosis_is_right_for_the_first_three_only(empty: Assessment) -> None:
    r = score_case(
        _CASE, _answer(hypotheses=["z"], secondary=["a"]), replace(empty, hypotheses=(_hypothesis(1, "a", 2.0),))
    )
    assert (r.top1, r.top3) == (False, True)


def test_a_contestable_label_is_left_out_of_the_first_rank(empty: Assessment) -> None:
    r = score_case(
        _CASE, _answer(caveats=["contestable_label"]), replace(empty, hypotheses=(_hypothesis(1, "a", 2.0),))
    )
    assert (r.top1, r.top3) == (None, True)


def test_a_flag_below_the_published_urgency_is_a_miss(empty: Assessment) -> None:
    answer = _answer(mechanism="red_flag", hypotheses=[], red_flags=["infection"], triage="emergency")
    flag = Flag("infection", "Infection", "urgent", (), "do", "say", "", "contraindicated")
    r = score_case(_CASE, answer, replace(empty, flags=(flag,)))
    assert (r.flagged, r.flag_named, r.top1) == (False, True, None)
    assert score_case(_CASE, answer, replace(empty, flags=(replace(flag, urgency="emergency"),))).flagged is True


def test_urgent_where_treatment_was_right_is_a_false_alarm(empty: Assessment) -> None:
    assert score_case(_CASE, _answer(), replace(empty, urgency="urgent")).false_alarm is True


def test_coverage_counts_stated_findings_that_were_expressed(empty: Assessment) -> None:
    r = score_case(_CASE, _answer(), empty)
    assert (r.stated, r.expressed) == (2, 1)
    assert figures([r]).coverage.value == 0.5


def test_wilsons_interval_is_the_published_one() -> None:
    share = wilson(8, 10)
    assert (share.value, share.low, share.high) == (0.8, 0.4902, 0.9433)
    assert wilson(0, 0).value is None


def test_the_reasoning_does_not_see_the_answer(kb: KnowledgeBase, some_case: str) -> None:
    loaded = load_case(Path(some_case), kb)
    without = Case(replace(loaded.file, answer=None), loaded.observations)
    assert assess(loaded, kb, PlainEngine(kb)) == assess(without, kb, PlainEngine(kb))


def test_the_library_reaches_what_the_readme_says(repository: Path) -> None:
    """Floors well below the measured figures: a change that falls under them has broken something."""
    cases = sorted((repository / "cases/library").glob("*.yaml"))
    found = evaluate(cases, "clips", baselines=False).figures
    assert found.cases == 82
    assert found.red_flag_sensitivity.value == 1.0
    assert found.danger.value == 1.0
    for share, floor in ((found.top1, 0.75), (found.top3, 0.85), (found.mechanism, 0.75), (found.coverage, 0.95)):
        assert share.value is not None
        assert share.value >= floor
    assert found.false_alarm.value is not None
    assert found.false_alarm.value <= 0.12


def test_json_names_every_figure_with_its_interval(repository: Path, some_case: str) -> None:
    import msgspec

    data = json.loads(msgspec.json.encode(evaluate([Path(some_case)], "clips")))
    assert data["schema"] == "nmt-evaluation/1"
    for name in (
        "top1",
        "top3",
        "mechanism",
        "danger",
        "red_flag_sensitivity",
        "false_alarm",
        "triage_exact",
        "under_triage",
        "coverage",
    ):
        assert {"value", "low", "high", "k", "n"} == set(data["figures"][name])
    assert set(data["baselines"]) == {
        "trigger point atlas, zones only",
        "priors alone",
        "without posture, gait, factors",
    }
