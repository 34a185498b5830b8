"""A clause of free words becomes findings: what kind of thing, where, on which side, there or denied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from nmt_expert.case.duration import course
from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.numbers import numbers_in
from nmt_expert.interview.words.phrases import OVER, Kind, Mention, phrases_of
from nmt_expert.interview.words.scope import Scope, scopes_of
from nmt_expert.interview.words.stems import Word, small, words_of
from nmt_expert.knowledge.base import KnowledgeBase

_TELLING = {"weak", "numbness", "tingling"}
_JOIN = {"and", "or", ",", "to", "left", "right", "both", "with", "&"}


@dataclass(frozen=True)
class Understood:
    """One finding as it was understood. `side` is None where none was said; `words` are those it came from."""

    key: str
    state: Literal["present", "absent", "value"]
    side: str | None
    words: str
    value: float | None = None
    among: tuple[str, ...] = ()  # a word for a whole part: the findings of which some are meant


class Recogniser:
    """Reads clauses against one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._phrases = phrases_of(kb)

    def clause(self, text: str, side: str | None = None) -> list[Understood]:
        """What a clause says; `side` holds where it says none."""
        words = words_of(text)
        if not words:
            return []
        singles = self._phrases.found(words, "finding")
        whole = [*self._phrases.found(words, "absent"), *self._normal(words)]
        taken = {i for m in (*singles, *whole) if m.last > m.first for i in range(m.first, m.last + 1)}
        scopes = scopes_of(words, taken)
        said = {value for m in singles for value in m.values}
        singles += [m for m in self._phrases.scattered(words) if m.values[0] not in said and _one_scope(scopes, m)]
        sides = self._phrases.found(words, "side")
        found: list[Understood] = []

        def add(keys: Iterable[str], mention: Mention, scope: Scope) -> None:
            if scope not in ("present", "absent"):
                return
            near = _side(sides, mention, words) or side
            keys = list(keys)
            among = tuple(keys) if mention.wide else ()
            for key in keys[:1] if among else keys:
                finding = self._kb.finding(key)
                if finding:
                    state = scope
                    found.append(Understood(key, state, near if finding.sided else None, text.strip(), among=among))

        used: set[int] = set()
        for kind, subject in self._pairs(words):
            if subject.sort != "zones" and any(
                _within(kind, m) and _within(subject, m) for m in singles if m.last > m.first
            ):
                continue
            family = kind.values[0].family(subject.sort) if isinstance(kind.values[0], Kind) else ""
            if family:
                used |= {kind.first, subject.first}
                worst = scopes[subject.first] if scopes[kind.first] == "present" else scopes[kind.first]
                if scopes[kind.first] == "absent" and scopes[subject.first] == "present" and kind.last < subject.first:
                    worst = "present" if any(w.text in (",",) for w in words[kind.last : subject.first]) else "absent"
                add((f"{family}({value})" for value in subject.values), subject, worst)
        for mention in singles:
            add((cast("str", v) for v in mention.values), mention, scopes[mention.first])
        for mention in whole:
            add((cast("str", v) for v in mention.values), mention, "absent")
        for mention in self._phrases.found(words, "denied"):
            if scopes[mention.first] == "absent" and mention.first not in used:
                add((cast("str", v) for v in mention.values), mention, "absent")
        for mention in self._phrases.found(words, "kind"):
            if mention.first not in used and scopes[mention.first] == "present":
                add(_general(cast("Kind", mention.values[0])), mention, "present")
        for key, value in numbers_in(text):
            found.append(Understood(key, "value", None, text.strip(), value))
            if key == "duration_days" and course(value) == "present":
                found.append(Understood("course_chronic", "present", None, text.strip()))
        return list(dict.fromkeys(found))

    def _normal(self, words: Sequence[Word]) -> list[Mention]:
        """'strength, feeling and reflexes normal': what was looked at as a whole, and nothing was found."""
        texts = [word.text for word in words]
        rules = written()["negation"]
        if not any(text in rules["normal"] for text in texts) or any(text in rules["not_whole"] for text in texts):
            return []
        return self._phrases.found(words, "noun")

    def _pairs(self, words: Sequence[Word]) -> list[tuple[Mention, Mention]]:
        """Kinds with what they are said of: the kind that follows a list of subjects at once, else the last before."""
        kinds = self._phrases.found(words, "kind")
        told = [m for m in self._phrases.found(words, "finding") if m.last > m.first]
        subjects = _longest(m for over in OVER for m in self._phrases.found(words, over))
        subjects = [s for s in subjects if not (s.sort == "activities" and any(_within(s, m) for m in told))]
        subjects = [s for s in subjects if not (s.wide and _belongs(words, s, subjects))]
        pairs = []
        for subject in subjects:
            behind = _group(
                kinds, [k for k in kinds if k.first > subject.last and _close(words, subject, k, subjects)][:1], words
            )
            before = _group(kinds, [k for k in kinds if k.last < subject.first][-1:], words)
            over = [k for k in kinds if k.first >= subject.first and k.last <= subject.last]
            suits = [k for k in behind if _suits(k, subject)]
            earlier = [k for k in before if _suits(k, subject)]
            if (
                suits
                and earlier
                and (_close(words, earlier[-1], subject, ()) or not _directly(words, subject, suits[0]))
            ):
                suits = []
            for kind in suits or earlier or [k for k in over if _suits(k, subject)]:
                pairs.append((kind, subject))
        return pairs


