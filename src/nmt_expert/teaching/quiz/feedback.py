"""What a student hears at the end, as text; and the table of a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.printable import printable
from nmt_expert.report.lines import wrapped
from nmt_expert.teaching.quiz.exam import Exam
from nmt_expert.teaching.quiz.result import Begun, Result, Score


def feedback(kb: KnowledgeBase, exam: Exam, result: Result, score: Score) -> str:
    """The answer, the student's way beside the rules', and the finding that should have changed the mind."""
    key = exam.key
    told = "Published answer" if key.published else "The rules' answer"
    lines = [*wrapped(f"{told}: {printable(key.names)}; urgency: {key.urgency.replace('_', ' ')}."), ""]
    for stage, answered in zip(exam.stages, result.stages, strict=True):
        own = ", ".join(_name(kb, r.hypothesis) for r in answered.hypotheses) or "nothing"
        rules = ", ".join(place.name for place in stage.rules[:3]) or "nothing"
        lines += [stage.name, *wrapped(f"you:   {own}", 2, 9), *wrapped(f"rules: {rules}", 2, 9)]
    lines.append("")
    if score.should_have:
        lines += wrapped(f"The finding that should have changed your mind: {score.should_have}.")
    if score.missed_danger:
        lines += wrapped(
            f"MISSED DANGER: this was {key.urgency.replace('_', ' ')}. The rules raise: {'; '.join(key.flags) or 'no flag'}."
        )
    if exam.item is not None and score.key_item is not None:
        right = "right" if score.key_item else "not the weightiest"
        lines += wrapped(f"Weightiest finding: {right}. {exam.item.options[exam.item.right]}: {exam.item.why}")
    lines += ["", *wrapped(_sum(exam, score))]
    if exam.source:
        lines += wrapped(f"Source: {printable(exam.source)}")
    return "\n".join(lines)


def _sum(exam: Exam, score: Score) -> str:
    return (
        f"Score {score.score:.2f} = accuracy {score.accuracy:.2f} (hypothesis {score.named:.2f}, urgency "
        f"{score.urgency:.2f}) times efficiency {score.efficiency:.2f} ({score.asked} questions; "
        f"{exam.key.needed} settle it)."
    )


def class_table(
    kb: KnowledgeBase, rows: Iterable[tuple[Exam, Result, Score]], unfinished: Collection[Begun] = ()
) -> str:
    """A line a student, for each case what was taken for the answer and what should have been seen, and who left."""
    rows = sorted(rows, key=lambda row: (row[1].case, row[1].student))
    lines = ["student              case        score  accuracy  questions  first hypothesis"]
    for _, result, score in rows:
        first = _first(kb, result)
        mark = "  MISSED DANGER" if score.missed_danger else ""
        lines.append(
            f"{printable(result.student)[:20]:<20} {result.case[:11]:<11} {score.score:>5.2f}  {score.accuracy:>8.2f}  "
            f"{score.asked:>9}  {first}{mark}"
        )
    for case in dict.fromkeys(result.case for _, result, _ in rows):
        own = [(e, r, s) for e, r, s in rows if r.case == case]
        students = "student" if len(own) == 1 else "students"
        mean = sum(s.score for _, _, s in own) / len(own)
        lines += [
            "",
            *wrapped(f"{case}: {len(own)} {students}, mean {mean:.2f}. Answer: {printable(own[0][0].key.names)}"),
        ]
        taken = Counter(_first(kb, r) for _, r, s in own if s.named < 1)
        lines += [f"  {count} took it for {name}" for name, count in taken.most_common(3)]
        overlooked = Counter(s.should_have for _, _, s in own if s.should_have)
        lines += [line for what, _ in overlooked.most_common(1) for line in wrapped(f"what parts them: {what}", 2, 4)]
    if unfinished:
        names = ", ".join(f"{printable(left.student)} ({left.case})" for left in unfinished)
        lines += ["", *wrapped(f"Unfinished: {len(unfinished)}, not counted: {names}.")]
    return "\n".join(lines)


def _first(kb: KnowledgeBase, result: Result) -> str:
    last = result.stages[-1].hypotheses if result.stages else ()
    return _name(kb, last[0].hypothesis) if last else "nothing"


def _name(kb: KnowledgeBase, id: str) -> str:
    return kb.hypotheses[id].name if id in kb.hypotheses else printable(id)
