"""Presentations as they are written: lists of findings, shares of a hundred, and words that name nothing."""

from __future__ import annotations

from math import log10
from pathlib import Path

import pytest

from nmt_expert.errors import ProblemsError
from nmt_expert.knowledge.presenting import named, says
from tests.knowledge.tiny import compiled, write

ENTRY = "- id: other.arthritis\n"


def _write(folder: Path, lines: str) -> Path:
    return write(folder, **{"presentations/arm.yaml": lines})


def test_a_finding_says_how_much_oftener_it_is_shown_than_by_the_neighbours(tmp_path: Path) -> None:
    rest = "- {id: compression.root_c7, some: spurling}\n"
    kb = compiled(_write(tmp_path, ENTRY + "  often: pain in (thumb, sternum), fever\n" + rest))
    told = {key: present for key, present, _ in named(kb, "other.arthritis")}
    assert told.keys() == {"pain(thumb)", "pain(sternum)", "fever"}
    shown = kb.scale.shown
    usual = (shown["often"] + shown["unnamed"]) / 2  # fever is of the whole body: both entries are neighbours
    assert kb.presentations.shown["fever"].usual == pytest.approx(usual)
    assert told["fever"] == pytest.approx(kb.scale.presented["told"] * log10(shown["often"] / usual), abs=1e-4)
    assert says(kb.scale, kb.presentations.shown["fever"]).unnamed < 0
    assert told["pain(thumb)"] == 0  # no other condition of the hand has a presentation


@pytest.mark.parametrize(
    ("lines", "says_so"),
    [
        ("  often: pain(thum)\n", "arm.yaml:2:10: often: unknown finding 'pain(thum)'. Did you mean 'thumb'?"),
        ("  often: fever, spurlin\n", "arm.yaml:2:17: often: unknown finding 'spurlin'. Did you mean 'spurling'?"),
        (
            "  some: fever spurling\n",
            "arm.yaml:2:9: a list of findings, as in `pain in (shin, calf_upper), onset_gradual`",
        ),
        ("  some: pain in thumb\n", "arm.yaml:2:9: a list of findings"),
        ("  often: fever\n  some: fever\n", "arm.yaml:3:3: 'fever' stands under often too; keep one"),
        ("  never: angle\n", "'angle' stands in no list: a number; name what it means"),
        ("  seldom: fever\n", "unknown key 'seldom'"),
        ("  age: {child: 50, from_16: 20}\n", "age adds up to 70; of a hundred clients each is somewhere"),
        ("  female: 120\n", "female"),
    ],
)
def test_what_is_wrong_is_said_at_its_word(tmp_path: Path, lines: str, says_so: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        compiled(_write(tmp_path, ENTRY + lines))
    assert says_so in str(caught.value)


@pytest.mark.parametrize("left_out", ["age", "female", "since"])
def test_who_comes_and_when_need_not_be_told(tmp_path: Path, left_out: str) -> None:
    told = {"age": "{child: 10, from_16: 90}", "female": "60", "since": "{week: 50, month: 50}"}
    some = "".join(f"  {key}: {value}\n" for key, value in told.items() if key != left_out)
    every = "".join(f", {key}: {value}" for key, value in told.items())
    kb = compiled(_write(tmp_path, f"{ENTRY}{some}- {{id: compression.root_c7{every}}}\n"))
    people = kb.presentations.people
    sides = {"age": people.ages, "female": people.sexes, "since": people.since}
    assert {key for key, (own, other) in sides.items() if not own} == {left_out}
    assert all(other for _, other in sides.values())


def test_an_unknown_hypothesis_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"unknown hypothesis 'other.artritis'. Did you mean 'other.arthritis'"):
        compiled(_write(tmp_path, "- {id: other.artritis, often: fever}\n"))


def test_a_long_list_is_read_in_no_time(tmp_path: Path) -> None:
    kb = compiled(_write(tmp_path, ENTRY + f"  often: {', '.join(['fever'] * 20_000)}\n"))
    assert [key for key, _, _ in named(kb, "other.arthritis")] == ["fever"]
