"""A letter that no font has is told of: it is printed as a box."""

from __future__ import annotations

import msgspec
from tests.report import samples
from tests.report.conftest import CONFIG

from nmt_expert.report import render
from nmt_expert.report.page import glyphs
from nmt_expert.report.page.worker import WORKER

NOWHERE = "\u0378"  # no letter, so that no font has it


def test_our_own_letters_need_nothing_and_a_strange_one_is_found() -> None:
    assert glyphs.without_font("Zo\u00eb, \u0391\u03b8\u03ae\u03bd\u03b1, \u041a\u0438\u0457\u0432\n") == ""
    assert glyphs.without_font(f"a{NOWHERE}b{NOWHERE}") == NOWHERE


def test_sentence_names_the_scripts_and_no_letter() -> None:
    said = glyphs.sentence("\u5c71\u7530\u0639")
    assert said.startswith("No font on this machine has Arabic and CJK letters: ")
    assert said.isascii()
    assert glyphs.sentence("") == ""


def test_an_emoji_is_no_letter() -> None:
    assert glyphs.sentence("\U0001f642").startswith("No font on this machine has these emoji or other signs: ")
    assert "Arabic letters and these emoji" in glyphs.sentence("\u0639\U0001f642")


def test_report_with_such_a_letter_is_written_and_tells_it() -> None:
    case, assessment = samples.short()
    named = msgspec.structs.replace(case, client=msgspec.structs.replace(case.client, name=f"A{NOWHERE}"))
    WORKER.without_font.clear()
    assert render.pdf(named, assessment, samples.knowledge(), CONFIG, variant="client").startswith(b"%PDF")  # type: ignore[arg-type]
    assert WORKER.without_font == {NOWHERE}
