"""Questions that are answered in free words: the body chart, what the client tells, what an examination in general finds.

What comes unasked costs one question; the checklists that follow ask only what still separates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial

from nmt_expert.interview.screens.screen import LOWER
from nmt_expert.interview.words.typed.terms import Vocabulary
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding

_SYMPTOMS = {
    "pain": "pain", "hurts": "pain", "ache": "pain", "numb": "numbness", "numbness": "numbness", "tingling": "tingling", "pins": "tingling",
    "burning": "burning", "shooting": "shooting", "electric": "shooting", "cramp": "cramp", "stiffness": "stiffness", "itch": "itch",
    "cold": "cold_feeling", "heaviness": "heaviness", "heavy": "heaviness", "swelling": "swelling", "swollen": "swelling",
    "colour": "colour_change", "color": "colour_change",
}  # fmt: skip
_NERVES = {
    "weak": "weak", "weakness": "weak", "numb": "sensory_loss", "feeling": "sensory_loss", "touch": "sensory_loss",
    "allodynia": "allodynia", "reflex": "reflex_reduced", "brisk": "reflex_brisk", "wasted": "wasting", "wasting": "wasting",
}  # fmt: skip
_MOVEMENTS = {
    "limited": "limited", "passive": "limited_passive", "hurts": "pain_on", "painful": "pain_on", "resisted": "painful_resisted",
    "tight": "tight", "short": "tight", "stretch": "painful_stretch",
}  # fmt: skip
_HANDS = {
    "tender": "tender", "band": "taut_band", "taut": "taut_band", "spot": "hypersensitive_spot", "trigger": "hypersensitive_spot",
    "jump": "hypersensitive_spot", "familiar": "familiar_pain", "referred": "referred_pain", "refers": "referred_pain", "twitch": "twitch", "spasm": "spasm",
    "point": "tender_site", "site": "tender_site",
}  # fmt: skip
_FACE = frozenset({"head", "face"})


@dataclass(frozen=True)
class OpenQuestion:
    """One question; `none` are the findings that '-' (asked, nothing found) states absent, `whole` the one that it then
    states where nothing of its kind was found (nothing_found.py)."""

    id: str
    ask: str
    example: str  # of neck and arm; `elsewhere` has those for other regions
    stage: int
    kinds: dict[str, str] = field(default_factory=dict, hash=False)
    default: str = ""
    told: bool = False  # also findings that a client tells
    none: tuple[str, ...] = ()
    whole: str = ""
    elsewhere: tuple[tuple[frozenset[str], str], ...] = ()  # regions, and an example there

    def example_for(self, regions: Iterable[str]) -> str:
        """An example where the complaint is."""
        return next((text for where, text in self.elsewhere if where.intersection(regions)), self.example)


CHART = OpenQuestion(
    "chart",
    "Where does the client feel it?",
    "front sh l, neck back b, numb thumb r",
    2,
    _SYMPTOMS,
    "pain",
    elsewhere=((_FACE, "jaw l, temple b, numb chin r"), (LOWER, "lumbar l, buttock upper r, numb shin r")),
)
TOLD = (
    OpenQuestion(
        "open.behaviour",
        "How does it feel, how does it behave?",
        "dull, stiff mornings, wakes at night, worse typing",
        4,
        {"worse": "worse_with", "better": "better_with", "eases": "better_with"},
        told=True,
    ),
    OpenQuestion("open.worse", "What makes it worse?", "sitting, overhead, cold", 4, default="worse_with"),
    OpenQuestion("open.better", "What eases it?", "rest, warm", 4, default="better_with"),
)
NERVES = OpenQuestion(
    "scan.nerves",
    "Strength, feeling, reflexes: what is changed?",
    "weak elbow ext r, numb thumb r, reflex triceps r",
    5,
    _NERVES,
    "weak",
    none=("weakness_any", "sensory_loss_any", "reflex_change_any"),
    whole="neuro_exam_normal",
    elsewhere=((_FACE, "numb cheek l, weak jaw closing r"), (LOWER, "weak knee ext r, numb shin r, reflex patellar r")),
)
MOVEMENTS = OpenQuestion(
    "scan.movements",
    "Movements: what is limited or hurts?",
    "limited neck rot r, hurts shoulder abd r",
    5,
    _MOVEMENTS,
    "limited",
    elsewhere=((_FACE, "jaw opening, hurts jaw closing"), (LOWER, "hip flex r, hurts knee ext r")),
)
HANDS = OpenQuestion(
    "scan.hands",
    "Palpation: what else did you find?",
    "tender inf r, spot upper trap b, familiar scal r",
    5,
    _HANDS,
    "tender",
    whole="no_tenderness_found",
    elsewhere=(
        (_FACE, "tender masseter r, spot temporalis b, familiar lateral pterygoid r"),
        (LOWER, "tender piriformis r, spot glut med b, familiar ql r"),
    ),
)
BY_ID = {q.id: q for q in (CHART, *TOLD, NERVES, MOVEMENTS, HANDS)}


@cache
def families_of(question: OpenQuestion) -> frozenset[str]:
    return frozenset({question.default, *question.kinds.values()} - {""})


def belongs(question: OpenQuestion, finding: Finding) -> bool:
    """Could the finding be an answer to this question?"""
    return finding.key.partition("(")[0] in families_of(question) or (question.told and _told(finding))


def vocabulary_of(question: OpenQuestion, kb: KnowledgeBase) -> Vocabulary:
    return _made(question.id, kb, lambda: _vocabulary(question, kb))


def _vocabulary(question: OpenQuestion, kb: KnowledgeBase) -> Vocabulary:
    singles = {f.key: f.label for f in kb.findings.values() if _told(f)} if question.told else {}
    return Vocabulary(kb, question.kinds, question.default, singles, beyond=partial(everything, kb))


def everything(kb: KnowledgeBase) -> Vocabulary:
    """All that can be typed after '+': single findings, and families by their kind."""
    return _made("", kb, lambda: _everything(kb))


def _everything(kb: KnowledgeBase) -> Vocabulary:
    kinds = {**_HANDS, **_MOVEMENTS, **_NERVES, **_SYMPTOMS, "worse": "worse_with", "better": "better_with"}
    kinds |= {"tinel": "tinel", "lump": "lump", "tenderness": "tenderness", "pinprick": "hyperalgesia"}
    singles = {f.key: f.label for f in kb.observable if not f.unit}
    return Vocabulary(kb, kinds, "", singles)


_MADE: dict[tuple[str, str], Vocabulary] = {}


def _made(name: str, kb: KnowledgeBase, make: Callable[[], Vocabulary]) -> Vocabulary:
    """A vocabulary, made once for a knowledge base: its names take a second."""
    if (kb.hash, name) not in _MADE:
        _MADE[kb.hash, name] = make()
    return _MADE[kb.hash, name]


def _told(finding: Finding) -> bool:
    """A client tells it; what the safety screen asks is not guessed from words."""
    return (
        not finding.screen
        and finding.position == "interview"
        and finding.section in ("history", "symptom")
        and not finding.unit
        and "(" not in finding.key
    )
