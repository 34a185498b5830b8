"""Anything may be typed into a case: it is shown as typed or refused by name; nothing is fetched, no file is read."""

from __future__ import annotations

import io
import re
import socket
from html import unescape
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report import samples
from tests.report.conftest import CONFIG, pages, rendered

from nmt_expert.errors import NmtError
from nmt_expert.paths import shipped
from nmt_expert.report import render
from nmt_expert.report.page import fonts, pdf
from nmt_expert.report.page.safe_case import clean_case
from nmt_expert.report.page.safe_text import clean

TEXT = st.text(st.characters(), max_size=60)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    tried: list[Any] = []

    def refuse(self: socket.socket, address: Any) -> None:
        tried.append(address)
        raise OSError("a test forbids the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return tried


def html_of(**fields: Any) -> str:
    return render.physician_html(samples.case(**fields), samples.short()[1], samples.knowledge(), CONFIG)  # type: ignore[arg-type]


def test_markup_is_shown_as_typed_and_does_nothing(no_network: list[Any]) -> None:
    case, assessment = samples.hostile()
    content = render.pdf(case, assessment, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    found = " ".join(pages(content)).replace("\x00", "")  # pypdf reads one of the fonts with padding
    for shown in ("<script>alert(1)</script>", "{{ 7*7 }}", "<b>bold</b>&amp;"):
        assert shown.replace(" ", "") in found.replace(" ", "")
    with pikepdf.open(io.BytesIO(content)) as document:
        assert list(document.attachments) == ["letter.json"]
        images = [x for page in document.pages for x in page.get_images()]
        assert not images
    assert b"root:x:0" not in content
    assert not no_network


@pytest.mark.parametrize("variant", ["physician", "client"])
def test_no_typed_character_becomes_an_element(variant: str) -> None:
    build = render.client_html if variant == "client" else render.physician_html
    page = build(*samples.hostile(), samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert not re.search(r"<(script|link|iframe|object|embed|b)\b", page)
    assert "<img" not in page
    assert "49" not in re.findall(r"Reason.*?</tr>", page, re.S)[0] if variant == "physician" else True


def test_control_characters_and_direction_overrides_are_dropped_and_marks_limited() -> None:
    assert clean("a\x00b\x1bc\u202ed\ufffe\ud800") == "abcd"
    assert clean("line\n\ttab") == "line\n\ttab"
    assert len(clean("o" + "\u0300" * 500)) < 8
    assert clean("👩‍⚕️ محمد 山田") == "👩‍⚕️ محمد 山田"


@pytest.mark.parametrize("break_", ["\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_becomes_a_new_line(break_: str) -> None:
    assert clean(f"one{break_}two") == "one\ntwo"


def test_letters_that_no_font_or_file_can_carry_go_in_every_plane() -> None:
    assert clean("a\U0001ffffb\U0010fffec\U000f0000d\udfffe\ufdd0f\ue000g") == "abcdefg"


@pytest.mark.parametrize("variant", ["physician", "client"])
def test_separators_surrogates_and_controls_anywhere_are_set(variant: Any) -> None:
    odd = "one\u2029two\u2028three\x85four\ud800\x00\ufffe\U0010ffff five"
    config = CONFIG.model_copy(
        update={"clinic": CONFIG.clinic.model_copy(update={"name": odd}), "emergency_number": odd}
    )
    case = samples.case(complaint={"text": odd}, notes=[odd], client={"name": odd})
    content = render.pdf(case, samples.short()[1], samples.knowledge(), config, variant=variant)  # type: ignore[arg-type]
    assert "one two three four five" in pages(content)[0]


@settings(deadline=None)
@given(TEXT)
def test_cleaned_text_can_always_be_encoded_and_stays_clean(text: str) -> None:
    once = clean(text)
    once.encode()
    assert clean(once) == once


@settings(deadline=None)
@given(TEXT)
def test_any_text_stands_in_the_page_as_it_was_cleaned(text: str) -> None:
    page = html_of(complaint={"text": text})
    assert "".join(clean(text).split()) in "".join(unescape(page).split())


def test_a_note_of_a_hundred_thousand_characters_is_refused_by_name() -> None:
    with pytest.raises(NmtError, match=r"notes\[1\] of the case has 100,000 characters"):
        clean_case(samples.case(notes=["x" * 100_000]))


def test_a_case_with_too_much_text_in_all_is_refused() -> None:
    with pytest.raises(NmtError, match="more than 200,000 characters"):
        clean_case(samples.case(notes=[f"{i}" + "x" * 4000 for i in range(60)]))


def test_published_answer_never_reaches_a_report() -> None:
    case = samples.case(answer={"mechanism": "trigger_point", "triage": "treat", "structure": "SECRET"})
    content = render.pdf(case, samples.short()[1], samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    with pikepdf.open(io.BytesIO(content)) as document:
        assert b"SECRET" not in document.attachments["letter.json"].get_file().read_bytes()


@pytest.mark.parametrize(
    "page",
    [
        "<img src='file:///etc/hostname' alt='x'>",
        "<img src='http://127.0.0.1:9/x.png' alt='x'>",
        "<img src='data:image/png;base64,AAAA' alt='x'>",
        "<link rel='stylesheet' href='http://127.0.0.1:9/x.css'>",
        "<link rel='attachment' href='file:///etc/hostname'>",
        "<style>@import 'file:///etc/hostname'; body{background:url(http://127.0.0.1:9/b)}</style>",
        "<svg><image href='file:///etc/hostname'/></svg>",
    ],
)
def test_even_a_template_that_asks_for_it_gets_no_file_and_no_network(page: str, no_network: list[Any]) -> None:
    layout = pdf.Layout(f"<html lang=en><title>x</title><body>{page}<p>text", "p{color:red}")
    content = layout.pdf(render.UNDATED)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert not document.attachments
        assert not [x for p in document.pages for x in p.get_images()]
    assert not no_network


def test_shipped_templates_mark_nothing_as_safe_and_put_no_value_into_a_style() -> None:
    for path in shipped("report_templates").glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text
        assert not re.search(r"style=|=\{\{|\son\w+=", text)


def test_accented_greek_and_cyrillic_names_are_set_with_our_own_font() -> None:
    name = "Łukasz Ńandú Χαράλαμπος Дмитрий Nguyễn"
    case = samples.case(client={"name": name})
    content = render.pdf(case, samples.short()[1], samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert name in pages(content)[0]
    with pikepdf.open(io.BytesIO(content)) as document:
        assert all("Lato" in str(font.BaseFont) for font in document.pages[0].Resources.Font.values())


def test_other_scripts_are_looked_for_in_the_fonts_of_the_system() -> None:
    assert fonts.covered("Łukasz Ω é ế Ж → ≤")
    assert not fonts.covered("محمد")
    with pikepdf.open(io.BytesIO(rendered("hostile"))) as document:
        assert len(document.pages[0].Resources.Font) >= 2
