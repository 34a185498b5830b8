"""The replay: every step of the case, the ranking of each, one page without network, usable by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.cli import main
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.judge import judge
from nmt_expert.teaching.drawn import drawn, side_note
from nmt_expert.teaching.quiz.exam import exam
from nmt_expert.teaching.replay.film import film
from nmt_expert.teaching.replay.page import replay_html
from nmt_expert.teaching.steps import STAGES, case_after, steps_of
from tests.reasoning.sampled import some_cases

HOSTILE = "</script><script>alert(1)</script> <b>{{ 7*7 }}</b> \u202e"


@pytest.fixture
def carpal(kb: KnowledgeBase, some_case: str) -> Case:
    return load_case(Path(some_case), kb)


def test_every_statement_comes_once_and_in_the_order_of_the_assessment(kb: KnowledgeBase) -> None:
    for case in some_cases(kb, 6, seed=2):
        steps = steps_of(case, kb)
        told = [key for step in steps for key in step.keys]
        assert sorted(told) == sorted(k for e in case.file.findings for k in (*e.present, *e.absent, *e.value))
        stages = [STAGES.index(step.stage) for step in steps]
        assert stages == sorted(stages)
        assert {(o.key, o.state) for o in case_after(case, kb, steps).observations} == {
            (o.key, o.state) for o in case.observations
        }


def test_the_words_of_a_case_do_not_tell_a_finding_before_its_stage(kb: KnowledgeBase) -> None:
    text = "schema: nmt-case/1\nid: x\nfindings:\n  - text: numb and Phalen\n    present: [numbness(thumb), phalen]\n"
    steps = steps_of(parse_case(text, "x", kb), kb)
    assert [(step.stage, step.told) for step in steps] == [(STAGES[0], ""), (STAGES[3], "numb and Phalen")]


def test_the_last_frame_is_the_ranking_of_the_case(kb: KnowledgeBase, carpal: Case) -> None:
    shown = film(kb, carpal, PlainEngine(kb))
    lines = judge(carpal, kb, PlainEngine(kb)).lines
    assert [bar.id for bar in shown.frames[-1].bars] == [line.hypothesis for line in lines[:6]]
    assert len(shown.frames) == len(steps_of(carpal, kb)) + 1
    assert shown.frames[-1].question
    assert any(frame.reasons for frame in shown.frames)


def test_a_question_of_the_instructor_stands_in_the_place_of_ours(kb: KnowledgeBase, carpal: Case) -> None:
    ours = film(kb, carpal, PlainEngine(kb))
    shown = film(kb, carpal, PlainEngine(kb), asked={2: "Which nerve?"})
    expected = {i: f.question for i, f in enumerate(ours.frames) if f.question} | {2: "Which nerve?"}
    assert {i: f.question for i, f in enumerate(shown.frames) if f.question} == expected
    with pytest.raises(NmtError, match="no step 99"):
        film(kb, carpal, PlainEngine(kb), asked={99: "Which nerve?"})


def test_what_was_not_found_is_not_quoted_as_if_it_were(kb: KnowledgeBase) -> None:
    text = "schema: nmt-case/1\nid: x\nfindings:\n  - {text: positive Spurling test, absent: [spurling]}\n"
    (step,) = steps_of(parse_case(text, "x", kb), kb)
    assert (step.findings, step.told) == (("not found: Spurling test",), "")


def test_the_page_is_one_small_file_without_network(kb: KnowledgeBase, carpal: Case) -> None:
    page = replay_html(film(kb, carpal, PlainEngine(kb)))
    assert len(page.encode()) < 600_000
    assert "default-src 'none'" in page
    without_data = re.sub(r'<script id="film".*?</script>', "", page, flags=re.S)
    assert not re.search(r"""(src|href)=["'](?!#)|url\((?!#)|https?://(?!www\.w3\.org)""", without_data)


