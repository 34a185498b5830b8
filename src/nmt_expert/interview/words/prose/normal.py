"""'Knee and ankle jerks normal', 'full range of the hip': what was examined, and that nothing was found."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.grades import graded_full
from nmt_expert.interview.words.stems import Word

_WHERE = ("in", "at", "on", "of", "over", "for")


def found_normal(phrases: Phrases, words: Sequence[Word], turns: Sequence[Mention]) -> list[Mention]:
    """The findings that are absent: of the movements, places and reflexes that are named, else of the whole. `turns`: movements whose
    joint is said elsewhere."""
    rules = written()["negation"]
    texts = [word.text for word in words]
    found = phrases.found(words, "absent")
    if any(text in rules["not_whole"] for text in texts):
        return found
    marks = [i for i, text in enumerate(texts) if text in rules["normal"] or text in rules["abnormal"]]
    lasts = not {"until", "full", "lost", *rules["abnormal"]} & {
        *texts
    }  # 'the bladder is full', 'fine until yesterday'
    found += [
        Mention("finding", tuple(f"{_lost(texts[move.last + 1])}({v})" for v in move.values), move.first, move.last)
        for move in (*phrases.found(words, "movements"), *turns)
        if not move.wide and move.last + 1 in marks and texts[move.last + 1] in rules["normal"]
    ]
    found += graded_full(phrases, words, turns)
    for noun in phrases.found(words, "noun"):
        if texts[noun.first] in ("feels", "feel", "moves", "move"):
            continue  # 'ice feels good'
        if not (lasts or written()["examined"][noun.values[0]]["over"]):
            continue
        after = next((i for i in marks if i > noun.last), None)
        before = next((i for i in reversed(marks) if i < noun.first), None)
        if after is not None and texts[after] in rules["normal"]:
            first, last = (before + 1 if before is not None else 0), after
            if last + 1 < len(texts) and texts[last + 1] in _WHERE:
                last = _end(texts, last)  # 'feeling normal at the outer foot'
        elif after is None and before is not None and texts[before] in rules["normal"]:
            first, last = before, _end(texts, noun.last)
        else:
            continue
        named = _of(phrases, words, noun, turns, first, last)
        if after is None and first > 0 and not _placed(named):  # 'peroneals full strength'
            named = _of(phrases, words, noun, turns, max((i + 1 for i in marks if i < first), default=0), last)
        found += named
    return found


def _lost(mark: str) -> str:
    """What is absent of a movement that is marked so: a grade is of its strength."""
    return "weak" if mark[0].isdigit() else "limited"


def _placed(found: Sequence[Mention]) -> bool:
    return any("(" in str(v) for m in found for v in m.values)


def _of(
    phrases: Phrases, words: Sequence[Word], noun: Mention, turns: Sequence[Mention], first: int, last: int
) -> list[Mention]:
    entry = written()["examined"][noun.values[0]]
    named = [m for over in entry["over"] for m in phrases.found(words, over)]
    if "movements" in entry["over"]:
        named += turns or phrases.found(words, "joints")
    named = [
        m for m in named if first <= m.first and m.last <= last and (m.whole or not m.wide or entry["wide"] == "every")
    ]
    limbs = written()["limbs"]
    meant = [value for m in named for value in ([m.whole] if m.whole else m.values)]
    ids = dict.fromkeys(one for value in meant for one in limbs.get(str(value), [value]))
    keys = tuple(f"{family}({one})" for one in ids for family in entry["families"])
    values = keys or tuple(entry["whole"])
    return [Mention("finding", values, noun.first, noun.last)] if values else []


def found_full(normal: Sequence[Mention]) -> list[Mention]:
    """'Full range of the hip' is a finding of its own, beside the movements that are then not limited."""
    full = written()["full"]
    ranges = [m for m in normal if all(str(v).startswith("limited(") for v in m.values)]
    limited = {str(v)[len("limited(") : -1] for m in ranges for v in m.values}
    return [
        Mention("finding", (full[joint],), ranges[0].first, ranges[0].last)
        for joint in full
        if full[joint] and (f"{joint}_movement" in limited or sum(v.startswith(f"{joint}_") for v in limited) > 2)
    ]


def _end(texts: Sequence[str], place: int) -> int:
    """The end of the part between commas that a word stands in."""
    return next((i for i in range(place, len(texts)) if texts[i] == ","), len(texts))
