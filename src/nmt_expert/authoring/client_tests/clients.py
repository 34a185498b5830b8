"""Small clients as tests: one client, and what a rule, red flag or hypothesis shall do for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from nmt_expert.case.observation import Observation
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.atoms import family_of, subject_of
from nmt_expert.knowledge.base import SINGULAR, KnowledgeBase
from nmt_expert.knowledge.belongs import mend
from nmt_expert.knowledge.language.mistakes import SentenceError
from nmt_expert.knowledge.language.sentence import parse_case
from nmt_expert.knowledge.language.tree import Stated
from nmt_expert.knowledge.language.units import in_unit_of

_SIDES = {"left": ("left",), "right": ("right",), "bilateral": ("left", "right"), "": ("left",)}
NOT_RAISED = "not raised"
OTHER_SIDE = "right"  # where a client whose side is not named has nothing
FIRST, AMONG_THREE = "first", "among the first three"  # where a hypothesis shall stand for a vignette
STEPS = ("emergency", "urgent", "refer", NOT_RAISED)  # of a red flag, the most urgent first


class Place(Protocol):
    """Where something is written, as file:line:column; `at` is the offset of a word in it."""

    def __call__(self, at: int | None = None) -> str: ...


@dataclass(frozen=True)
class ClientTest:
    """What one rule, red flag or hypothesis shall do for one client, or where a hypothesis shall stand.

    `wanted`: of a rule `fires` or `quiet`; of an argument what it says where the client has it, such as `for moderate`; of a flag one of STEPS; of a hypothesis the strongest argument, such as
    `for moderate` or `against weak`, or `quiet`; of a vignette FIRST or AMONG_THREE; of the rules of urgency the most urgent level that they ask for, or `quiet`.
    """

    about: Literal["rule", "argument", "flag", "hypothesis", "vignette", "urgency"]
    id: str
    wanted: str
    case: str  # the client in words
    observations: tuple[Observation, ...]
    place: Place  # where it is written; found when something is wrong
    at_least: bool = False  # of a flag: more urgent is right as well


def observations_of(case: str, kb: KnowledgeBase, place: Place) -> dict[str, Observation]:
    """What a client has, by the words that state it. Raises NmtError."""
    try:
        return {_words(fact): _observation(fact, kb, place) for fact in parse_case(case)}
    except SentenceError as error:
        raise NmtError(f"{place(error.at)}: {case!r}, character {error.at + 1}: {error}") from None


def _words(fact: Stated) -> str:
    value = f" = {fact.value:g} {fact.unit}".rstrip() if fact.value is not None else ""
    return f"{'no ' if fact.state == 'absent' else ''}{fact.key} {fact.place}".rstrip() + value


def _observation(fact: Stated, kb: KnowledgeBase, place: Place) -> Observation:
    finding = kb.finding(fact.key)
    if finding is None and fact.state == "value":
        finding = kb.finding(f"{fact.key}_{fact.unit}") or kb.finding(f"{fact.key}_days")
    if finding is None:
        raise NmtError(f"{place(fact.key.at)}: {unknown(fact.key, kb)}")
    if fact.state == "value":
        value = in_unit_of(finding, fact.key, fact.value or 0, fact.unit)
        if isinstance(value, str):
            raise NmtError(f"{place(fact.key.at)}: {value}")
        return Observation(finding.key, "value", value=value)
    return Observation(finding.key, fact.state, frozenset(_SIDES[fact.place]) if finding.sided else frozenset())


def unknown(key: str, kb: KnowledgeBase) -> str:
    """What is not known of a key, with the nearest that is: the finding, or the subject of its family."""
    family, subject = kb.families.get(family_of(key)), subject_of(key)
    if family and subject:
        known = {**kb.subjects(family.over), **kb.wholes.get(family.over, {})}
        return f"unknown {SINGULAR[family.over]} '{subject}' in {key}.{mend(kb, subject, known)}"
    return f"unknown finding '{key}'.{mend(kb, key, [*kb.findings, *kb.families])}"
