"""A request and a reply as plain data. What was typed comes without what nobody sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from nmt_expert.printable import visible

MOST_BYTES = 500_000  # of a form; notes of 20,000 letters fit in any script
_MOST_FIELDS = 2_000
HTML = "text/html; charset=utf-8"


class Form:
    """The fields of a form or of an address. A name may come several times."""

    def __init__(self, encoded: str = "") -> None:
        """Raises ValueError for more fields than any page of ours has."""
        pairs = parse_qsl(encoded, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS)
        self._fields: dict[str, list[str]] = {}
        for name, value in pairs:
            self._fields.setdefault(name, []).append(visible(value.replace("\r\n", "\n")).strip())

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def __bool__(self) -> bool:
        return bool(self._fields)

    def one(self, name: str) -> str:
        """The value; '' where there is none."""
        return self._fields.get(name, [""])[0]

    def all(self, name: str) -> list[str]:
        return self._fields.get(name, [])


@dataclass(frozen=True)
class Request:
    """What the browser asks for. `path` is the part behind the room of this sitting, without the first slash."""

    path: str
    query: Form = field(default_factory=Form)
    form: Form = field(default_factory=Form)
    posted: bool = False


@dataclass(frozen=True)
class Reply:
    body: bytes
    status: int = 200
    kind: str = HTML
    headers: tuple[tuple[str, str], ...] = ()


def redirect(to: str, *headers: tuple[str, str]) -> Reply:
    """Sends the browser on with a plain request, so that reloading a page never sends an answer again."""
    return Reply(b"", 303, headers=(("Location", to), *headers))
