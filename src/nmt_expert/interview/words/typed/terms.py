"""Words to findings: 'front sh l, neck back b; numb thumb r' on the body chart, 'weak elbow ext r' in an examination.

A line is parts between commas. A part is, in any order that people use: '-' to take back, 'no' to deny, what kind of thing it
is (it holds until another is named), a few letters of each word, a side. What only comes near is marked as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import Literal, cast

from nmt_expert.interview.words.denial import without_denial, without_normal, words_in
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Phrases, phrases_of
from nmt_expert.interview.words.prose.second_look import leaves_out, read_as_notes
from nmt_expert.interview.words.sides import UNSURE, side_in
from nmt_expert.interview.words.stems import stem, stems_of
from nmt_expert.interview.words.term import MOST, Term, asked_with
from nmt_expert.interview.words.typed.parts import nothing_called, refers, said_in
from nmt_expert.interview.words.typed.place_alone import place_alone
from nmt_expert.interview.words.typed.pool import Pool, described, name_of
from nmt_expert.interview.words.typed.spelling import spelling_of
from nmt_expert.knowledge.base import KnowledgeBase

_SMALL = {
    "the", "a", "an", "is", "of", "or", "and", "with", "at", "in", "on", "to", "it", "my", "any", "does", "client", "have", "has", "for",
}  # fmt: skip
_LEAST_KIND = 4  # letters; fewer could be a place


class Vocabulary:
    """What may be typed at one question: kinds (typed word -> family), the kind without a word, and single findings.

    `beyond` is all that could be typed elsewhere: what is clear there and not here is asked back, never lost.
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        kinds: Mapping[str, str],
        default: str,
        singles: Mapping[str, str],
        beyond: Callable[[], Vocabulary] | None = None,
    ) -> None:
        self._kb = kb
        self._kinds = kinds
        self._default = default
        self._singles = singles
        self._beyond = beyond
        self._pools: dict[str, Pool] = {}

    def parse(self, text: str) -> list[Term]:
        """The terms of a line; one without keys is a part that means nothing here. Raises InputError where all are."""
        found = [term for parts in said_in(text) for term in self._sentence(parts)]
        if found and not any(term.keys for term in found):
            raise self._nothing(found[0].typed)
        return found

    def _sentence(self, parts: list[str]) -> list[Term]:
        """The terms of the parts of one sentence; what kind of thing it is, and a side, hold to its end."""
        found: list[Term] = []
        kinds: tuple[str, ...] = (self._default,)
        side = ""
        for part in parts:
            if re.fullmatch(r"[ac-kmnp-qs-z]", part.lower()):  # one letter is no word, but for a side
                found.append(Term((), part, ""))
                continue
            if not found and len(parts) > 1 and part.lower() in self._kinds:
                kinds, terms = (self._kinds[part.lower()],), list[Term]()
            elif again := self._also(part, found):
                kinds, terms = again
            else:
                kinds, terms = self._part(part, kinds)
            own = side_in(words_in(part))[1]  # said in the part, though not in what was read of it
            found += [replace(term, side=term.side or own or side) for term in terms]
            side = next((said for said in (*(term.side for term in terms), own) if said not in ("", UNSURE)), side)
        return found

    def _also(self, part: str, found: list[Term]) -> tuple[tuple[str, ...], list[Term]] | None:
        """'neck rotation limited, hurts': a kind by itself is said of the place before."""
        kind = self._kinds.get("refers" if refers(part) else part.lower())
        if kind is None or not found or found[-1].erase:
            return None
        over = self._kb.families[kind].over
        families = [self._kb.families.get(key.partition("(")[0]) for key in found[-1].keys]
        if not families or any(family is None or family.over != over for family in families):
            return None
        keys = tuple(f"{kind}({key.partition('(')[2]}" for key in found[-1].keys)
        denied = found[-1].state == "absent"  # 'rotation full, hurts' denies no pain
        return (kind,), [
            replace(
                found[-1],
                keys=keys,
                state="present",
                guess=denied or found[-1].guess,
                typed=f"{found[-1].typed}, {part}",
            )
        ]

    def _part(self, part: str, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], list[Term]]:
        """What one part says, and the kinds that hold for the next: as typed in short, else as notes are read."""
        if label := self._by_label.get(" ".join(words_in(part))):
            return kinds, [Term((label,), part, "")]
        part = place_alone(part, self._phrases)
        own, short = self._short(part, kinds)
        if short[0].keys and not short[0].guess:
            return own, short
        if read := read_as_notes(self._kb, part, self._may_be):
            families = [key.partition("(")[0] for term in read for key in term.keys[:1] if "(" in key]
            sure = any(self._may_be(key) and not term.guess for term in read for key in term.keys)
            if sure and not leaves_out(self._kb, part):
                return tuple(dict.fromkeys(families)) or kinds, read
        if (several := self._several(part, kinds)) is not None:
            return several
        if not read and (mended := spelling_of(self._kb).mended(part)) != part.lower():
            kinds, terms = self._part(mended, kinds)
            return kinds, [replace(term, typed=part if len(terms) == 1 else term.typed, guess=True) for term in terms]
        said = read or self._elsewhere(part)
        clear = said and not (any(term.guess for term in said) or leaves_out(self._kb, part))
        near = [] if clear else short
        if short[0].keys and short[0].state == "absent" and not self._singles:  # nothing else is there by a denial
            said = [term for term in said if term.state == "absent"]
        return (kinds if read else own), asked_with(said, near)

    def _several(self, part: str, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], list[Term]] | None:
        """'forehead and temple': two parts, when each of them is clear."""
        terms: list[Term] = []
        for one in re.split(r"\s+(?:and|&)\s+", part):
            if one == part:
                return None
            kinds, read = self._part(one, kinds)
            terms += read
        said = {term.side for term in terms} - {""}
        if len(said) == 1:  # 'thumb and index r'
            terms = [replace(term, side=next(iter(said))) for term in terms]
        return None if any(term.guess or not term.keys for term in terms) else (kinds, terms)

    def _short(self, part: str, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], list[Term]]:
        """'-' to take back, 'no' to deny, a kind, a few letters of each word, a side."""
        words = words_in(part)
        erase = words[0].startswith("-")
        words[0] = words[0].removeprefix("-")
        words = [w for w in words if w]
        own = "negative" in words and self._single(words)  # 'x ray negative' is a finding of its own
        words, denied = (words, False) if own else without_denial(words)
        whole = self._single(words)
        words, side = side_in(words)
        if not whole and not own:
            words, normal = without_normal(words)
            denied ^= normal
        whole = whole or self._single(words)
        named = self._kind(words[0]) if words else None
        said = words[0] if words else ""
        if named and (len(words) > 1 or not self._singles):
            kinds, words = (named,), words[1:]
        if len(words) > 1 and (
            behind := self._kind(words[-1], begun=False)
        ):  # 'thumb numb', 'passive rotation limited'
            kinds, words = kinds if named else (behind,), words[:-1]
        words = [w for w in words if w not in _SMALL] or words
        terms = []
        for kind in kinds:
            found = self._find(words, kind, denied)
            general = self._general(kind if not words else "", words or [said], denied)
            here = bool(kind and words) and not self._singles and found[1]  # 'not coughing', of what makes it worse
            keys, sure = found if here or not general else general
            if whole:
                keys, sure = list(dict.fromkeys((*whole, *(keys if sure else ())))), True
            if not sure and self._only_a_place(words, kind):
                keys = []
            if not sure and not kind and words and (done := self._only_done(words)):
                keys, sure = done, True
            state: Literal["present", "absent"] = "absent" if denied else "present"
            if denied:
                keys = [key for key in keys if key not in written()["several"]]
            terms.append(Term(tuple(keys[: 3 * MOST]), part, side, erase, state, not sure))
        return kinds, terms

    def _only_done(self, words: list[str]) -> list[str]:
        """What people do, without whether it makes it worse or better: both, to choose from."""
        if "worse_with" not in self._kinds.values():
            return []
        worse, sure = self._find(words, "worse_with")
        found = [key for key in worse if key.startswith("worse_with(")] if sure else []
        return [key.replace("worse_with", kind) for kind in ("worse_with", "better_with") for key in found[:1]]

    def _may_be(self, key: str) -> bool:
        """Can it be an answer to this question?"""
        families = {self._default, *self._kinds.values()}
        general = written()["general"].get(key)
        return (
            key in self._singles
            or key.partition("(")[0] in families
            or bool(general and families.intersection(general["kinds"]))
        )

    def _elsewhere(self, part: str) -> list[Term]:
        """What a part clearly says that another question asks: to be asked back."""
        if self._beyond is None:
            return []
        if read := read_as_notes(self._kb, part, lambda _: True):
            return read
        with suppress(InputError):
            return [term for term in self._beyond().parse(part) if not term.guess]
        return []

    def _general(self, kind: str, words: list[str], denied: bool) -> tuple[list[str], bool] | None:
        """'No weakness' denies the whole, not one movement; whether 'no numbness' was felt or tested is asked."""
        if not denied:
            return None
        keys = [cast("str", key) for key in self._phrases.named("denied", stems_of(" ".join(words)))]
        if kind:
            whole = [key for key, entry in written()["general"].items() if kind in entry["kinds"]]
            return (list(dict.fromkeys((*whole, *keys))), {*keys} <= {*whole}) if whole else None
        return (keys[:1], not self._singles or keys[0] in self._singles) if keys else None

    def _find(self, words: list[str], kind: str, denied: bool = False) -> tuple[list[str], bool]:
        """What the words mean, the best first, and whether it was said rather than guessed."""
        if not words:
            return [], False
        pool = self._pool(kind)
        exact = pool.exact({stem(word) for word in words})
        members = exact if any("(" in key for key in exact) else (*self._called(words, kind), *exact)
        if said := list(dict.fromkeys((*members, *self._single(words)))):
            return said, True
        if found := self._no_score(pool.best(words)):
            # what is denied is named in full: 'no neck pain' is not 'neck pain before arm pain'
            enough = (1 if denied else 2) * len(words) >= len(pool.names[found[0]].name)
            sure = enough and pool.begins(words, found[0])
            alike = () if sure else self._no_score(pool.alike(words))
            return (found, True) if sure else (list(dict.fromkeys((*found[: MOST - 3], *alike))), False)
        return self._no_score(pool.alike(words)), False

    def _no_score(self, keys: list[str]) -> list[str]:
        """Without scores: one is counted, or called by its name; 'had DVT' is no score of a test."""
        return [key for key in keys if (finding := self._kb.finding(key)) is None or not finding.score]

    def _called(self, words: list[str], kind: str) -> list[str]:
        """What people call a place, a movement, a muscle, an activity or a finding."""
        row = stems_of(" ".join(words))
        found: list[str] = []
        if family := kind or self._default:
            over = self._kb.families[family].over
            sorts = (over, "strength") if family == "weak" else (over,)
            found = list(dict.fromkeys(f"{family}({id})" for sort in sorts for id in self._phrases.named(sort, row)))
        if found:
            return found
        return self._single(words)

    def _single(self, words: list[str]) -> list[str]:
        """The single findings that are called exactly so."""
        keys = self._phrases.named("finding", stems_of(" ".join(words))) if self._singles else ()
        return [cast("str", key) for key in keys if key in self._singles]

    def _nothing(self, part: str) -> InputError:
        if self._only_a_place(side_in(words_in(part))[0], self._default):
            return InputError(f"'{part}' is a place: say what is there, as in: pain {part}, numb {part}.")
        return nothing_called(part)

    @cached_property
    def _by_label(self) -> dict[str, str]:
        return {label.lower(): key for key, label in self._singles.items()}

    def _only_a_place(self, words: list[str], kind: str) -> bool:
        return not kind and self._phrases.known("zones", stems_of(" ".join(words)))

    def _kind(self, word: str, begun: bool = True) -> str | None:
        """The family that a word names; `begun`: its first letters are enough."""
        if word in self._kinds:
            return self._kinds[word]
        fits = {
            family
            for name, family in self._kinds.items()
            if (begun and len(word) >= _LEAST_KIND and name.startswith(word)) or stem(word) == stem(name)
        }
        return fits.pop() if len(fits) == 1 else None

    @cached_property
    def _phrases(self) -> Phrases:
        return phrases_of(self._kb)

    def _pool(self, kind: str) -> Pool:
        """What can be meant where this kind holds: its members, and the single findings."""
        if kind not in self._pools:
            asked = {key: finding.ask for key in self._singles if (finding := self._kb.finding(key))}
            names = {key: name_of(key, label, question=asked.get(key, "")) for key, label in self._singles.items()}
            if kind:
                subjects = self._kb.subjects(self._kb.families[kind].over)
                names |= {f"{kind}({s.id})": name_of(s.id, s.label, described(s)) for s in subjects.values()}
            self._pools[kind] = Pool(names)
        return self._pools[kind]
