"""Agreement of the readings of triage."""

from __future__ import annotations

import pytest

from nmt_expert.evaluation.labels import kappa, readings
from nmt_expert.reasoning.assessment import URGENCIES


def test_kappa_takes_chance_out() -> None:
    # 20 of 50 pairs "yes yes", 15 "no no", 5 and 10 differ: 0.70 observed, 0.50 by chance
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("y", "y")] * 3) == 1


def test_every_reading_is_a_level_of_triage() -> None:
    labels = {label for pair in readings().values() for label in pair}
    assert labels - {""} == set(URGENCIES)
