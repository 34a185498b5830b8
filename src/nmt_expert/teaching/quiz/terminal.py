"""The quiz in the terminal: lines only, so that a screen reader can follow."""

from __future__ import annotations

from collections.abc import Callable

import click

from nmt_expert.interview.terminal.figure import figure
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.search import hypotheses_meant
from nmt_expert.printable import printable
from nmt_expert.reasoning.assessment import URGENCIES
from nmt_expert.report.lines import wrapped
from nmt_expert.teaching.quiz.exam import Exam, Stage
from nmt_expert.teaching.quiz.result import Answered, Reflection, Result

_REFLECT = (
    ("What speaks for it", "speaks_for"),
    ("What speaks against it", "speaks_against"),
    ("What would you expect that is absent", "expected_absent"),
)

_OFFERED = 8  # hypotheses that may be meant


def play(
    kb: KnowledgeBase,
    exam: Exam,
    student: str,
    begun: tuple[Answered, ...],
    keep: Callable[[tuple[Answered, ...]], None],
) -> Result:
    """Asks through the stages, those `begun` earlier only told again. Each that is done goes to `keep`, since the student
    may leave at any time: raises click.Abort then."""
    say(f"{exam.title}. {exam.about}", f"Complaint: {exam.complaint}", "")
    stages: list[Answered] = []
    known: list[str] = []
    for number, stage in enumerate(exam.stages):
        click.secho(f"\n{number + 1}. {stage.name}", bold=True)
        known += stage.told
        say(*(f"- {text}" for text in stage.told))
        if not number:
            click.echo("\n".join(_chart(kb, exam)))
        if number < len(begun):
            stages.append(begun[number])
            _again(kb, stage, begun[number], known)
            continue
        asked = _ask(stage, known)
        before = stages[-1].hypotheses if stages else ()
        stages.append(Answered(tuple(asked), _hypotheses(kb, before, last=stage is exam.stages[-1])))
        keep(tuple(stages))
    say("", "How urgent is it?", *(f"  {i} {level.replace('_', ' ')}" for i, level in enumerate(URGENCIES, 1)))
    urgency = URGENCIES[_number("Urgency", len(URGENCIES)) - 1]
    item = _item(exam)
    return Result(exam.case, exam.seed, student, tuple(stages), urgency, item)


def _again(kb: KnowledgeBase, stage: Stage, answered: Answered, known: list[str]) -> None:
    """What was asked and written at a stage that is done."""
    for number in answered.asked:
        known += stage.questions[number].answer
        say(*(f"- {text}" for text in stage.questions[number].answer))
    names = "; ".join(kb.hypotheses[r.hypothesis].name for r in answered.hypotheses) or "none"
    say(f"Your hypotheses here: {names}.")


def _chart(kb: KnowledgeBase, exam: Exam) -> list[str]:
    """What the client drew: P pain, N numb or tingling."""
    sides = {"l": frozenset({"left"}), "r": frozenset({"right"}), "": frozenset[str]()}
    kinds = {"pain": "pain", "numb": "numbness"}
    marks = [(kinds[kind], *key.partition("-")[::2]) for kind, zone_keys in exam.marks.items() for key in zone_keys]
    lines = figure([(kind, zone, sides[side]) for kind, zone, side in marks], kb.zones) if marks else []
    return [*lines, exam.side_note] if exam.side_note else lines


def say(*texts: str) -> None:
    for text in texts:
        click.echo("\n".join(wrapped(printable(text), 0, 2)))


def _ask(stage: Stage, known: list[str]) -> list[int]:
    """The student's questions, one after the other; each costs."""
    asked: list[int] = []
    if not stage.questions:
        return asked
    say("Ask by number; every question costs. Enter when you know enough.")
    say(*(f"  {i} {q.text}" for i, q in enumerate(stage.questions, 1)))
    while len(asked) < len(stage.questions):
        number = _number("Ask", len(stage.questions), empty=True)
        if not number:
            break
        question = stage.questions[number - 1]
        say(*(f"- {text}" for text in question.answer))
        if number - 1 not in asked:
            asked.append(number - 1)
            known += question.answer
    return asked


def _hypotheses(kb: KnowledgeBase, before: tuple[Reflection, ...], *, last: bool) -> tuple[Reflection, ...]:
    """Up to three hypotheses, the likeliest first; Enter at once keeps those of the stage before."""
    say(
        "",
        "Your hypotheses now, the likeliest first (up to three; Enter ends"
        + (", or keeps the last)." if before else ")."),
    )
    named: list[Reflection] = []
    while len(named) < 3:
        words = click.prompt(f"Hypothesis {len(named) + 1}", default="", show_default=False).strip()
        if not words:
            break
        id = _meant(kb, words)
        if id and id not in [r.hypothesis for r in named]:
            named.append(_reflected(Reflection(id)))
    found = tuple(named) or before
    if last and before and not named:
        say("Kept: " + "; ".join(kb.hypotheses[r.hypothesis].name for r in found))
    return found


def _reflected(r: Reflection) -> Reflection:
    texts = {name: click.prompt(f"  {ask}", default="", show_default=False).strip() for ask, name in _REFLECT}
    return Reflection(r.hypothesis, **texts)


def _meant(kb: KnowledgeBase, words: str) -> str:
    """The hypothesis that is meant: never guessed where several fit."""
    meant, named = hypotheses_meant(kb, words)
    found = meant[:_OFFERED]
    if not found:
        say("No hypothesis is called like that; try other words.")
        return ""
    if named and len(found) == 1:
        say(f"    {found[0].name}")
        return found[0].id
    say(*(f"    {i} {h.name}" for i, h in enumerate(found, 1)))
    number = _number("  Which (Enter: none of these)", len(found), empty=True)
    return found[number - 1].id if number else ""


def _item(exam: Exam) -> int:
    if exam.item is None:
        return -1
    say("", f"Which of these weighs most for {exam.item.hypothesis}?")
    say(*(f"  {i} {text}" for i, text in enumerate(exam.item.options, 1)))
    return _number("Weightiest (Enter: pass)", len(exam.item.options), empty=True) - 1


def _number(ask: str, most: int, *, empty: bool = False) -> int:
    """A number from 1, or 0 for Enter where that is allowed."""
    while True:
        typed = click.prompt(ask, default="", show_default=False).strip()
        if typed.isdecimal() and 1 <= int(typed) <= most:
            return int(typed)
        if not typed and empty:
            return 0
        say(f"Type a number from 1 to {most}.")
