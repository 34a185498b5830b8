"""Which findings would raise a red flag, or make one an emergency that stands, if they were the next to be found."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nmt_expert.interview.choice.weights import Alternative, alternatives
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.reasoning.facts import CENTRAL

_EMERGENCY, _URGENT = level_of("emergency"), level_of("urgent")


@lru_cache(maxsize=2)
def one_away(picture: Picture) -> dict[str, int]:
    """Findings of which one answer would raise an emergency or something urgent that no flag says yet, with the level.

    Something must have been found that speaks for it: of rules to which nothing but this finding contributes, none counts.
    """
    return _one_away(picture, _known(picture), list(picture.kb.flags))


@lru_cache(maxsize=2)
def one_away_here(picture: Picture) -> dict[str, int]:
    """The same of the flags of the regions concerned alone, where more than a general finding, such as weakness anywhere,
    speaks for it."""
    kb, here = picture.kb, {"general", *picture.regions}
    general = {kb.atom_index.get(f"+{finding.key}") for finding in kb.summaries}
    flags = [flag.id for flag in kb.flags.values() if here.intersection(flag.regions)]
    return _one_away(picture, _known(picture) - general, flags)


@lru_cache(maxsize=2)
def would_be_emergency(picture: Picture) -> frozenset[str]:
    """Findings of which one answer would make an emergency of a flag that stands."""
    known = _known(picture)
    rules = (rule for flag in picture.flags for rule in alternatives(picture.kb)[flag.id])
    near = (rule for rule in rules if rule.level == _EMERGENCY and known.isdisjoint(rule.nots))
    return frozenset().union(*(_missing(rule, known) for rule in near))


def _known(picture: Picture) -> set[int]:
    return {atom for atom, side in picture.known if side == CENTRAL}


def _one_away(picture: Picture, speaking: set[int], flags: Iterable[str]) -> dict[str, int]:
    known = _known(picture)
    stands = min((level_of(flag.urgency) for flag in picture.flags), default=_URGENT + 1)
    found: dict[str, int] = {}
    for rule in (rule for flag in flags for rule in alternatives(picture.kb)[flag]):
        if rule.level < stands and len(rule.groups) > 1 and known.isdisjoint(rule.nots):
            for key in _missing(rule, speaking):
                found[key] = min(found.get(key, stands), rule.level)
    return found


def _missing(rule: Alternative, known: set[int]) -> frozenset[str]:
    """Findings of which one is all that a rule still lacks beside what is known."""
    open_group = None
    for group in rule.groups:
        missing = group.missing(known)
        if missing > 1 or (missing == 1 and open_group):
            return frozenset()
        open_group = group if missing == 1 else open_group
    return open_group.keys if open_group else frozenset()
