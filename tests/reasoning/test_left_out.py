"""Which rankings of a case are looked at with signs of danger, or the course, left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from nmt_expert.case.load import Case
from nmt_expert.case.model import CaseFile
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Topic
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.lines import Lines
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.safety.left_out import LeftOut, Ranking, is_danger, ranking_of
from tests.reasoning.small import knowledge

DANGERS = ("f1", "f3", "f5")


def base(weights: tuple[float, ...] = (0.5, 0.5, 0.5, 0.5), against: float = 0.0) -> KnowledgeBase:
    """h1 argues from the three signs of danger, h3 from f7; what the course says for h1 is `against`."""
    rules = [("h1", "f1"), ("h1", "f3"), ("h1", "f5"), ("h3", "f7"), ("h1", "g0")]
    kb = knowledge([("argument", h, False, key) for h, key in rules], more=1)
    findings = {key: replace(f, screen=key in DANGERS) for key, f in kb.findings.items()}
    course = replace(kb.findings["g0"], key="course_chronic", section="history")
    return replace(
        kb,
        rules=[replace(rule, weight=w) for rule, w in zip(kb.rules, (*weights, against), strict=True)],
        findings=findings | {"course_chronic": course},
        atoms=["+course_chronic" if atom == "+g0" else atom for atom in kb.atoms],
        scale=replace(kb.scale, no_hallmark=0.25, unexplained=0.5),
    )


def seen(*keys: str) -> tuple[Observation, ...]:
    return tuple(Observation(key, "present") for key in keys)


def ranking(kb: KnowledgeBase, observations: tuple[Observation, ...]) -> Ranking:
    facts = build_facts(observations, kb)
    firings = PlainEngine(kb).infer(facts)
    resting = Resting(kb, facts, firings)
    return ranking_of(kb, observations, Lines(kb, facts, firings, resting), resting)


def left_out(kb: KnowledgeBase, *keys: str) -> LeftOut:
    return LeftOut(kb, Case(CaseFile("nmt-case/1", "c"), seen(*keys)), ranking(kb, seen(*keys)))


def firsts(rankings: Iterator[Ranking]) -> list[tuple[str, float]]:
    return [(r.lines[0].hypothesis, round(r.lines[0].scored.score, 2)) if r.lines else ("", 0.0) for r in rankings]


def test_without_signs_of_danger_or_a_course_there_is_nothing_to_leave_out() -> None:
    plain = left_out(base(), "f7")
    assert (plain.calm(), plain.undated()) == (None, None)
    assert list(plain.leaning(lambda _: True)) == []
    assert list(plain.leaning(lambda _: True, dated=False)) == []


def test_calm_is_without_any_sign_and_undated_without_the_course() -> None:
    case = left_out(base(against=-0.9), "f1", "f3", "f7", "course_chronic")
    calm, undated = case.calm(), case.undated()
    assert calm is not None
    assert undated is not None
    assert [line.hypothesis for line in calm.lines] == ["h3"]
    assert [line.hypothesis for line in undated.lines] == ["h1", "h3"]


def test_the_signs_on_which_the_leader_rests_are_left_out_one_by_one_and_two_by_two() -> None:
    case = left_out(base(), "f1", "f3", "f5", "f7")
    told = firsts(case.leaning(lambda _: True))
    assert [name for name, _ in told] == ["h1"] * 6  # three without one sign, three without two
    assert min(score for _, score in told[:3]) > max(score for _, score in told[3:])
    assert firsts(case.leaning(lambda _: False)) == []


def test_only_from_a_ranking_that_is_worth_it_more_is_left_out() -> None:
    case = left_out(base(), "f1", "f3", "f5", "f7")
    whole = ranking(base(), seen("f1", "f3", "f5", "f7"))
    assert len(list(case.leaning(lambda r: r.lines[0].scored.score == whole.lines[0].scored.score))) == 3


def test_undated_the_course_is_left_out_too() -> None:
    case = left_out(base(against=-0.6), "f1", "f7", "course_chronic")
    dated, undated = list(case.leaning(lambda _: True)), list(case.leaning(lambda _: True, dated=False))
    assert dated == []  # with the course h3 leads, and rests on no sign
    assert [line.hypothesis for line in undated[0].lines] == ["h3"]
    assert len(undated) == 1


def test_what_a_ranking_rests_on() -> None:
    kb = replace(base((0.5, 0.3, -0.2, 0.1)), topics={"t": Topic("t", "T", "?", {})})
    observations = (
        *seen("f1", "f3", "f5", "f7", "t", "sex_male"),
        Observation("f2", "absent"),
    )
    told = ranking(kb, observations)
    assert told.found == 4  # neither the sex nor the answer to a broad question, nor what is absent
    assert [o.key for o in told.leans] == ["f1", "f3"]  # f5 speaks against the leader, f7 for another
    assert told.stands == told.lines[0].scored.score - 0.8 - 0.25 - 0.5
    lines, *nothing = ranking(kb, ())
    assert (list(lines), nothing) == ([], [0, (), 0.0])


def test_a_danger_is_what_was_found_and_the_screen_asks_for() -> None:
    kb = base()
    observed = (*seen("f1", "f7", "nothing"), Observation("f3", "absent"))
    assert [is_danger(kb, o) for o in observed] == [True, False, False, False]
