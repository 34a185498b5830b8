"""Which page of the assessment an address means: the one that comes next, or one that was answered."""

from __future__ import annotations

from dataclasses import dataclass

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.way.back import answered_screen, answered_screens
from nmt_expert.interview.way.session import Session

WHO = "who"


@dataclass(frozen=True)
class Place:
    """A page, its own address and those of its neighbours ('' where there is none), below the room of the sitting."""

    screen: Screen
    url: str
    back: str
    forward: str = ""

    @property
    def answered(self) -> bool:
        """Was it answered before?"""
        return bool(self.forward)

    @property
    def mark(self) -> str:
        """What the page asks, so that a form that comes late is told from one of another page."""
        if self.screen.kind == "field":
            return WHO
        return " ".join((self.screen.id, *(item.key for item in self.screen.items if self.screen.kind == "checklist")))


def current(session: Session) -> Place:
    screen = session.screen()
    names = [name for name in _names(session.picture) if name != WHO or screen.kind != "field"]
    return Place(screen, "", f"back/{names[-1]}" if names else "")


def answered(session: Session, name: str) -> Place | None:
    """The answered page of this name; None where there is none."""
    names = _names(session.picture)
    if name not in names:
        return None
    at = names.index(name)
    before = f"back/{names[at - 1]}" if at else ""
    after = f"back/{names[at + 1]}" if at + 1 < len(names) else "."
    screen = answered_screen(session.picture, f"who.{_first_field(session.picture)}" if name == WHO else name)
    return Place(screen, f"back/{name}", before, after)


def meant(session: Session, url: str, mark: str) -> Place | None:
    """The page that a form was filled in on: that of its address, or the same questions answered in the meantime."""
    here = answered(session, url.removeprefix("back/")) if url else current(session)
    if here is not None and here.mark == mark:
        return here
    late = (answered(session, name) for name in reversed(_names(session.picture)))
    return next((place for place in late if place and place.mark == mark), None)


def _names(picture: Picture) -> list[str]:
    """Names of the answered pages; the fields of the head are one page."""
    names = [WHO if name.startswith("who.") else name for name in answered_screens(picture)]
    return list(dict.fromkeys(names))


def _first_field(picture: Picture) -> str:
    return next(name for name in answered_screens(picture) if name.startswith("who.")).removeprefix("who.")
