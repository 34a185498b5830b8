"""Is it the complaint that a word speaks of? 'Intermittent' is a pain, 'intermittent fever' is none: only what is understood
as a whole, or names a symptom, is about the complaint."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.stems import Word, passes
from nmt_expert.interview.words.tables import Kind

_WHEN = ("with", "on", "when", "while", "during", "by", "after", "at", "towards", "if")


def of_complaint(key: str) -> bool:
    """Does a finding say how the complaint is, began or goes on?"""
    return key.startswith(tuple(written()["of_complaint"]))


def about_complaint(words: Sequence[Word], mention: Mention, known: Sequence[Mention]) -> bool:
    """Does the part between commas that a mention stands in speak of a symptom, or of nothing else? `known`: all mentions."""
    if _when(words, mention):
        return False
    first, last = _part(words, mention)
    here = [m for m in known if first <= m.first and m.last < last and m != mention]
    if any(felt(m) for m in here):
        return True
    if any(m.sort == "finding" and not any(of_complaint(str(v)) for v in m.values) for m in here):
        return False
    placed = any(m.sort == "zones" for m in here)  # 'an unpleasant pressing feeling in front of the ear'
    return len(unknown(words, first, last, [*here, mention])) <= placed


def _when(words: Sequence[Word], mention: Mention) -> bool:
    """Is it said on what occasion it is more: 'increases with walking', 'worsening at night'?"""
    behind = words[mention.last + 1].text if mention.last + 1 < len(words) else ""
    return words[mention.last].text.startswith(("increas", "worsen")) and behind in _WHEN


def felt(mention: Mention) -> bool:
    """Is it a word for what is felt?"""
    kind = mention.values[0] if mention.values else None
    return isinstance(kind, Kind) and kind.family("zones") in written()["occasion"]["felt"]


def unknown(words: Sequence[Word], first: int, last: int, known: Sequence[Mention], numbers: bool = False) -> list[str]:
    """The words of a part that belong to nothing that was understood. `numbers`: and the numbers."""
    covered = {i for m in known for i in range(m.first, m.last + 1)}
    apart = {*written()["passes"], *written()["times"]}
    return [
        words[i].text
        for i in range(first, last)
        if i not in covered
        and not passes(words[i])
        and words[i].text not in apart
        and (words[i].text[0].isalpha() or (numbers and words[i].text[0].isdigit()))
    ]


def _part(words: Sequence[Word], mention: Mention) -> tuple[int, int]:
    """Where the part between commas begins that a mention stands in, and where the next one does."""
    commas = [i for i, w in enumerate(words) if w.text in (",", ":")]
    first = max((i + 1 for i in commas if i < mention.first), default=0)
    return first, min((i for i in commas if i > mention.last), default=len(words))
