"""What an assessment says. Plain data: the terminal, the report, the explanation and JSON are renderings of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from nmt_expert.knowledge.model import Basis, CautionKind, Domain, Mechanism, Urgency

URGENCIES: tuple[Urgency, ...] = ("emergency", "urgent", "refer", "treat_and_refer", "treat")  # most urgent first
HASTE = URGENCIES[:2]  # a physician now, or by tomorrow
TREATABLE = URGENCIES[3:]  # levels at which this therapy may start or go on
PRESENTED = ("usual", "unusual")  # what a presentation says for and against, in place of a strength
Support = Literal["strong", "good", "some", "little"]
ScreenStatus = Literal["complete", "incomplete", "not screened"]
Side = Literal["left", "right", "both", "midline", "unspecified"]


class Argument(Struct, frozen=True):
    """One rule that spoke for or against a hypothesis, and the findings that made it speak."""

    rule: str
    findings: tuple[str, ...]  # labels with side, as a reader understands them
    because: str
    strength: (
        str  # the word of the rule (weak ... confirming, excluding) or "LR 4.1"; "usual", "unusual": of a presentation
    )
    weight: float  # weight of evidence, log10 of a likelihood ratio; negative: against
    counted: float  # what of it entered the score after evidence groups
    group: str
    basis: Basis
    sources: tuple[str, ...] = ()

    @property
    def of_presentation(self) -> bool:
        """Does it say how usual the case is as a whole? What it names are the most telling findings."""
        return self.strength in PRESENTED


class Untested(Struct, frozen=True):
    """A finding that nobody tested and that would move this hypothesis."""

    key: str
    label: str
    how: str
    if_present: float  # change of the score, in weight of evidence
    if_absent: float


class Hypothesis(Struct, frozen=True):
    """A ranked assessment hypothesis."""

    rank: int
    id: str
    name: str
    mechanism: Mechanism
    structure: str
    side: Side
    support: Support
    score: float  # weight of evidence with the prior
    stability: float  # share of redrawn weights, 0 to 1, in which it keeps its rank or a better one
    triage: Urgency
    arguments_for: tuple[Argument, ...] = field(name="for")
    arguments_against: tuple[Argument, ...] = field(name="against")
    untested: tuple[Untested, ...] = ()
    trigger_points: tuple[str, ...] = ()  # ids of the muscle's trigger points whose pattern fits the drawing
    linked: tuple[str, ...] = ()  # ids of other listed hypotheses that belong to the same story
    confirm: tuple[str, ...] = ()
    refer: tuple[str, ...] = ()
    icd10cm: str = ""
    known: bool = False  # the client tells that a doctor has found it: `triage` asks for no planned visit
    hallmark: bool = True  # one of its hallmarks was found, or it has none
    unexplained: tuple[str, ...] = ()  # labels of findings of the complaint from which nothing argues for it


class Confidence(Struct, frozen=True):
    """What the support of the first hypothesis meant on published cases that were seen for the first time."""

    support: Support
    cases: int  # whose first hypothesis had this support
    first: int  # of them: the published answer was the first
    three: int  # of them: among the first three


class Apart(Struct, frozen=True):
    """The first two hypotheses, where what was found does not tell them apart."""

    first: str  # names
    second: str
    key: str  # the untested finding that would move them apart most; '' where none is known
    test: str  # its label
    how: str
    favours: str  # the name of the one for which it speaks when present


class Flag(Struct, frozen=True):
    """A red flag that is raised."""

    id: str
    name: str
    urgency: Urgency
    findings: tuple[str, ...]
    do: str
    say: str
    because: str
    manual_therapy: str
    sources: tuple[str, ...] = ()
    lowered: str = ""  # not empty: an emergency, lowered to urgent because of this
    together: tuple[str, ...] = ()  # names of the flags beside which this urgent one is an emergency
    net: bool = False  # it names no disease: there is nothing to exclude, only something to explain
    denied: tuple[str, ...] = ()  # labels of its own questions of the screen, where it asks for haste
    not_raised: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()


class Screen(Struct, frozen=True):
    """What of the safety screen was asked. Unasked is not cleared."""

    status: ScreenStatus
    asked: tuple[str, ...]  # labels of screen questions answered one by one, with the answer
    not_asked: tuple[str, ...]  # labels
    by_topic: tuple[str, ...] = ()  # labels of broad questions that were denied: what they stand for was not raised
    looked: tuple[str, ...] = ()  # those of them, and what else of looks and tests, that were passed over as a whole
    not_raised: tuple[
        str, ...
    ] = ()  # labels named in one breath with others and not picked out, the most pressing first


class Caution(Struct, frozen=True):
    """What changes or forbids a treatment that the plan would do."""

    id: str
    label: str
    kind: CautionKind
    change: str
    because: str
    applies_to: tuple[str, ...]  # muscles or zones of the plan, or () for the whole session
    clearance: bool
    forbids: tuple[str, ...] = ()  # ids of muscles that are not worked while it stands
    findings: tuple[str, ...] = ()  # labels of what asks for it; () where the place under the hands does


class Factor(Struct, frozen=True):
    """A perpetuating factor that was found."""

    id: str
    label: str
    domain: Domain
    nmt_factors: tuple[str, ...]
    keeps_going: tuple[str, ...]  # names of listed hypotheses that it perpetuates
    advise: str
    refer_when: str
    tests: tuple[str, ...]
    evidence: str


class ChainLink(Struct, frozen=True):
    """One step of a story: this leads to that."""

    kind: Literal["factor", "posture", "muscle", "trigger_point", "nerve"]
    label: str


class Profiles(Struct, frozen=True):
    """The six NMT factors and the three domains, each with what speaks for it; and shared nerve roots."""

    six_factors: dict[str, tuple[str, ...]]
    domains: dict[str, tuple[str, ...]]
    roots: tuple[tuple[str, tuple[str, ...]], ...]  # (root, muscles and posture findings that share it), most first


class Exercise(Struct, frozen=True):
    """What the client does at home for a muscle that is treated."""

    label: str
    say: str
    picture: str  # name of its pose, or ''


class Plan(Struct, frozen=True):
    """What to examine next and how to treat, in order. Without treatment, `withheld` says why."""

    allowed: bool
    withheld: str  # '' or why there is no treatment, as a sentence
    examine: tuple[str, ...]
    treat: tuple[str, ...]
    aftercare: tuple[str, ...]
    home: tuple[str, ...]
    reassess: str
    measures: tuple[str, ...]  # each with the smallest change that counts
    spared: tuple[str, ...] = ()  # muscles that would be treated, each with the caution that forbids it
    limits: tuple[str, ...] = ()  # what this client's own state changes in every line of the treatment
    sessions: tuple[str, ...] = ()  # how many, how far apart
    exercises: tuple[Exercise, ...] = ()
    activities: tuple[str, ...] = ()  # what to change in sport or work
    school: str = ""  # the Myokinesthetic view, a school's and not evidence


class Provenance(Struct, frozen=True):
    program: str
    rules: str  # content hash of the rules
    engine: str
    sourced_arguments: int
    consensus_arguments: int
    own: tuple[str, ...] = ()  # what a clinic's own rules add, change and switch off; every report says so
    experimental: tuple[str, ...] = ()  # rules on trial that hold here: shown, and counted nowhere
    practice_arguments: int = 0  # seen with clinics, teachers and the like only
    weakened: tuple[str, ...] = ()  # red flags that a clinic's own rules switch off or cut; every report says so


class Points(Struct, frozen=True):
    """What was counted in one column of a score."""

    of: str  # its name; '' where a score has one
    number: float
    enough: float


class Counted(Struct, frozen=True):
    """A published score, or a cluster of tests that speaks for a hypothesis, counted from its items."""

    name: str
    side: str
    points: tuple[Points, ...]
    met: tuple[str, ...]  # labels of items
    not_met: tuple[str, ...]
    open: tuple[str, ...]  # neither found nor denied
    hypothesis: str = ""  # of a cluster: for which it speaks when enough is found
    of: int = 0  # items of a cluster, those without a label of their own among them
    sources: tuple[str, ...] = ()


class Finding(Struct, frozen=True):
    """One observation of the case in words, for listings."""

    key: str
    label: str
    state: Literal["present", "absent", "value"]
    side: str
    section: str
    value: float | None = None
    note: str = ""


class Assessment(Struct, frozen=True):
    """Everything that the rules say about one case."""

    case: str
    urgency: Urgency
    urgency_why: str
    summary: str  # one sentence, under 140 characters
    flags: tuple[Flag, ...]
    screen: Screen
    hypotheses: tuple[Hypothesis, ...]  # shown by default
    further: tuple[Hypothesis, ...]  # supported, but below the default list
    outside: str  # '' or why this may be outside what these rules know
    unexplained: tuple[str, ...]
    chains: tuple[tuple[ChainLink, ...], ...]
    factors: tuple[Factor, ...]
    cautions: tuple[Caution, ...]
    profiles: Profiles
    plan: Plan
    findings: tuple[Finding, ...]
    provenance: Provenance
    confidence: Confidence | None = None  # None: nothing to rank, or rules that nobody measured
    apart: Apart | None = None
    counted: tuple[Counted, ...] = ()
    schema: str = "nmt-assessment/1"


def level_of(urgency: str) -> int:
    """0 for an emergency to 4 for treat: the smaller, the sooner."""
    return URGENCIES.index(urgency)
