"""The end: the report beside the case, leaving, and what the command says in the terminal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from nmt_expert.interview.browser.serve import Served, open_browser
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.reporting import Reporting
from nmt_expert.interview.way.session import Session
from tests.interview.browser.test_pages import begun
from tests.interview.browser.visitor import Visitor

NMT = [sys.executable, "-c", "from nmt_expert.cli.main import main; main()", "assess"]


def test_the_report_is_written_and_can_be_opened(
    visitor: Visitor, sitting: Sitting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def write(reporting: Reporting, session: Session, variant: str) -> str:
        reporting.written[variant] = tmp_path / f"{variant}.pdf"
        reporting.written[variant].write_bytes(b"%PDF-1.7")
        return f"Report: {reporting.written[variant]}"

    monkeypatch.setattr(Reporting, "write", write)
    begun(visitor)
    assert visitor.get("report/client").status == 303, "there is none yet"
    visitor.post("report/physician")
    page = visitor.post("report/client")
    assert page.text.index("Open client.pdf") < page.text.index("<h2>Assessment hypotheses"), (
        "in sight, above the ranking"
    )
    assert "Open physician.pdf" in page.text
    opened = visitor.get("report/client")
    assert (opened.headers["Content-Type"], opened.body) == ("application/pdf", b"%PDF-1.7")
    (tmp_path / "client.pdf").unlink()
    assert visitor.get("report/client").status == 303
    assert "cannot be read" in visitor.get("ranking").words


def test_a_letter_that_the_client_does_not_want_is_refused_in_words_of_the_pages(
    visitor: Visitor, sitting: Sitting
) -> None:
    begun(visitor)
    visitor.post("letter", send="n")
    told = visitor.post("report/physician").words
    assert "does not want the letter sent" in told
    assert "send:" not in told
    assert not sitting.reporting.written


def test_a_browser_is_called_only_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not open_browser("here", lambda address: bool(called.append(address)) or True)
    monkeypatch.setenv("DISPLAY", ":0")
    assert open_browser("here", lambda address: bool(called.append(address)) or True)
    assert called == ["here"]


def test_the_socket_is_of_this_machine_only_and_writes_no_log(
    sitting: Sitting, capfd: pytest.CaptureFixture[str]
) -> None:
    served = Served(sitting)
    try:
        assert served._server.server_address[0] == "127.0.0.1"
        with urllib.request.urlopen(f"http://{served.door.host}/style.css", timeout=10) as reply:
            assert reply.status == 200
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"http://{served.door.host}{served.door.room}/answers?q=secret", timeout=10)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(served.door.address, timeout=10) as reply:
            assert b"Who and why" in reply.read()
    finally:
        served.close()
    assert capfd.readouterr() == ("", "")


def test_ctrl_c_in_the_terminal_ends_it_and_says_where_the_case_is(tmp_path: Path) -> None:
    path = tmp_path / "K-17.yaml"
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with subprocess.Popen(
        [*NMT, str(path), "--serve"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        try:
            assert any(re.search(r"http://127\.0\.0\.1:\d+/\S+/open/\S{30,}", line) for line in program.stdout)
            program.send_signal(signal.SIGINT)
            told, wrong = program.communicate(timeout=60)
        finally:
            program.kill()
    assert (program.returncode, wrong) == (0, "")
    assert f"nmt assess --serve {path}" in told
    assert path.exists()
    assert not list(tmp_path.glob(".*lock"))
