"""What one step of the assessment asks. Plain data: the terminal shows it, a scripted client answers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.assessment import Flag

Kind = Literal["field", "checklist", "open", "stop", "readback", "ranking"]
STAGES = {
    1: "Who and why", 2: "Body chart", 3: "Safety screen", 4: "History and quality", 5: "Examination",
    6: "What keeps it going", 7: "Read-back", 8: "Ranking",
}  # fmt: skip
POSITIONS = ("standing", "walking", "sitting", "supine", "side_lying", "prone")
POSITION_WORDS = {
    "interview": "in conversation", "standing": "client standing", "walking": "client walking", "sitting": "client sitting",
    "supine": "client on the back", "side_lying": "client on the side", "prone": "client face down",
}  # fmt: skip


JOINED = "+"  # between the findings in the key of a line
LETTERS = "abcdefgh"  # of what a question names


@dataclass(frozen=True)
class Named:
    """A finding that a broad question, or a line of several, names in its words."""

    key: str
    words: str
    sided: bool


@dataclass(frozen=True)
class Item:
    """One finding of a checklist, or several in a line, with the answer that it has already."""

    key: str
    label: str
    ask: str
    how: str = ""
    sided: bool = False
    unit: str = ""  # not empty: the answer is a number
    low: float = 0
    high: float = 0
    answer: str = ""  # in words; '' when it was never asked
    named: tuple[Named, ...] = ()  # of a broad question, or of a line: what it names as a, b, c ...

    @property
    def line(self) -> bool:
        """Does it stand for what it names alone, and for no finding of its own?"""
        return JOINED in self.key

    @property
    def keys(self) -> tuple[str, ...]:
        """The findings that are open when it is left without an answer."""
        return tuple(one.key for one in self.named) if self.line else (self.key,)


@dataclass(frozen=True)
class Progress:
    """Where one is: the stage, what remains, and what could still move the first rank."""

    stage: int
    questions_left: int  # about; of the safety screen what no answer opened yet is counted by its average
    first_rank: str
    seconds_left: int = 0  # about


@dataclass(frozen=True)
class Screen:
    """One step. `id` names it in the case file when it is passed without an answer."""

    id: str
    kind: Kind
    title: str
    progress: Progress
    items: tuple[Item, ...] = ()
    before: tuple[Item, ...] = ()  # items of this list that were shown on the page before: numbers go on
    after: int = 0  # items of this list that did not fit: the next page shows them
    lines: tuple[str, ...] = ()  # explanation shown above the items
    flags: tuple[Flag, ...] = ()  # red flags that stand
    default: str = ""  # of a field: what it holds already
    heard: str = ""  # of a field that holds nothing: what the client's own words say of it
    position: str = "interview"
    choices: dict[str, str] = field(default_factory=dict)  # of a field: what may be written -> what it means

    @property
    def numbered(self) -> list[tuple[int, Item]]:
        return list(enumerate(self.items, 1 + len(self.before)))


_HANDS_ON = {"neuro", "palpation", "motion"}
LOWER = frozenset({"low_back", "pelvis", "hip", "thigh", "knee", "leg", "ankle", "foot"})
UPPER = {"head", "face", "neck", "shoulder", "thorax", "arm", "elbow", "forearm", "wrist", "hand"}


def place_of(finding: Finding, kb: KnowledgeBase) -> str:
    """The position in which a finding is taken. Skin and tissue tested zone by zone: where the zone can be reached."""
    if finding.position != "interview" or finding.section not in _HANDS_ON:
        return finding.position
    zone = kb.subject("zones", finding.key.partition("(")[2].rstrip(")"))
    if zone is None:
        return finding.position
    if zone.region in UPPER:
        return "sitting"
    return "prone" if zone.aspect == "posterior" else "supine"
