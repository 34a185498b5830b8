"""The form of what the letter tells beside the findings."""

from __future__ import annotations

from nmt_expert.interview.browser.sitting import Sitting
from tests.interview.browser.visitor import Visitor


def test_form_keeps_what_is_filled_in_and_shows_it_again(visitor: Visitor, sitting: Sitting) -> None:
    assert visitor.get("letter").title == "For the letter"
    visitor.post("letter", medicines="apixaban", allergies="", told="<b>rest</b>", send="y", follow=False)
    client = sitting.session.case.file.client
    assert (client.medicines, client.told, client.send, client.copy_to_client) == (
        ["apixaban"],
        "<b>rest</b>",
        True,
        None,
    )
    again = visitor.get("letter").text
    assert 'value="apixaban"' in again
    assert "<b>rest" not in again


def test_what_is_wrong_is_asked_again_with_what_was_typed(visitor: Visitor) -> None:
    reply = visitor.post("letter", medicines="x" * 501, send="n")
    assert reply.status == 422
    assert "at most 500" in reply.words
