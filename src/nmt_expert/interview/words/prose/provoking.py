"""What brings a complaint on or eases it, by the words that join them: 'pain on rising from a chair', 'tingles while typing'."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.stems import Word, small
from nmt_expert.interview.words.tables import Kind


def only_occasion(words: Sequence[Word], subjects: Sequence[Mention]) -> list[Mention]:
    """The activities of a clause that says nothing but when: 'on walking and standing up', 'at night'."""
    rules = written()["occasion"]
    acts = [s for s in subjects if s.sort == "activities"]
    covered = {i for s in acts for i in range(s.first, s.last + 1)}
    head = next((i for i, word in enumerate(words) if word.text not in rules["leading"]), 0)  # 'mostly on stairs'
    times = bool(acts) and all(set(s.values) <= set(rules["times"]) for s in acts)
    alone = all(
        i in covered or words[i].text in (*rules["between"], *rules["joins"]) or words[i].stem in small()
        for i in range(head, len(words))
    )
    return acts if alone and words[head].text in (*rules["when"], *(("at", "in") if times else ())) else []


def painless(words: Sequence[Word], subjects: Sequence[Mention]) -> list[Mention]:
    """The activities of a part that says of nothing else that it is done without pain: 'walks and runs without pain'."""
    texts = [word.text for word in words]
    acts = [s for s in subjects if s.sort == "activities"]
    found = []
    for phrase in (said.split() for said in written()["occasion"]["painless"]):
        for place in range(1, len(texts)):
            if texts[place : place + len(phrase)] != phrase or texts[place - 1] in ("or", "and"):
                continue
            first = max((i + 1 for i in range(place) if texts[i] in (":", ";")), default=0)
            covered = {i for s in acts for i in range(s.first, s.last + 1)}
            between = range(first, place)
            if all(
                i in covered or texts[i] in ("can", "able", ",", "and", "or") or words[i].stem in small()
                for i in between
            ):
                found += [s for s in acts if s.first in between]
    return list(dict.fromkeys(found))


def provoked(
    words: Sequence[Word], kinds: Sequence[Mention], subjects: Sequence[Mention]
) -> list[tuple[Mention, Mention]]:
    """Symptoms with the activities that a joining word makes their occasion. None where the clause tells how it began."""
    rules = written()["occasion"]
    texts = [word.text for word in words]
    if any(text in rules["beginning"] for text in texts):
        return []
    felt = [k for k in kinds if isinstance(k.values[0], Kind) and k.values[0].family("zones") in rules["felt"]]
    acts = [s for s in subjects if s.sort == "activities"]
    covered = {i for s in acts for i in range(s.first, s.last + 1)}
    found = []
    for act in acts:
        place = act.first - 1
        while place >= 0 and (
            place in covered
            or texts[place] in rules["between"]
            or texts[place].isdigit()
            or (words[place].stem in small() and texts[place] not in rules["joins"])
        ):
            place -= 1
        before = [k for k in felt if k.last < place]
        if place > 0 and texts[place] in rules["joins"] and before and "," not in texts[before[-1].last : place]:
            found.append((before[-1], act))
    return found
