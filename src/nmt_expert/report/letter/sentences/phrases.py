"""Items -> clinical phrases: signs of the same places joined, lists under one word, one term for what is one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nmt_expert.reasoning.words import measured, part_of_day
from nmt_expert.report.letter.sentences.forms import (
    FREE,
    FREE_TERM,
    LISTS,
    NEGATIVE_LISTS,
    NO,
    ONE_TERM,
    PLACE_SIGNS,
    TERMS,
)
from nmt_expert.report.letter.sentences.item import Item, small
from nmt_expert.report.letter.sentences.places import SIDES, joined, named, of_places

LONGEST = 26  # words of a phrase; longer lists of places become several
_PRESSED = " pain on pressure"
_TEST = re.compile(
    r"\b(?:test|sign|signs|raise|manoeuvre|compression|FABER|FADIR|FAIR)(?: \([^)]*\))?(?:, .*)?$|^Hawkins|^Neer"
)


@dataclass(frozen=True)
class Phrase:
    """`text` without its side; `sided` with it inside, where there is a place that can carry it."""

    text: str
    sided: str
    side: str
    negative: bool
    items: tuple[Item, ...]

    @property
    def sided_text(self) -> str:
        """With its side in any case."""
        return self.sided if self.sided != self.text or not self.side else f"{self.text} {SIDES[self.side]}"


def phrases(items: Iterable[Item]) -> list[Phrase]:
    """Positive phrases, then negative ones, each in the order of its first item. Every item stands in exactly one."""
    items = list(items)
    out: list[Phrase] = []
    for negative in (False, True):
        for side in dict.fromkeys(item.side for item in items):
            out += _of_side([i for i in items if i.side == side and (i.state == "absent") == negative], side, negative)
    return out


def _of_side(items: list[Item], side: str, negative: bool) -> list[Phrase]:
    done: set[Item] = set()
    out: list[Phrase] = []
    for item in items:
        if item in done:
            continue
        if item.family in PLACE_SIGNS and not _own_term(item):
            signs, places = _alike(item, [i for i in items if i.section == item.section and i not in done])
            taken = [i for i in items if i.family in signs and i.place in places]
            out += _place_phrases(taken, side, negative)
        elif item.family in LISTS and not _own_term(item):
            taken = _listed_with(item, items, negative)
            out += _list_phrases(taken, side, negative)
        else:
            taken = [item]
            words = _negative(item) if negative else _positive(item)
            out.append(Phrase(words, words, side, negative, (item,)))
        done.update(taken)
    return out


def _listed_with(first: Item, items: list[Item], negative: bool) -> list[Item]:
    """The items of one list: those of its family; of movements that are free in every way, all that say so."""
    free = _free_places(items) if negative else set[str]()
    if first.family in FREE and first.place in free:
        return [i for i in items if i.family in FREE and i.place in free]
    same = [i for i in items if i.family == first.family and not _own_term(i)]
    return [i for i in same if first.family not in FREE or i.place not in free]


def _free_places(items: list[Item]) -> set[str]:
    """Movements that are neither limited nor bring anything on."""
    of = {family: {i.place for i in items if i.family == family and not _own_term(i)} for family in FREE}
    return set.intersection(*of.values())


def _alike(first: Item, items: list[Item]) -> tuple[list[str], list[str]]:
    """The signs of the first item's place, and all places that have exactly these."""
    at: dict[str, list[str]] = {}
    for item in items:
        if item.family in PLACE_SIGNS and not _own_term(item):
            at.setdefault(item.place, []).append(item.family)
    signs = at[first.place]
    return signs, [place for place, found in at.items() if set(found) == set(signs)]


def _place_phrases(items: list[Item], side: str, negative: bool) -> list[Phrase]:
    signs = _shared_end(list(dict.fromkeys(PLACE_SIGNS[i.family] for i in items)), "or" if negative else "and")
    last = "or" if negative else "and"
    head = ("no " if negative else "") + joined(signs, last)

    def phrase(part: list[Item]) -> Phrase:
        places = named((i.place, i.where) for i in part)
        return Phrase(
            head + of_places(places, last=last), head + of_places(places, side, last=last), side, negative, tuple(part)
        )

    return _cut(items, phrase)


def _shared_end(signs: list[str], last: str) -> list[str]:
    """'familiar pain on pressure', 'referred pain on pressure' become 'familiar and referred pain on pressure'."""
    sharing = [sign for sign in signs if sign.endswith(_PRESSED)]
    if len(sharing) < 2:
        return signs
    together = joined([sign.removesuffix(_PRESSED) for sign in sharing], last) + _PRESSED
    return [sign for sign in signs if sign not in sharing] + [together]


def _list_phrases(items: list[Item], side: str, negative: bool) -> list[Phrase]:
    free = negative and len({i.family for i in items}) > 1
    head = FREE_TERM if free else (NEGATIVE_LISTS if negative else LISTS)[items[0].family]
    last = "or" if negative and head.startswith(("no ", "not ")) else "and"

    def phrase(part: list[Item]) -> Phrase:
        words = f"{head} {joined(dict.fromkeys(i.where for i in part), last)}"
        return Phrase(words, words, side, negative, tuple(part))

    return _cut(items, phrase)


def _cut(items: list[Item], phrase: Callable[[list[Item]], Phrase]) -> list[Phrase]:
    """One phrase, or several of at most LONGEST words; all signs of one place stay together."""
    out: list[Phrase] = []
    part: list[Item] = []
    for place in dict.fromkeys(i.place for i in items):
        here = [i for i in items if i.place == place]
        if part and len(phrase([*part, *here]).sided.split()) > LONGEST:
            out.append(phrase(part))
            part = []
        part += here
    whole = phrase(items)  # parts of one place may be shorter together
    return [whole] if len(whole.sided.split()) <= LONGEST else [*out, phrase(part)]


def _own_term(item: Item) -> bool:
    return _term(item) is not None


def _term(item: Item) -> str | None:
    if item.state == "present":
        for keys, _, term in ONE_TERM:
            if item.key in keys and (item.covers or "wasting" in term):
                return term
    return TERMS.get(item.key) if item.state == "present" else NO.get(item.key)


def _positive(item: Item) -> str:
    if item.key == "duration_days":
        return f"for {duration(item.value)}"
    if item.state == "value":
        return f"{small(item.label)} {measured(item.value, item.unit)}"
    words = _term(item) or small(item.label)
    return f"{words} positive" if _TEST.search(words) else words


def _negative(item: Item) -> str:
    if item.key in NO:
        return NO[item.key]
    if item.label.endswith(" normal"):
        return f"{small(item.label).removesuffix(' normal')} not normal"
    return f"{small(item.label)} negative" if _TEST.search(item.label) else f"not found: {small(item.label)}"


def duration(days: float) -> str:
    """'40 minutes', '10 days', '6 weeks', '6 months', '3 years'."""
    if days < 1:
        return part_of_day(days)
    for most, length, unit in ((21, 1, "day"), (56, 7, "week"), (730, 30.4, "month"), (float("inf"), 365.25, "year")):
        if days < most:
            number = max(1, round(days / length))
            return f"{number} {unit}{'s' if number != 1 else ''}"
    raise AssertionError("the last unit holds every length")
