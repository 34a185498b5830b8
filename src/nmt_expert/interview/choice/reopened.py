"""What denied questions answered, and what makes it possible again: findings that would now, alone, raise a danger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nmt_expert.case.load import Case
from nmt_expert.interview.choice.danger import one_away_here
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.model import Topic
from nmt_expert.reasoning.safety.topics import answered_by, denied

_KEPT = 200  # what was known when each question was denied, of the last sittings


@lru_cache(maxsize=2)
def not_asked_again(picture: Picture) -> frozenset[str]:
    """What a denied question answered is asked behind no other, unless what was said since has made it possible: alone it
    would raise an emergency or something urgent here now, and would not have when the question was denied."""
    kb, now = picture.kb, one_away_here(picture)
    found: set[str] = set()
    for topic in denied(kb, picture.case.observations):
        answered = {key for key in answered_by(kb, topic) if key in picture.wanted}
        if possible := answered & now.keys():
            then = _when_denied(picture, topic)
            answered -= {key for key in possible if now[key] < then.get(key, now[key] + 1)}
        found |= answered
    return frozenset(found)


def _when_denied(picture: Picture, topic: Topic) -> dict[str, int]:
    """What was one answer away when a question was answered: answers stand in the case in their order."""
    observations, regions = picture.case.observations, tuple(picture.case.file.complaint.regions)
    place = next(i for i, o in enumerate(observations) if o.key == topic.id)
    known: dict[object, dict[str, int]] = picture.kb.__dict__.setdefault("one_away_then", {})
    then = (observations[:place], regions)  # the same on every later screen
    if then not in known:
        if len(known) >= _KEPT:
            known.clear()
        known[then] = one_away_here(Picture(picture.kb, Case(picture.case.file, observations[:place])))
    return known[then]


@lru_cache(maxsize=2)
def reopened(picture: Picture) -> list[tuple[Topic, list[str]]]:
    """Denied questions that became doubtful, with the findings to ask: one of them would raise an emergency or something
    urgent here with what was examined, and would not without it. The most urgent, and most findings, first."""
    level = one_away_here(picture)
    found = [(t, keys) for t in denied(picture.kb, picture.case.observations) if (keys := _keys(picture, t))]
    return sorted(found, key=lambda pair: (min(level[key] for key in pair[1]), -len(pair[1])))


def _keys(picture: Picture, topic: Topic) -> list[str]:
    now = [k for k in topic.covers if k in picture.wanted and k not in picture.screened]
    level = one_away_here(picture)
    doubtful = [key for key in now if key in level]
    if not doubtful or (told := _told(picture)) is None:
        return []
    return [key for key in doubtful if level[key] < told.get(key, len(level) + 1)]


@lru_cache(maxsize=2)
def _told(picture: Picture) -> dict[str, int] | None:
    """The same for what was told alone; None when nothing was examined."""
    examined = set(_examined(picture))
    if not examined:
        return None
    told = tuple(o for o in picture.case.observations if o.key not in examined)
    return one_away_here(Picture(picture.kb, Case(picture.case.file, told)))


def _examined(picture: Picture) -> Iterator[str]:
    """Findings of the examination: not told, not of the safety screen itself."""
    for o in picture.case.observations:
        finding = picture.kb.finding(o.key)
        if o.state != "absent" and finding and finding.position != "interview" and not finding.screen:
            yield o.key
