"""A broad question as an item of a checklist: its words, the findings that it names, and what is asked behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nmt_expert.interview.choice.weights import danger_weights
from nmt_expert.interview.screens.items import item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item, Named
from nmt_expert.knowledge.model import Topic
from nmt_expert.reasoning.topics import behind

_LENGTH = 213  # characters of a question: three lines of a narrow screen
_LETTERS = "abcdefgh"


def topic_item(picture: Picture, topic: Topic) -> Item:
    """The question with the findings that it names, lettered: those on which most danger hangs first."""
    finding = picture.kb.findings[topic.id]
    names = named(picture, topic)
    said = ", ".join(f"{letter}) {one.words}" for letter, one in zip(_LETTERS, names, strict=False))
    more = len(wanted_behind(picture, topic)) > len(names)
    ask = f"{topic.ask}: {said}{', or the like' if more and names else ''}?" if names else f"{topic.ask}?"
    return replace(item_of(picture, finding), ask=ask, named=tuple(names))


def wanted_behind(picture: Picture, topic: Topic) -> set[str]:
    """The findings behind a question that concern this client."""
    return set(picture.wanted).intersection(behind(picture.kb, topic))


def open_items(picture: Picture, topic: Topic) -> Iterator[Item]:
    """What is still to be asked behind a question that was answered yes or not known."""
    for key in topic.covers:
        if key in picture.wanted and key not in picture.asked and (finding := picture.kb.finding(key)):
            yield item_of(picture, finding)
    for rare in (picture.kb.topics[name] for name in topic.rare):
        if rare.id in picture.log:
            if picture.log[rare.id] != "absent":
                yield from open_items(picture, rare)
        elif wanted_behind(picture, rare) - picture.asked:
            yield topic_item(picture, rare)


def named(picture: Picture, topic: Topic) -> list[Named]:
    """The findings that it names: as many as three lines hold, those on which most danger hangs first."""
    weight = {} if topic.apart else danger_weights(picture)  # what is asked alone keeps its gentle order
    known = picture.asked if topic.id not in picture.log else set()  # once answered, it shows what it named
    wanted = [(k, words) for k, words in topic.covers.items() if words and k in picture.wanted and k not in known]
    found: list[Named] = []
    room = _LENGTH - len(topic.ask) - len(": , or the like?")
    for key, words in sorted(wanted, key=lambda pair: -weight.get(pair[0], 0)):
        room -= len(words) + 5
        if room < 0 or len(found) == len(_LETTERS):
            break
        finding = picture.kb.finding(key)
        found.append(Named(key, words, bool(finding and finding.sided)))
    return found
