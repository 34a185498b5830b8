"""What the complaint itself may say of danger, by its words or by how fast it began: never taken as said, asked back."""

from __future__ import annotations

import re
from functools import lru_cache

from nmt_expert.interview.choice.weights import named_by_flags
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.words.onset import ONSETS
from nmt_expert.knowledge.base import KnowledgeBase

_DENIED = r"(?:\b(?:no|not|never|without|denies|nil)\s+(?:any\s+|a\s+|new\s+)?)"


@lru_cache(maxsize=2)  # asked more than once for one state of a case
def asked_back(picture: Picture) -> list[str]:
    """Findings of the safety screen whose phrases stand in the complaint, not denied there, and those that a complaint here
    that began at once may be; none that was answered yet."""
    topics = picture.kb.topics.values()
    at_once = any(o.state == "present" for o in picture.stated.get(ONSETS["m"], ()))
    sudden = [k for t in topics for k in t.sudden if at_once and k in picture.wanted and _here(picture, k)]
    said = _heard(picture.kb, picture.case.file.complaint.text)
    return [key for key in dict.fromkeys((*said, *sudden)) if key not in picture.asked]


def _heard(kb: KnowledgeBase, complaint: str) -> list[str]:
    """What the words may mean; the complaint stays the same while all else is asked."""
    before: tuple[str, list[str]] = kb.__dict__.get("complaint_heard", ("", []))
    if before[0] != complaint:
        before = kb.__dict__["complaint_heard"] = (complaint, _meant(kb, complaint))
    return before[1]


def _meant(kb: KnowledgeBase, complaint: str) -> list[str]:
    text = " ".join(complaint.lower().replace("\u2019", "'").split())
    from nmt_expert.interview.words.prose.notes import read_notes  # its table of phrases takes a third of a second

    topics = kb.topics.values()
    said = [k for t in topics for k, phrases in t.words.items() if any(_said(phrase, text) for phrase in phrases)]
    read = read_notes(kb, complaint).found
    return [*said, *(u.key for u in read if u.state == "present" and _of_danger(kb, u.key))]


def _of_danger(kb: KnowledgeBase, key: str) -> bool:
    """Is it asked by the safety screen, or a sign of a nerve that a red flag names?"""
    if any(key in topic.covers for topic in kb.topics.values()):
        return True
    finding = kb.finding(key)
    return finding is not None and finding.section == "neuro" and key in named_by_flags(kb)


def _said(phrase: str, text: str) -> bool:
    """Does the phrase begin a word of the text, and is it not denied just before?"""
    if phrase.lower() not in text:  # no pattern is made for what cannot be found
        return False
    found = re.finditer(rf"\b{re.escape(phrase.lower())}", text)
    return any(not re.search(_DENIED + "$", text[: match.start()]) for match in found)


def _here(picture: Picture, key: str) -> bool:
    finding = picture.kb.finding(key)
    return finding is not None and not {*picture.regions}.isdisjoint(finding.regions)
