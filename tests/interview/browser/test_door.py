"""Nobody but the browser that opened the address comes in, and nothing but a page of ours changes a case."""

from __future__ import annotations

import pytest

from nmt_expert.interview.browser.messages import MOST_BYTES
from nmt_expert.interview.browser.sitting import Sitting
from tests.interview.browser.visitor import Visitor

NEW = {"page": "who", "age": "51", "do": "on"}


def test_the_address_opens_and_leaves_a_cookie_that_scripts_and_other_sites_do_not_get(stranger: Visitor) -> None:
    assert stranger.get().status == 403
    opened = stranger.open(stranger.door.address)
    assert (opened.status, opened.headers["Location"]) == (303, f"{stranger.door.room}/")
    sent = opened.headers["Set-Cookie"].split("; ")
    assert sent[1:] == [f"Path={stranger.door.room}/", "HttpOnly", "SameSite=Strict"]
    assert stranger.get().title == "Who and why"


def test_the_address_that_a_browser_is_called_with_opens_once(stranger: Visitor) -> None:
    address = stranger.door.address_once
    assert stranger.open(address).status == 303
    stranger.cookie = ""
    assert stranger.open(address).status == 403
    assert stranger.open(stranger.door.address).status == 303


@pytest.mark.parametrize("cookie", ["", "nmt=", "nmt=guessed", "nmt=\u00e4", "=;;", "other=1"])
def test_without_the_cookie_nothing_is_shown_and_nothing_is_taken(
    visitor: Visitor, sitting: Sitting, cookie: str
) -> None:
    visitor.cookie = cookie
    before = sitting.session.document.text
    for reply in (visitor.get(), visitor.get("ranking"), visitor.post("", **NEW)):
        assert reply.status == 403
        assert "client.yaml" not in reply.text
    assert sitting.session.document.text == before


@pytest.mark.parametrize("host", ["evil.example:4711", "localhost:4711", "127.0.0.1", "127.0.0.1:4712", ""])
def test_another_name_for_this_machine_is_refused(visitor: Visitor, host: str) -> None:
    assert visitor.get(HTTP_HOST=host).status == 403


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:4712", "https://127.0.0.1:4711"]
)
def test_a_form_of_another_site_is_refused(visitor: Visitor, sitting: Sitting, origin: str | None) -> None:
    headers = {} if origin is None else {"HTTP_ORIGIN": origin}
    reply = visitor.send("POST", f"{visitor.door.room}/", "page=who&age=51&do=on", **headers)
    assert reply.status == 403
    assert sitting.session.case.file.client.age is None


def test_reading_changes_nothing(visitor: Visitor, sitting: Sitting) -> None:
    before = sitting.session.document.text
    for page in (
        "undo",
        "leave",
        "deeper",
        "save",
        "report/physician",
        "?page=who&age=51&do=on",
        "notes?do=keep&text=x",
    ):
        visitor.get(page)
    assert sitting.session.document.text == before
    assert not sitting.left.is_set()


def test_every_reply_forbids_what_is_not_ours(visitor: Visitor) -> None:
    for reply in (
        visitor.get(),
        visitor.send("GET", "/style.css"),
        visitor.get(HTTP_HOST="x"),
        visitor.post("", **NEW),
    ):
        policy = reply.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; form-action 'self'")
        assert (reply.headers["Cache-Control"], reply.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    page = visitor.get().text
    assert "<script" not in page
    assert " style=" not in page
    assert "//" not in page.replace("<!doctype", "").replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("length", "status"), [(str(MOST_BYTES + 1), 413), ("-1", 413), ("many", 413), (str(MOST_BYTES), 303)]
)
def test_a_form_that_is_too_long_is_refused_before_it_is_read(visitor: Visitor, length: str, status: int) -> None:
    origin = f"http://{visitor.door.host}"
    sent = visitor.send("POST", f"{visitor.door.room}/", "page=nowhere", HTTP_ORIGIN=origin, CONTENT_LENGTH=length)
    assert sent.status == status


def test_other_methods_are_refused(visitor: Visitor) -> None:
    assert visitor.send("DELETE", f"{visitor.door.room}/").status == 405


def test_an_error_of_ours_shows_nothing_of_the_client(
    visitor: Visitor, sitting: Sitting, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise RuntimeError("Mrs Miller said it")

    monkeypatch.setattr(sitting.session, "screen", broken)
    reply = visitor.get()
    assert reply.status == 500
    assert "RuntimeError" in reply.words
    assert "Miller" not in reply.text + "".join(capfd.readouterr())
