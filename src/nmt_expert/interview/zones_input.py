"""The body chart by typing: 'front sh l, neck back b; numb thumb r' -> symptoms on zones with sides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from nmt_expert.interview.fields import InputError
from nmt_expert.knowledge.model import KnowledgeBase, Subject

_SIDES = {"l": "left", "left": "left", "r": "right", "right": "right", "b": "both", "both": "both"}
_KINDS = {
    "pain": "pain", "hurts": "pain", "ache": "pain", "numb": "numbness", "numbness": "numbness", "tingling": "tingling",
    "pins": "tingling", "burning": "burning", "shooting": "shooting", "electric": "shooting", "cramp": "cramp",
    "stiffness": "stiffness", "itch": "itch", "cold": "cold_feeling", "heaviness": "heaviness", "heavy": "heaviness",
    "swelling": "swelling", "swollen": "swelling", "colour": "colour_change", "color": "colour_change",
}  # fmt: skip
_ALSO = {
    "posterior": "back behind rear", "anterior": "front", "lateral": "outer outside side", "medial": "inner inside",
    "superior": "top upper", "inferior": "under below",
}  # fmt: skip
_LEAST_KIND = 4  # letters; fewer could be a zone
_CLOSE = 72  # of 100: how near a misspelt zone must be


@dataclass(frozen=True)
class Mark:
    """A symptom in a zone. `side` is '' when it was not typed and the zone has sides."""

    kind: str
    zone: str
    side: str
    erase: bool = False


@dataclass(frozen=True)
class Choice:
    """What was typed fits several zones."""

    kind: str
    typed: str
    side: str
    erase: bool
    zones: tuple[str, ...]


def parse_marks(text: str, kb: KnowledgeBase, kind: str = "pain") -> list[Mark | Choice]:
    """The marks of one line, in order; a kind holds until another is typed. Raises InputError for what fits nothing."""
    found: list[Mark | Choice] = []
    for part in re.split(r"[,;]+", text):
        words = part.lower().split()
        if not words:
            continue
        erase = words[0].startswith("-")
        words[0] = words[0].removeprefix("-")
        words = [w for w in words if w]
        if words and (named := _kind(words[0])):
            kind = named
            words = words[1:]
        side = _SIDES.get(words[-1], "") if len(words) > 1 else ""
        words = words[:-1] if side else words
        if not words:
            raise InputError(f"'{part.strip()}': name a place too, such as front shoulder l. List all places with: ??")
        zones = matching_zones(words, kb.zones)
        if not zones:
            raise InputError(f"No place like '{' '.join(words)}'. Try the part of the body first: shoulder, neck back, thigh outer. All places: ??")
        if len(zones) == 1:
            found.append(Mark(kind, zones[0], side if kb.zones[zones[0]].sided else "", erase))
        else:
            found.append(Choice(kind, " ".join(words), side, erase, tuple(zones)))
    return found


def matching_zones(words: list[str], zones: Mapping[str, Subject]) -> list[str]:
    """Zones in which every typed word begins a word; the one that they name exactly; else the nearest spelling."""
    vocabularies = {zone.id: _vocabulary(zone) for zone in zones.values()}
    fits = [zone for zone, known in vocabularies.items() if all(any(k.startswith(w) for k in known) for w in words)]
    exact = [zone for zone in fits if sorted(zone.split("_")) == sorted(words) or zones[zone].label.lower() == " ".join(words)]
    # words of the name itself go before words that only describe it
    named = [zone for zone in fits if all(any(k.startswith(w) for k in _words(zones[zone])) for w in words)]
    if exact or named or fits:
        return exact or named or fits
    near = process.extract(" ".join(words), {z.id: z.label for z in zones.values()}, scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=6)
    return [zone for _, _, zone in near]


def _kind(word: str) -> str | None:
    if word in _KINDS:
        return _KINDS[word]
    fits = {kind for name, kind in _KINDS.items() if len(word) >= _LEAST_KIND and name.startswith(word)}
    return fits.pop() if len(fits) == 1 else None


def _words(zone: Subject) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", zone.label.lower())) | set(zone.id.split("_"))


def _vocabulary(zone: Subject) -> set[str]:
    described = " ".join(_ALSO.get(zone.aspect, "").split() + zone.region.split("_"))
    return _words(zone) | set(described.split())
