"""The quiz: the same for the same seed, answers hidden until asked for, a score that rewards reasoning."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from statistics import mean

import msgspec
import pytest
from click.testing import CliRunner

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.cli import main
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.teaching.quiz.exam import Exam, exam
from nmt_expert.teaching.quiz.page import quiz_html
from nmt_expert.teaching.quiz.result import Answered, Begun, Reflection, Result, load_result, score
from tests.teaching.students import scores

CARPAL, ROOT = "entrapment.carpal_tunnel", "compression.root_c6"


@pytest.fixture(scope="module")
def case(kb: KnowledgeBase, repository: Path) -> Case:
    return load_case(next((repository / "cases").rglob("uq-035.yaml")), kb)


@pytest.fixture(scope="module")
def paper(kb: KnowledgeBase, case: Case) -> Exam:
    return exam(kb, case)


def _answered(paper: Exam, *named: str, urgency: str = "treat_and_refer", asked: int = 0) -> Result:
    last = Answered(tuple(range(asked)), tuple(Reflection(id) for id in named))
    stages = (*(Answered() for _ in paper.stages[:-1]), last)
    return Result(paper.case, paper.seed, "s", stages, urgency)  # type: ignore[arg-type]


def test_the_seed_repeats_the_exam(kb: KnowledgeBase, case: Case, paper: Exam) -> None:
    assert exam(kb, case, 0) == paper
    assert exam(kb, case, 1) != paper


def test_every_statement_is_told_or_can_be_asked_for(case: Case, paper: Exam) -> None:
    steps = [q.step for stage in paper.stages for q in stage.questions if q.step >= 0]
    assert len(steps) == len(set(steps))
    assert all(not stage.told for stage in paper.stages[1:])
    assert any(q.step < 0 for stage in paper.stages for q in stage.questions), "some questions lead nowhere"


def test_a_question_does_not_tell_its_answer(paper: Exam) -> None:
    reflexes = next(q for q in paper.stages[-1].questions if "reflex" in q.text)
    assert not reflexes.text.startswith("not found")
    assert any(text.startswith("not found") for text in reflexes.answer)


def test_the_form_of_a_question_does_not_tell_whether_it_leads_anywhere(kb: KnowledgeBase) -> None:
    told = "[onset_on_waking, onset_sudden, worse_with(night)], side: right"
    case = parse_case(
        "schema: nmt-case/1\nid: hand\ncomplaint: {text: A numb thumb, regions: [hand], side: right}\n"
        "source: {title: Invented for this test}\n"
        f"findings: [{{present: ['numbness(thumb)'], side: right}}, {{present: {told}}},\n"
        "  {present: [phalen, carpal_compression], side: right}]\n",
        "hand.yaml",
        kb,
    )
    stages = {stage.name: stage.questions for stage in exam(kb, case).stages}
    for name, kinds in (("History", 3), ("Examination", 2)):
        idle = [q.text for q in stages[name] if q.step < 0]
        assert idle, name
        assert {q.text.count(";") for q in stages[name] if q.step >= 0} == {kinds - 1}, name
        assert idle[0].count(";") == kinds - 1, name


def test_the_score_is_accuracy_times_efficiency(paper: Exam) -> None:
    assert score(paper, _answered(paper, CARPAL)).score == 1.0
    second = score(paper, _answered(paper, ROOT, CARPAL))
    assert second.named == 0.5
    assert second.accuracy == pytest.approx(2 / 3)
    assert second.should_have
    offered = len(paper.stages[-1].questions)
    everything = score(paper, _answered(paper, CARPAL, asked=offered))
    assert 0.5 <= everything.efficiency < 1
    assert everything.score == pytest.approx(everything.accuracy * everything.efficiency)


@pytest.mark.parametrize(
    ("urgency", "worth"), [("treat_and_refer", 1), ("refer", 0.75), ("urgent", 0.5), ("treat", 0.5)]
)
def test_too_late_costs_more_than_too_urgent(urgency: str, worth: float, paper: Exam) -> None:
    assert score(paper, _answered(paper, CARPAL, urgency=urgency)).urgency == worth


def test_a_missed_danger_is_said(kb: KnowledgeBase, repository: Path) -> None:
    paths = sorted((repository / "cases/library").glob("*.yaml"))
    path = next(p for p in paths if "triage: emergency" in p.read_text())
    paper = exam(kb, load_case(path, kb))
    assert score(paper, _answered(paper, urgency="treat")).missed_danger
    assert not score(paper, _answered(paper, urgency="emergency")).missed_danger


def test_reasoning_is_rewarded(kb: KnowledgeBase) -> None:
    worth = {name: mean(s.score for s in own) for name, own in scores(kb, 12, seed=4).items()}
    assert worth["expert"] > worth["thorough"] > worth["always refers"]
    assert worth["expert"] > worth["careless"]
    assert worth["expert"] > worth["lucky"]


def test_a_quiz_is_played_saved_and_reported(tmp_path: Path) -> None:
    file = tmp_path / "ann.json"
    typed = "\n".join(["carpal tunnel", "numb fingers", "neck", "", "", *[""] * 6, "9", "4"])
    run = CliRunner().invoke(main.nmt, ["quiz", "uq-035", "--student", "Ann", "-o", str(file)], input=typed + "\n" * 4)
    assert run.exit_code == 0, run.output
    assert "Published answer: median nerve" in run.output
    saved = json.loads(file.read_text())
    assert saved["schema"] == "nmt-quiz/1"
    named = [r for stage in saved["stages"] for r in stage["hypotheses"]]
    assert (named[0]["hypothesis"], named[0]["speaks_for"]) == (CARPAL, "numb fingers")
    table = CliRunner().invoke(main.nmt, ["quiz", "report", str(file), str(file)])
    assert table.exit_code == 0, table.output
    assert "uq-035: 2 students" in table.output


def test_a_quiz_that_is_left_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "ann.json"
    call = ["quiz", "uq-035", "--student", "Ann", "-o", str(file)]
    left = CliRunner().invoke(main.nmt, call, input="carpal tunnel\nnumb fingers\n\n\n\n")
    assert left.exit_code != 0
    assert "the same command goes on from there" in left.output
    assert "numb fingers" in file.read_text()
    on = CliRunner().invoke(main.nmt, call, input="\n" * 6 + "4\n" + "\n" * 4)
    assert on.exit_code == 0, on.output
    assert "Your hypotheses here: Carpal tunnel syndrome." in on.output
    saved = json.loads(file.read_text())
    assert saved["stages"][0]["hypotheses"][0]["speaks_for"] == "numb fingers"
    over = CliRunner().invoke(main.nmt, call, input="\n")
    assert "is there already" in str(over.exception)


@pytest.mark.parametrize("case", ["3", '"../secret"', '"/etc/hosts"'])
def test_a_file_that_is_no_quiz_is_told(case: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(f'{{"case": {case}, "seed": 0, "student": "s", "stages": [], "urgency": "treat"}}')
    run = CliRunner().invoke(main.nmt, ["quiz", "report", str(path)])
    assert "not the file of a quiz" in str(run.exception)


def test_the_page_scores_as_the_program(
    kb: KnowledgeBase, paper: Exam, tmp_path: Path, rendered: Callable[[Path | str], str]
) -> None:
    clicks = """
      const pick = t => [...document.querySelectorAll('button')].find(b => b.textContent.startsWith(t));
      for (let i = 0; i < 4; i++) {
        document.querySelectorAll('.questions button').forEach((b, n) => { if (n < 2) b.click(); });
        document.querySelector('fieldset input').value = 'C6 root compression';
        document.querySelectorAll('fieldset')[1].querySelector('input').value = 'Carpal tunnel syndrome';
        document.querySelector('button.main').click();
      }
      document.querySelector('select').value = 'urgent';
      document.querySelector('button.main').click();
    """
    page = tmp_path / "quiz.html"
    page.write_text(quiz_html(kb, paper).replace("</body>", f"<script>{clicks}</script></body>"))
    dom = rendered(page)
    asked = tuple(
        Answered(tuple(range(min(2, len(s.questions)))), (Reflection(ROOT), Reflection(CARPAL))) for s in paper.stages
    )
    expected = score(paper, Result(paper.case, 0, "s", asked, "urgent"))
    assert f"Score {expected.score:.2f} = accuracy {expected.accuracy:.2f}" in dom
    assert f"({expected.asked} questions" in dom
    assert expected.should_have in dom
    saved = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", dom, re.S)
    assert saved is not None
    (tmp_path / "s.json").write_text(unescape(saved[1]))
    assert load_result(tmp_path / "s.json").stages == asked


def test_the_page_is_small_and_what_was_typed_stays_text(kb: KnowledgeBase, case: Case) -> None:
    hostile = msgspec.structs.replace(
        case.file, complaint=msgspec.structs.replace(case.file.complaint, text="</script><script>alert(1)</script>")
    )
    page = quiz_html(kb, exam(kb, Case(hostile, case.observations)))
    assert len(page.encode()) < 600_000
    assert "<script>alert" not in page


def test_the_weightiest_finding_is_one_and_shares_nothing_with_the_others(kb: KnowledgeBase, repository: Path) -> None:
    asked = 0
    for name in ("ho-150", "uq-035", "uq-008", "uq-026", "ho-173"):
        item = exam(kb, load_case(next((repository / "cases").rglob(f"{name}.yaml")), kb)).item
        if item is None:
            continue
        asked += 1
        assert not item.why.startswith(("usual", "unusual")), name
        assert len(item.options) >= 3, name
        assert max(map(len, item.options)) <= 6.25 * min(map(len, item.options)), name
        heads = [[part.partition(":")[0] for part in option.split("; ")] for option in item.options]
        kinds = [kind.lower() for head in heads for part in head for kind in re.split(", | and ", part)]
        assert len(kinds) == len(set(kinds)), (name, item.options)
    assert asked


def test_the_chart_shows_what_the_client_told_and_no_test_of_feeling(paper: Exam, case: Case) -> None:
    assert any(o.key == "sensory_loss(finger_ring_radial)" for o in case.observations)
    assert not [key for key in paper.marks["numb"] if key.startswith("finger_ring")]


def test_a_red_flag_taken_for_treatable_is_a_missed_danger(paper: Exam) -> None:
    flagged = msgspec.structs.replace(paper, key=msgspec.structs.replace(paper.key, urgency="refer", flags=("ALS",)))
    assert score(flagged, _answered(paper, CARPAL, urgency="treat")).missed_danger
    assert not score(flagged, _answered(paper, CARPAL, urgency="refer")).missed_danger
    assert not score(paper, _answered(paper, CARPAL, urgency="treat")).missed_danger


def test_the_table_stands_beside_who_left_and_what_is_no_quiz(paper: Exam, tmp_path: Path) -> None:
    done, left, bad = tmp_path / "ann.json", tmp_path / "ben.json", tmp_path / "bad.json"
    done.write_bytes(msgspec.json.encode(_answered(paper, CARPAL)))
    left.write_bytes(msgspec.json.encode(Begun(paper.case, 0, "Ben", (Answered(),))))
    bad.write_text("{")
    run = CliRunner().invoke(main.nmt, ["quiz", "report", *map(str, (left, bad, done))])
    assert "uq-035: 1 student," in run.output
    assert "Unfinished: 1, not counted: Ben (uq-035)." in run.output
    assert str(bad) in str(run.exception)


def test_a_misspelt_command_is_not_taken_for_a_case() -> None:
    run = CliRunner().invoke(main.nmt, ["quiz", "reprot", "x.json"])
    assert "Did you mean 'report'?" in run.output
