"""What the templates see: frozen data with every text ready to print. docs/report.md documents it for clinics."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from nmt_expert.report.words import sentence


@dataclass(frozen=True)
class Person:
    """Clinic, therapist or physician; every field may be ''."""

    name: str = ""
    credentials: str = ""
    lines: tuple[str, ...] = ()  # address, telephone, mail, in the order to print


@dataclass(frozen=True)
class Head:
    """Who reports on whom to whom."""

    id: str
    assessed: str  # date in words, or ''
    clinic: Person
    therapist: Person
    physician: Person
    logo: str  # URL of the logo, or ''
    client_name: str
    client_born: str
    client_reference: str
    client_about: str  # sex, age, occupation
    reason: str


@dataclass(frozen=True)
class Alert:
    """One raised red flag."""

    word: str
    name: str
    found: str
    lowered: str  # why an emergency is only urgent here; empty when it is not lowered
    do: str
    treatment: str
    because: str


@dataclass(frozen=True)
class Request:
    """What the physician is asked to do, until when, and why."""

    ask: str
    until: str
    why: str


@dataclass(frozen=True)
class Point:
    """One argument or one test still to make."""

    text: str
    note: str  # strength and basis of an argument; how a test is done
    because: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Block:
    """One assessment hypothesis. The three lists hold what fits; the rest is in the appendix."""

    rank: int
    name: str
    side: str
    mechanism: str
    structure: str
    support: str
    steps: int  # length of the bar, 1 to 4
    firmness: str
    badge: str  # 'Must be excluded', 'Refer', or ''
    speaks_for: tuple[Point, ...]
    speaks_against: tuple[Point, ...]
    to_test: tuple[Point, ...]
    linked: str
    brief: bool = False  # printed as one line


@dataclass(frozen=True)
class Section:
    """Findings of one part of the examination."""

    name: str
    present: str
    normal: str


@dataclass(frozen=True)
class FactorRow:
    label: str
    domain: str
    advise: str
    note: str


@dataclass(frozen=True)
class Row:
    """A heading and its texts, in a table of two columns."""

    name: str
    texts: tuple[str, ...]

    @property
    def line(self) -> str:
        """The texts as sentences in one line."""
        return " ".join(sentence(text) for text in self.texts)


@dataclass(frozen=True)
class ChartView:
    """The body chart and the same facts in words."""

    svg: Markup
    words: tuple[Row, ...]
    patterns: str


@dataclass(frozen=True)
class Appendix:
    """What did not fit on the two pages; every part may be ()."""

    alerts: tuple[Alert, ...]  # red flags that are only named on the first page
    blocks: tuple[Block, ...]  # with every argument, when the clinic wants the appendix always
    points: tuple[Row, ...]  # hypothesis and its further points
    further: tuple[Block, ...]  # hypotheses with less support
    findings: tuple[Section, ...]
    cautions: tuple[Row, ...]
    screen_asked: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PhysicianView:
    title: str
    head: Head
    urgency: str
    urgency_means: str
    urgency_why: str
    level: str  # the urgency as an identifier, for the style
    tight: bool  # room is short: lists stand in lines
    alerts: tuple[Alert, ...]
    more_alerts: str  # names of further red flags
    summary: str
    requests: tuple[Request, ...]
    outside: str
    blocks: tuple[Block, ...]
    terms: str
    chains: tuple[str, ...]
    unexplained: str
    screen: str
    screen_found: str
    screen_denied: str
    screen_not_asked: str
    screen_complete: bool
    chart: ChartView | None
    findings: tuple[Section, ...]
    factors: tuple[FactorRow, ...]
    six_factors: tuple[Row, ...]
    roots: str
    plan: tuple[Row, ...]
    limits: tuple[str, ...]
    provenance: str
    appendix: Appendix | None


@dataclass(frozen=True)
class ClientView:
    title: str
    head: Head
    level: str
    tight: bool  # room is short: smaller letters
    act_heading: str
    act: tuple[str, ...]  # what must happen now, in plain words; () when nothing must
    found: tuple[str, ...]
    chart: ChartView | None
    treated: bool
    after: tuple[str, ...]
    home: tuple[str, ...]
    stop: tuple[str, ...]
    stop_emergency: tuple[str, ...]
    emergency_number: str
    next: str
    contact: str


View = PhysicianView | ClientView
