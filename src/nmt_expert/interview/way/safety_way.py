"""The way through the safety screen: all of it, or broad questions and what is behind those that are not denied."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.interview.choice.cover import chosen
from nmt_expert.interview.choice.danger import one_away
from nmt_expert.interview.choice.said import asked_back
from nmt_expert.interview.choice.topics import open_items, topic_item
from nmt_expert.interview.screens.items import fitting, item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item
from nmt_expert.knowledge.model import Topic
from nmt_expert.reasoning.safety import screen_blocks

PAGE = 5  # broad questions on one page


class Page:
    """One page of the safety screen: its name in the case file, its title, its questions, and what helps to ask them."""

    def __init__(self, id: str, title: str, items: list[Item], lines: tuple[str, ...] = ()) -> None:
        self.id = id
        self.title = title
        self.items = items
        self.lines = lines


def pages(picture: Picture) -> Iterator[Page]:
    """The pages that are still to come, as far as the answers so far say; what an answer opens is not among them."""
    yield from _complete(picture) if picture.depth == "full" else _short(picture)


def _complete(picture: Picture) -> Iterator[Page]:
    """Every question for these regions, one by one."""
    seen = set(picture.asked)
    for block in screen_blocks(picture.kb, picture.regions):
        keys = [key for key in block.questions if key not in seen]
        seen.update(keys)
        items = [item_of(picture, f) for key in keys if (f := picture.kb.finding(key))]
        yield from _cut(f"safety.{block.id}", block.title, items)


def _short(picture: Picture) -> Iterator[Page]:
    said = [item_of(picture, f) for key in asked_back(picture) if (f := picture.kb.finding(key))]
    yield from _cut("safety.said", "Words of the complaint, asked back", said)
    topics = chosen(picture)
    yield from _cut("safety.possible", "Your answers make these matter now", _possible(picture, topics))
    broad = [topic for topic in topics if not topic.apart and topic.id not in picture.log]
    for start in range(0, len(broad), PAGE):
        items = [topic_item(picture, topic) for topic in broad[start : start + PAGE]]
        yield from _cut("safety.topics", "Safety: broad questions, in your own words", items)
    for topic in topics:
        if not topic.apart:
            yield from _behind(picture, topic)
    apart = [topic for topic in topics if topic.apart]
    asked = [topic_item(picture, topic) for topic in apart if topic.id not in picture.log]
    notes = tuple(topic.note for topic in apart if topic.note)
    yield from _cut("safety.apart", "Ask alone", asked, notes)
    for topic in apart:
        yield from _behind(picture, topic)


def _possible(picture: Picture, topics: list[Topic]) -> list[Item]:
    """Behind questions that were not denied: what would raise an emergency or something urgent if it were found."""
    open_topics = [topic for topic in topics if not topic.apart and picture.log.get(topic.id, "absent") != "absent"]
    if not open_topics:
        return []
    level = one_away(picture)
    items = {item.key: item for topic in open_topics for item in open_items(picture, topic) if item.key in level}
    return sorted(items.values(), key=lambda item: level[item.key])


def _behind(picture: Picture, topic: Topic) -> Iterator[Page]:
    if picture.log.get(topic.id, "absent") != "absent":
        lines = (topic.note,) if topic.note else ()
        yield from _cut(f"safety.{topic.id}", topic.label, list(open_items(picture, topic)), lines)


def _cut(id: str, title: str, items: list[Item], lines: tuple[str, ...] = ()) -> Iterator[Page]:
    while items:
        page = fitting(items, taken=3 * len(lines))
        yield Page(id, title, page, lines)
        items = items[len(page) :]
