"""A form that was filled in on a page that is no longer as the case is: what another window answered since is kept, or asked."""

from __future__ import annotations

from nmt_expert.case.record import Answer
from nmt_expert.interview.browser.sitting import Sitting
from tests.interview.browser.test_pages import HEAD, begun
from tests.interview.browser.visitor import Visitor


def test_what_another_window_ticked_is_not_taken_back_by_a_page_that_never_showed_it(
    visitor: Visitor, sitting: Sitting
) -> None:
    begun(visitor)
    item = next(item for item in sitting.session.screen().items if len(item.named) > 1)
    old = visitor.get().hidden
    visitor.post("", **old, **{f"n.{item.key}": "a"}, do="none")
    visitor.post("", **old, **{f"n.{item.key}": "b"}, do="none")
    log = sitting.session.picture.log
    assert [log[one.key] for one in item.named[:2]] == ["present", "present"]


def test_an_old_page_that_denies_what_another_window_affirmed_is_asked_again(
    visitor: Visitor, sitting: Sitting
) -> None:
    begun(visitor)
    item = sitting.session.screen().items[0]
    old = visitor.get().hidden
    visitor.post("", **old, **{f"a.{item.key}": "yes"}, do="none")
    again = visitor.post("", **old, **{f"a.{item.key}": "no"}, do="on")
    assert (again.status, "in another window" in again.words) == (422, True)
    assert sitting.session.picture.log[item.key] == "present"
    visitor.post("", **again.hidden, **{f"a.{item.key}": "no"}, do="on")
    assert sitting.session.picture.log[item.key] == "absent", "what was shown and chosen again counts"


def test_fields_that_were_not_touched_are_not_written_back(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **HEAD)
    old = visitor.get("back/who").hidden
    visitor.answer("on", "back/who", **{**HEAD, "age": "53"})
    visitor.post("back/who", **old, **{**HEAD, "occupation": "tailor"}, do="on")
    client = sitting.session.case.file.client
    assert (client.age, client.occupation) == (53, "tailor")


def test_a_tick_counts_more_than_the_no_that_stood_there(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    item = next(item for item in sitting.session.screen().items if item.named)
    visitor.answer("none")
    assert sitting.session.picture.log[item.key] == "absent"
    visitor.answer("on", "back/page.1", **{f"a.{item.key}": "no", f"n.{item.key}": "a"})
    log = sitting.session.picture.log
    assert (log[item.key], log[item.named[0].key]) == ("present", "present")


def test_a_number_is_taken_back_by_emptying_it_and_refused_at_its_field(visitor: Visitor, sitting: Sitting) -> None:
    sitting.session.answer([Answer("temperature", "value", value=38.5)])
    again = visitor.answer("change", "change/temperature", **{"a.temperature": "389"})
    assert "389 lies outside" in again.words
    assert 'aria-invalid="true" autofocus' in again.text
    visitor.answer("change", "change/temperature", **{"a.temperature": ""})
    assert sitting.session.picture.log["temperature"] == "not_tested"


def test_what_was_ticked_waits_while_another_page_is_looked_at(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    item = sitting.session.screen().items[0]
    asked = visitor.get()
    ranking = visitor.post("keep/ranking", **asked.hidden, **{f"a.{item.key}": "no"})
    assert ranking.title == "Ranking"
    assert item.key not in sitting.session.picture.log
    assert f'name="a.{item.key}" value="no" checked' in visitor.get().text
    visitor.answer("on", **{f"a.{item.key}": "yes"})
    assert not sitting.drafts
    for address in ("//elsewhere.example/", "back/a\r\nSet-Cookie: b"):
        kept = visitor.post(f"keep/{address}", **visitor.get().hidden, follow=False)
        assert kept.headers["Location"].startswith(f"{visitor.door.room}/")
        assert "Set-Cookie" not in str(kept.headers)


def test_enter_sends_the_page_and_not_one_of_the_ways_out(visitor: Visitor) -> None:
    """A browser takes the first button of a form for Enter, wherever it stands."""
    for page in (visitor.get().text, begun(visitor).get().text):
        assert page.index('form="asked" name="do" value="on"') < page.index('form="asked" formaction')
