"""How far an assessment goes after the safety screen: screens a stage and position at most, and when it stops of itself."""

from __future__ import annotations

from dataclasses import dataclass

from nmt_expert.interview.choice.stop import NEVER

PAGE = 6  # perpetuating factors on a checklist


@dataclass(frozen=True)
class Depth:
    """How far an assessment goes after the safety screen. With six open questions: 16 questions, 40, or to the end."""

    history: int  # screens at most
    ask: int  # questions on one of them
    position: int  # screens at most in one position
    examination: int  # screens at most in all positions
    test: int  # tests on one of them
    factors: int  # screens at most
    least_worth: float  # questions that separate less are not asked
    stop_at: int  # stops when it would take at least so many answers to move the first rank
    confirms: bool  # offers the tests of the first hypothesis itself, where it would stop before any test


DEPTHS = {
    "quick": Depth(1, 4, 2, 2, 3, 0, 0.03, 2, False),
    "standard": Depth(2, 5, 3, 6, 3, 1, 0.03, 4, True),
    "full": Depth(4, 6, 4, 16, 6, 2, 0.01, NEVER, True),
}
