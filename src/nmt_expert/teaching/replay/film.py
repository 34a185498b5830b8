"""The frames of a replay: after every step the ranking, what newly spoke, the flags and the chart."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import PRESENTED
from nmt_expert.reasoning.condition_words import reason_of
from nmt_expert.reasoning.engines.interface import Engine
from nmt_expert.reasoning.judge import Judged, judge
from nmt_expert.reasoning.ranking.rank import Ranked, support_word
from nmt_expert.teaching.drawn import drawn, side_note
from nmt_expert.teaching.made import is_made
from nmt_expert.teaching.steps import Order, Step, about, can_be_shown, case_after, steps_of

_BARS = 6
_REASONS = 5  # newly spoken arguments that are shown
_TELLING = 0.1  # smaller changes of a score are not worth a word


class Bar(Struct, frozen=True):
    id: str
    name: str
    side: str
    score: float
    support: str


class Spoken(Struct, frozen=True):
    """One argument that this step brought."""

    hypothesis: str
    because: str
    counted: float
    strength: str
    rule: str


class Flagged(Struct, frozen=True):
    name: str
    urgency: str
    do: str


class Frame(Struct, frozen=True):
    """What stands on the screen after one step; the first shows the complaint alone."""

    stage: str
    findings: tuple[str, ...]
    told: str
    bars: tuple[Bar, ...]
    reasons: tuple[Spoken, ...]
    flags: tuple[Flagged, ...]  # that this step raised
    urgency: str
    marks: dict[str, tuple[str, ...]]  # zone keys of the chart
    side_note: str  # beside the chart, where no side is stated
    question: str = ""  # to the class, before going on
    hint: str = ""  # for the presenter


class Film(Struct, frozen=True):
    id: str
    title: str
    about: str
    complaint: str
    frames: tuple[Frame, ...]
    answer: str  # '' where the file names none
    published: bool  # or made from the rules
    source: str
    rules: str


def film(
    kb: KnowledgeBase, case: Case, engine: Engine, order: Order = "assessment", asked: Mapping[int, str] | None = None
) -> Film:
    """The replay of a case. `asked`: the instructor's own questions by step, each in the place of ours there.

    Raises NmtError for a step that the case does not have.
    """
    asked = asked or {}
    steps = steps_of(case, kb, order)
    can_be_shown(case, kb, steps)
    if beyond := [step for step in asked if step > len(steps)]:
        raise NmtError(f"there is no step {beyond[0]} to ask after; {case.file.id} has steps 0 to {len(steps)}.")
    judged = [judge(case_after(case, kb, steps[:i]), kb, engine) for i in range(len(steps) + 1)]
    frames = []
    for i, now in enumerate(judged):
        step = steps[i - 1] if i else None
        before = judged[i - 1] if i else None
        question, hint = (asked[i], "") if i in asked else _question(kb, steps, judged, i)
        frames.append(_frame(kb, step, before, now, question, hint))
    file = case.file
    return Film(
        file.id,
        file.title or file.id,
        about(case),
        file.complaint.text,
        tuple(frames),
        file.answer.structure if file.answer else "",
        not is_made(case),
        ". ".join(t for t in (file.source.title, file.source.where, file.source.url) if t) if file.source else "",
        kb.hash,
    )


def _frame(kb: KnowledgeBase, step: Step | None, before: Judged | None, now: Judged, question: str, hint: str) -> Frame:
    old_flags = {f.id for f in before.flags} if before else set()
    return Frame(
        stage=step.stage if step else "The complaint",
        findings=step.findings if step else (),
        told=step.told if step else "",
        bars=tuple(_bar(kb, line) for line in now.lines[:_BARS]),
        reasons=_new_reasons(kb, before, now),
        flags=tuple(Flagged(f.name, f.urgency, f.do) for f in now.flags if f.id not in old_flags),
        urgency=now.level,
        marks=drawn(now.facts.observations),
        side_note=side_note(now.facts.observations),
        question=question,
        hint=hint,
    )


def _bar(kb: KnowledgeBase, line: Ranked) -> Bar:
    side = {"left": "left", "right": "right", "both": "both sides"}.get(line.side, "")
    name = kb.hypotheses[line.hypothesis].name
    return Bar(line.hypothesis, name, side, round(line.scored.score, 2), support_word(kb, line.scored.score))


def _new_reasons(kb: KnowledgeBase, before: Judged | None, now: Judged) -> tuple[Spoken, ...]:
    """Arguments of the leading hypotheses that count more or less than before this step, written reasons first."""
    old = {
        (line.hypothesis, a.rule.id): a.counted
        for line in (before.lines if before else ())
        for a in line.scored.arguments
    }
    found = [
        (abs(a.counted - old.get((line.hypothesis, a.rule.id), 0.0)), line, a)
        for line in now.lines[:_BARS]
        for a in line.scored.arguments
    ]
    found.sort(key=lambda f: (f[2].rule.strength in PRESENTED, -f[0], f[2].rule.id))
    return tuple(
        Spoken(
            kb.hypotheses[line.hypothesis].name,
            reason_of(kb, a.rule, now.resting.observations(a.rests_on)),
            round(a.counted, 2),
            a.rule.strength,
            a.rule.id,
        )
        for _, line, a in [f for f in found if f[0] > _TELLING][:_REASONS]
    )


def _question(kb: KnowledgeBase, steps: list[Step], judged: list[Judged], i: int) -> tuple[str, str]:
    """A question to the class after step i: when it became dangerous, after the chart, before the order turns, and at the end."""
    now = judged[i]
    if i == len(steps):
        leader = kb.hypotheses[now.lines[0].hypothesis].name if now.lines else "nothing"
        return "What speaks against the leading hypothesis? What was expected and is absent?", f"The rules: {leader}."
    if len({f.id for f in now.flags}) > (len({f.id for f in judged[i - 1].flags}) if i else 0):
        return "Is it safe to go on? What would you do now?", f"The rules: {now.level.replace('_', ' ')}."
    if i and steps[i - 1].stage != steps[i].stage and steps[i - 1].stage == "Complaint and chart":
        return "Which three explanations fit so far? Write them down, with what speaks for and against each.", ""
    after = judged[i + 1]
    if now.lines and after.lines and now.lines[0].hypothesis != after.lines[0].hypothesis and i:
        first = kb.hypotheses[after.lines[0].hypothesis].name
        return "What would you look for next, and what would each answer change?", f"The next step puts {first} first."
    return "", ""
