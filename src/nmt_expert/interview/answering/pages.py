"""What front ends share of pages of questions: that one was finished, and which answers hold certain words."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.case.record import Asked, Change, Passed
from nmt_expert.errors import ProblemsError
from nmt_expert.interview.screens.items import item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item, Screen

FURTHER = {"quick": "standard", "standard": "full"}  # the next depth


def finished(screen: Screen, more: bool = False) -> list[Change]:
    """That a page was shown and answered. `more`: the rest of it is still to come."""
    asked = Asked(screen.id, screen.title, tuple(item.key for item in screen.items))
    return [asked] if more else [asked, Passed(screen.id)]


def answers_with(picture: Picture, words: Sequence[str]) -> list[Item]:
    """Answers in which all these words occur, in the order of the case; without words what is more than a no."""
    items = (item_of(picture, finding) for key in picture.log if (finding := picture.kb.finding(key)))
    if not words:
        return [item for item in items if not all(part.startswith("no") for part in item.answer.split("; "))]
    return [item for item in items if all(word in f"{item.label} {item.ask}".lower() for word in words)]


def contradiction(error: ProblemsError) -> str:
    """An answer contradicts another: which one is right, only the therapist knows."""
    return f"Not taken: {'; '.join(problem.message for problem in error.problems)}."
