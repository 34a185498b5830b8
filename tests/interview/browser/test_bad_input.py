"""Whatever is sent in whatever field: a sentence, nothing lost, nothing of it run as markup."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from nmt_expert.case.load import load_case
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.words.typed.fields import FIELDS
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.browser.test_pages import HEAD, begun
from tests.interview.browser.visitor import Answered, Visitor

BAD = (
    "<script>alert(1)</script>'\"{{ 7*7 }}&amp;",
    "x" * 10_000,
    "numb " * 2_000,
    "\x00\x1b[2J\x07\u202e\u2028\ufffe",
    "../../etc/passwd",
    "1e999",
    "- - - : [",
    "\U0001f9b4\u0301\u0301\u0301 \u0644\u0627",
)


def whole(reply: Answered) -> Answered:
    """A page, and no error of ours; nothing that was typed is markup in it."""
    assert reply.status in (200, 422)
    assert "<script" not in reply.text
    assert "\x1b" not in reply.text
    return reply


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_field_of_the_head_keeps_back_no_other(
    visitor: Visitor, sitting: Sitting, kb: KnowledgeBase, bad: str
) -> None:
    for field in FIELDS:
        whole(visitor.answer("on", "back/who" if sitting.session.picture.log else "", **{**HEAD, field.id: bad}))
    file = load_case(sitting.session.document.path, kb).file
    assert (file.client.age, file.client.sex, file.complaint.regions) == (52, "female", ["neck", "hand"])


@pytest.mark.parametrize("bad", BAD[:4], ids=range(4))
def test_pages_that_ask_take_no_nonsense(visitor: Visitor, sitting: Sitting, kb: KnowledgeBase, bad: str) -> None:
    begun(visitor)
    before = sitting.session.document.text
    item = sitting.session.screen().items[0].key
    place = "back/page.0"
    for fields in ({"words": bad}, {"words": f"p1 {bad}"}, {"place": bad}, {"place": "thumb-r", "view": bad}):
        for do in ("add", f"mark.{bad[:50]}", f"describe.{bad[:50]}", "meant"):
            whole(visitor.post(place, page="chart", do=do, **fields))
    for fields in ({f"a.{item}": bad}, {f"n.{item}": bad}, {"a.made_up": bad, f"a.{item}": bad}):
        whole(visitor.answer("right", **fields))
    for do in (bad[:200], f"why.{bad[:200]}"):
        whole(visitor.answer(do))
    whole(visitor.post("add", words=bad, do="add"))
    whole(visitor.post("add", words="spurling", do="meant", **{"k.0": bad, "s.0": bad}))
    whole(visitor.post("notes", text=bad, do="read"))
    whole(visitor.post("notes", text=bad, do="take", **{"t.0": bad, "v.0": bad, "s.0": bad}))
    whole(visitor.get(f"answers?q={quote(bad)}"))
    for address in ("change", "back", "report", bad[:5]):
        reply = visitor.get(f"{address}/{quote(bad[:300], errors='replace')}")
        assert reply.status in (200, 303)
    whole(visitor.post("save", file=bad if len(bad) > 100 else ""))
    load_case(sitting.session.document.path, kb)
    assert "numbness(thumb)" in sitting.session.picture.log
    assert sitting.session.document.text.startswith(before.partition("findings:")[0][:100])


def test_notes_that_are_too_long_are_kept_on_the_page(visitor: Visitor) -> None:
    text = "neck pain. " * 3_000
    for do in ("read", "keep"):
        reply = whole(visitor.post("notes", text=text, do=do))
        assert (reply.status, text.strip() in reply.text) == (422, True)


def test_two_answers_that_cannot_both_be_are_told(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    item = next(item for item in sitting.session.screen().items if item.named)
    reply = visitor.answer("on", **{f"n.{item.key}": "a", f"a.{item.key}": "no"})
    assert (reply.status, "Which is right?" in reply.words) == (422, True)
    assert 'class="item wrong"' in reply.text
    assert item.key not in sitting.session.picture.log
