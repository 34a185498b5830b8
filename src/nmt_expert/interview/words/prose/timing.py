"""Numbers in a clause, whose time it is that is told, and what a time says of the onset: an injury two days ago, a pain that came on
over three days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from nmt_expert.interview.words.lasted import days_of_event, unit_of_onset
from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.numbers import numbers_in
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.began import began_after
from nmt_expert.interview.words.prose.clause import Clause
from nmt_expert.interview.words.prose.relevance import felt, of_complaint, unknown
from nmt_expert.interview.words.prose.scope import long_ago
from nmt_expert.interview.words.prose.shorthand import plain
from nmt_expert.interview.words.stems import words_of
from nmt_expert.interview.words.tables import SUBJECTS, Kind
from nmt_expert.knowledge.base import KnowledgeBase

_ACUTE_DAYS = 3
_OLD_DAYS = 182  # an injury that lies further back may be another story
_NOT_HURT = {"nearly", "almost", "often", "not", "never", "sometimes", "frequently", "afraid", "strength", "power", "pressure",
    "weight", "suddenly", "sharply", "short", "asleep", "ill", "pregnant"}  # fmt: skip  # 'the strength fell'
_GOES_ON = ("swelling", "itch", "colour_change", "lump", "weak", "limited")  # what lasts, beside what is felt
_ANOTHER = {"relief", "relieved", "free", "better", "flu", "fever", "smoked", "cough"}  # has a time of its own
_NOTICED = {"noticed", "began", "started"}  # 'she first noticed it three weeks ago'
_EARLY = 4  # words
_BEGAN = {"began", "begin", "started", "onset", "first", "came"}
_MORE = r"(?:worse|stronger|sharper|more (?:painful|severe|intense|frequent|often|troublesome|constant)|increased|worsened|flared|improved)"
_CHANGE = re.compile(
    rf"\b{_MORE}\b(?! (?:pain|ache)).*\b(?:since|for|over|in|past|last|ago)\b|^\W*(?:but |and |now )?(?:since|for|over|in|during) .*\b{_MORE}\b"
)
_SLOWLY = re.compile(r"\b(?:gradual|slow|stead|progressive|continu|increasing)\w*\b.*\bover\b")
_ONSETS = {"hour": "onset_within_hours", "day": "onset_within_days", "gradual": "onset_gradual"}
Told = tuple[str, Literal["present", "absent", "value"], float | None]  # finding, state, value


def told_in_numbers(kb: KnowledgeBase, phrases: Phrases, clause: Clause, text: str) -> Iterator[Told]:
    """Findings that are numbers, and what a time says beside: of the onset, and of an injury."""
    if long_ago(clause.words):
        return
    for said in re.split(r",\s", plain(text)):
        for key, value in numbers_in(said):
            if key != "duration_days" or _lasts(kb, phrases, said):
                yield key, "value", value
    lower = plain(text).lower()
    if unit := unit_of_onset(lower):
        yield _ONSETS[unit], "present", None
    if "other" not in clause.scopes and "doubted" not in clause.scopes:
        yield from ((key, "present", None) for key in began_after(lower))
    yield from _of_events(clause, days_of_event(lower))


def _of_events(clause: Clause, days: float | None) -> Iterator[Told]:
    """What an injury tells of the complaint, and what the time beside it or beside another event tells. `days`: since then."""
    named = {str(v) for m in clause.singles if clause.scopes[m.first] == "present" for v in m.values}
    injured = _hurt(clause) or not named.isdisjoint(written()["injuries"])
    if not injured and named.isdisjoint(written()["events"]):
        return
    if days is not None and days <= _OLD_DAYS and "course_progressive" not in named:  # 'hit by a car, worse since'
        yield "duration_days", "value", float(days)
    if injured and (days is None or days <= _OLD_DAYS):
        yield "onset_after_trauma", "present", None
    if injured and days is not None and days <= _ACUTE_DAYS:
        yield "recent_injury_72h", "present", None


def _hurt(clause: Clause) -> bool:
    """Does a verb tell of an injury: 'fell', 'tripped', not 'almost fell' and 'often trips'?"""
    texts = [word.text for word in clause.words]
    return any(
        text in written()["hurting"]
        and clause.scopes[i] == "present"
        and not {*texts[max(i - 2, 0) : i + 2]} & _NOT_HURT
        for i, text in enumerate(texts)
    )


def _lasts(kb: KnowledgeBase, phrases: Phrases, text: str) -> bool:
    """Does a time stand beside a symptom or by itself, and not beside something else that has lasted?"""
    words = words_of(text)
    known = [m for sort in ("kind", "finding", "side", *SUBJECTS) for m in phrases.found(words, sort)]
    texts = {word.text for word in words}
    first = words[1] if words[0].text == "first" and len(words) > 1 else words[0]
    if any("off_work" in m.values for m in known) or texts & _ANOTHER or _of_a_change(text.lower()):
        return False
    own = [m for m in known if m.sort == "finding" and str(m.values[0]).startswith(tuple(written()["own_time"]))]
    complaint = [m for m in known if _goes_on(kb, m) and not any(o.first <= m.first and m.last <= o.last for o in own)]
    if own and not complaint and first.text not in _BEGAN:
        return False
    if first.text in written()["begins"] or not _NOTICED.isdisjoint(word.text for word in words[:_EARLY]):
        return True
    if texts & {"no", "without", "denies"}:
        return False
    if complaint:
        return True
    done = any(m.sort == "activities" for m in known)  # 'running for six years'
    return not done and not unknown(words, 0, len(words), _of_the_complaint(known))


def _of_a_change(text: str) -> bool:
    """Is it how long the complaint has been worse, and not how long it has lasted: 'since yesterday the pain is stronger'?"""
    return bool(_CHANGE.search(text)) and not _SLOWLY.search(text)


def _of_the_complaint(known: Sequence[Mention]) -> list[Mention]:
    """Without what is done or taken, and without findings that tell nothing of how the complaint is."""
    return [
        m
        for m in known
        if m.sort != "activities" and (m.sort != "finding" or all(of_complaint(str(v)) for v in m.values))
    ]


def _goes_on(kb: KnowledgeBase, mention: Mention) -> bool:
    """Is it a symptom, or a sign that lasts, which people come for?"""
    value = mention.values[0] if mention.values else ""
    if isinstance(value, Kind):
        return felt(mention) or any(family in _GOES_ON for _, family in value.families)
    finding = kb.finding(str(value)) if mention.sort == "finding" else None
    return finding is not None and (
        (finding.section == "symptom" and finding.regions != ("general",)) or finding.section in ("gait", "neuro")
    )
