"""'Knee and ankle jerks normal', 'full range of the hip': what was examined, and that nothing was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.grades import graded_full
from nmt_expert.interview.words.prose.moves import STRENGTH, position
from nmt_expert.interview.words.prose.relevance import unknown
from nmt_expert.interview.words.stems import Word

_IN_ALL = {"and", ",", "in", "all", "directions", "planes", "throughout", "both", "sides", "left", "right", "bilaterally", "is",
    "completely"}  # fmt: skip
_NEITHER = {"normal", "normally", "unremarkable", "2+"}  # neither reduced nor brisk; an equal jerk may be both
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
        _lost_of(move, texts)
        for move in (*phrases.found(words, "movements"), *turns)
        if not move.wide and move.last + 1 in marks and texts[move.last + 1] in rules["normal"]
    ]
    found += graded_full(phrases, words, turns)
    for noun in phrases.found(words, "noun"):
        if texts[noun.first] in ("feels", "feel", "moves", "move"):
            continue  # 'ice feels good'
        if not (lasts or written()["examined"][noun.values[0]]["over"]):
            continue
        own = 0
        after = next((i for i in marks if i > noun.last), None)
        before = next((i for i in reversed(marks) if i < noun.first), None)
        if after is not None and texts[after] in rules["normal"]:
            first, last = (before + 1 if before is not None else 0), after
            first = max(first, own := _its_own(phrases, words, noun, turns, after))
            if last + 1 < len(texts) and texts[last + 1] in _WHERE:
                last = _end(texts, last)  # 'feeling normal at the outer foot'
            elif of := next((t for t in turns if t.first == after + 1), None):
                first, last = after, of.last  # 'range: normal flexion'
        elif after is None and before is not None and texts[before] in rules["normal"]:
            first, last = before, _end(texts, noun.last)
        else:
            continue
        named = _of(phrases, words, noun, turns, first, last)
        if own and not _placed(named):
            continue  # 'strength: grip 20 kg, normal'
        if after is not None and _painless(texts[after + 1 :]):
            named = [_free(m) for m in named]
        if after is None and first > 0 and not _placed(named):  # 'peroneals full strength'
            named = _of(phrases, words, noun, turns, max((i + 1 for i in marks if i < first), default=0), last)
        found += named
    return found


def _lost_of(move: Mention, texts: Sequence[str]) -> Mention:
    """What is absent of a movement that is marked behind."""
    mark = "weak" if set(move.values) <= STRENGTH else _lost(texts[move.last + 1])
    absent = Mention("finding", tuple(f"{mark}({v})" for v in move.values), move.first, move.last)
    return _free(absent) if _painless(texts[move.last + 2 :]) else absent


def _lost(mark: str) -> str:
    """What is absent of a movement that is marked so: a grade is of its strength."""
    return "weak" if mark[0].isdigit() else "limited"


def _painless(behind: Sequence[str]) -> bool:
    """Does a full movement go 'and painless', 'in all directions, pain free', 'without pain'?"""
    rest = [text for text in behind if text not in _IN_ALL][:2]
    return rest[:1] == ["painless"] or rest in (["pain", "free"], ["without", "pain"], ["no", "pain"])


def _free(normal: Mention) -> Mention:
    """A movement that is not limited, and does not hurt either."""
    hurts = (f"pain_on({v[len('limited(') : -1]})" for v in map(str, normal.values) if v.startswith("limited("))
    return replace(normal, values=(*normal.values, *hurts))


def _placed(found: Sequence[Mention]) -> bool:
    return any("(" in str(v) for m in found for v in m.values)


def _of(
    phrases: Phrases, words: Sequence[Word], noun: Mention, turns: Sequence[Mention], first: int, last: int
) -> list[Mention]:
    entry = written()["examined"][noun.values[0]]
    named = [m for over in entry["over"] for m in phrases.found(words, over) if not position(words, m)]
    if "movements" in entry["over"]:
        named += turns or phrases.found(words, "joints")
    named = [
        m for m in named if first <= m.first and m.last <= last and (m.whole or not m.wide or entry["wide"] == "every")
    ]
    turned = {_joint(m) for m in named if m.sort == "movements" and not m.wide}
    named = [m for m in named if not (m.wide and _joint(m) in turned)]  # 'neck range: flexion normal'
    limbs = written()["limbs"]
    meant = [value for m in named for value in ([m.whole] if m.whole else m.values)]
    ids = dict.fromkeys(one for value in meant for one in limbs.get(str(value), [value]))
    passive = words[noun.first].text in ("range", "movement", "movements") and words[noun.first - 1].text == "passive"
    texts = {w.text for w in words}
    families = ["limited_passive"] if passive and "active" not in texts else entry["families"]
    if texts.isdisjoint(_NEITHER):
        families = [family for family in families if family != "reflex_brisk"]
    keys = tuple(f"{family}({one})" for one in ids for family in families)
    values = keys or tuple(entry["whole"])
    return [Mention("finding", values, noun.first, noun.last)] if values else []


def _its_own(phrases: Phrases, words: Sequence[Word], noun: Mention, turns: Sequence[Mention], mark: int) -> int:
    """Where that begins which a mark is said of, behind parts of which something else is: 'rotation 60, flexion normal',
    'thumb less, index normal'; 0 where no part is such."""
    entry = written()["examined"][noun.values[0]]
    named = [*turns, *(m for over in entry["over"] for m in phrases.found(words, over))]
    named += [m for sort in ("noun", "joint", "side") for m in phrases.found(words, sort)]
    parted = [noun.first - 1, *(i for i in range(noun.last + 1, mark) if words[i].text == ",")]
    for first, comma in reversed(list(pairwise(parted))):
        here = [m for m in named if first < m.first and m.last < comma and m.sort != "noun"]
        if here and unknown(words, first + 1, comma, named, numbers=True):
            return comma + 1
    return 0


def _joint(move: Mention) -> str:
    """The joint of a movement, or of all its movements."""
    return str(move.values[0]).partition("_")[0]


def found_full(words: Sequence[Word], normal: Sequence[Mention], not_free: set[str]) -> list[Mention]:
    """'Full and painless range of the hip' is a finding of its own, beside the movements that are then not limited."""
    whole = written()["full_though_painful"] if _only_full(words) else written()["full"]
    full = {joint: written()["full"][joint] for joint in whole}
    ranges = [m for m in normal if all(str(v).startswith(("limited(", "pain_on(")) for v in m.values)]
    limited = {str(v)[len("limited(") : -1] for m in ranges for v in m.values if str(v).startswith("limited(")}
    return [
        Mention("finding", (full[joint],), ranges[0].first, ranges[0].last)
        for joint in full
        if full[joint] not in not_free
        and (f"{joint}_movement" in limited or sum(v.startswith(f"{joint}_") for v in limited) > 2)
    ]


def _only_full(words: Sequence[Word]) -> bool:
    """Is it said that movement is full, and not that it is painless or normal?"""
    texts = [word.text for word in words]
    return {"painless", "painfree", "normal", "free"}.isdisjoint(texts) and "without pain" not in " ".join(texts)


def not_free(words: Sequence[Word]) -> set[str]:
    """What is not found, though the range may be full, where movement hurts: that it is full and free of pain."""
    hurts = not {"painful", "sore", "hurts"}.isdisjoint(word.text for word in words)
    return (
        {key for joint, key in written()["full"].items() if joint not in written()["full_though_painful"]}
        if hurts
        else set()
    )


def _end(texts: Sequence[str], place: int) -> int:
    """The end of the part between commas that a word stands in."""
    return next((i for i in range(place, len(texts)) if texts[i] == ","), len(texts))
