"""A place with the spot not stated: it meets rules about all its spots, and stands for none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.case.observation import Observation
from nmt_expert.errors import ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.clips_engine import ClipsEngine
from nmt_expert.reasoning.engines.experta_engine import ExpertaEngine
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.weigh import score_all
from tests.knowledge.tiny import FILES, compiled, write

_C = "conditions/arm.yaml"
_WHEN = "fever and angle <= 20"
_ZONES = FILES["vocabulary/zones.yaml"] + "".join(
    f"- {{id: {zone}, label: {zone}, region: hand, aspect: anterior}}\n"
    for zone in ("palm", "wrist", "elbow", "shoulder")
)
_HAND = '- {id: hand_any, of: zones, label: "Hand, spot not stated", region: hand, any_of: [thumb, palm]}\n'


def _kb(folder: Path, when: str, wholes: str = _HAND, **more: str) -> KnowledgeBase:
    files = {
        "vocabulary/zones.yaml": _ZONES,
        "vocabulary/wholes.yaml": wholes,
        _C: FILES[_C].replace(_WHEN, f"'{when}'"),
    }
    return compiled(write(folder, **files | more))


def _fires(kb: KnowledgeBase, *case: Observation) -> bool:
    facts = build_facts(case, kb)
    fired = [
        {kb.rules[firing.rule].id for firing in engine.infer(facts)} & {"other.arthritis/warm"}
        for engine in (PlainEngine(kb), ExpertaEngine(kb), ClipsEngine(kb))
    ]
    assert fired[0] == fired[1] == fired[2]
    return bool(fired[0])


def _has(key: str, *sides: str) -> Observation:
    return Observation(key, "present", frozenset(sides))


def _lacks(key: str) -> Observation:
    return Observation(key, "absent", frozenset())


@pytest.mark.parametrize(
    ("when", "met"),
    [
        ("pain in (thumb, palm)", True),
        ("pain in (wrist, palm, thumb)", True),
        ("pain(thumb) or fever or pain(palm)", True),
        ("pain(thumb)", False),  # no single spot follows
        ("pain in (thumb, wrist)", False),
        ("pain in 2 of (thumb, palm, wrist)", False),
        ("pain(thumb) and pain(palm)", False),
    ],
)
def test_a_place_meets_what_names_all_its_spots(when: str, met: bool, tmp_path: Path) -> None:
    assert _fires(_kb(tmp_path, when), _has("pain(hand_any)", "left")) == met


def test_it_is_seen_on_its_side(tmp_path: Path) -> None:
    kb = _kb(tmp_path, "pain in (thumb, palm) bilateral")
    assert not _fires(kb, _has("pain(hand_any)", "left"))
    assert _fires(kb, _has("pain(hand_any)", "left", "right"))
    assert _fires(kb, _has("pain(hand_any)", "left"), _has("pain(thumb)", "right"))


def test_a_free_place_has_only_free_spots(tmp_path: Path) -> None:
    kb = _kb(tmp_path, "no pain in (thumb, palm)")
    assert _fires(kb, _lacks("pain(hand_any)"))
    assert _fires(kb, _lacks("pain(thumb)"), _lacks("pain(palm)"))
    assert not _fires(kb, _lacks("pain(thumb)"))


def test_what_blocks_at_every_spot_blocks_at_the_place(tmp_path: Path) -> None:
    kb = _kb(tmp_path, "fever unless pain in (thumb, palm)")
    assert _fires(kb, _has("fever"))
    assert not _fires(kb, _has("fever"), _has("pain(hand_any)"))


def test_a_graded_drawing_fits_by_the_share_of_spots(tmp_path: Path) -> None:
    template = "- id: drawn\n  for_each: condition\n  when: pain in $pain\n  graded: true\n"
    template += "  moderate for {hypothesis} (drawing): It hurts there.\n"
    more = {"templates/drawing.yaml": template}

    def gained(folder: str, pain: str, *drawn: str, wholes: str = _HAND) -> float:
        (tmp_path / folder).mkdir()
        arm = FILES[_C].replace("pain: [thumb]", f"pain: [{pain}]")
        kb = _kb(tmp_path / folder, "fever", wholes, **more | {_C: arm})
        facts = build_facts([_has(f"pain({zone})", "left") for zone in drawn], kb)
        found = score_all(kb, facts, PlainEngine(kb).infer(facts))
        if ("other.arthritis", "left") not in found:
            return 0.0
        return sum(a.weight for a in found["other.arthritis", "left"].arguments if a.rule.text == "drawn")

    spot = gained("spot", "thumb, palm, wrist", "thumb")
    assert gained("whole", "thumb, palm, wrist", "hand_any") == pytest.approx(spot)  # whichever spot it is
    assert gained("half", "thumb, wrist", "hand_any") == pytest.approx(spot / 4)  # as a drawing that fits by half
    assert gained("inside", "thumb", "hand_any") == pytest.approx(spot)  # a thumb that hurts is a hand that hurts
    wider = _HAND.replace("palm", "palm, wrist")
    assert gained("elsewhere", "thumb, elbow, shoulder", "hand_any", wholes=wider) == 0  # the hand is not where it is
    near = _HAND.replace("palm]", "palm], near: [wrist, elbow]")
    assert gained("near", "wrist", "hand_any", wholes=near) == pytest.approx(spot / 4)  # some mean the wrist by it
    assert gained("both", "thumb, palm", "thumb", "hand_any") == pytest.approx(spot)  # the spot says it already


@pytest.mark.parametrize(("when", "raised"), [("pain in (thumb, wrist)", True), ("pain in (wrist, sternum)", False)])
def test_a_danger_errs_to_the_safe_side(when: str, raised: bool, tmp_path: Path) -> None:
    path = "safety/red_flags/all.yaml"
    kb = _kb(tmp_path, "fever", **{path: FILES[path].replace("when: fever", f"when: '{when}'")})
    facts = build_facts([_has("pain(hand_any)", "left")], kb)
    fired = {kb.rules[firing.rule].target for firing in PlainEngine(kb).infer(facts)}
    assert ("infection" in fired) == raised


def test_it_is_never_asked(tmp_path: Path) -> None:
    kb = _kb(tmp_path, "pain in (thumb, palm)")
    asked = kb.finding("pain(hand_any)")
    assert asked is not None
    assert asked.score
    assert "hand_any" not in kb.zones


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (_HAND.replace("palm", "pam"), "unknown zone 'pam'. Did you mean 'palm'?"),
        (_HAND.replace("palm", '"@pam"'), "unknown zone '@pam'."),
        (_HAND.replace("palm]", "palm], near: [pam]"), "unknown zone 'pam'. Did you mean 'palm'?"),
        (_HAND.replace("hand_any", "palm"), "'palm' is also one of the zones; give it another id"),
    ],
)
def test_a_wrong_part_is_named_at_its_place(written: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        _kb(tmp_path, "fever", written)
    (problem,) = caught.value.problems
    assert str(problem).startswith("vocabulary/wholes.yaml:1:")
    assert says in str(problem)
