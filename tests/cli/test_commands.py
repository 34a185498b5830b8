"""What a person sees at the command line: help, rankings, explanations, and one clear sentence for every error."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from nmt_expert.cli import main
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines import NAMES
from nmt_expert.reasoning.explanation.what_if import supposed

NMT = str(Path(sys.executable).with_name("nmt"))
HOSTILE = "\x1b[31mred\x1b[0m {{ 7*7 }} <b>bold</b>"


def run(*args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NMT, *args], capture_output=True, text=True, cwd=cwd, env={**os.environ, "NO_COLOR": "1", **env}
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(
        "schema: nmt-case/1\nid: c1\nclient: {age: 47, sex: male}\ncomplaint: {text: Numb fingers, side: right, regions: [hand]}\n"
        "findings:\n  - present: [numbness(thumb), tingling(finger_index), tingling(finger_middle)]\n  - present: [phalen, tinel(carpal_tunnel)]\n"
        "  - absent: spurling\n"
    )
    return path


def test_help_is_a_page_that_names_every_command() -> None:
    page = " ".join(run("--help").stdout.split())
    for word in (
        "assess",
        "rank",
        "report",
        "explain",
        "compare",
        "cases",
        "vocabulary",
        "rules",
        "evaluate",
        "doctor",
        "never makes a diagnosis",
    ):
        assert word in page


@pytest.mark.parametrize(
    "command",
    ["rank", "report", "explain", "compare", "cases", "vocabulary", "rules", "evaluate", "config", "doctor", "assess"],
)
def test_every_command_has_help(command: str) -> None:
    assert run(command, "--help").returncode == 0


def test_rank_shows_urgency_before_hypotheses(case: Path) -> None:
    out = run("rank", str(case)).stdout
    assert out.index("TREAT AND REFER") < out.index("Assessment hypotheses")
    assert "1. Carpal tunnel syndrome, right" in out
    assert "Safety screen" in out


@pytest.mark.parametrize(("level", "status"), [("treat_and_refer", 4), ("refer", 0)])
def test_rank_leaves_with_a_status_of_its_own_when_as_urgent_as_asked_for(case: Path, level: str, status: int) -> None:
    done = run("rank", str(case), "--fail-on", level)
    assert done.returncode == status
    assert "TREAT AND REFER" in done.stdout


@pytest.mark.parametrize("engine", NAMES)
def test_rank_as_json_is_versioned_and_names_its_engine(case: Path, engine: str) -> None:
    data = json.loads(run("rank", str(case), "--json", "--engine", engine).stdout)
    assert data["schema"] == "nmt-assessment/1"
    assert data["provenance"]["engine"] == engine
    first = data["hypotheses"][0]
    assert {
        "rank",
        "id",
        "mechanism",
        "structure",
        "side",
        "support",
        "stability",
        "for",
        "against",
        "untested",
    } <= set(first)
    assert first["id"] == "entrapment.carpal_tunnel"


def test_all_engines_give_the_same_assessment(case: Path) -> None:
    answers = [json.loads(run("rank", str(case), "--json", "--engine", engine).stdout) for engine in NAMES]
    for answer in answers:
        del answer["provenance"]
    assert answers[0] == answers[1] == answers[2]


def test_a_case_is_never_screened_by_silence(case: Path) -> None:
    data = json.loads(run("rank", str(case), "--json").stdout)
    assert data["screen"]["status"] == "not screened"


def test_explain_names_rule_reason_and_source(case: Path) -> None:
    out = run("explain", str(case)).stdout
    assert "entrapment.carpal_tunnel/tinel" in out
    assert "source:" in out


def test_why_not_lists_what_was_not_tested(case: Path) -> None:
    assert "[?]" in run("explain", str(case), "--why-not", "pronator").stdout


def test_what_if_reranks(case: Path) -> None:
    out = run("explain", str(case), "--what-if", "numbness(thumb)=absent").stdout
    assert out.startswith("If Numbness: thumb were tested and not found:")
    assert "(-" in out


def test_what_if_takes_what_its_list_prints_and_labels(case: Path, kb: KnowledgeBase) -> None:
    listed = re.search(r"--what-if '([^']+)'", run("explain", str(case), "--what-if").stdout)
    assert listed is not None
    key = supposed(listed[1], kb).key
    finding = kb.finding(key)
    assert finding is not None
    assert supposed(f"{finding.label}=present", kb).key == key


def test_everything_is_explained_of_the_case_that_is_supposed(case: Path) -> None:
    def explained(*args: str) -> str:
        return run("explain", str(case), *args, "--json").stdout

    for args in ((), ("root_c6",), ("--why-not", "pronator")):
        assert explained(*args, "--what-if", "numbness(thumb)=absent") != explained(*args), args


def test_compare_says_what_is_still_to_test(case: Path) -> None:
    assert "To test next, the best first" in run("compare", str(case), "carpal_tunnel", "pronator").stdout


def test_vocabulary_finds_a_zone_by_words() -> None:
    assert "numbness(thumb)" in run("vocabulary", "numb", "thumb").stdout


def test_rules_show_prints_statement_reason_strength_and_source() -> None:
    out = run("rules", "show", "entrapment.carpal_tunnel/tinel").stdout
    for heading in ("When", "Then", "Because", "Source"):
        assert heading in out


def test_rules_show_tells_how_a_hypothesis_usually_presents() -> None:
    out = run("rules", "show", "entrapment.carpal_tunnel/usual").stdout
    assert out.startswith("Carpal tunnel syndrome: how it usually presents (consensus)")
    always, often = out.index("Always (about 85% of clients)"), out.index("Often (about 60% of clients)")
    assert always < out.index("Wakes with a tingling or numb hand") < often < out.index("Phalen test")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["rank", "nowhere.yaml"], "no such file"),
        (["rank", "uq-03"], "neither a file nor a case of the library"),
        (["explain", "CASE", "--why-not", "carpal_tunel"], "carpal_tunnel'"),
        (["explain", "CASE", "--why-not", "root_c66"], "Did you mean 'root_c6'?"),
        (["explain", "CASE", "--why-not", "pronator", "--tree"], "answer different questions"),
        (["explain", "CASE", "pronator", "--what-if"], "answer different questions"),
        (["explain", "CASE", "--what-if", "phalenn=absent"], "'phalen'"),
        (["explain", "CASE", "--what-if", "phalen=maybe"], "FINDING=present"),
        (["rules", "show", "nothing_like_this"], "unknown rule"),
        (["rank", "CASE", "--rules", "nowhere"], "no such folder of rules"),
    ],
)
def test_an_expected_error_is_one_sentence_with_exit_code_1(args: list[str], message: str, case: Path) -> None:
    done = run(*[str(case) if a == "CASE" else a for a in args])
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["asess"], "Did you mean 'assess'?"),
        (["rank"], "Missing argument 'CASE'"),
        (["rank", "uq-035", "uq-036"], "unexpected extra argument"),
        (["rank", "uq-035", "--jsn"], "Did you mean '--json'?"),
        (["rank", "uq-035", "--fail-on", "urgnt"], "Did you mean 'urgent'?"),
        (["assess", "--depth", "quik"], "Did you mean 'quick'?"),
        (["assess", "--engine", "nonsense"], "is not one of 'experta', 'clips', 'plain'."),
        (["rules", "chek"], "'check'"),
    ],
)
def test_a_wrong_call_is_one_sentence_with_the_nearest_word(args: list[str], message: str) -> None:
    done = run(*args)
    assert done.returncode == 1
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_our_own_fault_prints_no_trace_of_the_case(case: Path) -> None:
    code = (
        "import nmt_expert.reasoning.assess as a, sys\n"
        "def broken(*args): raise RuntimeError('Anna Secret')\n"
        "a.assess = broken\n"
        f"sys.argv = ['nmt', 'rank', {str(case)!r}]\n"
        "from nmt_expert.cli.main import main; main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 3
    assert "Secret" not in done.stdout + done.stderr


def test_what_was_typed_into_a_case_cannot_steer_the_terminal(case: Path) -> None:
    case.write_text(case.read_text().replace("text: Numb fingers", f"text: {json.dumps(HOSTILE)}"))
    out = run("rank", str(case)).stdout
    assert "\x1b" not in out
    assert "{{ 7*7 }}" in out


@pytest.mark.parametrize("args", [["--help"], ["rank", "CASE"], ["explain", "CASE"], ["vocabulary", "thumb"]])
def test_only_report_loads_the_renderer(args: list[str], case: Path) -> None:
    argv = ["nmt", *[str(case) if a == "CASE" else a for a in args]]
    code = (
        f"import sys\nsys.argv = {argv!r}\nfrom nmt_expert.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint('weasyprint' in sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip().splitlines()[-1] == "False"


def test_a_read_only_cache_is_tolerated(case: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert run("rank", str(case), XDG_CACHE_HOME=str(blocked)).returncode == 0


@pytest.mark.parametrize("command", [("rank",), ("explain",), ("explain", "--what-if")])
def test_no_line_is_wider_than_a_narrow_terminal(case: Path, command: tuple[str, ...]) -> None:
    done = run(command[0], str(case), *command[1:], COLUMNS="60")
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 60


def test_cases_are_found_by_their_answer_which_is_not_shown() -> None:
    told = CliRunner().invoke(main.nmt, ["cases", "list", "root_c6"]).output
    assert told
    assert "root_c6" not in told


def test_a_hypothesis_is_meant_by_its_name_and_never_compared_with_itself(case: Path) -> None:
    named = CliRunner().invoke(main.nmt, ["compare", str(case), "carpal tunnel", "C6 root compression"])
    assert named.exit_code == 0, named.output
    same = CliRunner().invoke(main.nmt, ["compare", str(case), "root_c6", "root_c6"])
    assert "cannot be told from itself" in str(same.exception)
    several = CliRunner().invoke(main.nmt, ["compare", str(case), "scalene", "root_c6"])
    assert "trigger_point.scalenus_anterior" in str(several.exception)
    assert "entrapment.tos_scalene" in str(several.exception)
