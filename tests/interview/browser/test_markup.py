"""The pages as a screen reader meets them: every field has its words, every group its heading, nothing stands twice."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest

from nmt_expert.interview.browser.sitting import Sitting
from tests.interview.browser.test_pages import HEAD, begun
from tests.interview.browser.visitor import Visitor

_EMPTY = {"meta", "link", "input", "br"}


class Reader(HTMLParser):
    """Collects what a page has, and what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.fields: list[tuple[str, bool]] = []  # id, stands in a label
        self.legends: list[bool] = []  # of every fieldset
        self.headings = 0
        self.wrong: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self.ids.update([has["id"]] if "id" in has else [])
        self.headings += tag == "h1"
        if tag == "label":
            self.labelled.add(has.get("for", ""))
        elif tag == "fieldset":
            self.legends.append(False)
        elif tag == "legend":
            self.legends[-1] = True
        elif tag in ("input", "textarea", "select") and has.get("type") != "hidden":
            self.fields.append((has.get("id", ""), "label" in self.open))
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in _EMPTY:
            self.wrong.append(f"</{tag}> in {self.open[-3:]}")


def check(text: str) -> None:
    page = Reader(text)
    assert (page.wrong, page.open, page.headings) == ([], [], 1)
    assert [id for id, count in page.ids.items() if count > 1] == []
    assert [id for id, inside in page.fields if not inside and id not in page.labelled] == []
    assert all(page.legends)


@pytest.mark.parametrize(
    "address",
    ["", "?place=thumb-r&view=palm_r", "?place=sternum", "back/who", "answers", "answers?q=numb", "add", "notes",
     "ranking", "letter", "change/numbness(thumb)"],
)  # fmt: skip
def test_a_page_has_words_for_all_that_it_asks(visitor: Visitor, address: str) -> None:
    visitor.answer("on", **HEAD)
    visitor.answer("mark.numbness", place="thumb-r")
    check(visitor.get(address).text)


def test_pages_that_ask_again_have_too(visitor: Visitor, sitting: Sitting) -> None:
    check(visitor.answer("on", **{**HEAD, "age": "x", "since": "y"}).text)
    begun(visitor)
    item = sitting.session.screen().items[0]
    for do in (f"why.{item.key}", "up", "on"):
        check(visitor.answer(do).text)
    check(visitor.post("add", words="mainly right thumb pain, shoulder pain", do="add").text)
    check(visitor.post("notes", text="Spurling positive right. No bladder trouble. Shoulder pain.", do="read").text)
    check(visitor.get(HTTP_COOKIE="").text)
