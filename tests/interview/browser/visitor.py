"""A browser without a browser: sends requests to the application and reads what comes back."""

from __future__ import annotations

import html
import io
import re
from typing import Any
from urllib.parse import urlencode

from nmt_expert.interview.browser.app import App
from nmt_expert.interview.browser.door import Door


class Answered:
    """One reply."""

    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status = int(status.split()[0])
        self.headers = dict(headers)
        self.body = body
        self.text = body.decode("utf-8", "replace")

    @property
    def words(self) -> str:
        """What a reader sees."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.text)).split())

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page."""
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.text)
        return {name: html.unescape(value) for name, value in found}

    @property
    def title(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.text, re.DOTALL)
        return html.unescape(found[1]) if found else ""


class Visitor:
    """A browser that may have opened the address of the sitting."""

    def __init__(self, app: App, door: Door) -> None:
        self.app, self.door, self.cookie = app, door, ""

    def open(self, address: str) -> Answered:
        reply = self.send("GET", address.removeprefix(f"http://{self.door.host}"))
        self.cookie = reply.headers.get("Set-Cookie", "").partition(";")[0] or self.cookie
        return reply

    def get(self, page: str = "", **headers: str) -> Answered:
        return self.send("GET", f"{self.door.room}/{page}", **headers)

    def post(self, page: str, /, *, follow: bool = True, **fields: Any) -> Answered:
        """Sends a form as a page of ours would, and goes where the reply leads."""
        body = urlencode(fields, doseq=True)
        reply = self.send("POST", f"{self.door.room}/{page}", body, HTTP_ORIGIN=f"http://{self.door.host}")
        while follow and reply.status == 303:
            reply = self.send("GET", reply.headers["Location"].partition("#")[0])
        return reply

    def answer(self, do: str, /, page: str = "", **fields: Any) -> Answered:
        """Fills in a page and sends it with one of its buttons."""
        return self.post(page.partition("?")[0], **{**self.get(page).hidden, **fields, "do": do})

    def send(self, method: str, address: str, body: str = "", **headers: str) -> Answered:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": self.door.host,
            "HTTP_COOKIE": self.cookie,
            "CONTENT_LENGTH": str(len(body.encode())),
            "wsgi.input": io.BytesIO(body.encode()),
            **headers,
        }
        started: list[Any] = []
        content = b"".join(self.app(environ, lambda *said: started.extend(said)))
        return Answered(started[0], started[1], content)
