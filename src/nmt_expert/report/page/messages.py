"""What the program and its rendering process say to each other: length-prefixed MessagePack over pipes."""

from __future__ import annotations

from datetime import datetime
from typing import IO

import msgspec
from msgspec import Struct

_SIZE = 8  # bytes of a message's length


class File(Struct, frozen=True):
    """A file attached inside the PDF; `relationship` as PDF/A-3 names it."""

    name: str
    content: bytes
    description: str
    relationship: str
    mime_type: str


class Fill(Struct, tag=True):
    """Fill a template, the clinic's own if it has one; the reply holds the HTML."""

    view: bytes  # MessagePack of a ClientView or a PhysicianView
    for_client: bool
    css: str | None
    own: str  # folder


class SetPages(Struct, tag=True):
    """Lay a document out; the reply says on which page the element `anchor` begins."""

    html: str
    css: str
    assets: dict[str, bytes]
    anchor: str


class Draw(Struct, tag=True):
    """Draw what was laid out last, with files inside that bear the date `day`; the reply holds the PDF."""

    day: datetime
    files: list[File]


Message = Fill | SetPages | Draw


class Reply(Struct):
    """The answer; `error` says why there is none, `slow_because` what would make the next one come faster.

    `without_font`: letters of the document that no font has.
    """

    page: int = 0
    content: bytes = b""
    error: str = ""
    slow_because: str = ""
    without_font: str = ""


def send(stream: IO[bytes], message: Message | Reply) -> None:
    """Writes one message. Raises BrokenPipeError when the other side is gone."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(_SIZE, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """One message, still encoded, or b'' when the other side is gone."""
    size = int.from_bytes(stream.read(_SIZE), "big")
    return stream.read(size) if size else b""
