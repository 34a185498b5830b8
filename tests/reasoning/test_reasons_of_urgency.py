"""What asks for an urgency, over a few small rules: each reason by itself, and the most urgent of them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from nmt_expert.case.load import Case
from nmt_expert.case.model import CaseFile
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import CautionKind, Urgency
from nmt_expert.reasoning.assessment import Caution, Flag
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.judge import Judged, judge
from nmt_expert.reasoning.ranking.lines import Lines
from nmt_expert.reasoning.ranking.rank import Ranked
from nmt_expert.reasoning.ranking.weigh import Scored
from nmt_expert.reasoning.safety.left_out import LeftOut, Ranking
from nmt_expert.reasoning.safety.urgency import Picture, Reason, urgency
from tests.reasoning.small import knowledge

STRONG, GOOD, SOME, LITTLE = 1.9, 1.2, 0.5, 0.0
CALM = Reason("treat", "Nothing that was found asks for a physician.")


def base(**triage: Urgency) -> KnowledgeBase:
    """Hypotheses h0 to h3, to be treated unless said otherwise."""
    kb = knowledge([])
    known = {id: replace(h, triage=triage.get(id, "treat"), known_by=f"known_{id}") for id, h in kb.hypotheses.items()}
    return replace(kb, hypotheses=known)


def line(id: str, score: float, *, argued: bool = True) -> Ranked:
    return Ranked(id, "midline", Scored(id, "central", score, 0.0, True, argued, True, 0, 0.0))


def found(
    kb: KnowledgeBase,
    *lines: Ranked,
    present: int = 1,
    flags: tuple[Flag, ...] = (),
    warned: Iterable[Caution] = (),
    deficit: tuple[str, ...] = (),
    alarming: tuple[str, ...] = (),
    told: Iterable[str] = (),
) -> Reason:
    ranking = Ranking(_Told(lines), present, (), 0.0)
    apart = LeftOut(kb, Case(CaseFile("nmt-case/1", "c"), ()), ranking)
    return urgency(kb, flags, Picture([], ranking, apart, deficit, frozenset(told), alarming), warned)


class _Told(Lines):
    """Lines that were scored elsewhere."""

    def __init__(self, lines: Iterable[Ranked]) -> None:
        self._told = list(lines)
        self._waiting, self._scored = [], []
        self._made = {line.hypothesis: line for line in self._told}
        self._most = {line.hypothesis: line.scored.score for line in self._told}
        self._sides = {line.hypothesis: [line.side] for line in self._told}


def flag(name: str, level: Urgency) -> Flag:
    return Flag(name, name, level, (), "", "", "", "")


def caution(kind: CautionKind, *, clearance: bool = False) -> Caution:
    return Caution("c", "Fever", kind, "", "", (), clearance)


def test_the_first_hypothesis_is_told_with_its_triage_however_thin() -> None:
    assert found(base(h1="refer"), line("h1", LITTLE)) == ("refer", "Leading hypothesis: H1.")
    assert found(base(h1="emergency"), line("h1", LITTLE)).level == "emergency"
    assert found(base(), line("h1", GOOD)).level == "treat"


def test_what_only_came_to_mind_asks_for_no_haste() -> None:
    assert found(base(h1="urgent"), line("h1", SOME, argued=False)) == ("refer", "Leading hypothesis: H1.")
    assert found(base(h1="treat_and_refer"), line("h1", SOME, argued=False)).level == "treat_and_refer"


@pytest.mark.parametrize(("score", "level"), [(STRONG, "urgent"), (GOOD, "urgent"), (SOME, "treat")])
def test_a_danger_in_another_place_asks_for_haste_only_where_it_is_well_supported(score: float, level: str) -> None:
    reason = found(base(h2="urgent"), line("h1", STRONG), line("h2", score))
    assert reason.level == level
    assert ("Well supported: H2." in reason.why) == (level == "urgent")


@pytest.mark.parametrize(("score", "level"), [(STRONG, "treat_and_refer"), (GOOD, "treat")])
def test_what_a_physician_should_see_beside_the_first_is_told_where_much_speaks_for_it(
    score: float, level: str
) -> None:
    assert found(base(h2="refer"), line("h1", STRONG), line("h2", score)).level == level
    assert found(base(h2="treat"), line("h1", STRONG), line("h2", score)).level == "treat"


def test_a_disease_that_is_known_asks_for_no_new_visit_unless_for_haste() -> None:
    kb = base(h1="refer", h2="urgent", h3="refer")
    known = found(kb, line("h1", GOOD), told=["known_h1"])
    assert known == ("treat", "Leading hypothesis: H1, known already as the client tells.")
    assert found(kb, line("h2", LITTLE), told=["known_h2"]).level == "urgent"
    assert found(kb, line("h0", GOOD), line("h3", STRONG), told=["known_h3"]).level == "treat"


@pytest.mark.parametrize(
    ("score", "present", "level"), [(LITTLE, 6, "refer"), (LITTLE, 5, "treat"), (SOME, 6, "treat"), (SOME, 0, "refer")]
)
def test_much_that_fits_nothing_is_sent_on_and_little_is_examined_further(
    score: float, present: int, level: str
) -> None:
    assert found(base(), line("h1", score), present=present).level == level


def test_where_nothing_fits_that_is_said_before_the_hypothesis_that_leads_by_little() -> None:
    reason = found(base(h1="refer"), line("h1", LITTLE), present=6)
    assert reason == ("refer", "No hypothesis is supported well enough to treat on.")
    assert found(base(), present=6).level == "refer"


def test_flags_are_named_in_the_headline_the_most_urgent_only_and_three_of_many() -> None:
    three = tuple(flag(name, "urgent") for name in "abc")
    assert found(base(), flags=(*three, flag("d", "refer"))) == ("urgent", "Red flag raised: a; b; c.")
    four = (*three, flag("d", "urgent"))
    assert found(base(), flags=four).why == "Red flag raised: a; b; c; and others."


def test_loss_and_signs_that_nothing_explains_are_told_to_a_physician_and_three_of_them_named() -> None:
    lost, signs = tuple("abcd"), tuple("efgh")
    assert found(base(), line("h1", GOOD), deficit=lost) == (
        "treat_and_refer",
        "Not explained by what may be treated alone: a; b; c.",
    )
    assert found(base(), line("h1", GOOD), alarming=signs) == ("treat_and_refer", "The safety screen found: e; f; g.")


def test_a_caution_that_forbids_the_session_sends_on_and_one_that_needs_clearance_asks_for_it() -> None:
    kb, well = base(), line("h1", GOOD)
    assert found(kb, well, warned=[caution("general")]) == ("refer", "Caution: Fever.")
    assert found(kb, well, warned=[caution("relative", clearance=True)]).level == "treat_and_refer"
    assert found(kb, well, warned=[caution("relative")]).level == "treat"


def test_the_first_reason_of_the_most_urgent_is_told() -> None:
    kb = base(h1="refer")
    both = found(kb, line("h1", GOOD), warned=[caution("general")])
    assert both == ("refer", "Leading hypothesis: H1.")
    assert found(base(), line("h1", GOOD)).level == CALM.level


# -- over whole small cases

DANGER = {"f1"}  # what the safety screen asks for
RENAMED = {"g0": "course_chronic", "g1": "weak"}


def judged(*present: str, rules: list[tuple[str, str, float]], **triage: Urgency) -> Judged:
    """`rules`: hypothesis, finding, weight."""
    kb = knowledge([("argument", target, False, key) for target, key, _ in rules], more=2)
    weighed = [replace(rule, weight=weight) for rule, (_, _, weight) in zip(kb.rules, rules, strict=True)]
    findings = {RENAMED.get(key, key): f for key, f in kb.findings.items()}
    kb = replace(
        kb,
        rules=weighed,
        findings={key: replace(f, key=key, label=key, screen=key in DANGER) for key, f in findings.items()},
        hypotheses={id: replace(h, triage=triage.get(id, "treat")) for id, h in kb.hypotheses.items()},
        atoms=["+" + RENAMED.get(atom[1:], atom[1:]) for atom in kb.atoms],
    )
    observations = tuple(Observation(RENAMED.get(key, key), "present") for key in present)
    return judge(Case(CaseFile("nmt-case/1", "c"), observations), kb, PlainEngine(kb))


def test_a_sign_of_danger_that_makes_a_harmless_one_lead_takes_no_urgency_away() -> None:
    rules = [("h1", "f1", 0.8), ("h1", "f5", 0.2), ("h3", "f3", 0.45)]
    with_sign = judged("f1", "f3", "f5", rules=rules, h3="urgent")
    assert [line.hypothesis for line in with_sign.lines] == ["h1", "h3"]
    assert (with_sign.level, with_sign.why) == ("urgent", "Would lead, the signs of danger left aside: H3.")
    without = judged("f3", "f5", rules=rules, h3="urgent")
    assert without.level == "urgent"


def test_a_long_course_clears_no_danger() -> None:
    rules = [("h1", "f3", 0.45), ("h3", "f5", 0.6), ("h3", "g0", -0.8)]
    told = judged("f3", "f5", "g0", rules=rules, h3="urgent")
    assert (told.lines[0].hypothesis, told.level) == ("h1", "urgent")
    assert told.why == "Would lead, if nobody knew how long it lasts: H3."
    assert judged("f3", "f5", "g0", rules=rules, h3="refer").level == "treat"  # only haste is kept so


def test_lost_strength_is_explained_by_the_first_or_by_what_is_well_supported_and_treated_alone() -> None:
    lost = "Not explained by what may be treated alone: weak."
    weak = ("h3", "g1", 1.3)
    assert judged("f3", "g1", rules=[("h1", "f3", 1.5), weak]).level == "treat"
    assert judged("f3", "g1", rules=[("h1", "f3", 1.5), ("h3", "g1", 1.0)]).why == lost
    assert judged("f3", "g1", rules=[("h1", "f3", 1.5), weak], h3="treat_and_refer").why == lost
    assert judged("f3", "g1", rules=[("h1", "f3", 1.0), ("h1", "g1", 0.1)]).level == "treat"
    assert judged("f3", "f5", rules=[("h1", "f3", 1.5)]).level == "treat"  # nothing is lost


def test_how_many_are_listed() -> None:
    """Near the best and supported, but three where there are three."""
    near = [("h0", "f1", 1.5), ("h1", "f1", 1.45), ("h2", "f1", 0.6), ("h3", "f1", 0.45)]
    assert judged("f1", rules=near).shown == 3
    far = [("h0", "f1", 2.5), ("h1", "f1", 0.6)]
    assert judged("f1", rules=far).shown == 2
    assert judged(rules=far).shown == 0
    thin = [("h0", "f1", 2.5), ("h1", "f1", 0.3), ("h2", "f1", 0.2), ("h3", "f1", 0.1)]
    assert judged("f1", rules=thin).shown == 3
    at_the_edge = [("h0", "f1", 1.6), ("h1", "f1", 0.9), ("h2", "f1", 0.8), ("h3", "f1", 0.5)]
    assert judged("f1", rules=at_the_edge).shown == 4


def test_what_no_listed_hypothesis_argues_from_is_left_unexplained() -> None:
    rules = [("h1", "f1", 0.8), ("h1", "f3", -0.2)]
    left = judged("f1", "f3", "f5", rules=rules).unexplained
    assert [o.key for o in left] == ["f3", "f5"]


def test_a_sign_that_the_safety_screen_asks_for_is_told_also_where_all_is_explained() -> None:
    found_sign = judged("f1", "f3", rules=[("h1", "f1", 1.5), ("h1", "f3", 1.5)])
    assert (found_sign.level, found_sign.why) == ("treat_and_refer", "The safety screen found: f1.")
    assert judged("f3", rules=[("h1", "f3", 1.5)]).level == "treat"
