"""Regions of the body as a complaint names them. The safety screen hangs on them, so that none is guessed."""

from __future__ import annotations

import re

from nmt_expert.errors import nearest
from nmt_expert.knowledge.base import KnowledgeBase

# What people call a region that the vocabulary calls otherwise; suggested, never taken.
_CALLED = {
    "back": "low_back (or thorax, for the upper back)",
    "lower_back": "low_back",
    "lumbar": "low_back",
    "upper_back": "thorax",
    "middle_back": "thorax",
    "mid_back": "thorax",
    "chest": "thorax",
    "rib": "thorax",
    "ribs": "thorax",
    "belly": "abdomen",
    "stomach": "abdomen",
    "tummy": "abdomen",
    "groin": "hip, pelvis or both",
    "buttock": "hip, low_back or both",
    "calf": "leg",
    "shin": "leg",
    "lower_leg": "leg",
    "upper_leg": "thigh",
    "upper_arm": "arm",
    "lower_arm": "forearm",
    "finger": "hand",
    "fingers": "hand",
    "thumb": "hand",
    "toe": "foot",
    "toes": "foot",
    "heel": "foot",
    "jaw": "face",
}


def regions(kb: KnowledgeBase) -> list[str]:
    """The regions that a complaint may name, from head to foot."""
    return list(dict.fromkeys(zone.region for zone in kb.zones.values()))


def region_meant(word: str, kb: KnowledgeBase) -> str | None:
    """The region with this name, however it is spaced or capitalised; None when there is none."""
    name = _plain(word)
    return name if name in regions(kb) else None


def unknown_region(word: str, kb: KnowledgeBase) -> str:
    """The message for a word that is no region, with the one that is probably meant."""
    names = regions(kb)
    if "," in word:
        return f"'{word}' is several regions; write them as a list, [{word}]"
    called = _CALLED.get(_plain(word))
    mend = f" Did you mean {called}?" if called else nearest(word, names)
    return f"unknown region '{word}'.{mend} The regions are: {', '.join(names)}"


def may_be_several(word: str) -> bool:
    """Is it a name of what belongs to more than one region, such as the buttock?"""
    return re.search(r"\bor\b", _CALLED.get(_plain(word), "")) is not None


def all_meant(word: str) -> tuple[str, ...]:
    """The regions of what lies in two of them, as the buttock does; none for any other word."""
    called = _CALLED.get(_plain(word), "")
    return tuple(called.removesuffix(" or both").split(", ")) if called.endswith(" or both") else ()


def _plain(word: str) -> str:
    return "_".join(word.lower().replace("-", " ").replace("_", " ").split())
