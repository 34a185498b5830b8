"""The application behind the socket (WSGI): who may come in, which page answers, and what every reply carries."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from nmt_expert.interview.browser.door import Door
from nmt_expert.interview.browser.messages import MOST_BYTES, Form, Reply, Request, redirect
from nmt_expert.interview.browser.page import bare, style
from nmt_expert.interview.browser.rooms import answer
from nmt_expert.interview.browser.sitting import Sitting

_SAFE = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),  # with no-referrer a browser would not tell where a form comes from
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


class App:
    """Answers the requests of one sitting."""

    def __init__(self, sitting: Sitting, door: Door) -> None:
        self._sitting = sitting
        self._door = door
        sitting.room = door.room

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        try:
            reply = self._reply(environ)
        except Exception as error:  # the last wall: no trace may show what was typed into a case
            if os.environ.get("NMT_TRACEBACK"):
                traceback.print_exc()
            reply = _refused(
                500, f"An error of ours ({type(error).__name__}); nothing that was saved is lost. Go back and on."
            )
        status = f"{reply.status} {HTTPStatus(reply.status).phrase}"
        length = ("Content-Length", str(len(reply.body)))
        start(status, [("Content-Type", reply.kind), length, *_SAFE, *reply.headers])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else reply.body]

    def _reply(self, environ: dict[str, Any]) -> Reply:
        if refusal := self._door.refusal(environ):
            return _refused(403, refusal)
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD", "POST"):
            return _refused(405, "Pages of this assessment are read and sent, nothing else.")
        if environ.get("PATH_INFO") == "/style.css":
            return Reply(style(), kind="text/css; charset=utf-8")
        room, _, path = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        inside = "/" + room == self._door.room
        if inside and path.startswith("open/") and method == "GET" and self._door.opens(path.removeprefix("open/")):
            return redirect(f"{self._door.room}/", self._door.cookie())
        if not inside or not self._door.knows(environ):
            return _refused(403, "Open the address that the terminal shows; it holds the key to this assessment.")
        try:
            request = Request(path, Form(environ.get("QUERY_STRING", "")), Form(_body(environ)), method == "POST")
        except ValueError:
            return _refused(413, f"That is more than a page takes ({MOST_BYTES:,} bytes); nothing was taken from it.")
        with self._sitting.lock:
            reply = answer(self._sitting, request)
        if reply.status == HTTPStatus.SEE_OTHER:  # the pages know nothing of the room
            to = dict(reply.headers)["Location"]
            return redirect(f"{self._door.room}/{to}")
        return reply


def _body(environ: dict[str, Any]) -> str:
    """The form that was sent. Raises ValueError when it is too long."""
    if environ["REQUEST_METHOD"] != "POST":
        return ""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if not 0 <= length <= MOST_BYTES:
        raise ValueError
    return bytes(environ["wsgi.input"].read(length)).decode("ascii", "replace")


def _refused(status: int, sentence: str) -> Reply:
    return bare("refused.html.j2", status, sentence=sentence)
