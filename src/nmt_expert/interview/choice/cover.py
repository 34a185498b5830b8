"""Which broad questions to ask: as few as stand for every finding of the safety screen that concerns this client."""

from __future__ import annotations

from functools import lru_cache

from nmt_expert.interview.choice.danger import would_be_emergency
from nmt_expert.interview.choice.weights import background_weights, danger_weights
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Topic
from nmt_expert.reasoning.safety.topics import behind

MOST = 15  # broad questions, beside those asked apart
_BROAD = (36, 60, 1000)  # findings behind one question; the next where more questions than MOST would be needed


@lru_cache(maxsize=2)
def chosen(picture: Picture) -> list[Topic]:
    """The broad questions for this client, those that were asked among them: first sight, then what would make an emergency
    of a flag that stands, then most danger."""
    found: list[Topic] = []
    for broad in _BROAD:
        found = _greedy(picture, broad)
        if sum(not topic.apart for topic in found) <= MOST:
            break
    first = next(iter(picture.kb.topics), "")
    return sorted(found, key=lambda t: (t.id != first, not is_pressing(picture, t), -danger_behind(picture, t)))


def is_pressing(picture: Picture, topic: Topic) -> bool:
    """Is something open behind it that would make an emergency of a flag that stands?"""
    still_open = danger_weights(picture).keys() & would_be_emergency(picture)
    return not still_open.isdisjoint(behind(picture.kb, topic))


def danger_behind(picture: Picture, topic: Topic) -> float:
    """The danger that hangs on all for which a question stands and that is still open."""
    weight = danger_weights(picture)
    return sum(weight.get(key, 0.0) for key in {*behind(picture.kb, topic)})


def _greedy(picture: Picture, broad: int) -> list[Topic]:
    """Of the questions that are not too broad, next the one that stands for most of what no other stands for yet.

    A finding counts by the red flags that hang on it. What is known already is not asked.
    """
    kb = picture.kb
    wanted = set(picture.wanted) - picture.screened
    taken = {key for key in picture.log if key in kb.topics and kb.topics[key].top}
    rest = wanted - {key for name in taken for key in behind(kb, kb.topics[name])}
    stands_for = {t.id: wanted.intersection(behind(kb, t)) for t in kb.topics.values() if t.top}
    fit = {name: keys for name, keys in stands_for.items() if len(keys) <= broad or not _joins(kb, name)}
    weight = background_weights(picture)
    while rest:
        best = max(fit, key=lambda name: sum(1 + weight.get(key, 0.0) for key in fit[name] & rest))
        if not fit[best] & rest:
            break  # a finding that no question stands for: the lint `topic-gap` names it
        taken.add(best)
        rest -= fit[best]
    return [topic for topic in kb.topics.values() if topic.id in taken]


def _joins(kb: KnowledgeBase, name: str) -> bool:
    """Do other questions stand for its parts? One that stands for itself is asked however much is behind it."""
    covers = kb.topics[name].covers
    return any(other.id != name and other.covers.items() < covers.items() for other in kb.topics.values())
