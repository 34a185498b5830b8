"""A headless Chromium for pages with scripts; tests that need it are skipped, with a word, where there is none."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def rendered(tmp_path: Path) -> Callable[[Path | str], str]:
    """The document of a page after its scripts ran. No network: every name is refused."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: what scripts make of the page is not looked at")

    def render(page: Path | str) -> str:
        url = page if isinstance(page, str) else page.as_uri()
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=4000", "--dump-dom", url]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout

    return render
