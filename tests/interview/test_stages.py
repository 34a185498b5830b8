"""The way through, driven by clients who answer from a known case."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.case.record import Answer, Field, Passed
from nmt_expert.case.save import CaseDocument
from nmt_expert.interview.screens.items import item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import POSITIONS, Screen
from nmt_expert.interview.terminal.text import hint, screen_lines
from nmt_expert.interview.way.back import answered_screen, answered_screens
from nmt_expert.interview.way.depth import PAGE
from nmt_expert.interview.way.plan import plan_of
from nmt_expert.interview.way.reasons import reason
from nmt_expert.interview.way.scripted import ScriptedClient
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import next_screen
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.safety.gate import screening


def course(kb: KnowledgeBase, case: Case, path: Path, depth: str = "standard") -> tuple[list[Screen], Session]:
    """All screens of an assessment that the case answers."""
    client = ScriptedClient(kb, case)
    session = Session(kb, CaseDocument.open(path, depth))
    screens = [session.screen()]
    while screens[-1].kind not in ("stop", "ranking"):
        session.answer(client.answers(screens[-1]))
        screens.append(session.screen())
        assert len(screens) < 200
    return screens, session


_DEPTHS = ("standard", "quick", "full")


@pytest.fixture(scope="module")
def courses(kb: KnowledgeBase, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[Screen]]:
    """The screens of some library cases, at every depth."""
    folder = tmp_path_factory.mktemp("courses")
    paths = sorted((repository / "cases").rglob("*.yaml"))[::48]
    return [
        course(kb, load_case(path, kb), folder / f"{path.stem}-{depth}.yaml", depth)[0]
        for path, depth in zip(paths, _DEPTHS * len(paths), strict=False)
    ]


def test_stages_come_in_order_and_safety_first(kb: KnowledgeBase, neck_arm: Case, tmp_path: Path) -> None:
    screens, session = course(kb, neck_arm, tmp_path / "a.yaml")
    stages = [screen.progress.stage for screen in screens]
    assert stages[0] == 1
    assert stages[-1] == 8
    first_touch = next(i for i, screen in enumerate(screens) if screen.progress.stage > 3)
    assert 3 not in stages[first_touch:]
    assert [s for s in dict.fromkeys(stages) if s > 3] == sorted({s for s in stages if s > 3})
    unasked = {f.label for f in kb.findings.values()} & set(
        screening(kb, session.case, session.picture.regions, session.picture.facts.observations).not_asked
    )
    assert not unasked - {finding.label for key in session.picture.log if (finding := kb.finding(key))}


def test_where_nothing_is_ranked_the_general_looks_are_not_spared(
    kb: KnowledgeBase, repository: Path, tmp_path: Path
) -> None:
    """A foot that drops, with nothing drawn: strength is what begins a ranking."""
    told = load_case(next((repository / "cases").rglob("hc-009.yaml")), kb)
    screens, session = course(kb, told, tmp_path / "a.yaml", "quick")
    assert "weak(ankle_dorsiflexion)" in session.picture.stated
    assert "entrapment.peroneal_common" in [line.hypothesis for line in session.picture.ranking[:3]]
    assert screens[-1].kind == "ranking"


def test_nothing_is_asked_twice(courses: list[list[Screen]]) -> None:
    for screens in courses:
        asked = [item.key for screen in screens if screen.kind == "checklist" for item in screen.items]
        assert len(asked) == len(set(asked))


def test_the_client_turns_over_as_seldom_as_possible(courses: list[list[Screen]]) -> None:
    for screens in courses:
        places = [POSITIONS.index(s.position) for s in screens if s.id.startswith("examination.")]
        assert sum(later < earlier for earlier, later in pairwise(places)) <= 1


def _left(courses: list[list[Screen]]) -> list[tuple[int, int]]:
    """Of every screen behind the safety screen, questions left: as it said, and as they came."""
    pairs = []
    for screens in courses:
        if screens[-1].kind == "ranking":
            later = [s for s in screens if 3 < s.progress.stage < 7]
            counts = [len(s.items) if s.kind == "checklist" else 1 for s in later]
            pairs += [(screen.progress.questions_left, sum(counts[i:])) for i, screen in enumerate(later)]
    return pairs


def test_hardly_more_is_asked_than_was_said_to_be_left(courses: list[list[Screen]]) -> None:
    """A third more, or one page, at most: an answer may open what was not worth asking before."""
    for said, came in _left(courses):
        assert came - said <= max(came / 3, PAGE)


@pytest.mark.parametrize(("depth", "share"), [("standard", 0.85), ("quick", 0.8), ("full", 0.6)])
def test_what_is_said_to_be_left_is_mostly_true_within_a_third(
    courses: list[list[Screen]], depth: str, share: float
) -> None:
    """In full too much is said: all that could still tell something, of which the stop rule spares a part."""
    true = [abs(said - came) <= max(came / 3, 2) for said, came in _left(courses[_DEPTHS.index(depth) :: len(_DEPTHS)])]
    assert true.count(True) >= share * len(true)


def test_quick_and_standard_keep_to_their_number_of_questions(
    kb: KnowledgeBase, neck_arm: Case, tmp_path: Path
) -> None:
    for depth, most in (("quick", 16), ("standard", 40)):
        screens, _ = course(kb, neck_arm, tmp_path / f"{depth}.yaml", depth)
        later = [s for s in screens if 3 < s.progress.stage < 7]
        assert 6 <= sum(len(s.items) if s.kind == "checklist" else 1 for s in later) <= most


def test_no_ankle_is_tested_for_a_hand(kb: KnowledgeBase, tmp_path: Path) -> None:
    hand = parse_case(
        "schema: nmt-case/1\nid: hand\nclient: {age: 60}\ncomplaint: {regions: [hand], side: right, text: Hand}\n"
        "findings: [{present: [numbness(thumb), numbness(finger_index), pain(wrist_volar)], side: right}, {absent: phalen}]\n",
        "hand",
        kb,
    )
    screens, _ = course(kb, hand, tmp_path / "a.yaml")
    tested = [item.key for s in screens if s.id.startswith("examination.") for item in s.items]
    lower = {"low_back", "pelvis", "hip", "thigh", "knee", "leg", "ankle", "foot"}
    assert tested
    assert not [key for key in tested if (f := kb.finding(key)) and set(f.regions) <= lower]


def test_every_screen_fits_80_by_24(courses: list[list[Screen]]) -> None:
    for screens in courses:
        for screen in (s for s in screens if s.kind in ("checklist", "field")):
            lines = [*screen_lines(screen, "Saved: 3 present, 4 absent."), *hint(screen)]
            assert max(map(len, lines)) <= 79
            assert len(lines) <= 22


def test_the_same_answers_lead_to_the_same_screen(kb: KnowledgeBase, neck_arm: Case, tmp_path: Path) -> None:
    client = ScriptedClient(kb, neck_arm)
    session = Session(kb, CaseDocument.open(tmp_path / "a.yaml"))
    while (screen := session.screen()).kind != "ranking":
        again = Picture(kb, load_case(session.document.path, kb)) if session.document.path.exists() else session.picture
        assert next_screen(again) == screen
        session.answer(client.answers(screen))


def _pass(session: Session) -> None:
    """Leaves a screen without an answer: what it asked is not tested."""
    screen = session.screen()
    open_keys = [key for item in screen.items if not item.answer for key in item.keys]
    session.answer([*(Answer(key, "not_tested") for key in open_keys), Passed(screen.id)])


def test_an_emergency_stops_until_the_answer_is_corrected(session: Session) -> None:
    while not any(item.key == "topic_look" for item in session.screen().items):
        _pass(session)
    before = session.screen()
    session.answer([Answer("face_droop", "present", "right")])
    stopped = session.screen()
    assert stopped.kind == "stop"
    assert stopped.flags[0].do
    assert stopped.flags[0].say
    assert all(flag.urgency == "emergency" for flag in stopped.flags)
    session.answer([Answer("face_droop", "absent")])
    assert session.screen().kind == "checklist"
    assert before.items[0].key not in session.picture.log


def test_without_consent_nothing_is_asked(session: Session) -> None:
    session.answer([Field(("client", "consent"), False)])
    assert session.screen().id == "no_consent"


def test_drawing_outside_the_complaint_asks_the_safety_questions_of_that_place(
    kb: KnowledgeBase, session: Session
) -> None:
    session.answer([Field(("complaint", "regions"), ["hand"])])
    while session.screen().id != "chart":
        _pass(session)
    assert "saddle_numbness" not in session.picture.wanted
    session.answer([Answer("pain(lumbar)", "present", "left")])
    assert session.screen().id == "chart"
    session.answer([Passed("chart")])
    assert session.screen().progress.stage == 3
    assert "saddle_numbness" in session.picture.screen_keys


def test_back_shows_every_answer_and_loses_none(kb: KnowledgeBase, neck_arm: Case, tmp_path: Path) -> None:
    _, session = course(kb, neck_arm, tmp_path / "a.yaml")
    names = answered_screens(session.picture)
    shown = [answered_screen(session.picture, name) for name in names]
    keys = {item.key for screen in shown for item in screen.items}
    assert keys >= set(session.picture.log) - {"duration_days", "course_chronic"}
    assert all(item.answer for screen in shown for item in screen.items)
    log = dict(session.picture.log)
    changed = next(iter(log))
    session.answer([Answer(changed, "present")])
    assert list(session.picture.log) == list(log)
    assert session.picture.log[changed] == "present"


def test_read_back_holds_what_was_found_and_counts_the_rest(kb: KnowledgeBase, neck_arm: Case, tmp_path: Path) -> None:
    screens, session = course(kb, neck_arm, tmp_path / "a.yaml", "full")
    read_back = next(s for s in screens if s.kind == "readback")
    keys = {item.key for item in read_back.items}
    assert {key for key, state in session.picture.log.items() if state in ("present", "value")} <= keys
    assert re.search(r"NOT ASKED, so not cleared: \w.*; and \d+ more", " ".join(read_back.lines)), (
        "what was not asked has its name"
    )


@pytest.mark.parametrize("depth", ["quick", "standard", "full"])
def test_depth_is_kept_in_the_case(kb: KnowledgeBase, neck_arm: Case, tmp_path: Path, depth: str) -> None:
    screens, session = course(kb, neck_arm, tmp_path / "a.yaml", depth)
    assert session.picture.depth == depth
    assert load_case(session.document.path, kb).file.interview is not None
    assert (
        sum(len(s.items) for s in screens if s.progress.stage in (4, 5) and s.kind == "checklist")
        <= {"quick": 24, "standard": 48, "full": 120}[depth]
    )


def test_reasons_name_flags(picture_of: Callable[[str], Picture], kb: KnowledgeBase) -> None:
    picture = picture_of(
        "schema: nmt-case/1\nid: x\ncomplaint: {regions: [neck], side: right}\n"
        "findings: [{present: tingling(thumb), side: right}]\n"
    )
    assert "red flag" in " ".join(reason(picture, item_of(picture, kb.findings["fever_or_chills"])))


def test_a_case_written_by_hand_goes_on_where_it_stands(kb: KnowledgeBase, tmp_path: Path) -> None:
    case = parse_case("schema: nmt-case/1\nid: x\nclient: {age: 40}\nfindings: [{present: fever_or_chills}]\n", "x", kb)
    screen = next_screen(Picture(kb, case))
    assert screen.id == "who.reference"
    assert [f.id for f in screen.flags] == [f.id for f in Picture(kb, case).flags]


def test_what_is_left_counts_no_lists_once_the_first_rank_stands(picture_of: Callable[[str], Picture]) -> None:
    case = (
        "schema: nmt-case/1\nid: clear\ninterview: {depth: standard, passed: [chart, scan.nerves, scan.movements, scan.hands]}\n"
        "client: {age: 48, sex: female}\ncomplaint: {text: numb hand, side: right, regions: [hand]}\n"
        "findings: [{present: [%s], side: right}]\n"
    )
    signs = (
        "numbness(thumb), tingling(thumb), numbness(finger_index), tingling(finger_index), numbness(finger_middle), phalen, flick_sign, "
        "carpal_compression, tinel(carpal_tunnel), sensory_loss(thumb), sensory_loss(finger_index), weak(thumb_palmar_abduction), "
        "wasting(abductor_pollicis_brevis)"
    )
    clear, thin = (plan_of(picture_of(case % found)) for found in (signs, "pain(thumb)"))
    assert (clear.stopped, thin.stopped) == (True, False)
    assert clear.left(weighed=True).listed == len(clear.factors())
    assert thin.left(weighed=True).listed > len(thin.factors())


def test_what_the_first_hypothesis_is_known_by_is_tested_once_though_it_is_settled(
    kb: KnowledgeBase, picture_of: Callable[[str], Picture]
) -> None:
    told = (
        "numbness(thumb), numbness(finger_index), numbness(finger_middle), tingling(thumb), wakes_at_night, worse_with(typing), "
        "better_with(shaking_hand), weak(thumb_opposition), wasting(abductor_pollicis_brevis), muscle_wasting"
    )
    away = "neck_movement_changes_arm, spurling, reflex_reduced(biceps), weak(wrist_extension), weak(elbow_extension)"

    def tests(depth: str, more: str = "") -> list[str]:
        passed = "chart, open.behaviour, open.worse, open.better, scan.nerves, scan.movements, scan.hands, examination.sitting.1"
        picture = picture_of(
            "schema: nmt-case/1\nid: x\nclient: {age: 55, sex: female}\ncomplaint: {regions: [hand], side: right}\n"
            f"interview: {{depth: {depth}, passed: [{passed}]}}\n"
            f"findings: [{{present: [{told}], side: right}}, {{absent: [{away}{more}]}}]\n"
        )
        assert plan_of(picture).stopped
        step = plan_of(picture).examination()
        return [finding.key for finding in step[1]] if isinstance(step, tuple) else []

    assert {"phalen", "tinel(carpal_tunnel)"} <= {*tests("standard")}
    assert tests("standard", ", phalen") == tests("quick") == []
