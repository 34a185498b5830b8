"""Phrases -> sentences of at most thirty words, those of one side together: positives first."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.report.letter.sentences.item import Item
from nmt_expert.report.letter.sentences.phrases import Phrase, phrases
from nmt_expert.report.view import Row
from nmt_expert.report.words import sentence

MOST = 30  # words of a sentence
SIDES = {"": "", "right": "Right", "left": "Left", "both sides": "Both sides"}
_NOT_FOUND = "not found: "


def rows(*groups: Iterable[Item]) -> tuple[Row, ...]:
    """The sentences of each side; within a side group by group, what is present before what is absent."""
    found: dict[str, list[str]] = {side: [] for side in SIDES}
    for group in groups:
        for side, sentences in _by_side(list(group)).items():
            found[side] += sentences
    return tuple(Row(SIDES[side], tuple(sentences)) for side, sentences in found.items() if sentences)


def _by_side(items: list[Item]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    packed: list[Phrase] = []
    for phrase in phrases(items):
        if packed and not _together([*packed, phrase]):
            out.setdefault(packed[0].side, []).append(_said(packed))
            packed = []
        packed.append(phrase)
    if packed:
        out.setdefault(packed[0].side, []).append(_said(packed))
    return out


def _together(packed: list[Phrase]) -> bool:
    first, last = packed[0], packed[-1]
    return first.side == last.side and first.negative == last.negative and len(_said(packed).split()) <= MOST


def _said(packed: list[Phrase]) -> str:
    return sentence("; ".join(negated_once(p.text for p in packed)))


def negated_once(texts: Iterable[str]) -> list[str]:
    """What was not found under one word, behind the rest."""
    texts = list(texts)
    plain = [t.removeprefix(_NOT_FOUND) for t in texts if t.startswith(_NOT_FOUND)]
    return [t for t in texts if not t.startswith(_NOT_FOUND)] + ([_NOT_FOUND + ", ".join(plain)] if plain else [])
