"""The compiled knowledge base: what the engines, the ranking, the interview and the report read.

Plain frozen structs, decoded by msgspec from the cache. Nothing here reads a file or knows YAML.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from msgspec import Struct

Basis = Literal["sourced", "practice", "consensus"]  # seen in research, a guideline or a textbook; elsewhere; not
Mechanism = Literal["trigger_point", "entrapment", "compression", "other"]
Urgency = Literal["emergency", "urgent", "refer", "treat_and_refer", "treat"]
Domain = Literal["biomechanical", "biochemical", "psychosocial"]
CautionKind = Literal["general", "local", "relative"]


class Source(Struct, frozen=True, omit_defaults=True):
    id: str
    what: str
    seen: str
    kind: str = "practice"
    url: str = ""
    doi: str = ""
    pmid: str = ""
    note: str = ""


class Subject(Struct, frozen=True, omit_defaults=True):
    """A zone, muscle, movement, reflex, site or activity that a family of findings speaks of."""

    id: str
    label: str
    region: str
    position: str = "interview"
    sided: bool = True
    aspect: str = ""
    parts: tuple[str, ...] = ()  # not empty: one of these, and it was not stated which
    near: tuple[str, ...] = ()  # beside the parts: what some people mean by it too

    def share(self, spots: Set[str]) -> float:
        """Of a place told without its spot, 0 to 1: how much of it a pattern has, or how much of the pattern lies in it,
        whichever is more. What is near counts half."""
        shared = sum(map(spots.__contains__, self.parts)) + sum(map(spots.__contains__, self.near)) / 2
        return min(1.0, shared / min(len(self.parts), len(spots)))


class Family(Struct, frozen=True):
    id: str
    over: str
    section: str
    label: str
    ask: str
    how: str


EXAMINED = frozenset({"test", "neuro", "palpation", "motion", "gait", "posture", "vitals"})  # sections


class Finding(Struct, frozen=True, omit_defaults=True):
    """One thing that can be observed; a member of a family has its subject filled in."""

    key: str
    label: str
    ask: str
    section: str
    position: str
    regions: tuple[str, ...]
    how: str = ""
    sided: bool = False
    screen: bool = False
    score: bool = False  # counted from items, or of a place not stated: never asked as a question
    unit: str = ""  # not empty: the finding is a number
    low: float = 0
    high: float = 0
    summary_of: tuple[str, ...] = ()  # families: present as soon as one of their members is; absent: none of them
    implies: tuple[str, ...] = ()  # findings that are then present too, and whose absence rules this one out
    rules_out: tuple[str, ...] = ()  # families: present means that no member is
    both_sides: bool = False  # says that both sides are affected
    medicines: tuple[str, ...] = ()  # who takes one of these has it

    @property
    def examined(self) -> bool:
        """Is it found by looking or testing, not by asking?"""
        return self.section in EXAMINED


ScoreParts = tuple[tuple[int, tuple[str, ...]], ...]  # at least so many of these findings and bounds, each group


class ScoreItem(Struct, frozen=True):
    """One item of a score."""

    label: str
    points: float
    parts: ScoreParts
    of: str = ""  # the column in which it counts


class Score(Struct, frozen=True):
    """A score that clinicians count: its key is the finding that enough points mean."""

    key: str
    name: str
    enough: tuple[tuple[str, float], ...]  # by column; one without a name where all points are added up
    items: tuple[ScoreItem, ...]
    given: ScoreParts = ()  # without which it is not counted: an injury, a place
    sources: tuple[str, ...] = ()


class Implication(Struct, frozen=True, omit_defaults=True):
    """A finding that is present as soon as one of others is: pain drawn in the calf means pain in back or leg."""

    key: str
    members: tuple[str, ...]  # members of families, or bounds: temperature>=38
    bilateral: bool = False  # members must be present on both sides, not necessarily the same one


class Rule(Struct, frozen=True, omit_defaults=True):
    """One rule in normal form: at least n of each group's atoms, none of `nots`. Atoms are numbers into `atoms`."""

    id: str
    kind: Literal["argument", "pattern", "flag", "lower", "caution", "urgency", "experimental"]
    target: str  # hypothesis, pattern, red flag, caution or urgency id
    sided: bool
    groups: tuple[tuple[int, tuple[int, ...]], ...]
    nots: tuple[int, ...] = ()
    strength: str = ""  # word of the rule, or 'LR 4.1'
    weight: float = 0.0  # log10 of a likelihood ratio; negative speaks against
    low: float = 0.0  # interval of the weight
    high: float = 0.0
    group: str = ""
    because: str = ""
    basis: Basis = "consensus"
    sources: tuple[str, ...] = ()
    text: str = ""  # the rule as written: a template's id, or the rule's own
    graded: bool = False
    partly: tuple[str, ...] = ()  # zones that explain a drawing by half, beside those of the condition
    context: bool = False
    hallmark: bool = False  # shows what its hypothesis cannot lead without
    urgency: str = ""
    lowered_by: tuple[str, ...] = ()  # of an emergency: ids of rules of kind `lower` that make it urgent when they hold
    population: str = ""
    reference: str = ""
    note: str = ""
    part_of: str = ""  # id of the argument that this one says in part, without one of its conditions (in_part.py)
    life: str = ""  # status, author, reviewer and date, where they are said


