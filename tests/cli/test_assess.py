"""nmt assess in a real terminal of 80 by 24, and from a pipe."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from nmt_expert.case.load import load_case
from nmt_expert.knowledge.base import KnowledgeBase

NMT = str(Path(sys.executable).with_name("nmt"))
WHO = ["A-17", "50", "f", "office", "Hand goes numb", "hand", "r", "6 weeks", "g", "y"]
AT_HISTORY = """\
schema: nmt-case/1
id: anna
client: {reference: A-17, age: 50, sex: female, occupation: office, consent: true}
complaint: {text: Hand goes numb, regions: [hand], side: right, since: 6w}
interview: {passed: [who.onset, chart]}
findings:
  - present: [tingling(thumb), tingling(finger_index), numbness(finger_middle)]
    side: right
  - not_tested: [%s]
"""


class Window:
    """A terminal with `nmt assess` in it."""

    def __init__(self, *arguments: str, environment: dict[str, str] | None = None) -> None:
        self.process = pexpect.spawn(
            NMT, ["assess", *arguments], dimensions=(24, 80), encoding="utf-8", timeout=30,
            env={**os.environ, "TERM": "xterm", **(environment or {})},
        )  # fmt: skip

    def sees(self, text: str) -> str:
        self.process.expect_exact(text)
        return str(self.process.before)

    def type(self, line: str) -> None:
        self.process.sendline(line)

    def kill(self) -> None:
        self.process.kill(signal.SIGKILL)
        self.process.wait()

    def ends(self) -> int:
        self.process.expect(pexpect.EOF)
        self.process.close()
        return int(self.process.exitstatus if self.process.exitstatus is not None else -1)


@pytest.fixture
def windows() -> Iterator[list[Window]]:
    opened: list[Window] = []
    yield opened
    for window in opened:
        window.process.close(force=True)


@pytest.fixture
def at_history(kb: KnowledgeBase, tmp_path: Path) -> Path:
    """A case whose safety screen is done, at the open questions."""
    path = tmp_path / "anna.yaml"
    screened = dict.fromkeys(key for block in kb.screens for key in block.questions)
    path.write_text(AT_HISTORY % ", ".join(screened))
    return path


@pytest.fixture
def window(kb: KnowledgeBase, at_history: Path, windows: list[Window]) -> Window:
    windows.append(Window(str(at_history)))
    windows[0].sees("How does it feel")
    return windows[0]


def test_who_safety_and_resuming_after_kill_at_every_moment(
    kb: KnowledgeBase, tmp_path: Path, windows: list[Window]
) -> None:
    path = tmp_path / "anna.yaml"
    asked = [
        "reference",
        "Age",
        "Sex",
        "Work",
        "brings the client",
        "Where",
        "Which side",
        "Since when",
        "How fast",
        "agree",
    ]
    for question, answer in zip(asked, WHO, strict=True):
        window = Window(str(path))
        windows.append(window)
        window.sees(question)
        window.type(answer)
        window.sees(asked[asked.index(question) + 1] if question != "agree" else "Body chart")
        window.kill()
    file = load_case(path, kb).file
    assert (file.client.reference, file.client.age, file.complaint.regions, file.client.consent) == (
        "A-17",
        50,
        ["hand"],
        True,
    )
    window = Window(str(path))
    windows.append(window)
    window.sees("Where does the client feel it?")
    window.type("-")
    window.sees("Look for ten seconds")
    window.type("-")
    window.sees("Taken: 5 no")
    window.kill()
    windows.append(Window(str(path)))
    windows[-1].sees("Safety screen")
    assert "Look for ten seconds" not in windows[-1].sees("yes")


def test_an_emergency_says_what_to_do_and_can_be_corrected(
    kb: KnowledgeBase, tmp_path: Path, windows: list[Window]
) -> None:
    path = tmp_path / "anna.yaml"
    path.write_text(
        "schema: nmt-case/1\nid: anna\ninterview: {passed: [who.reference]}\nfindings: [{present: face_droop, side: left}]\n"
    )
    windows.append(Window(str(path)))
    windows[0].sees("EMERGENCY: stop")
    windows[0].sees("DO NOW:")
    windows[0].sees("SAY:")
    windows[0].type("1")
    windows[0].sees("Type one of the letters")
    windows[0].type("e face")
    windows[0].sees("droop")
    windows[0].type("1-")
    windows[0].sees("Age in years")


def test_every_key(kb: KnowledgeBase, window: Window, at_history: Path) -> None:
    for key, seen in (("h", "technique of 3"), ("?", "decides which"), ("r", "Assessment hypotheses")):
        window.type(key)
        window.sees(seen)
        if key == "r":
            window.sees("-- Enter shows more")
            window.type(".")
        window.sees("Enter goes on")
        window.type("")
        window.sees("How does it feel")
    window.type("n wears a splint")
    window.sees("Note kept")
    window.type("+ phalen r")
    window.sees("Added: Phalen")
    window.type("e phalen")
    window.sees("change it")
    window.type("1-")
    window.sees("Taken: no: Phalen")
    window.type("gradual, blurgh")
    window.sees("Not understood, so not taken: 'blurgh'")
    window.type("gradual")
    window.sees("Taken: Gradual onset")
    window.type("")
    window.sees("What makes it worse")
    window.type("b")
    window.sees("Gradual onset")
    window.type("")
    window.sees("What makes it worse")
    window.type("q")
    window.sees("Go on with")
    assert window.ends() == 0
    case = load_case(at_history, kb)
    assert case.file.notes == ["wears a splint"]
    assert ("phalen", "absent") in {(o.key, o.state) for o in case.observations}


def test_checklists_to_the_ranking(kb: KnowledgeBase, window: Window, at_history: Path) -> None:
    for _ in range(3):
        window.type("")
    window.sees("== Ask ==")
    window.type("99")
    window.sees("There is no 99")
    window.type("?1")
    window.sees("it")
    window.sees("Enter goes on")
    window.type("")
    window.type("1 2- s")
    window.sees("Taken: yes: ")
    for _ in range(30):
        if window.process.expect_exact(["Read-back", "q leave"]) == 0:
            break
        window.type("s")
    window.sees("Is this right?")
    window.type("")
    window.sees("Assessment hypotheses")
    window.type(".")
    window.sees("p report for the physician")
    window.type("m")
    window.sees("depth full")


def test_a_second_window_is_told(window: Window, at_history: Path) -> None:
    second = subprocess.run([NMT, "assess", str(at_history)], input="", capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert "open in another window" in second.stderr
    assert len(second.stderr.splitlines()) == 1


def test_a_disk_that_refuses_is_told_at_once_and_the_answers_go_elsewhere(kb: KnowledgeBase, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yaml"
    # a limit on the size of files stands for the full disk
    script = f"ulimit -f 0; exec '{NMT}' assess '{tmp_path / 'a.yaml'}'"
    told = subprocess.run(["bash", "-c", script], input="A-17\n", capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "cannot be written" in told.stderr
    assert "Traceback" not in told.stderr
    read_only = subprocess.run([NMT, "assess", "/sys/a.yaml"], input="", capture_output=True, text=True, check=False)
    assert read_only.returncode == 1
    assert "cannot be written" in read_only.stderr
    assert not elsewhere.exists()


def test_a_pipe_answers_and_its_end_saves(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "Zoë-東京"
    who = ["Zoë Ångström", *WHO[1:4], "タイピングで痛い \x1b[31m", *WHO[5:]]
    run = subprocess.run(
        [NMT, "assess", str(path)], input="\n".join(who) + "\n-\n", capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "Safety: broad questions" in run.stdout
    assert "\x1b" not in run.stdout
    file = load_case(path.with_name(path.name + ".yaml"), kb).file
    assert file.client.reference == "Zoë Ångström"
    assert file.complaint.text.startswith("タイピングで痛い")


def test_plain_never_redraws_and_no_color_never_colours(at_history: Path, windows: list[Window]) -> None:
    windows.append(Window(str(at_history), "--plain"))
    assert not re.search(r"\x1b\[[0-9;]*[JHm]", windows[0].sees("How does it feel"))
    windows[0].type("q")
    windows[0].ends()
    windows.append(Window(str(at_history), environment={"NO_COLOR": "1"}))
    assert not re.search(r"\x1b\[[0-9;]*m", windows[1].sees("How does it feel"))


def test_ctrl_c_saves_and_leaves(window: Window) -> None:
    window.sees("> ")
    window.process.sendintr()
    window.sees("Saved")
    assert window.ends() == 130


def test_a_library_case_stays_as_it_is(some_case: str) -> None:
    run = subprocess.run([NMT, "assess", some_case], input="", capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "copy it first" in run.stderr
