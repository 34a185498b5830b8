"""How people speak of bladder, bowel, saddle and sex: trouble is heard as such, 'fine' as a denial, and neither says more."""

from __future__ import annotations

import pytest

from nmt_expert.interview.way.open_questions import TOLD, everything, vocabulary_of
from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase

STARTING, LEAKING, STOOL = "new_bladder_retention_or_hesitancy", "new_bladder_incontinence", "new_bowel_incontinence"
TROUBLE = {
    "slow to pee": STARTING,
    "slow to pass water": STARTING,
    "trouble peeing": STARTING,
    "hard to start weeing": STARTING,
    "can't feel when I pee": STARTING,
    "bladder doesn't empty": STARTING,
    "can't tell when my bladder is full": STARTING,
    "leaking when I laugh": LEAKING,
    "bladder control gone": LEAKING,
    "messed myself": STOOL,
    "numb when wiping": "saddle_numbness",
    "numb undercarriage": "saddle_numbness",
    "erection gone": "new_sexual_dysfunction",
    "no feeling during sex": "new_sexual_dysfunction",
    "missed 3 periods this year": "low_energy_or_missed_periods",
}
FINE = {
    "bladder ok": {STARTING, LEAKING},
    "bladder and bowels fine": {STARTING, LEAKING, STOOL},
    "B&B normal": {STARTING, LEAKING, STOOL},
    "waterworks normal": {STARTING, LEAKING},
    "bowel and bladder control fine": {STARTING, LEAKING, STOOL},
    "no bladder/bowel change": {STARTING, LEAKING, STOOL},
    "erections normal": {"new_sexual_dysfunction"},
}


@pytest.mark.parametrize(("said", "key"), TROUBLE.items())
def test_trouble_is_heard_pasted_and_typed(kb: KnowledgeBase, said: str, key: str) -> None:
    assert (key, "present") in {(u.key, u.state) for u in read_notes(kb, said).found}
    assert everything(kb).parse(said)[0].keys[0] == key
    assert vocabulary_of(TOLD[0], kb).parse(said)[0].keys[0] == key


@pytest.mark.parametrize(("said", "keys"), FINE.items())
def test_what_is_fine_is_denied_and_nothing_beside_it(kb: KnowledgeBase, said: str, keys: set[str]) -> None:
    assert {(u.key, u.state) for u in read_notes(kb, said).found} == {(key, "absent") for key in keys}
    terms = everything(kb).parse(said)
    assert {t.keys[0] for t in terms} <= keys
    assert {t.state for t in terms} == {"absent"}


@pytest.mark.parametrize("said", ["the bladder is full", "bladder fine until yesterday", "lost normal bladder control"])
def test_what_is_fine_no_more_is_no_denial(kb: KnowledgeBase, said: str) -> None:
    assert not [u for u in read_notes(kb, said).found if u.state == "absent"]


def test_denying_one_of_several_things_leaves_the_others_open(kb: KnowledgeBase) -> None:
    found = {u.key for u in read_notes(kb, "No back pain, no blood in the stool, no psoriasis in the family").found}
    assert not found & {"low_back_or_leg_pain", "bowel_habit_change_or_rectal_bleeding", "spa_associated_disease"}


def test_doing_less_of_something_is_no_relief(kb: KnowledgeBase) -> None:
    assert "better_with(eating)" not in {u.key for u in read_notes(kb, "trying to eat less").found}
