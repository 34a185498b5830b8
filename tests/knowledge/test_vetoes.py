"""A negation that is left in the nested lists of a red flag: not heard where the flag is urgent or an emergency."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.knowledge.base import KnowledgeBase
from tests.knowledge.tiny import FILES, compiled, write

_FLAG = "safety/red_flags/all.yaml"


def _compiled(folder: Path, urgency: str, when: str) -> KnowledgeBase:
    flag = FILES[_FLAG].replace("urgency: urgent", f"urgency: {urgency}").replace("when: fever", f"when: {when}")
    return compiled(write(folder, **{_FLAG: flag}))


@pytest.mark.parametrize(("urgency", "heard"), [("emergency", False), ("urgent", False), ("refer", True)])
@pytest.mark.parametrize(
    "when", ["{all: [fever, {none: [spurling]}]}", "{any: [spurling, {all: [fever, {none: [tender(anconeus)]}]}]}"]
)
def test_only_a_planned_referral_hears_a_negation(tmp_path: Path, urgency: str, when: str, heard: bool) -> None:
    kb = _compiled(tmp_path, urgency, when)
    assert any(rule.nots for rule in kb.rules if rule.id.startswith("infection/hot")) == heard


def test_other_rules_keep_their_negations(tmp_path: Path) -> None:
    changed = {
        "patterns/rules.yaml": FILES["patterns/rules.yaml"].replace(
            "any: [fever,", "all: [fever, {none: ['pain(thumb)']},"
        )
    }
    assert any(rule.nots for rule in compiled(write(tmp_path, **changed)).rules)
