"""Files are written whole, for their owner only; the renderer is imported only when a PDF is asked for."""

from __future__ import annotations

import builtins
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.report import samples
from tests.report.conftest import CONFIG

from nmt_expert.errors import NmtError
from nmt_expert.report import render
from nmt_expert.report.page import pdf
from nmt_expert.report.page.worker import WORKER
from nmt_expert.system_libraries import LIBRARIES


def test_file_is_for_its_owner_only_and_replaces_another_only_when_told_to(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    render.write(path, b"one")
    render.write(path, b"one")
    with pytest.raises(render.OtherLetterError, match="exists already"):
        render.write(path, b"two")
    assert path.read_bytes() == b"one"
    render.write(path, b"two", replace=True)
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


def test_report_beside_another_gets_the_next_number(tmp_path: Path) -> None:
    path = tmp_path / "a-report.pdf"
    names = [render.write_beside(path, content).name for content in (b"one", b"two", b"one", b"two", b"three")]
    assert names == ["a-report.pdf", "a-report-2.pdf", "a-report.pdf", "a-report-2.pdf", "a-report-3.pdf"]


def test_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(NmtError, match="there is no folder"):
        render.write(tmp_path / "none" / "report.pdf", b"x")
    with pytest.raises(NmtError, match="cannot be written"):
        render.write(tmp_path, b"x")
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".nmt-")]


def test_file_name_is_made_of_the_case_id() -> None:
    case = samples.case()
    assert render.file_name(case, "physician", "pdf") == "NMT-2024-0117-report.pdf"
    assert render.file_name(case, "client", "html") == "NMT-2024-0117-client.html"


def test_html_needs_no_renderer() -> None:
    code = (
        "import sys; from nmt_expert.report import render; from nmt_expert.report.clinic.config import Config;"
        "from tests.report import samples; render.physician_html(*samples.short(), samples.knowledge(), Config());"
        "sys.exit(bool({'weasyprint', 'pikepdf'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_missing_pango_is_named_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def broken(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    pdf._weasyprint.cache_clear()
    monkeypatch.setattr(builtins, "__import__", broken)
    monkeypatch.setattr(pdf, "missing", lambda: [library for library in LIBRARIES if library.name == "Pango"])
    with pytest.raises(NmtError, match=r"without Pango\. Install .+: .+ --format html works without\."):
        pdf._weasyprint()
    monkeypatch.undo()
    pdf._weasyprint.cache_clear()


def test_preloading_returns_at_once_and_the_report_follows() -> None:
    WORKER.stop()
    started = time.monotonic()
    render.preload()
    assert time.monotonic() - started < 0.2
    case, assessment = samples.short()
    assert render.pdf(case, assessment, samples.knowledge(), CONFIG).startswith(b"%PDF")  # type: ignore[arg-type]


def test_renderer_that_died_is_started_again() -> None:
    WORKER.start()
    assert WORKER._process is not None
    WORKER._process.kill()
    WORKER._process.wait()
    assert WORKER.set_pages("<html lang=en><title>x</title><p id=here>text", "", {}, "here") == 1


def test_document_that_asks_for_too_much_memory_ends_in_one_sentence_and_the_next_is_set() -> None:
    greedy = "<html lang=en><title>x</title><table><tr><td colspan=100000000>x</td></tr></table>"
    with pytest.raises(NmtError, match="too much"):
        WORKER.set_pages(greedy, "", {}, "here")
    assert WORKER.set_pages("<html lang=en><title>x</title><p id=here>text", "", {}, "here") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_many_reports_in_one_process_leave_its_memory_flat() -> None:
    case, assessment = samples.short()

    def after(count: int) -> int:
        for _ in range(count):
            render.pdf(case, assessment, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
        assert WORKER._process is not None
        status = Path(f"/proc/{WORKER._process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmHWM:")[1].split()[0])

    before = after(20)  # by then the fonts and the allocator's pools are filled
    assert after(20) - before < 2_500  # kB: a leak of an eighth of a megabyte a report
