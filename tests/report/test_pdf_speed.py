"""What makes the renderer faster changes no byte of a report."""

from __future__ import annotations

import ctypes.util
from datetime import datetime
from xml.etree import ElementTree

import pytest
from tests.report import samples
from tests.report.conftest import CONFIG

from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.page import pdf_speed
from nmt_expert.report.page.html import page, style
from nmt_expert.report.page.pdf import Layout
from nmt_expert.report.page.safe_text import clean_assessment, clean_case


def _set(html: str) -> bytes:
    return Layout(html, style(CONFIG, "a4")).pdf("x", datetime(2024, 5, 14))


@pytest.mark.parametrize("name", ["bilateral", "hostile"])
def test_page_read_as_xml_gives_the_document_that_the_html_parser_gives(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, assessment = samples.SAMPLES[name]()
    view = physician_view(clean_case(case), clean_assessment(assessment), samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    html = page(view, CONFIG, "a4", with_style=False)
    ElementTree.fromstring(html)  # well-formed, so that the fast way is taken
    fast = _set(html)

    def refuse(_: str) -> None:
        raise ElementTree.ParseError

    monkeypatch.setattr(pdf_speed.ElementTree, "fromstring", refuse)
    assert _set(html) == fast


def test_page_that_is_no_xml_is_set_all_the_same() -> None:
    assert _set("<html lang=en><title>x</title><p>one<br>two &nbsp; three").startswith(b"%PDF")


def test_search_for_libraries_is_left_as_it_was() -> None:
    before = ctypes.util.find_library
    with pytest.raises(OSError, match="no Pango"), pdf_speed.libraries_by_name():
        raise OSError("no Pango")
    assert ctypes.util.find_library is before
