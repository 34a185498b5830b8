"""How fast a complaint began: what may be said, and the findings that it means."""

from __future__ import annotations

import re
from datetime import date

from nmt_expert.case.duration import days_of
from nmt_expert.case.model import CaseFile
from nmt_expert.case.record import Answer, Change
from nmt_expert.errors import nearest
from nmt_expert.interview.words.errors import InputError
from nmt_expert.knowledge.base import KnowledgeBase

CHOICES = {"m": "at once, within a minute", "h": "within hours", "d": "within days", "g": "gradually"}
ONSETS = {"m": "onset_sudden", "h": "onset_within_hours", "d": "onset_within_days", "g": "onset_gradual"}
_PHRASES = {
    "m": r"sudden(?:ly)?|at once|straight ?away|right away|out of (?:the blue|nowhere)|instant(?:ly)?|immediate(?:ly)?|abrupt(?:ly)?|(?:a|one) minute|seconds?",
    "h": r"hours?|overnight|(?:a|one) day",
    "d": r"days|a week",
    "g": r"gradual(?:ly)?|slow(?:ly)?|crept (?:up|in)|creeping|over time|weeks|months|years|bit by bit|little by little|insidious(?:ly)?",
}
_WAYS = ("suddenly", "immediately", "overnight", "gradually", "slowly", "within hours", "within days")
_WITHIN = re.compile(
    r"\b(?:within|over|in|during)\b"
)  # 'over 8 months' is gradual, 'about 8 months' tells how long it lasts
_DENIED = re.compile(r"\b(?:no|not|never)\b")


def _choices() -> str:
    return "  ".join(f"{letter} {words}" for letter, words in CHOICES.items())


def onset_now(file: CaseFile) -> str:
    """In words; '' when it was not told."""
    present = {key for entry in file.findings for key in entry.present}
    return next((words for letter, words in CHOICES.items() if ONSETS[letter] in present), "")


def onset_changes(text: str, kb: KnowledgeBase) -> list[Change]:
    """What an answer means: one way to begin. Raises InputError."""
    said = " ".join(text.lower().split())
    if re.search(r"\d", said) and not _WITHIN.search(said) and days_of(said, date.today()) is not None:
        raise InputError(f"'{text.strip()[:60]}' says how long, not how fast. Type one of: {_choices()}.")
    meant = (
        [said]
        if said in ONSETS
        else [letter for letter, phrases in _PHRASES.items() if re.search(rf"\b(?:{phrases})\b", said)]
    )
    if len(meant) != 1 or _DENIED.search(said):
        what = "can be read in more ways than one." if meant else f"is none of the answers here.{nearest(said, _WAYS)}"
        raise InputError(f"'{text.strip()[:60]}' {what} Type one of: {_choices()}.")
    # the others were not picked: not asked again, and no denial, from which the absence of a sudden danger would follow
    return [Answer(key, "present" if letter == meant[0] else "not_raised") for letter, key in ONSETS.items()]
