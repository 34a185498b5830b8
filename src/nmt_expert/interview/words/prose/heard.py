"""What the client's own words say of the fields that follow: offered there, and taken only with a yes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nmt_expert.case.duration import days_of
from nmt_expert.case.model import CaseFile
from nmt_expert.case.regions import all_meant, may_be_several, region_meant
from nmt_expert.interview.words.lasted import times_lasted
from nmt_expert.interview.words.phrases import phrases_of
from nmt_expert.interview.words.stems import stems_of
from nmt_expert.knowledge.base import KnowledgeBase

_LONGEST = 4  # words of a place
_DENIED = {"no", "not", "without", "never", "nor"}
_NO_NAME = {
    "left",
    "right",
    "both",
    "now",
    "in",
    "on",
    "at",
    "of",
    "to",
    "the",
    "a",
    "my",
    "into",
    "under",
    "and",
    *_DENIED,
}
_SIDES = ("left", "right", "both")
_SHORT = {"l": "left", "r": "right", "b": "both"}
_SHORT_SIDE = re.compile(r"(?<![\w'.])\(?([lr]|b(?= \w+s\b))t?\)? (?=(?:sided )?[a-z])")  # 'R elbow', '(L) knee'
_ON_THE = re.compile(r"\b(?:on|in) (?:the|my|his|her|their) (left|right)(?: side)?\b(?! (?:now|away|after))")
# which back is not said; with the leg it is the low one
_BACK = re.compile(
    r"(?<!low )(?<!lower )(?<!upper )(?<!mid )(?<!middle )\b(?:backache|back(?= (?:pains?|aches?|hurts?|sore|stiff\w*)\b)|(?<=\bmy )back(?! of\b))"
)
_LEG = re.compile(r"\b(?:leg|calf|foot|buttock|sciatica)s?\b")
_SINCE = re.compile(r"\b(?:for(?: about| the last| the past)?|(?=since )|over|past|last) ?(\S+(?: \S+){0,3})")
_LASTED = re.compile(r"\babout (\S+ (?:day|week|month|year)s?)\b(?! old)")
_AT_THE_END = re.compile(r"[,;] ([^,;]+?)\W*$")  # 'numb thumb at night, 5 mths'
_AGO = re.compile(r"\b(\S+ (?:day|week|month|year)s?) ago\b")


def heard(field: str, file: CaseFile, kb: KnowledgeBase) -> str:
    """What the complaint says of a field, as that field would read it; '' when nothing that is clear."""
    said = _SHORT_SIDE.sub(lambda m: f"{_SHORT[m[1]]} ", file.complaint.text.lower())
    text = " ".join(re.sub(r"[^\w\s'/.-]", " , ", said).split())
    text = _BACK.sub("low back", text) if _LEG.search(text) else text
    if field == "regions":
        return ", ".join(dict.fromkeys(region.replace("_", " ") for region, _ in _places(text, kb)))
    if field == "side":
        sides = {side for _, side in _places(text, kb) if side} | {found[1] for found in _ON_THE.finditer(text)}
        return sides.pop() if len(sides) == 1 else ""
    if field == "since":
        lasted = times_lasted(said)
        times = (*_times(text), *(lasted if len(lasted) == 1 else ()), *_AT_THE_END.findall(said))
        return next((time for time in times if days_of(time, date.today()) is not None), "")
    return ""


def _places(text: str, kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Regions that are named, each with the side that stands before it; the longest name counts."""
    words, at = text.split(), 0
    while at < len(words):
        for end in range(min(at + _LONGEST, len(words)), at, -1):
            name = " ".join(words[at:end]).rstrip(".")
            regions = all_meant(name.removesuffix("s")) or tuple(filter(None, [_region(name, kb)]))
            if regions and not _DENIED & {*words[max(at - 2, 0) : at]}:
                side = next((w for w in words[max(at - 2, 0) : at] if w in _SIDES), "")
                yield from ((region, side) for region in regions)
                at = end - 1
                break
        at += 1


def _region(words: str, kb: KnowledgeBase) -> str:
    """The one region that a name means; '' for several, and for what is no name."""
    if words.partition(" ")[0] in _NO_NAME or may_be_several(words):
        return ""
    zones = phrases_of(kb).named("zones", stems_of(words))
    found = {region} if (region := region_meant(words.rstrip("s"), kb) or region_meant(words, kb)) else set()
    found = found or {kb.zones[zone].region for zone in map(str, zones) if zone in kb.zones}
    return found.pop() if len(found) == 1 else ""


def _times(text: str) -> Iterator[str]:
    for found in (*_AGO.finditer(text), *_SINCE.finditer(text), *_LASTED.finditer(text)):
        words = found[1].partition(" ,")[0].split()
        yield from (" ".join(words[:count]) for count in range(len(words), 0, -1))
