"""The complaint's own words that may mean danger: never taken as said, always asked back."""

from __future__ import annotations

import re

from nmt_expert.interview.screens.picture import Picture

_DENIED = r"(?:\b(?:no|not|never|without|denies|nil)\s+(?:any\s+|a\s+|new\s+)?)"


def asked_back(picture: Picture) -> list[str]:
    """Findings of the safety screen whose phrases stand in the complaint, not denied there and not answered yet."""
    text = " ".join(picture.case.file.complaint.text.lower().replace("\u2019", "'").split())
    return [
        key
        for topic in picture.kb.topics.values()
        for key, phrases in topic.words.items()
        if key not in picture.log and any(_said(phrase, text) for phrase in phrases)
    ]


def _said(phrase: str, text: str) -> bool:
    """Does the phrase begin a word of the text, and is it not denied just before?"""
    found = re.finditer(rf"\b{re.escape(phrase.lower())}", text)
    return any(not re.search(_DENIED + "$", text[: match.start()]) for match in found)
