"""Findings said in one breath: places of one kind together, and kinds with the same places together.

Words are put together from what is known of each finding, never cut out of words that were put together before: a
label may itself hold a colon or brackets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of, subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.words import NOT_FOUND, observation_label, side_words

_BEHIND, _BEFORE = ": {subject}", "{subject}: "  # where the label of a family has its colon


class Said(NamedTuple):
    """What is said of one finding, or of several in one breath: 'Numbness' of 'thumb', on the left, not found."""

    head: str
    tail: str = ""  # what stands behind the colon; '' where the label has none that others share
    side: str = ""
    denied: bool = False

    @property
    def text(self) -> str:
        side = f" ({self.side})" if self.side else ""
        return (NOT_FOUND if self.denied else "") + self.head + (f": {self.tail}" if self.tail else "") + side


def said_of(kb: KnowledgeBase, key: str, side: str = "", *, denied: bool = False) -> Said:
    """What is said of a finding, its label parted where its family's has the colon."""
    finding = kb.finding(key)
    label = finding.label if finding else key
    template = kb.families[family_of(key)].label if finding and subject_of(key) else ""
    if template.endswith(_BEHIND):
        head = len(template) - len(_BEHIND)
    elif template.startswith(_BEFORE):
        head = len(label) - len(template) + len("{subject}")
    else:
        return Said(label, "", side, denied)
    return Said(label[:head], label[head + 2 :], side, denied)


def observed(kb: KnowledgeBase, o: Observation) -> Said:
    """What is said of an observation; a number is said by itself."""
    if o.value is not None:
        return Said(observation_label(o, kb))
    return said_of(kb, o.key, side_words(o.sides), denied=o.state == "absent")


def joined(findings: Iterable[Said], word: str = "and", known_side: str = "") -> list[str]:
    """'Numbness: thumb', 'Tingling: thumb', 'Numbness: index finger' ... as 'Numbness and tingling: thumb, index finger'.

    `word` joins the kinds; `known_side` (left, right or both) is said already and left away.
    """
    return [said.text for said in breaths(findings, word, known_side)]


def breaths(findings: Iterable[Said], word: str = "and", known_side: str = "") -> list[Said]:
    """As `joined`, each still in its parts."""
    unsaid = "both sides" if known_side == "both" else known_side
    tails: dict[Said, list[str]] = {}  # of one kind, side and state
    for said in findings:
        tails.setdefault(said._replace(tail=""), []).extend([said.tail] if said.tail else [])
    kinds: dict[Said, list[str]] = {}  # with the same places; what has none stands alone
    for kind, places in tails.items():
        together = kind._replace(head="" if places else kind.head, tail=", ".join(places))
        kinds.setdefault(together, []).append(kind.head)
    return [
        said._replace(head=_listed(heads, word), side="" if said.side == unsaid else said.side)
        for said, heads in kinds.items()
    ]


def _listed(heads: list[str], word: str) -> str:
    first, *others = heads
    inside = [first, *(h[0].lower() + h[1:] if h[1:2].islower() else h for h in others)]
    return " ".join((", ".join(inside[:-1]), word, inside[-1])) if others else first
