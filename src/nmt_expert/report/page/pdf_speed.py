"""What makes WeasyPrint set a report in half its time. Each step was measured; none changes how a page looks.

  - On import it tries several names for each library, the loader's own among them. For each of the others ctypes starts
    ldconfig: a third of the import.
  - It computes six styles of every element for footnotes, which a report does not have, and for list markers, which
    only list items have: a fifth of a layout.
  - It parses every path of the body chart: half of the time to draw it. The chart writes its paths as
    `M 1 2 L 3 4 C 1 2 3 4 5 6 Z` with absolute numbers and single spaces. PDF wants the same numbers with the operator
    behind them, so a path of that form is rewritten by one substitution. Any other path goes through WeasyPrint's reader.
  - It reads HTML in Python: a tenth of a layout. Pages that are well-formed XML, as ours are, go through expat.
  - It compresses with the slowest level of zlib, for files a twentieth smaller: a quarter of the time to draw.

With another version than the pinned one nothing inside it is replaced.
"""

from __future__ import annotations

import ctypes.util
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

WEASYPRINT = "70.0"
_FOOTNOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
_CANONICAL = re.compile(r"M [-\d. MLCZ]*")
_STEP = re.compile(r"([MLCZ])((?: -?[\d.]+)*) ?")
_OPERATOR = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@contextmanager
def libraries_by_name() -> Iterator[None]:
    """While this is open ctypes searches no library on Linux; the loader still finds each by its own name."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def install() -> None:
    """Takes footnotes and the reading of paths out of WeasyPrint. Call after importing it; twice does no harm."""
    import weasyprint
    from weasyprint import html, svg

    if weasyprint.__version__ != WEASYPRINT or getattr(svg.TAGS["path"], "fast", False):
        return
    for_all = html.UA_STYLESHEET.matcher.other_selectors
    for_all[:] = [
        (_is_list_item, *rest) if rest[2] == "marker" else (test, *rest)
        for test, *rest in for_all
        if rest[2] not in _FOOTNOTES
    ]
    weasyprint.tinyhtml5 = SimpleNamespace(parse=_parse)
    slow = svg.TAGS["path"]

    def path(image: Any, node: Any, font_size: float) -> None:
        ready = operators(node.get("d", ""))
        if ready is None:
            slow(image, node, font_size)
        else:
            image.stream.stream.append(ready)

    path.fast = True  # type: ignore[attr-defined]
    svg.TAGS["path"] = path


def _is_list_item(element: Any) -> bool:
    return bool(element.local_name == "li")


def _parse(page: Any, **options: Any) -> Any:
    """The element tree of an HTML file object; the same whichever parser made it."""
    import tinyhtml5

    text = page.read()
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - a template of the clinic's own, with all that is typed escaped
    except ElementTree.ParseError:
        return tinyhtml5.parse(text, **options)


@lru_cache(maxsize=1024)
def operators(path: str) -> bytes | None:
    """The PDF operators of a path, or None when it is not in the chart's form."""
    if not _CANONICAL.fullmatch(path):
        return None
    return _STEP.sub(lambda step: f"{step[2].lstrip()} {_OPERATOR[step[1]]}\n", path).encode().rstrip()


def compress(pdf: Any) -> None:
    """Compresses the streams of a pydyf document that are still to be, at zlib's usual level."""
    import pydyf

    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            item.stream = [zlib.compress(b"\n".join(map(pydyf._to_bytes, item.stream)))]
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False
