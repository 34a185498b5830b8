"""A whole assessment in a real browser, with scripts switched off, as the command opens it; skipped where there is none."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nmt_expert.case.load import load_case
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.browser.test_pages import HEAD

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
FLAGS += [
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # every name is refused: there is no network
NMT = [sys.executable, "-c", "from nmt_expert.cli.main import main; main()", "assess"]
PHONE = {"width": 390, "height": 844}
TARGET = 44  # px

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the pages are not played in a browser")


@pytest.fixture
def page() -> Iterator[Page]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright here: make setup installs it")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        yield context.new_page()
        browser.close()


def press(page: Page, words: str) -> None:
    """Presses the button and waits until the next page stands with its style sheet: before, it has no sizes."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=words, exact=True).last.click()


def check_targets(page: Page) -> None:
    """All that can be pressed is as large as a finger, and the page is no wider than the screen."""
    pressed = page.locator("button:not(.default), a:not(.skip):not(svg a), summary, .choice, input:not([type]), select")
    sizes = pressed.evaluate_all("all => all.map(one => [one.offsetHeight, one.offsetWidth, one.innerText])")
    assert [words for high, wide, words in sizes if wide and high < TARGET] == []
    assert len(sizes) > len(page.locator("header a").all())
    assert (page.locator("html").bounding_box() or {})["width"] <= PHONE["width"]
    assert page.locator("html").evaluate("html => html.scrollWidth") <= PHONE["width"]


def test_a_whole_assessment_by_tapping(page: Page, kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "K-17.yaml"
    with _served(path) as served:
        assert served.stdout is not None
        address = next(found[0] for line in served.stdout if (found := re.search(r"http://127\.0\.0\.1:\S+", line)))
        titles = _play(page, address, path)
        press(page, "Leave")
        page.get_by_text("You can close this window").wait_for()
        assert served.wait(timeout=30) == 0
        assert "Saved" in served.stdout.read()
    assert titles[:2] == ["Who and why", "Where does the client feel it?"]
    assert {"Ask alone", "Is this right?", "Ranking"} <= set(titles)
    file = load_case(path, kb).file
    assert (file.client.age, file.complaint.areas[0].findings) == (52, ["numbness(thumb)"])
    assert file.interview is not None
    assert "readback" in file.interview.passed


@contextmanager
def _served(path: Path) -> Iterator[subprocess.Popen[str]]:
    """The command, ended and reaped whatever happens, so that a failure here is not blamed on the tests that follow."""
    command = [*NMT, str(path), "--serve", "--depth", "quick"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        try:
            yield served
        finally:
            served.kill()


def _play(page: Page, address: str, path: Path) -> list[str]:
    """Answers everything up to the ranking; the titles of the pages."""
    page.goto(address)
    titles = [page.inner_text("h1")]
    check_targets(page)
    second = subprocess.run([*NMT, str(path)], input="q\n", capture_output=True, text=True, timeout=120)
    assert (second.returncode, "open in another window" in second.stderr) == (1, True)
    for name, value in HEAD.items():
        radio = page.locator(f"input[type=radio][name={name}][value='{value}']")
        if radio.count():
            radio.check()
        else:
            page.fill(f"#{name}", value)
    press(page, "Go on")
    titles.append(page.inner_text("h1"))
    check_targets(page)
    _tap_the_right_thumb(page)
    press(page, "Numbness")
    page.get_by_text("Taken, P1: Numbness: thumb (right).").wait_for()
    press(page, "That is all")
    while titles[-1] != "Ranking":
        titles.append(page.inner_text("h1"))
        check_targets(page)
        names = [button.inner_text() for button in page.locator(".actions button").all()]
        wanted = ("This is right", "No to all others", "Nothing found", "That is all")
        if titles[-1] != "Ranking":
            press(page, next(name for name in wanted if name in names))
        assert len(titles) < 60
    return titles


def _tap_the_right_thumb(page: Page) -> None:
    """In the small figure beside the hand, where the margin belongs to the nearest place; then exactly, in the large one."""
    figure = page.locator("svg.figure").first
    box = figure.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 0.035 * box["width"], box["y"] + 0.55 * box["height"])
    page.locator("#place").wait_for()
    assert "right" in page.inner_text("#chosen-name")
    if "Thumb" not in page.inner_text("#chosen-name"):
        page.locator("svg.figure a[href*='place=thumb-r'] .place").first.click()
    page.get_by_role("heading", name="Thumb, right").wait_for()
