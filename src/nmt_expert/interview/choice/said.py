"""What the complaint and the notes may say of danger, by their words or by how fast it began: never taken as said, asked back."""

from __future__ import annotations

import re
from functools import lru_cache

from nmt_expert.interview.choice.weights import named_by_flags
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.words.onset import ONSETS
from nmt_expert.knowledge.base import KnowledgeBase

_DENIED = r"(?:\b(?:no|not|never|without|denies|nil)\s+(?:any\s+|a\s+|new\s+)?)"
ASKED_BACK = "safety.said"  # the page that asks
_UNNAMED = ("not_raised",)  # what was left so by a broad question was never asked by itself
_NOT_THERE = ("not_raised", "not_tested", "absent")  # a note may be later than the answer: which is right, is asked


@lru_cache(maxsize=2)  # asked more than once for one state of a case
def asked_back(picture: Picture) -> list[str]:
    """Findings of the safety screen whose phrases stand in the complaint or a note, not denied there, and those that a
    complaint here that began at once may be; none that was answered yet, unless in the words a broad question was denied
    with, or before the note was written."""
    topics = picture.kb.topics.values()
    at_once = any(o.state == "present" for o in picture.stated.get(ONSETS["m"], ()))
    sudden = [k for t in topics for k in t.sudden if at_once and k in picture.wanted and _here(picture, k)]
    complaint, notes = picture.case.file.complaint.text, picture.case.file.notes
    said = [key for key in _heard(picture.kb, complaint) if _open(picture, key, _UNNAMED)]
    noted = [key for note in notes for key in _heard(picture.kb, note) if _open(picture, key, _NOT_THERE)]
    sudden = [key for key in sudden if key not in picture.asked]
    return [key for key in dict.fromkeys((*said, *noted, *sudden)) if picture.concerns(key)]


def _open(picture: Picture, key: str, states: tuple[str, ...]) -> bool:
    """Is it not answered, or only in one of these states, and was it not asked back before?"""
    if key not in picture.asked:
        return True
    return picture.log.get(key) in states and not any(
        key in page.asked for page in picture.pages if page.screen == ASKED_BACK
    )


def _heard(kb: KnowledgeBase, text: str) -> list[str]:
    """What the words may mean; they stay the same while all else is asked."""
    heard: dict[str, list[str]] = kb.__dict__.setdefault("heard_of_danger", {})
    if text not in heard:
        heard[text] = _meant(kb, text)
    return heard[text]


def _meant(kb: KnowledgeBase, words: str) -> list[str]:
    text = " ".join(words.lower().replace("\u2019", "'").split())
    from nmt_expert.interview.words.prose.notes import read_notes  # its table of phrases takes a third of a second

    topics = kb.topics.values()
    said = [k for t in topics for k, phrases in t.words.items() if any(_said(phrase, text) for phrase in phrases)]
    read = read_notes(kb, words).found
    return [*said, *(u.key for u in read if u.state == "present" and _of_danger(kb, u.key))]


def _of_danger(kb: KnowledgeBase, key: str) -> bool:
    """Is it asked by the safety screen, or a sign of a nerve or a gait that a red flag names?"""
    if any(key in topic.covers for topic in kb.topics.values()):
        return True
    finding = kb.finding(key)
    return finding is not None and finding.section in ("neuro", "gait") and key in named_by_flags(kb)


def _said(phrase: str, text: str) -> bool:
    """Does the phrase begin a word of the text, and is it not denied just before?"""
    if phrase.lower() not in text:  # no pattern is made for what cannot be found
        return False
    found = re.finditer(rf"\b{re.escape(phrase.lower())}", text)
    return any(not re.search(_DENIED + "$", text[: match.start()]) for match in found)


def _here(picture: Picture, key: str) -> bool:
    finding = picture.kb.finding(key)
    return finding is not None and not {*picture.regions}.isdisjoint(finding.regions)
