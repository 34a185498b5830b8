"""One sitting: answers go onto the disk first, then the next screen is computed from what is there."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.load import Case, parse_case
from nmt_expert.case.record import Answer, Change, Retract
from nmt_expert.case.save import CaseDocument
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.way.stages import next_screen
from nmt_expert.knowledge.base import KnowledgeBase


class Session:
    """A case that is being assessed. Raises what reading the case raises."""

    def __init__(self, kb: KnowledgeBase, document: CaseDocument) -> None:
        self.kb = kb
        self.document = document
        self.picture = Picture(kb, self._read())
        self._before: list[str] = []  # the case as it was before each answer of this sitting

    @property
    def case(self) -> Case:
        return self.picture.case

    def screen(self) -> Screen:
        return next_screen(self.picture)

    def answer(self, changes: Iterable[Change], joined: bool = False) -> None:
        """Takes answers and saves them; `joined` to the last ones, so that both are undone together. Raises SaveError; the
        answers then stand in memory only."""
        changes = list(changes)
        if not changes:
            return
        before = self.document.text
        self.document.apply(changes)
        try:
            case = self._read()
        except Exception:
            self.document.revert(before)
            raise
        self.picture = Picture(self.kb, case)
        if not (joined and self._before):
            self._before.append(before)
        self.document.save()

    def undo(self) -> bool:
        """Takes the last answer of this sitting back, and saves; False when there is none. Raises SaveError."""
        if not self._before:
            return False
        self.document.revert(self._before.pop())
        self.picture = Picture(self.kb, self._read())
        self.document.save()
        return True

    def mark(self, key: str, side: str | None) -> list[Change]:
        """The change that adds a symptom on one side to what was drawn there."""
        sides = {side for o in self.picture.stated.get(key, ()) if o.state == "present" for side in o.sides}
        wanted = sides | ({"left", "right"} if side == "both" else {side} if side else set())
        together = "both" if len(wanted) == 2 else next(iter(wanted), None)
        return [Answer(key, "present", together)]

    def erase(self, key: str) -> list[Change]:
        return [Retract(key)]

    def _read(self) -> Case:
        return parse_case(self.document.text, str(self.document.path), self.kb)
