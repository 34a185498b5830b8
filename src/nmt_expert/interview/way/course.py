"""What of an assessment was done: the checklists, and the positions that the client was in."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import POSITIONS, UPPER
from nmt_expert.interview.way.depth import DEPTHS
from nmt_expert.interview.way.open_questions import HANDS, MOVEMENTS, NERVES, TOLD


class Course:
    """Of one state of a case; places are numbers of POSITIONS."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self.depth = DEPTHS[picture.depth]

    def history_left(self) -> int:
        """Screens of history at most."""
        return sum(q.id not in self._picture.passed for q in TOLD) + self.history_lists_left

    @property
    def history_lists_left(self) -> int:
        return 0 if self.places else max(self.depth.history - len(self._done("history")), 0)

    @property
    def examination_lists_left(self) -> int:
        return max(self.depth.examination - len(self._examined), 0)

    @property
    def factor_lists_left(self) -> int:
        return max(self.depth.factors - len(self._done("factors")), 0)

    def lists_left_in(self, position: str) -> int:
        """Checklists of the examination in one position, however many are left of all."""
        return max(self.depth.position - self._examined.count(POSITIONS.index(position)), 0)

    @property
    def scan_place(self) -> int:
        """Strength, feeling and movement of neck and arm are tested sitting, of trunk and leg lying on the back."""
        return POSITIONS.index("sitting" if UPPER & set(self._picture.regions) else "supine")

    @cached_property
    def places(self) -> list[int]:
        """Those that the client was in, in order; a general look is taken where the client is, or in its own place."""
        places: list[int] = []
        for name in self._picture.passed:
            if name.startswith("examination."):
                places.append(_place(name))
            elif name in (NERVES.id, MOVEMENTS.id, HANDS.id):
                places.append(max(places[-1] if places else 0, self.scan_place))
        return places

    @property
    def place(self) -> int:
        return self.places[-1] if self.places else 0

    @property
    def turned_back(self) -> bool:
        return any(later < earlier for earlier, later in pairwise(self.places))

    @cached_property
    def _examined(self) -> list[int]:
        return [_place(name) for name in self._done("examination")]

    def _done(self, stage: str) -> list[str]:
        """The checklists of a stage that were finished, in order."""
        return [name for name in self._picture.passed if name.startswith(stage + ".")]


def _place(name: str) -> int:
    """The place of a checklist such as 'examination.sitting.2'."""
    return POSITIONS.index(name.split(".")[1])