def test_what_was_typed_into_the_case_stays_text(kb: KnowledgeBase, some_case: str) -> None:
    text = Path(some_case).read_text().replace("Numb radial fingers of an office worker", "TITLE")
    hostile = json.dumps(HOSTILE)[1:-1]
    case = parse_case(text.replace("TITLE", hostile).replace("Tinel sign at the wrist", hostile), "x", kb)
    page = replay_html(film(kb, case, PlainEngine(kb)))
    assert "<script>alert" not in page
    assert "<b>{{" not in page
    data = re.search(r'<script id="film" type="application/json">(.*?)</script>', page, re.S)
    assert data is not None
    assert json.loads(data[1])["title"] == HOSTILE


def _pressed(page: Path, keys: list[str]) -> str:
    events = "".join(
        f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: {key!r}, bubbles: true}}));" for key in keys
    )
    page.write_text(page.read_text().replace("</body>", f"<script>{events}</script></body>"))
    return page.as_uri()


def test_it_plays_by_keyboard_and_says_what_it_shows(
    kb: KnowledgeBase, carpal: Case, tmp_path: Path, rendered: Callable[[Path | str], str]
) -> None:
    page = tmp_path / "replay.html"
    shown = film(kb, carpal, PlainEngine(kb))
    page.write_text(replay_html(shown))
    dom = rendered(_pressed(page, ["End", "ArrowLeft", "p"]))
    last_but_one = shown.frames[-2]
    stage = f"step {len(shown.frames) - 2} of {len(shown.frames) - 1}"
    assert stage in dom
    assert 'data-view="presenter"' in dom
    live = re.search(r'<div id="finding" aria-live="polite">(.*?)</div>', dom, re.S)
    assert live is not None
    assert last_but_one.findings[0].removeprefix("not found: ") in live[1]
    names = re.findall(r'class="name"[^>]*>(\d)\. ([^<]*)<', dom)
    assert [n for n, _ in names] == [str(i) for i in range(1, len(last_but_one.bars) + 1)]
    assert names[0][1].startswith(last_but_one.bars[0].name)
    assert 'class="mark pain"' in dom


def test_a_page_is_written_and_a_case_without_findings_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("schema: nmt-case/1\nid: empty\n")
    result = CliRunner().invoke(main.nmt, ["replay", str(empty)])
    assert "there is nothing to show" in str(result.exception)
    page = tmp_path / "out.html"
    result = CliRunner().invoke(main.nmt, ["replay", "uq-035", "-o", str(page)])
    assert result.exit_code == 0, result.output
    assert page.stat().st_mode & 0o777 == 0o600


def test_drawn_cases_replay_without_error(kb: KnowledgeBase) -> None:
    for case in some_cases(kb, 2, seed=21):
        if steps_of(case, kb):
            assert len(replay_html(film(kb, case, PlainEngine(kb))).encode()) < 600_000


def test_a_side_that_nobody_stated_is_not_drawn_on_both(kb: KnowledgeBase) -> None:
    said = "schema: nmt-case/1\nid: x\nfindings:\n  - present: [pain(thumb)]\n"
    shown = parse_case(said, "x", kb).observations
    assert not [key for zones in drawn(shown).values() for key in zones if key.endswith("-r")]
    assert side_note(shown) == "Side not stated; shown on the left."
    stated = parse_case(said + "    side: right\n", "x", kb).observations
    assert not [key for zones in drawn(stated).values() for key in zones if key.endswith("-l")]
    assert not side_note(stated)


def test_a_class_sees_no_own_case_with_what_was_asked_alone(kb: KnowledgeBase) -> None:
    text = "schema: nmt-case/1\nid: x\n%sfindings:\n  - {present: [numbness(thumb), thoughts_of_suicide]}\n"
    for make in (lambda case: film(kb, case, PlainEngine(kb)), lambda case: exam(kb, case)):
        with pytest.raises(NmtError, match=r"x holds what was asked alone.*`source:`"):
            make(parse_case(text % "", "x", kb))
        assert make(parse_case(text % "source: {title: a journal}\n", "x", kb))
