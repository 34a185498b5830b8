"""A clause with all that its words name: kinds, places, findings, sides, and what holds for each word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.moves import moves
from nmt_expert.interview.words.prose.normal import found_full, found_normal, not_free
from nmt_expert.interview.words.prose.places import spread
from nmt_expert.interview.words.prose.relevance import of_complaint
from nmt_expert.interview.words.prose.scope import DENIED, Scope, scopes_of
from nmt_expert.interview.words.prose.senses import other_sense
from nmt_expert.interview.words.prose.shorthand import plain
from nmt_expert.interview.words.stems import Word, words_of
from nmt_expert.interview.words.tables import SUBJECTS

_BEHIND = ("side", "sided", "and", "or", "only", "more", "with", "at")  # what follows a side that stands by itself

_PAIRED = {"hands", "feet", "legs", "arms", "knees", "hips", "shoulders", "ankles", "wrists", "elbows", "thighs", "calves", "buttocks", "forearms",
    "eyes", "ears", "temples", "heels", "shins", "soles", "palms", "limbs", "extremities", "plantars", "jerks"}  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """What was found in a clause."""

    words: Sequence[Word]
    kinds: Sequence[Mention]
    subjects: Sequence[Mention]
    turns: Sequence[Mention]  # movements whose joint is said elsewhere
    singles: Sequence[Mention]  # findings
    whole: Sequence[Mention]  # what was examined and is absent
    full: Sequence[Mention]  # what is there where all movements of a joint are full
    denied: Sequence[Mention]  # what names a finding only where it is denied
    of_region: Sequence[Mention]  # the same, of the region that was spoken of
    sides: Sequence[Mention]
    scopes: Sequence[Scope]

    @property
    def known(self) -> list[Mention]:
        """All that was found."""
        return [*self.singles, *self.kinds, *self.turns, *self.sides, *self.subjects, *self.denied]

    @property
    def moves(self) -> list[Mention]:
        """The movements that were found."""
        return [*self.turns, *(s for s in self.subjects if s.sort == "movements")]

    @property
    def stems(self) -> set[str]:
        """The stems of its words."""
        return {word.stem for word in self.words}

    def texts(self, mention: Mention) -> list[str]:
        """The words of a mention."""
        return [word.text for word in self.words[mention.first : mention.last + 1]]

    def places(self, site: Mention) -> bool:
        """Do the same words name a part of the body as a whole?"""
        return any(s.wide and (s.first, s.last) == (site.first, site.last) for s in self.subjects if s.sort == "zones")

    def side_of(self, mention: Mention) -> str | None:
        """The side said nearest: within or before the words, or by itself behind them."""
        sides = [s for s in self.sides if not (self._direction(s) and self._parted(s, mention))]
        before = [s for s in sides if s.first <= mention.last]
        behind = [s for s in sides if s.first > mention.last and self._alone(s)]
        if before and behind and before[-1].last < mention.first and self._ends_a_part(before[-1]):
            before = []  # 'knee pain left and ankle pain right'
        chosen = before[-1] if before else behind[0] if behind else None
        return cast("str", chosen.values[0]) if chosen else None

    def pair(self, mention: Mention) -> str | None:
        """Both sides, where paired parts are named as several and the clause says no side: 'knees swollen'."""
        several = {word.text for word in self.words[mention.first : mention.last + 1]} & _PAIRED
        return "both" if several and not self.sides else None

    def _direction(self, side: Mention) -> bool:
        """Is it where something goes: 'deviates to the left'?"""
        return [word.text for word in self.words[max(side.first - 2, 0) : side.first]] == ["to", "the"]

    def _parted(self, side: Mention, mention: Mention) -> bool:
        between = self.words[min(side.last, mention.last) + 1 : max(side.first, mention.first)]
        return any(word.text == "," for word in between)

    def _ends_a_part(self, side: Mention) -> bool:
        """Does a side end what was said before it?"""
        before, behind = self.words[: side.first], self.words[side.last + 1 :]
        named = bool(before) and before[-1].text not in (",", "and", "or", "the", "of", "in", "at")
        return named and bool(behind) and behind[0].text in (",", "and", "but", "with")

    def _alone(self, side: Mention) -> bool:
        """Does a side stand by itself, as in 'on the right', and not before another part? 'Of the right hand' does."""
        rest = self.words[side.last + 1 :]
        before = [word.text for word in self.words[max(side.first - 2, 0) : side.first]]
        if "of" in before or before == ["to", "the"]:
            return True
        return not rest or not rest[0].text.isalpha() or rest[0].text in _BEHIND


def clause_of(phrases: Phrases, text: str, joint: str) -> Clause:
    """Reads a clause. `joint`: that of movements of which the clause names none."""
    words = phrases.meant(words_of(spread(plain(text))))
    turns = moves(phrases, words, joint)
    whole = found_normal(phrases, words, turns)
    painful = not_free(words)
    full = found_full(words, whole, painful)
    singles = [
        m
        for m in phrases.found(words, "finding")
        if m.values not in [f.values for f in full] and painful.isdisjoint(m.values)
    ]
    singles += [m for m in phrases.apart(words) if m.values not in [s.values for s in singles]]
    singles = [m for m in singles if not other_sense(phrases, words, m, singles)]
    whole = [w for w in whole if not other_sense(phrases, words, w, singles)]
    tests = [m for m in singles if m.last > m.first and phrases.a_test(str(m.values[0]))]
    whole = [w for w in whole if not any(m.first < w.first <= m.last < w.last for m in tests)]
    # 'radial pulses equal' is not 'pulses equal', 'not able to walk' not 'able to walk'
    own = [m for m in singles if not any(longer(w, m) for w in whole)]
    whole = [w for w in whole if not any(longer(m, w) for m in singles)]
    singles = [m for m in own if not any(_denied_by(m, w) for w in whole)]
    kinds, sides, denied, near = (phrases.found(words, sort) for sort in ("kind", "side", "denied", "of_region"))
    subjects = [m for over in SUBJECTS for m in phrases.found(words, over)]
    named = _covered(m for m in subjects if m.last > m.first)
    sides = [m for m in sides if not (m.values == ("midline",) and (m.first in named or _middle_of(words, m)))]
    ways = [m for m in singles if all(of_complaint(str(v)) for v in m.values)]
    things = _covered([*kinds, *sides, *subjects, *turns, *denied, *near, *singles]) - _covered(ways)
    taken = _covered(m for m in (*singles, *whole, *_denying(words, kinds)) if m.last > m.first)
    scopes = scopes_of(words, taken, _covered(singles), things, _covered(ways))
    for m in singles:
        if words[m.first].text == "no" and m.last + 1 < len(words) and words[m.last + 1].text in ("or", "nor"):
            rest = range(m.last + 1, next((i for i in range(m.last, len(words)) if words[i].text == ","), len(words)))
            scopes = [DENIED.get(s, s) if i in rest else s for i, s in enumerate(scopes)]  # 'no illness or operation'
    said = {value for m in (*singles, *full) for value in m.values}
    singles += [
        m
        for m in phrases.scattered(words)
        if m.values[0] not in said
        and len(set(scopes[m.first : m.last + 1])) == 1
        and not other_sense(phrases, words, m, singles)
    ]
    return Clause(words, kinds, subjects, turns, singles, whole, full, denied, near, sides, scopes)


def longer(one: Mention, other: Mention) -> bool:
    """Does a mention hold another one and more words?"""
    return one.first <= other.first and other.last <= one.last and one.last - one.first > other.last - other.first


def cut(mention: Mention, subjects: Sequence[Mention]) -> bool:
    """Does a longer name begin or end within it: 'avoids sitting' in 'avoids sitting cross-legged', 'back pain' in 'mid-back pain'?"""
    return any(
        s.last > s.first
        and (mention.first < s.first <= mention.last < s.last or s.first < mention.first <= s.last < mention.last)
        for s in subjects
    )


def _middle_of(words: Sequence[Word], side: Mention) -> bool:
    """Is it the middle of a part - 'the middle joint', 'to its middle' - and not of the body?"""
    before = [w.text for w in words[max(side.first - 2, 0) : side.first]]
    return words[side.first].text == "middle" and before not in (["in", "the"], ["at", "the"], ["down", "the"])


def _denied_by(name: Mention, whole: Mention) -> bool:
    """Does what is said to be well hold the name of a finding, as 'no carotid bruit' does?"""
    return whole.first <= name.first and name.last <= whole.last and set(name.values) <= set(whole.values)


def _denying(words: Sequence[Word], kinds: Sequence[Mention]) -> list[Mention]:
    """The kinds whose own words hold the denial: 'no feeling', 'not elicited'."""
    return [k for k in kinds if any(w.text in ("no", "not") for w in words[k.first : k.last + 1])]


def _covered(mentions: Iterable[Mention]) -> set[int]:
    return {i for m in mentions for i in range(m.first, m.last + 1)}