def _suits(kind: Mention, subject: Mention) -> bool:
    return isinstance(kind.values[0], Kind) and bool(kind.values[0].family(subject.sort))


def _one_scope(scopes: Sequence[Scope], mention: Mention) -> bool:
    return len(set(scopes[mention.first : mention.last + 1])) == 1


def _within(one: Mention, other: Mention) -> bool:
    return other.first <= one.first and one.last <= other.last


def _belongs(words: Sequence[Word], whole: Mention, subjects: Sequence[Mention]) -> bool:
    """Does the whole part only say whose place it is: 'the thumb of the right hand'?"""
    before = [s for s in subjects if s.last < whole.first and s.sort == whole.sort]
    between = {w.text for w in words[before[-1].last + 1 : whole.first]} if before else set()
    return "of" in between and between <= {"of", "the", "left", "right", "both", "his", "her"}


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Without those that lie within a longer one of another sort."""
    every = list(mentions)
    return sorted(
        (
            m
            for m in every
            if not any(
                o is not m and o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first
                for o in every
            )
        ),
        key=lambda m: m.first,
    )


def _close(words: Sequence[Word], subject: Mention, kind: Mention, subjects: Sequence[Mention]) -> bool:
    """Only joining words, sides and other subjects stand between."""
    covered = {i for s in subjects for i in range(s.first, s.last + 1)}
    return all(
        i in covered or words[i].text in _JOIN or words[i].stem in small() for i in range(subject.last + 1, kind.first)
    )


def _directly(words: Sequence[Word], subject: Mention, kind: Mention) -> bool:
    return all(words[i].text not in (",", "with") for i in range(subject.last + 1, kind.first)) and (
        kind.first - subject.last <= 4
    )


def _group(kinds: Sequence[Mention], start: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
    """The kinds that are said together with this one: 'numbness and tingling'."""
    if not start:
        return []
    group = [start[0]]
    index = kinds.index(start[0])
    for other in reversed(kinds[:index]):
        if _joined(words, other, group[0]):
            group.insert(0, other)
        else:
            break
    for other in kinds[index + 1 :]:
        if _joined(words, group[-1], other):
            group.append(other)
        else:
            break
    return group


def _joined(words: Sequence[Word], one: Mention, other: Mention) -> bool:
    return all(words[i].text in (*_JOIN, "/") or words[i].stem in small() for i in range(one.last + 1, other.first))


def _side(sides: Sequence[Mention], mention: Mention, words: Sequence[Word]) -> str | None:
    """The side said nearest: within or before the words, or just behind them."""
    before = [s for s in sides if s.first <= mention.last]
    behind = [s for s in sides if s.first > mention.last]
    chosen = before[-1] if before else behind[0] if behind else None
    return cast("str", chosen.values[0]) if chosen else None


def _general(kind: Kind) -> list[str]:
    """What a kind says where no place is named: weak and numb, which always mean something; 'reduced' alone does not."""
    families = {family for _, family in kind.families}
    return [key for key, entry in written()["general"].items() if _TELLING & families & set(entry["kinds"])]
