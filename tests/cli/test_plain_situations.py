"""Plain situations of a machine get one sentence, or none when nothing is lost: never a traceback, never 'our fault'."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

NMT = str(Path(sys.executable).with_name("nmt"))
CASE = "schema: nmt-case/1\nid: K-17\nclient: {age: 47}\ncomplaint: {text: '%s', side: right, regions: [hand]}\nfindings: [{present: phalen}]\n"
COMMANDS = [["rank", "CASE"], ["explain", "CASE"], ["cases", "check", "CASE"], ["config"], ["doctor"], ["vocabulary", "thumb"], ["rules", "list"]]  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "K-17.yaml"
    path.write_text(CASE % "Numb – 王")
    return path


def run(*args: str, stdin: str = "", **options: object) -> subprocess.CompletedProcess[str]:
    given = {"capture_output": True, "input": stdin, **options}
    return subprocess.run([NMT, *args], text=True, check=False, **given)  # type: ignore[call-overload, no-any-return]


def one_sentence(done: subprocess.CompletedProcess[str], said: str, status: int = 1) -> None:
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


# -- no home, or one that is not there or cannot be written


@pytest.mark.parametrize("home", ["NONE", "MISSING", "/sys"], ids=["none", "missing", "read-only"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_works_without_a_home(case: Path, tmp_path: Path, home: str, command: list[str]) -> None:
    away = {"HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in away}
    if home == "NONE":  # a user without an entry, as in a container
        (tmp_path / "sitecustomize.py").write_text(
            "import pwd\ndef getpwuid(uid):\n    raise KeyError(uid)\npwd.getpwuid = getpwuid\n"
        )
        environment["PYTHONPATH"] = f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"
    else:
        environment["HOME"] = str(tmp_path / "missing") if home == "MISSING" else home
    done = run(*[str(case) if a == "CASE" else a for a in command], env=environment, cwd=tmp_path)
    if command == ["config"] and home == "NONE":
        one_sentence(done, "no home directory for the settings")
    elif command == ["doctor"]:
        assert home == "MISSING" or "home directory" in done.stdout or "cannot be written" in done.stdout
        assert not done.stderr
    else:
        assert (done.returncode, done.stderr) == (0, "")


# -- standard streams


def test_a_closed_input_is_told_and_leaves_no_case(tmp_path: Path) -> None:
    script = f"exec '{NMT}' assess K-18.yaml <&-"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    one_sentence(done, "the standard input is closed")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["rank", "explain"])
def test_an_output_that_is_full_is_told(case: Path, command: str) -> None:
    with open("/dev/full", "w") as full:
        done = run(command, str(case), stdout=full, stderr=subprocess.PIPE, capture_output=False)
    one_sentence(done, "the output cannot be written (No space left on device)")


@pytest.mark.parametrize("command", ["explain CASE", "rules list trigger_point", "cases list"])
def test_a_reader_that_leaves_is_no_error(case: Path, command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{NMT}' {command.replace('CASE', str(case))} | head -1; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("command", [["rank", "CASE"], ["explain", "CASE"], ["cases", "show", "CASE"], ["cases", "list"], ["vocabulary", "thumb"]], ids=" ".join)  # fmt: skip
def test_a_console_that_is_not_utf8_prints_what_it_can(case: Path, encoding: str, command: list[str]) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    args = [str(case) if a == "CASE" else a for a in command]
    done = subprocess.run([NMT, *args], capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode(encoding)
    if command == ["rank", "CASE"]:
        assert "Numb – ?" in text or "Numb - ?" in text
        assert "#" in text


def test_a_dumb_terminal_gets_no_escapes(case: Path) -> None:
    for term, escapes in (("dumb", False), ("xterm", True)):
        environment = {**os.environ, "TERM": term}
        environment.pop("NO_COLOR", None)
        shown = pexpect.run(f"{NMT} rank {case}", env=environment, encoding="utf-8")
        assert ("\x1b" in shown) is escapes


def test_a_python_without_readline_asks_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "readline.py").write_text("raise ModuleNotFoundError('readline')\n")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}", "TERM": "xterm"}
    window = pexpect.spawn(NMT, ["assess", str(tmp_path / "K-18.yaml")], env=environment, encoding="utf-8", timeout=30)
    window.expect_exact("Client reference")
    window.close(force=True)


# -- names


@pytest.mark.parametrize("name", [".", "", "FOLDER"])
def test_a_folder_is_no_case(tmp_path: Path, name: str) -> None:
    name = str(tmp_path) if name == "FOLDER" else name
    one_sentence(run("assess", name, cwd=tmp_path), "is a folder; name the file of the case")
    one_sentence(run("rank", name, cwd=tmp_path), "not a case but a folder")
    assert not list(tmp_path.iterdir())


def test_a_case_is_found_without_its_ending(case: Path, tmp_path: Path) -> None:
    assert run("rank", "K-17", cwd=tmp_path).returncode == 0
    shutil.move(case, tmp_path / "K-18.yml")
    assert run("rank", "K-18", cwd=tmp_path).returncode == 0
    one_sentence(run("rank", "K-19", cwd=tmp_path), "Did you mean 'K-18.yml'?")
    one_sentence(run("rank", "K-19.yaml", cwd=tmp_path), "nmt assess K-19.yaml")


def test_a_path_with_spaces_can_be_copied(tmp_path: Path) -> None:
    one_sentence(run("rank", "my cases/K 1.yaml", cwd=tmp_path), "nmt assess 'my cases/K 1.yaml'")
    done = run("assess", "K 1", stdin="A-1\n", cwd=tmp_path)
    assert "nmt assess 'K 1.yaml'" in done.stdout


def test_two_cases_with_one_id_are_told(case: Path, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(case.read_text())
    done = run("cases", "check", str(tmp_path))
    one_sentence(done, "has the id 'K-17' of")
    assert run("cases", "check", str(case)).returncode == 0
