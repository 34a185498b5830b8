"""The way through the safety screen: all of it, or broad questions and what is behind those that are not denied."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.interview.choice.cover import chosen, danger_behind, is_pressing
from nmt_expert.interview.choice.reopened import not_asked_again, reopened
from nmt_expert.interview.choice.said import ASKED_BACK, asked_back
from nmt_expert.interview.choice.topics import explained, open_items, opened, some_of, topic_item
from nmt_expert.interview.choice.weights import danger_weights
from nmt_expert.interview.screens.items import fitting, item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item
from nmt_expert.knowledge.model import Topic
from nmt_expert.reasoning.safety.gate import screen_blocks

PAGE = 5  # broad questions on one page, and at most what is asked between two pages of them
_LIKELIER = 16  # times a finding is likelier behind a yes than behind a question not asked yet, to a power of two
_UNEXPLAINED = 64  # the same behind a yes that nothing found explains: something there must be meant
# broad questions do not name what is asked of the pregnant alone
_PREGNANT = "pregnant_or_possibly_pregnant"
_OF_PREGNANCY = (
    "pregnancy",
    "pregnancy_complication",
    "labour_or_waters",
    "pregnancy_headache_vision_or_rib_pain",
)
_AGAIN, _MOST_AGAIN = "safety.again.", 2  # denied questions that the examination may open again


class Page:
    """One page of the safety screen: its name in the case file, its title, its questions, and what helps to ask them."""

    def __init__(self, id: str, title: str, items: list[Item], lines: tuple[str, ...] = ()) -> None:
        self.id = id
        self.title = title
        self.items = items
        self.lines = lines

    @property
    def again(self) -> bool:
        """Does it ask once more what was denied?"""
        return self.id.startswith(_AGAIN)


def pages(picture: Picture) -> Iterator[Page]:
    """The pages that are still to come, as far as the answers so far say; what an answer opens is not among them."""
    yield from _complete(picture) if picture.depth == "full" else _short(picture)


def _complete(picture: Picture) -> Iterator[Page]:
    """Every question for these regions, one by one; of a shorter screen that went before, what it left open."""
    if picture.case.file.notes:
        yield from _said(picture)
    yield from _pregnancy(picture)
    left = {*picture.wanted} - picture.screened - not_asked_again(picture)
    for block in screen_blocks(picture.kb, picture.regions):
        keys = [key for key in block.questions if key in left]
        left.difference_update(keys)
        items = [item_of(picture, f) for key in keys if (f := picture.kb.finding(key))]
        yield from _cut(f"safety.{block.id}", block.title, items)


def _short(picture: Picture) -> Iterator[Page]:
    yield from _said(picture)
    yield from _pregnancy(picture)
    topics = chosen(picture)
    broad = [topic for topic in topics if not topic.apart and topic.id not in picture.log]
    raised = _raised(picture, topics)
    bar = danger_behind(picture, broad[0]) if broad else 0.0
    waits = bool(broad) and is_pressing(picture, broad[0])  # for what would make an emergency of a flag that stands
    now = [] if waits else [item for item, worth in raised if worth > bar]
    yield from _cut("safety.possible", "What was answered yes or left open, more closely", now[:PAGE] if broad else now)
    for start in range(0, len(broad), PAGE):
        items = [topic_item(picture, topic) for topic in broad[start : start + PAGE]]
        yield from _cut("safety.topics", "Safety: broad questions; say them as you like", items)
    later = [item for item, worth in raised if waits or worth <= bar] + (now[PAGE:] if broad else [])
    yield from _cut("safety.behind", "Behind what was answered yes or left open", later)
    apart = [topic for topic in topics if topic.apart]
    asked = [topic_item(picture, topic) for topic in apart if topic.id not in picture.log]
    notes = tuple(topic.note for topic in apart if topic.note)
    yield from _cut("safety.apart", "Ask alone", asked, notes)
    for topic in apart:
        yield from _behind(picture, topic)
    yield from _again(picture)


def _said(picture: Picture) -> Iterator[Page]:
    """What the words of the complaint and of notes may mean of danger."""
    said = [item_of(picture, f) for key in asked_back(picture) if (f := picture.kb.finding(key))]
    yield from _cut(ASKED_BACK, "What the complaint or a note may mean, asked back", said)


def _pregnancy(picture: Picture) -> Iterator[Page]:
    """Once she may be pregnant: whether it is certain, and the dangers of pregnancy one by one."""
    if any(o.state == "present" for o in picture.stated.get(_PREGNANT, ())):
        items = [item_of(picture, f) for k in _OF_PREGNANCY if k not in picture.asked and (f := picture.kb.finding(k))]
        yield from _cut("safety.pregnancy", "Pregnant or possibly so: is it certain, and how does it go?", items)


def _again(picture: Picture) -> Iterator[Page]:
    """What was denied, once more in a line, where the examination made it doubtful; each question once, of all the first."""
    before = [name for name in picture.passed if name.startswith(_AGAIN)]
    if len(before) >= _MOST_AGAIN:
        return
    for topic, keys in reopened(picture):
        if f"{_AGAIN}{topic.id}" not in before:
            why = f"'{topic.label}' was denied. With what was examined since, one of these would mean danger."
            yield Page(f"{_AGAIN}{topic.id}", "Asked once more", [some_of(picture, topic, keys)], (why,))
            return


def _raised(picture: Picture, topics: list[Topic]) -> list[tuple[Item, float]]:
    """What is behind questions that were not denied, most danger first, with what it is worth beside a broad question."""
    weight = danger_weights(picture)
    found: list[tuple[Item, float]] = []
    seen: set[str] = set()
    for topic in opened(picture, (topic for topic in topics if not topic.apart)):
        for item in list(open_items(picture, topic, seen)):
            rare = picture.kb.topics.get(item.key)
            danger = danger_behind(picture, rare) if rare else sum(weight.get(key, 0.0) for key in item.keys)
            seen.update(item.keys)
            found.append((item, danger * _likelier(picture, topic, item)))
    return sorted(found, key=lambda pair: -pair[1])


def _likelier(picture: Picture, topic: Topic, item: Item) -> int:
    """How much likelier it makes an item that its question was answered. That something was measured tells of no danger."""
    kb = picture.kb
    of = kb.topics.get(item.key, topic)
    measured = any(kb.findings[key].unit for key in of.covers)
    meant = picture.log[topic.id] == "present" and not measured and not explained(picture, topic)
    return _UNEXPLAINED if meant else _LIKELIER


def _behind(picture: Picture, topic: Topic) -> Iterator[Page]:
    for one in opened(picture, [topic]):
        lines = (one.note,) if one.note else ()
        yield from _cut(f"safety.{one.id}", one.label, list(open_items(picture, one)), lines)


def _cut(id: str, title: str, items: list[Item], lines: tuple[str, ...] = ()) -> Iterator[Page]:
    while items:
        page = fitting(items, taken=3 * len(lines))
        yield Page(id, title, page, lines)
        items = items[len(page) :]
