"""What a name of its own is said of: 'numbness, constant' is no constant pain, a tender ankle no tenderness everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.prose.acts import way_of_pain
from nmt_expert.interview.words.prose.clause import Clause
from nmt_expert.interview.words.prose.relevance import felt
from nmt_expert.interview.words.stems import Word, small
from nmt_expert.interview.words.tables import Kind

_NOT_PAIN = {"numbness", "tingling", "swelling", "sensory_loss", "tenderness", "stiffness", "heaviness"}

_GONE = {"went", "gone", "resolved", "resolves", "settled", "settles", "settling", "subsided", "subsides", "disappeared", "eased", "eases", "better", "cleared", "clears",
    "passed", "passes", "recovered", "improved", "healed", "again", "back", "stopped", "seen", "relieved", "fades", "faded", "goes"}  # fmt: skip  # not how it began

_EVERY_TIME = {"gets", "get", "increases", "worsens", "intensifies", "rises"}
_OCCASIONS = {"when", "whenever", "if", "while", "during", "with", "on", "at", "by", "after", "as", "each", "every"}
_RANGES = {"range", "rom", "arom", "prom", "movement", "motion", "mobility", "mvt", "test"}


def _on_occasion(clause: Clause, mention: Mention) -> bool:
    """Is it told what makes it worse each time, and not how it goes on: 'the headache gets worse when reading'?"""
    commas = [i for i, word in enumerate(clause.words) if word.text == ","]
    first = max((i for i in commas if i < mention.first), default=-1)
    last = min((i for i in commas if i > mention.last), default=len(clause.words))
    around = {word.text for word in clause.words[first + 1 : last]}
    every_time = not _EVERY_TIME.isdisjoint(clause.texts(mention)) and not _OCCASIONS.isdisjoint(around)
    return every_time and "since" not in around


def provokes_nothing(words: Sequence[Word]) -> bool:
    """Does a clause of tests end in what they did not bring: 'Speed and Yergason: no pain', 'SLR to 90 does not change the pain'?

    Of tests only: a foot that drops and does not hurt has dropped.
    """
    texts = [word.text for word in words if word.stem not in small()]
    brought = {"positive", "+", "pos", "but", "reproduces", "provokes"} & set(texts)
    return not brought and (texts[-2:] == ["no", "pain"] or texts[-3:] == ["not", "change", "pain"])


def follows(words: Sequence[Word], mention: Mention, part: Mention) -> bool:
    """Does a part follow at once, as in 'tired right forearm'?"""
    between = words[mention.last + 1 : part.first]
    return mention.last < part.first and all(w.text in ("left", "right", "both") or w.stem in small() for w in between)


def of_another(clause: Clause, keys: Sequence[str], mention: Mention) -> bool:
    """Is it said of another thing than the name means: 'numbness, constant' is no constant pain, 'pain of the back at the shoulder
    blade' none of the low back, 'gone within hours' no beginning, 'movement full, pain free' no freedom from pain, 'tender all
    over' of a named part no tenderness everywhere?"""
    if any(key.startswith("onset_within") for key in keys):
        return not _GONE.isdisjoint(w.text for w in clause.words[: mention.first])
    if keys and set(keys) <= set(written()["of_change"]) and _on_occasion(clause, mention):
        return True
    if keys == ["painless"]:
        return bool(clause.turns or clause.subjects or clause.whole) or not _RANGES.isdisjoint(clause.stems)
    felt_here = [cast("Kind", k.values[0]).family("zones") for k in clause.kinds if felt(k)]
    if keys and all(way_of_pain(key) for key in keys):
        other = any(cast("Kind", k.values[0]).family("zones") in _NOT_PAIN for k in clause.kinds)
        return other and not set(felt_here) - _NOT_PAIN
    zones = [str(v) for s in clause.subjects if s.sort == "zones" and not s.wide for v in s.values]
    if keys == ["low_back_or_leg_pain"] and clause.words[mention.last].text == "back":
        return any(zone.startswith(("scapula", "thoracic", "neck")) for zone in zones)
    return keys == ["tender_everywhere"] and any(s.sort in ("zones", "muscles", "sites") for s in clause.subjects)


def beyond(words: Sequence[Word], part: Mention) -> bool:
    """Does a part only say from where on: 'the foot below the ankle'?"""
    before = [
        w.text for w in words[max(part.first - 3, 0) : part.first] if w.text not in ("the", "left", "right", "both")
    ]
    return (bool(before) and before[-1] in ("below", "above", "beneath")) or before[-2:] in (
        ["distal", "to"],
        ["proximal", "to"],
    )


def of_a_thing(words: Sequence[Word], part: Mention) -> bool:
    """Is it the end of a bone or of a thing: 'the neck of the talus', 'the foot of the bed'?"""
    if words[part.last].text not in ("neck", "head", "foot", "leg", "arm") or part.first != part.last:
        return False
    behind = [w.text for w in words[part.last + 1 : part.last + 4]]
    rest = [text for text in behind[1:] if text not in ("the", "his", "her", "my", "a", "left", "right")]
    return behind[:1] == ["of"] and bool(rest) and rest[0] not in written()["extent"]["body"]


def an_aspect(words: Sequence[Word], back: Mention) -> bool:
    """Is 'back' a side of something or a direction: 'the back of the forearm', 'at the back', 'bending back', 'back teeth'?"""
    before = [w.text for w in words[max(back.first - 2, 0) : back.first]]
    behind = words[back.last + 1].text if back.last + 1 < len(words) else ""
    return (
        behind
        in ("of", "teeth", "tooth", "pocket", "seat", "rib", "ribs", "shoulder", "shoulderblade", "shoulderblades")
        or before == ["at", "the"]
        or bool(
            before
            and before[-1]
            in ("bending", "leaning", "going", "goes", "went", "came", "comes", "come", "coming", "arching")
        )
    )
