"""The body chart by area: two complaints stay two, each described, free places ticked, drawn by words or by pointing."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from nmt_expert.case.load import load_case, parse_case
from nmt_expert.case.model import Area
from nmt_expert.errors import ProblemsError
from nmt_expert.interview.terminal.chart import answer_chart, chart_lines
from nmt_expert.interview.terminal.figure import figure
from nmt_expert.interview.terminal.pointing import point, spots_of
from nmt_expert.interview.terminal.text import hint
from nmt_expert.interview.way.open_questions import CHART
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import open_screen, read_back_screen
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.phrases import phrases_of
from nmt_expert.interview.words.typed.area_line import area_line, by_area
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import Keyboard, run

FIRST = ("A-17", "50", "f", "office", "pain", "neck", "r", "s", "g", "y")


def draw(session: Session, *lines: str, keys: tuple[str, ...] = ()) -> list[str]:
    keyboard = Keyboard(*keys)
    return [answer_chart(session, keyboard, line, open_screen(session.picture, CHART)) for line in lines]


def test_what_an_area_is_like_may_come_after_its_place(kb: KnowledgeBase) -> None:
    place, area = (area_line(part, phrases_of(kb)) for part in by_area("temple l, p1 constant now 5 worst 8"))
    assert (place.area, place.told, place.places) == ("", {}, "temple l")
    assert (area.area, area.told, area.places) == ("P1", {"course": "constant", "now": 5, "worst": 8}, "")


@pytest.mark.parametrize(
    ("line", "told", "places"),
    [
        ("p1 dull, deep, constant, 4/10 worst 7", {"quality": ["quality_dull"], "depth": "deep", "course": "constant", "now": 4, "worst": 7}, ""),
        ("p1 sharp and burning", {"quality": ["quality_sharp", "quality_burning"]}, ""),
        ("P2: comes and goes 2-6/10", {"course": "intermittent", "now": 2, "worst": 6}, ""),
        ("p1 3/10 now 7 worst", {"now": 3, "worst": 7}, ""),
        ("p1 3 now, 7/10 at its worst", {"now": 3, "worst": 7}, ""),
        ("p1 now 3 worst 7", {"now": 3, "worst": 7}, ""),
        ("radial wrist, aching, 3/10 now 7 worst", {"now": 3, "worst": 7, "quality": ["quality_dull"]}, "radial wrist"),
        ("p1 brings on p2", {"brings_on": ["P2"]}, ""),
        ("p1 thumb r, throbbing", {"quality": ["quality_throbbing"]}, "thumb r"),
        ("p3", {}, ""),
    ],
)  # fmt: skip
def test_one_line_describes_an_area(kb: KnowledgeBase, line: str, told: dict[str, object], places: str) -> None:
    found = area_line(line, phrases_of(kb))
    assert (found.told, found.places) == (told, places)


@pytest.mark.parametrize(
    ("line", "quality", "places"),
    [
        ("left calf, tight", ["quality_tight"], "left calf"),
        ("shoulder r, dull ache, deltoid r", ["quality_dull"], "shoulder r, deltoid r"),
        ("outer elbow r ache, sharp outer elbow", ["quality_dull", "quality_sharp"], "outer elbow right, outer elbow"),
        ("burning thumb r", None, "burning thumb r"),
        ("thumb r, burning", None, "thumb r, burning"),
        ("dull", None, "dull"),
    ],
)
def test_what_a_place_is_like_may_follow_it(
    kb: KnowledgeBase, line: str, quality: list[str] | None, places: str
) -> None:
    found = area_line(line, phrases_of(kb))
    assert (found.area, found.told.get("quality"), found.places) == ("", quality, places)


def test_what_is_said_of_a_place_in_its_own_words_is_not_lost(kb: KnowledgeBase, session: Session) -> None:
    """The b was dropped with the numbers behind it, and the right of the finger before was taken for the hips."""
    line = "numb thumb b; tingling little finger r, ache outer hip b dull 5/10 worst 7"
    draw(session, line)
    (area,) = session.case.file.complaint.areas
    assert (area.now, area.worst, area.quality) == (5, 7, ["quality_dull"])
    (hip,) = session.picture.stated["pain(hip_lateral)"]
    assert hip.sides == {"left", "right"}


def test_each_place_keeps_its_own_number(kb: KnowledgeBase, session: Session) -> None:
    draw(session, "outer hip l 5/10, worst 6, front knee r sharp 3-4/10, ok right thumb")
    hip, knee = session.case.file.complaint.areas
    assert (hip.now, hip.worst, knee.now, knee.worst) == (5, 6, 3, 4)
    assert [o.state for o in session.picture.stated["pain(thumb)"]] == ["absent"]


def test_constant_numbness_is_no_constant_pain(kb: KnowledgeBase, session: Session) -> None:
    draw(session, "numb thumb r", "p1 constant")
    assert "pain_constant" not in session.picture.log
    draw(session, "elbow outer r", "p2 dull", "p1 elbow outer r, constant")
    assert "pain_constant" in session.picture.log


@pytest.mark.parametrize("line", ["p1 11/10", "p1 worst 12", "p1 now 8 worst 3"])
def test_intensities_go_from_0_to_10_and_worst_is_at_least_now(kb: KnowledgeBase, line: str) -> None:
    with pytest.raises(InputError):
        area_line(line, phrases_of(kb))


def test_two_complaints_stay_two_to_the_end(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    draw(
        session,
        "side neck",
        "numb thumb, index",
        "p1 dull 4/10",
        "p2 burning, brings on p1",
        "ok lower back",
        keys=("a",),
    )
    p1, p2 = load_case(session.document.path, kb).file.complaint.areas
    assert p1 == Area("P1", ["pain(neck_side)"], ["quality_dull"], now=4)
    assert p2 == Area("P2", ["numbness(thumb)", "numbness(finger_index)"], ["quality_burning"], brings_on=["P1"])
    shown = " ".join(read_back_screen(session.picture).lines)
    assert "P1 (main): Pain: side of the neck (right)" in shown
    assert "P2 (second): Numbness: thumb, index finger (right)" in shown
    assert "\u2713 free: Pain: low back" in shown
    assert {"quality_dull", "quality_burning"} <= set(session.picture.log)


def test_a_line_may_draw_and_describe_areas(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    said = draw(session, "temple l dull, p1 constant now 5 worst 8; p1 sharp temple l", "ok neck")
    assert session.case.file.complaint.areas[0].findings == ["pain(temple)"]
    assert (session.case.file.complaint.areas[0].now, session.case.file.complaint.areas[0].course) == (5, "constant")
    assert "temple, temple" not in said[0]
    assert {"quality_dull", "quality_sharp"} <= set(session.picture.log)
    assert session.picture.log["pain(neck_any)"] == "absent"


def test_a_place_can_be_moved_taken_back_and_undone(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    draw(session, "side neck", "thumb", "p1 thumb", "-side neck")
    assert session.case.file.complaint.areas == [Area("P1", ["pain(thumb)"])]
    session.undo()
    assert [area.findings for area in session.case.file.complaint.areas] == [["pain(neck_side)", "pain(thumb)"]]


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (60, 24), (80, 24), (120, 40)])
def test_the_chart_is_drawn_for_every_terminal(
    kb: KnowledgeBase, session: Session, monkeypatch: pytest.MonkeyPatch, columns: int, lines: int
) -> None:
    run(kb, session, *FIRST)
    draw(session, "side neck", "thumb, index", "p1 dull deep constant 4/10 worst 7")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))
    screen = open_screen(session.picture, CHART)
    page = chart_lines(screen, session.picture, "A message.", drawing=True)
    assert len(page) + len(hint(screen)) < lines
    assert max(map(len, page)) < columns
    assert any("P1 (main)" in line for line in page)
    assert ("FRONT" in "".join(page)) == (lines > 20)


def test_pointing_with_the_arrow_keys(kb: KnowledgeBase, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    run(kb, session, *FIRST)
    pressed: Iterator[str] = iter(["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x00", "\t", " ", "n", "\r"])
    monkeypatch.setattr(click, "getchar", lambda: next(pressed))
    keyboard = Keyboard()
    with pytest.raises(InputError, match="arrow keys"):
        point(session, keyboard)
    keyboard.redraws = True
    assert point(session, keyboard) == "Drawn."
    (area,) = session.case.file.complaint.areas
    assert [key.partition("(")[0] for key in area.findings] == ["pain", "numbness"]


def test_a_word_for_a_whole_part_may_leave_the_spot_open(kb: KnowledgeBase, session: Session) -> None:
    keyboard = Keyboard("5")
    answer_chart(session, keyboard, "shoulder r", open_screen(session.picture, CHART))
    assert any(line.endswith("Pain: shoulder, spot not stated") for line in keyboard.shown)
    assert [(key, o[0].sides) for key, o in session.picture.stated.items() if key.startswith("pain(")] == [
        ("pain(shoulder_any)", frozenset({"right"}))
    ]
    page = chart_lines(open_screen(session.picture, CHART), session.picture, "", drawing=True)
    assert sum(line.count("?") for line in page[:-1]) > 1
    assert any("? spot not stated" in line for line in page)
    all_of_them = Keyboard("a")
    answer_chart(session, all_of_them, "shoulder l", open_screen(session.picture, CHART))
    assert session.picture.stated["pain(shoulder_any)"][0].sides == {"right"}
    assert session.picture.stated["pain(shoulder_top)"][0].sides == {"left"}


def test_every_place_and_every_whole_can_be_pointed_at(kb: KnowledgeBase, session: Session) -> None:
    pointed = {zone for spot in spots_of(session) for zone, _ in spot.zones}
    assert pointed == kb.body_places.keys()


def test_a_spot_lies_over_a_place_whose_spot_is_not_stated(kb: KnowledgeBase) -> None:
    left = frozenset({"left"})
    told = [("pain", "shoulder_top", left), ("pain", "shoulder_any", left)]
    drawing = "".join(figure(told, kb.body_places))
    assert drawing == "".join(figure(told[::-1], kb.body_places))
    assert drawing.count("P") == 1
    assert "?" in drawing


@pytest.mark.parametrize(
    ("areas", "message"),
    [
        ("[{id: P0}]", "P1 to P9"),
        ("[{id: P1}, {id: P1}]", "stands twice"),
        ("[{id: P1, findings: [pain(nowhere)]}]", "unknown finding"),
        ("[{id: P1, quality: [quality_dul]}]", "Did you mean 'quality_dull'"),
        ("[{id: P1, brings_on: [P2]}]", "no other area"),
        ("[{id: P1, now: 8, worst: 3}]", "less than now"),
        ("[{id: P1, now: 11}]", "0 to 10"),
    ],
)
def test_what_is_wrong_in_an_area_is_named(kb: KnowledgeBase, areas: str, message: str) -> None:
    with pytest.raises(ProblemsError) as error:
        parse_case(f"schema: nmt-case/1\nid: x\ncomplaint: {{areas: {areas}}}\n", "x.yaml", kb)
    assert message in str(error.value.problems[0].message)
