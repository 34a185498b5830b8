"""Two hypotheses beside each other, as text."""

from __future__ import annotations

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.explanation.differences import Comparison, Known
from nmt_expert.report.lines import wrapped

_TESTS = 10


def compared(kb: KnowledgeBase, c: Comparison) -> str:
    """Who leads; what both share, what parts them, and what to test next, the best test first."""
    first, second = kb.hypotheses[c.first].name, kb.hypotheses[c.second].name
    ahead = f"{'A' if c.lead > 0 else 'B'} stands {abs(c.lead):.2f} before {'B' if c.lead > 0 else 'A'}."
    lines = [f"A: {first}", f"B: {second}", "", ahead if c.lead else "They stand level.", "", "Both rest on"]
    for k in c.shared:
        lines += wrapped(f"A {k.first:+.2f}  B {k.second:+.2f}  {k.label}", 2, 20)
    lines += [*_nothing(c.shared), "", "What parts them"]
    for k in c.telling:
        lines += wrapped(f"{_side(k.first - k.second)}  {k.label}", 2, 10)
    lines += [*_nothing(c.telling), "", "To test next, the best first"]
    for number, t in enumerate(c.to_test[:_TESTS], 1):
        lines += wrapped(f"{number}. {t.label}", 2, 5)
        answers = [
            f"{word} {_side(moved)}" for word, moved in (("found:", t.if_present), ("not found:", t.if_absent)) if moved
        ]
        lines += wrapped(", ".join(answers), 5)
        lines += wrapped(t.how, 5) if t.how else []
    return "\n".join([*lines, *_nothing(c.to_test)])


def _side(moved: float) -> str:
    return f"{'A' if moved > 0 else 'B'} +{abs(moved):.2f}"


def _nothing(found: tuple[Known, ...] | tuple[object, ...]) -> list[str]:
    return [] if found else ["  nothing"]
