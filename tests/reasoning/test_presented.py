"""How usual a case is for a hypothesis: finding by finding, stated only, seen from its side."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.presenting import named, says
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.gather import prior
from nmt_expert.reasoning.ranking.presented import Presentation, Presented, presents, telling
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.ranking.standing import Standing

RIGHT, LEFT = frozenset({"right"}), frozenset({"left"})
TUNNEL = "entrapment.carpal_tunnel"


def _presentation(kb: KnowledgeBase, *observations: Observation) -> tuple[Presentation, Resting]:
    facts = build_facts(observations, kb)
    resting = Resting(kb, facts, PlainEngine(kb).infer(facts))
    return Presentation(kb, facts, resting), resting


def _said(kb: KnowledgeBase, *observations: Observation, side: str = "right", beside: int = 0) -> dict[str, float]:
    presentation, _ = _presentation(kb, *observations)
    return {one.word: one.weight for one in presentation.of(TUNNEL, side, beside)}


def test_every_hypothesis_has_a_presentation(kb: KnowledgeBase) -> None:
    assert kb.hypotheses.keys() == kb.presentations.numbers.keys()


def test_what_a_condition_shows_oftener_than_its_neighbours_speaks_for_it(kb: KnowledgeBase) -> None:
    night = Observation("nocturnal_hand_tingling", "present", RIGHT)
    denied = Observation("nocturnal_hand_tingling", "absent", RIGHT)
    assert _said(kb, night)["usual"] > 0
    assert _said(kb, denied)["unusual"] < 0


def test_it_says_what_the_scale_makes_of_the_shares(kb: KnowledgeBase) -> None:
    told = {key: (present, absent) for key, present, absent in named(kb, TUNNEL)}
    said = says(kb.scale, kb.presentations.shown["nocturnal_hand_tingling"])
    assert told["nocturnal_hand_tingling"] in zip(said.present, said.absent, strict=True)
    assert said.present[0] >= said.present[1] >= said.present[2] > said.present[3]
    assert said.absent[0] <= said.absent[1] <= said.absent[2] < said.absent[3]
    assert (
        max(map(abs, (*said.present, *said.absent, said.unnamed))) <= kb.scale.presented["told"] * kb.scale.shown_most
    )


def test_what_was_found_speaks_louder_for_a_condition_than_what_was_told_and_no_louder_against_it(
    kb: KnowledgeBase,
) -> None:
    shown = replace(kb.presentations.shown["phalen"], usual=0.2)
    assert shown.found
    found, told = says(kb.scale, shown), says(kb.scale, replace(shown, found=False))
    louder = kb.scale.presented["found"] / kb.scale.presented["told"]
    assert louder > 1
    assert found.present[0] == pytest.approx(told.present[0] * louder, abs=1e-3)  # always: 85 of 100 beside 20
    assert found.present[3] == told.present[3] < 0  # never
    assert (found.absent, found.unnamed) == (told.absent, told.unnamed)


def test_the_other_side_says_nothing(kb: KnowledgeBase) -> None:
    assert _said(kb, Observation("nocturnal_hand_tingling", "present", LEFT)) == {}


def test_what_follows_from_a_finding_is_not_heard_twice(kb: KnowledgeBase) -> None:
    """Numbness of the thumb means altered feeling somewhere, which many conditions name too."""
    numb = Observation("numbness(thumb)", "present", RIGHT)
    alone = says(kb.scale, kb.presentations.shown["numbness(thumb)"])
    assert _said(kb, numb)["usual"] in alone.present


def test_a_finding_that_is_not_named_is_unusual_unless_it_may_stand_beside(kb: KnowledgeBase) -> None:
    felt = Observation("taut_band(infraspinatus)", "present", RIGHT)
    presentation, resting = _presentation(kb, felt)
    weight = says(kb.scale, kb.presentations.shown[felt.key]).unnamed
    assert [one.weight for one in presentation.of(TUNNEL, "right", 0)] == [weight]
    assert presentation.of(TUNNEL, "right", resting.felt_in_muscles()) == ()


@pytest.mark.parametrize(("age", "strength"), [(52.0, "usual"), (9.0, "unusual")])
def test_age_counts_by_band(kb: KnowledgeBase, age: float, strength: str) -> None:
    assert _said(kb, Observation("age", "value", value=age)).keys() == {strength}


@pytest.mark.parametrize(("sex", "strength"), [("sex_female", "usual"), ("sex_male", "unusual")])
def test_sex_counts(kb: KnowledgeBase, sex: str, strength: str) -> None:
    assert _said(kb, Observation(sex, "present")).keys() == {strength}


def test_time_since_the_onset_counts(kb: KnowledgeBase) -> None:
    week = _said(kb, Observation("duration_days", "value", value=7.0))
    longer = _said(kb, Observation("duration_days", "value", value=8.0))
    assert week["unusual"] < longer.get("unusual", 0.0)


def test_it_moves_what_is_argued_for_and_where_nobody_told_of_a_region_makes_no_hypothesis(kb: KnowledgeBase) -> None:
    case = (Observation("phalen", "present", RIGHT), Observation("nocturnal_hand_tingling", "present", RIGHT))
    silent = replace(kb, scale=replace(kb.scale, presented={"told": 0.0, "found": 0.0}))
    with_, without = (
        {line.hypothesis: line.scored.score for line in Standing(base).lines(case)} for base in (kb, silent)
    )
    assert with_.keys() == without.keys()
    usual = sum(one.weight for one in _presentation(kb, *case)[0].of(TUNNEL, "right", 0))
    assert with_[TUNNEL] == pytest.approx(without[TUNNEL] + usual)


def test_a_condition_of_the_complaints_regions_comes_to_mind_by_what_is_usual_in_it(kb: KnowledgeBase) -> None:
    """Shoulder trouble of a thrower, where no spot was told and no argument is complete."""
    case = (
        Observation("age", "value", value=43.0),
        Observation("duration_days", "value", value=28.0),
        Observation("onset_after_overload", "present"),
        Observation("worse_with(throwing)", "present"),
        Observation("worse_with(overhead_arm)", "present"),
    )
    assert not Standing(kb).lines(case)
    lines = Standing(kb).lines(case, ["shoulder"])
    assert lines
    assert all("shoulder" in kb.hypotheses[line.hypothesis].regions for line in lines)


def test_a_hypothesis_pays_for_what_of_the_complaint_lies_outside_its_regions(kb: KnowledgeBase) -> None:
    own = kb.hypotheses[TUNNEL].regions
    assert "knee" not in own
    start = kb.scale.priors[kb.hypotheses[TUNNEL].prior]
    assert prior(kb, TUNNEL, []) == prior(kb, TUNNEL, own) == start
    assert prior(kb, TUNNEL, ["knee"]) == pytest.approx(start - kb.scale.elsewhere)
    assert prior(kb, TUNNEL, [own[0], "knee"]) == pytest.approx(start - kb.scale.elsewhere / 2)


def test_the_most_telling_findings_are_named(kb: KnowledgeBase) -> None:
    case = [Observation(key, "present", RIGHT) for key in ("pain(wrist_volar)", "nocturnal_hand_tingling", "phalen")]
    presentation, resting = _presentation(kb, *case, Observation("onset_gradual", "present"))
    usual: Presented = presentation.of(TUNNEL, "right", 0)[0]
    named_first = telling(kb, presents(TUNNEL, usual.word, usual.weight), resting.observations(usual.rests_on))
    sizes = {key: present for key, present, _ in named(kb, TUNNEL)}
    assert [sizes[o.key] for o in named_first] == sorted((sizes[o.key] for o in named_first), reverse=True)
