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
    supervisor: Person
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
    together: str  # the flags beside which what alone is urgent is an emergency; empty when it is not raised
    denied: str  # of its own questions; each text may be empty
    not_raised: str
    not_asked: str
    treatment: str
    because: str


@dataclass(frozen=True)
class Request:
    """What the physician is asked to do, until when, and why."""

    ask: str
    until: str  # '' where it has no time of its own
    why: str

    @property
    def line(self) -> str:
        """What is asked, and until when, as a sentence."""
        return f"{', '.join(filter(None, (self.ask, self.until)))}."


@dataclass(frozen=True)
class Point:
    """One argument or one test still to make."""

    text: str
    note: str  # strength and basis of an argument; how a test is done
    because: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Lead:
    """The leading hypothesis."""

    name: str
    side: str
    sure: str  # how sure, in the words of the ranking
    steps: int  # length of the bar, 1 to 4
    badge: str  # 'Must be excluded', 'Refer', or ''
    mechanism: str
    structure: str
    icd10cm: str  # code of the condition, '' where none was looked up
    speaks_for: tuple[Point, ...]
    speaks_against: tuple[Point, ...]
    apart: tuple[str, ...]  # 'from NAME: finding' for the nearest others
    to_test: str
    believed: str  # how often such support was right on published cases
    close: str  # which two cannot be told apart yet, and what would; '' where the first is clear


@dataclass(frozen=True)
class Other:
    """One of the other hypotheses, in two lines."""

    rank: int | None  # None: from below the list, told because it explains what the list leaves open
    name: str  # with its side
    sure: str
    badge: str
    linked: str
    line: str


@dataclass(frozen=True)
class Arguments:
    """Every argument on one hypothesis, for clinics that want them."""

    name: str  # with its rank and side
    sure: str
    speaks_for: tuple[Point, ...]
    speaks_against: tuple[Point, ...]
    to_test: tuple[Point, ...]


@dataclass(frozen=True)
class ScreenView:
    """The red-flag screen."""

    status: str
    complete: bool
    found: str
    denied: str
    not_raised: str  # labels of broad questions that were denied
    looked: str  # labels of looks and tests as a whole in which nothing more was noticed
    named: str  # asked in one breath with others and not picked out
    not_asked: str  # topics, each with the number of its open questions


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
    words: tuple[Row, ...]  # () where the text beside it says the same
    patterns: str
    apart: tuple[tuple[str, Markup], ...] = ()  # small charts, one for each quality of pain that lies elsewhere
    late: bool = False  # it stands below the leading hypothesis


@dataclass(frozen=True)
class ExerciseView:
    """What the client does at home; `svg` shows it, or is ''."""

    label: str
    say: str
    svg: Markup


@dataclass(frozen=True)
class Addendum:
    """What has changed since a final letter."""

    to: str  # which letter
    changes: tuple[Row, ...]


@dataclass(frozen=True)
class Appendix:
    """What did not fit on the two pages; every part may be ()."""

    alerts: tuple[Alert, ...]  # red flags that are only named on the first page
    arguments: tuple[Arguments, ...]  # of every hypothesis, when the clinic wants the appendix always
    against: tuple[str, ...]  # further arguments against the leading hypothesis
    further: tuple[Other, ...]  # hypotheses with less support
    findings: tuple[Row, ...]  # sentences by side
    cautions: tuple[Row, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PhysicianView:
    title: str
    head: Head
    addendum: Addendum | None
    urgency: str
    urgency_means: str
    urgency_why: str
    level: str  # the urgency as an identifier, for the style
    alerts: tuple[Alert, ...]
    more_alerts: str  # names of further red flags
    beside: tuple[Row, ...]  # red flags that are only named: raised by the same findings, or milder
    requests: tuple[Request, ...]
    about: tuple[Row, ...]  # medicines, allergies
    story: tuple[Row, ...]  # sentences by side; the name is the side, '' where there is none
    key_findings: tuple[Row, ...]
    scores: str  # published scores, counted from their items
    outside: str
    caveat: str  # how little a ranking says beside a red flag; '' where none stands
    lead: Lead | None
    chart: ChartView | None
    others: tuple[Other, ...]
    chains: tuple[str, ...]
    unexplained: str
    factors: tuple[FactorRow, ...]
    six_factors: str
    plan: tuple[Row, ...]
    findings: tuple[Row, ...]  # what was found beside the key findings
    notes: str
    screen: ScreenView
    told: tuple[Row, ...]  # what the client was told, consent, copy
    terms: str
    limits: tuple[str, ...]
    provenance: str
    appendix: Appendix | None


@dataclass(frozen=True)
class ClientView:
    title: str
    words: dict[str, str]  # headings and the like, by what they stand for
    head: Head
    level: str
    tight: bool  # room is short: smaller letters
    large: bool  # large type, on as many pages as it takes
    act_heading: str
    act: tuple[str, ...]  # what must happen now, in plain words; () when nothing must
    found: tuple[str, ...]
    chart: ChartView | None
    treated: bool
    care: tuple[str, ...]  # what this client heeds
    after: tuple[str, ...]
    home: tuple[str, ...]
    exercises: tuple[ExerciseView, ...]
    stop_exercise: str  # when to stop an exercise
    stop: tuple[str, ...]
    stop_emergency: tuple[str, ...]
    emergency_number: str
    next: str
    contact: str


View = PhysicianView | ClientView
