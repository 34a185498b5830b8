"""Why a question is asked, one step after the other, on the page that asks it."""

from __future__ import annotations

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.way.reasons import established, one_step_up, reason

_OPEN = "What the client tells or you find here decides which hypotheses are asked about next."


def reasons_asked(picture: Picture, screen: Screen, do: str) -> dict[str, list[str]]:
    """The reasons of the question whose key a form asks about ('why.KEY')."""
    key = do.partition(".")[2]
    return {item.key: reason(picture, item) for item in screen.items if key == item.key and do.startswith("why.")}


def page_reasons(picture: Picture, screen: Screen, do: str) -> list[str]:
    """What is established so far; asked again ('up'), what this part of the way is for, and why the leading ones are thought of."""
    if do == "up":
        return one_step_up(picture, screen.progress.stage)
    if not do.startswith("why"):
        return []
    said = [_OPEN] if screen.kind == "open" else []
    return said + (established(picture) if picture.ranking else [])
