"""How well a drawing fits a pattern: whole, with a spot outside it, and in part."""

from __future__ import annotations

import pytest

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.fits import Fits
from tests.knowledge.tiny import FILES, compiled, write


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A muscle that hurts in thumb and wrist, and in the elbow sometimes."""
    zones = FILES["vocabulary/zones.yaml"] + "".join(
        f"- {{id: {zone}, label: {zone}, region: hand, aspect: anterior}}\n" for zone in ("wrist", "palm", "elbow")
    )
    muscle = FILES["anatomy/muscles/arm.yaml"].replace("essential: [thumb]", "essential: [thumb, wrist]")
    folder = tmp_path_factory.mktemp("rules")
    return compiled(write(folder, **{"vocabulary/zones.yaml": zones, "anatomy/muscles/arm.yaml": muscle}))


@pytest.mark.parametrize(
    ("zones", "fit"),
    [
        (["thumb", "wrist"], 1.0),  # all of it and nothing else
        (["thumb"], 1.0),  # nothing else was drawn
        (["thumb", "wrist", "palm"], ((2 * 2 / 3 + 1) / 3) ** 2),  # a third is not explained
        (["thumb", "palm"], ((2 * 1 / 2 + 1 / 2) / 3) ** 2),  # half is not explained, half of the pattern is not filled
    ],
)
def test_what_is_outside_the_pattern_costs_most(drawn: KnowledgeBase, zones: list[str], fit: float) -> None:
    facts = build_facts([Observation(f"pain({zone})", "present", frozenset({"left"})) for zone in zones], drawn)
    fired = [f for f in PlainEngine(drawn).infer(facts) if drawn.rules[f.rule].id.startswith("drawn(")]
    assert [Fits(drawn, facts).of(drawn.rules[f.rule], f) for f in fired if f.side == "left"] == [pytest.approx(fit)]
