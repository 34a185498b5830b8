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
from nmt_expert.report import pdf, render


def test_file_is_for_its_owner_only_and_replaces_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    render.write(path, b"one")
    render.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


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
        "import sys; from nmt_expert.report import render; from tests.report import samples; from tests.report.conftest import CONFIG;"
        "render.physician_html(*samples.short(), samples.knowledge(), CONFIG); sys.exit('weasyprint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_missing_pango_is_one_sentence_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def broken(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    pdf._imported.cache_clear()
    monkeypatch.setattr(builtins, "__import__", broken)
    with pytest.raises(NmtError, match=r"needs Pango.*install it with: .+ \(--format html works without\)"):
        pdf._imported()
    monkeypatch.undo()
    pdf._imported.cache_clear()


def test_preloading_makes_the_renderer_ready_in_the_background() -> None:
    code = (
        "import sys, time; from nmt_expert.report import render; render.preload(); start = time.monotonic()\n"
        "while time.monotonic() - start < 20:\n"
        "    module = sys.modules.get('nmt_expert.report.pdf')\n"
        "    if module._fonts.cache_info().currsize: break\n"
        "    time.sleep(0.02)\n"
        "sys.exit(not module._fonts.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_many_reports_in_one_process_leave_memory_flat() -> None:
    import resource

    case, assessment = samples.short()

    def once() -> int:
        render.pdf(case, assessment, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for _ in range(5):
        before = once()
    started = time.monotonic()
    for _ in range(15):
        after = once()
    assert after - before < 6_000  # kB
    assert time.monotonic() - started < 30
