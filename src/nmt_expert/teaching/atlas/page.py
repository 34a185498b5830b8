"""What the atlas knows of one thing: plain data, which terminal, web page and JSON render."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["zone", "hypothesis", "finding", "flag", "nerve", "root", "subject"]


class Link(Struct, frozen=True):
    """Another page, by its name."""

    label: str
    kind: Kind
    id: str


class Row(Struct, frozen=True):
    """One line of a section."""

    text: str
    link: Link | None = None  # of what `text` says, or of its first words
    weight: float = 0.0  # log10 of a likelihood ratio; 0: says nothing of strength
    strength: str = ""  # weak ... confirming, excluding, 'LR 4.1', or how typical
    note: str = ""  # the reason, or how it is done
    sources: tuple[str, ...] = ()  # () beside a weight: consensus


class Section(Struct, frozen=True):
    title: str
    rows: tuple[Row, ...]


class Marked(Struct, frozen=True):
    """Zones to show on the body chart, by kind of mark."""

    pain: tuple[str, ...] = ()
    essential: tuple[str, ...] = ()
    spillover: tuple[str, ...] = ()
    field: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    kind: Kind
    id: str
    title: str
    lead: str = ""  # one or two sentences
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    marked: Marked = Marked()


def sections(*found: tuple[str, list[Row]]) -> tuple[Section, ...]:
    """Those sections that have something to say."""
    return tuple(Section(title, tuple(rows)) for title, rows in found if rows)
