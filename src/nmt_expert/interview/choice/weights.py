"""How much danger hangs on a finding: counted from the rules of red flags that name it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.assessment import level_of

_WEIGHT = (4.0, 3.0, 1.0, 0.0, 0.0)  # of an emergency, something urgent, something for a physician


@lru_cache(maxsize=2)  # asked many times for one state of a case
def danger_weights(picture: Picture) -> dict[str, float]:
    """What each finding counts in the regions of a case: of every red flag there, its share in the rule that it alone nearest
    completes. Where it hurts, age and sex are known before the questions, and share in nothing."""
    kb, here = picture.kb, {"general", *picture.regions}
    found: dict[str, float] = {}
    for flag, shares in _shares(kb).items():
        if here.intersection(kb.flags[flag].regions):
            for key, share in shares.items():
                found[key] = found.get(key, 0.0) + share
    return found


def _shares(kb: KnowledgeBase) -> dict[str, dict[str, float]]:
    """By flag and finding, worked out once for a knowledge base."""
    found = kb.__dict__.get("danger_shares")
    if not isinstance(found, dict):
        found = kb.__dict__["danger_shares"] = {flag: _of_flag(kb, flag) for flag in kb.flags}
    return found


def _of_flag(kb: KnowledgeBase, flag: str) -> dict[str, float]:
    shares: dict[str, float] = {}
    for rule in kb.rules_of(flag):
        if rule.kind == "flag":
            groups = [keys for n, atoms in rule.groups for keys in [_asked(kb, atoms)] * n if keys]
            for keys in groups:
                for key in keys:
                    share = _WEIGHT[level_of(rule.urgency)] / len(groups)
                    shares[key] = max(shares.get(key, 0.0), share)
    return shares


def _asked(kb: KnowledgeBase, atoms: Iterable[int]) -> set[str]:
    """The findings of a group; none where something that is known beforehand can complete it."""
    keys = {key for number in atoms for key in findings_of(kb, number)}
    return set() if any(_known(key) for key in keys) else keys


def _known(key: str) -> bool:
    return key in ("age", "sex_female", "sex_male", "duration_days") or key.partition("(")[0] in ("pain", "tenderness")


def findings_of(kb: KnowledgeBase, number: int, inside: frozenset[str] = frozenset()) -> set[str]:
    """Findings that make an atom true when they are present or have a number, themselves or through patterns."""
    atom = kb.atoms[number]
    key, pattern = finding_key(atom), atom.lstrip("|@")
    if key is not None:
        return set() if atom.lstrip("~|&").startswith("-") else {key}
    if pattern in inside:
        return set()
    rules: list[Rule] = kb.rules_of(pattern)
    return {
        k for rule in rules for _, atoms in rule.groups for a in atoms for k in findings_of(kb, a, inside | {pattern})
    }
