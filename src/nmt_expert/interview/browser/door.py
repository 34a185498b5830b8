"""Who may come in: the browser that opened the address of this sitting, and pages of ours only.

The address holds a token; opening it leaves a cookie. The host is checked, since another site may give its name to 127.0.0.1
(DNS rebinding), and where a form comes from, since another site may send one (CSRF). Cookies know no ports: the random room
in the path keeps the cookie from other programs on 127.0.0.1.
"""

from __future__ import annotations

from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from typing import Any

ADDRESS = "127.0.0.1"
_COOKIE = "nmt"


class Door:
    """The keys of one sitting, which listens on a port."""

    def __init__(self, port: int) -> None:
        self.host = f"{ADDRESS}:{port}"
        self.room = "/" + token_urlsafe(9)
        self._token = token_urlsafe(24)
        self._once = token_urlsafe(24)
        self._cookie = token_urlsafe(24)

    @property
    def address(self) -> str:
        """For the therapist, who alone sees the terminal."""
        return f"http://{self.host}{self.room}/open/{self._token}"

    @property
    def address_once(self) -> str:
        """For the browser that is called: other users may see what it was called with, so it opens one time only."""
        return f"http://{self.host}{self.room}/open/{self._once}"

    def opens(self, token: str) -> bool:
        """Is it a token of this sitting?"""
        if compare_digest(token.encode(), self._once.encode()):
            self._once = token_urlsafe(24)
            return True
        return compare_digest(token.encode(), self._token.encode())

    def cookie(self) -> tuple[str, str]:
        return "Set-Cookie", f"{_COOKIE}={self._cookie}; Path={self.room}/; HttpOnly; SameSite=Strict"

    def refusal(self, environ: dict[str, Any]) -> str:
        """Why a request is not answered, whoever sends it; '' when it may be."""
        if environ.get("HTTP_HOST") != self.host:
            return f"This answers at {self.host} only; open the address that the terminal shows."
        if environ["REQUEST_METHOD"] == "POST" and environ.get("HTTP_ORIGIN") != f"http://{self.host}":
            return "This form was not sent from a page of this assessment; nothing was taken from it."
        return ""

    def knows(self, environ: dict[str, Any]) -> bool:
        """Has this browser opened the address?"""
        try:
            sent = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(_COOKIE)
        except CookieError:
            return False
        return sent is not None and compare_digest(sent.value.encode(), self._cookie.encode())