class Trigger(Struct, frozen=True, omit_defaults=True):
    id: str
    where: str
    essential: tuple[str, ...]
    spillover: tuple[str, ...] = ()
    status: str = "textbook"


class Hypothesis(Struct, frozen=True, omit_defaults=True):
    """What every hypothesis has in common, and the fields of muscles and nerves where they apply."""

    id: str
    name: str
    mechanism: Mechanism
    regions: tuple[str, ...]
    sided: bool
    prior: str
    triage: Urgency
    structure: str = ""
    triggers: tuple[Trigger, ...] = ()
    pain: tuple[str, ...] = ()
    sensory: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    nerve: str = ""
    muscles: tuple[str, ...] = ()  # muscles that can press this nerve
    satellites: tuple[str, ...] = ()
    entraps: tuple[str, ...] = ()
    posture: tuple[str, ...] = ()  # posture and gait findings that load it
    factors: tuple[str, ...] = ()
    caution: str = ""
    confirm: tuple[str, ...] = ()
    refer: tuple[str, ...] = ()
    red_flag: str = ""
    icd10cm: str = ""
    known_by: str = ""  # the finding that tells of it as found by a doctor
    plain: str = ""  # in a client's words; '' where the page says it from region and mechanism
    hallmarks: bool = False  # some rule shows a hallmark of it


class RedFlag(Struct, frozen=True):
    id: str
    name: str
    urgency: Urgency
    regions: tuple[str, ...]
    do: str  # what the hands do or leave, at every level
    worse: str  # what makes an emergency of it before it is seen
    act: dict[Urgency, str]  # what is done at a level, where that is not what the level says of itself
    say: str
    manual_therapy: str
    net: bool  # it names no disease: there is nothing to exclude, only something to explain
    days_decide: bool  # not hours: beside another danger it is no emergency where alone it is urgent
    because: str
    sources: tuple[str, ...]


class Caution(Struct, frozen=True):
    id: str
    label: str
    kind: CautionKind
    change: str
    because: str
    muscles: tuple[str, ...]
    zones: tuple[str, ...]
    forbids: tuple[str, ...]  # muscles that are not worked at all while it stands
    conditional: bool  # a rule concludes it; otherwise it goes with the place under the hands
    clearance: bool
    sources: tuple[str, ...]


class Screen(Struct, frozen=True):
    id: str
    title: str
    regions: tuple[str, ...]
    questions: tuple[str, ...]


class Who(Struct, frozen=True, omit_defaults=True):
    """Whom a finding can concern."""

    sex: str = ""  # empty: both
    from_: int = 0  # years
    below: int = 121


class Topic(Struct, frozen=True, omit_defaults=True):
    """A broad question of the safety screen. Its id is the key of the finding that keeps its answer."""

    id: str
    label: str
    ask: str
    covers: dict[str, str]  # finding -> words with which the question names it, or ''
    rare: tuple[str, ...] = ()  # topics that are asked behind it
    top: bool = True  # asked by itself, not behind another
    look: bool = False
    apart: bool = False
    words: dict[str, tuple[str, ...]] = {}  # finding -> phrases of a complaint that ask for it
    sudden: tuple[str, ...] = ()  # findings that a complaint that began at once asks for
    note: str = ""


class Factor(Struct, frozen=True):
    id: str
    label: str
    domain: Domain
    nmt_factors: tuple[str, ...]
    muscles: tuple[str, ...]
    mechanism: str
    advise: str
    say: str  # to the client; '' where the client's page says nothing
    refer_when: str
    tests: tuple[str, ...]
    evidence: str
    evidence_note: str
    sources: tuple[str, ...]


class Pattern(Struct, frozen=True):
    id: str
    label: str
    sided: bool
    examine: tuple[str, ...] = ()  # findings that are examined first where it holds


class Contradiction(Struct, frozen=True):
    """What cannot be stated of one client at once: something of every group. Atoms: '+key', '-key', 'key>=5', 'key<=5'."""

    id: str
    groups: tuple[tuple[str, ...], ...]
    because: str
