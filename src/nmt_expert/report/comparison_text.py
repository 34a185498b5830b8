"""Two hypotheses beside each other, as text."""

from __future__ import annotations

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.explanation.differences import Comparison, Known
from nmt_expert.report.lines import wrapped

_TESTS = 10


def compared(kb: KnowledgeBase, c: Comparison) -> str:
    """Who leads; what both share, what parts them - by what it says of each -, and what to test next, the best first."""
    first, second = kb.hypotheses[c.first].name, kb.hypotheses[c.second].name
    lines = [f"A: {first}", f"B: {second}", "", *wrapped(_standing(c)), "", "Both rest on"]
    for k in c.shared:
        lines += wrapped(f"A {k.first:+.2f}  B {k.second:+.2f}  {k.label}", 2, 20)
    lines += [*_nothing(c.shared), "", "What parts them"]
    for k in c.telling:
        lines += wrapped(f"{_says('A', k.first)}  {_says('B', k.second)}  {k.label}", 2, 20)
    lines += [*_nothing(c.telling), "", "To test next, the best first"]
    for number, t in enumerate(c.to_test[:_TESTS], 1):
        lines += wrapped(f"{number}. {t.label}", 2, 5)
        answers = [
            f"{word} {_side(moved)}" for word, moved in (("found:", t.if_present), ("not found:", t.if_absent)) if moved
        ]
        lines += wrapped(", ".join(answers), 5)
        lines += wrapped(t.how, 5) if t.how else []
    return "\n".join([*lines, *_nothing(c.to_test)])


def _standing(c: Comparison) -> str:
    """Who leads. One that has no place in the ranking stands before nothing and behind nothing."""
    outside = [letter for letter, id in (("A", c.first), ("B", c.second)) if id in c.unranked]
    if outside:
        return f"{' and '.join(outside)} not in the ranking: nothing found in its region speaks for it."
    if not c.lead:
        return "They stand level."
    return f"{'A' if c.lead > 0 else 'B'} stands {abs(c.lead):.2f} before {'B' if c.lead > 0 else 'A'}."


def _says(letter: str, given: float) -> str:
    """What a finding gives one of them; below 0 it speaks against it. Blank where it says nothing."""
    return f"{letter} {given:+.2f}" if abs(given) >= 0.005 else " " * 7


def _side(moved: float) -> str:
    return f"{'A' if moved > 0 else 'B'} +{abs(moved):.2f}"


def _nothing(found: tuple[Known, ...] | tuple[object, ...]) -> list[str]:
    return [] if found else ["  nothing"]
