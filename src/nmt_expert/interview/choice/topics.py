"""A broad question as an item of a checklist: its words, the findings that it names, and what is asked behind it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from nmt_expert.interview.choice.reopened import not_asked_again
from nmt_expert.interview.choice.weights import background_weights, danger_weights
from nmt_expert.interview.screens.items import answer_words, item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import JOINED, LETTERS, Item, Named
from nmt_expert.knowledge.model import Finding, Topic
from nmt_expert.reasoning.safety.topics import behind, not_raised, person, said_to

_LENGTH = 213  # characters of a question: three lines of a narrow screen


def topic_item(picture: Picture, topic: Topic) -> Item:
    """The question with the findings that it names, lettered: those on which most danger hangs first."""
    finding = picture.kb.findings[topic.id]
    names = named(picture, topic)
    said = _lettered(names)
    open_behind = wanted_behind(picture, topic) - (_settled(picture) if topic.id not in picture.log else set())
    more = len(open_behind) > len(names)
    start = said_to(picture.kb, topic.ask, *person(picture.case.observations))
    ask = f"{start}: {said}{', or the like' if more and names else ''}?" if names else f"{start}?"
    return replace(item_of(picture, finding), ask=ask, named=tuple(names))


def wanted_behind(picture: Picture, topic: Topic) -> set[str]:
    """The findings behind a question that concern this client."""
    return set(picture.wanted).intersection(behind(picture.kb, topic))


def open_items(picture: Picture, topic: Topic, besides: Container[str] = ()) -> Iterator[Item]:
    """What is still to be asked behind a question that was answered yes or not known: in lines of several, that on which
    most danger hangs first; by itself a number, and what is asked apart. What is asked `besides`, behind another question, is left out."""
    weight = danger_weights(picture)
    known = picture.screened | not_asked_again(picture)
    wanted = [key for key in topic.covers if key in picture.wanted and key not in known and key not in besides]
    wanted.sort(key=lambda key: 0.0 if topic.apart else -weight.get(key, 0.0))
    single = [key for key in wanted if topic.apart or _of(picture, key).unit]
    together = [key for key in wanted if key not in single]
    while together:
        names = _fitting(picture, topic, together, f"{topic.ask}, also")
        together = together[len(names) :]
        yield line_item(picture, topic, names)
    yield from (item_of(picture, _of(picture, key)) for key in single)
    for rare in (picture.kb.topics[name] for name in topic.rare):
        if rare.id not in picture.log and wanted_behind(picture, rare) - known:
            yield topic_item(picture, rare)


def opened(picture: Picture, topics: Iterable[Topic]) -> Iterator[Topic]:
    """Those of these questions that were answered and not denied, each with the rare lines behind it of which that is true."""
    for topic in topics:
        if picture.log.get(topic.id, "absent") != "absent":
            yield topic
            yield from opened(picture, (picture.kb.topics[name] for name in topic.rare))


def explained(picture: Picture, topic: Topic) -> bool:
    """Was something found for which the question stands, so that a yes to it needs nothing further?"""
    return any(o.state != "absent" for key in (*topic.covers, *topic.rare) for o in picture.stated.get(key, ()))


def line_item(picture: Picture, topic: Topic, names: list[Named]) -> Item:
    """Findings that are asked in one line, by letters; alone in its line one has its own question. The key of a line joins
    theirs, and stands on the page only."""
    if len(names) == 1:
        return item_of(picture, _of(picture, names[0].key))
    key = JOINED.join(one.key for one in names)
    start = said_to(picture.kb, topic.ask, *person(picture.case.observations))
    ask = f"{start}, also: {_lettered(names)}?"
    return Item(key, topic.label, ask, answer=answer_words(picture, key), named=tuple(names))


def some_of(picture: Picture, topic: Topic, keys: list[str]) -> Item:
    """Some of the findings behind a question in one line, as many as it holds."""
    return line_item(picture, topic, _fitting(picture, topic, keys, f"{topic.ask}, also"))


def line_again(picture: Picture, joined: str) -> Item | None:
    """A line as it was asked, from its key; None when the rules know it no more."""
    keys = joined.split(JOINED)
    topic = next((t for t in picture.kb.topics.values() if t.covers.keys() >= {*keys}), None)
    return None if topic is None else line_item(picture, topic, [_name(picture, topic, key) for key in keys])


def named(picture: Picture, topic: Topic) -> list[Named]:
    """The findings that it names: as many as three lines hold, those on which most danger hangs first."""
    weight = {} if topic.apart else background_weights(picture)  # what is asked alone keeps its gentle order
    known = _settled(picture) if topic.id not in picture.log else set()  # once answered, it shows what it named
    wanted = [key for key, words in topic.covers.items() if words and key in picture.wanted and key not in known]
    wanted.sort(key=lambda key: -weight.get(key, 0.0))
    return _fitting(picture, topic, wanted, f"{topic.ask}, or the like")


def _settled(picture: Picture) -> set[str]:
    """What no further question names: what was asked or is known, and what stands behind one that was denied."""
    return picture.screened | not_raised(picture.kb, picture.case.observations)


def _fitting(picture: Picture, topic: Topic, wanted: list[str], ask: str) -> list[Named]:
    """As many of the first as three lines and the letters hold; at least one."""
    found: list[Named] = []
    room = _LENGTH - len(ask) - len(": ?")
    for one in (_name(picture, topic, key) for key in wanted[: len(LETTERS)]):
        room -= len(one.words) + 5
        if room < 0 and found:
            break
        found.append(one)
    return found


def _name(picture: Picture, topic: Topic, key: str) -> Named:
    """A finding in the words of the question, or by its label where it has none there."""
    finding = _of(picture, key)
    return Named(key, topic.covers[key] or finding.label, finding.sided)


def _of(picture: Picture, key: str) -> Finding:
    return picture.kb.findings[key]  # a broad question stands for single findings only


def _lettered(names: Iterable[Named]) -> str:
    return ", ".join(f"{letter}) {one.words}" for letter, one in zip(LETTERS, names, strict=False))
