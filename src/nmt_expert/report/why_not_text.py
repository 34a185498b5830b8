"""Why a hypothesis does not stand higher, as text: the way to the first place, and the rules that nearly spoke."""

from __future__ import annotations

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.explanation.explain import Condition, NearMiss
from nmt_expert.reasoning.explanation.why_not import WhyNot
from nmt_expert.report.lines import listed, ordinal, wrapped

_MARK = {"met": "[x]", "unmet": "[ ]", "not tested": "[?]"}
_SHOWN = 8


def why_not(kb: KnowledgeBase, w: WhyNot) -> str:
    """The sentence, what speaks against it, and its rules that did not fire, the nearest first."""
    lines = [kb.hypotheses[w.hypothesis].name, "", *wrapped(_standing(kb, w)), *wrapped(_way(w))]
    if w.against:
        lines += ["", "Against it"]
        for reason in w.against:
            lines += wrapped(f"{reason.counted:+.2f}  {reason.because} ({'; '.join(reason.findings)})", 2, 9)
    lines += ["", "Rules that would have spoken for it, the nearest first"]
    shown = [miss for miss in w.misses if miss.weight > 0][:_SHOWN]
    for miss in shown:
        lines += ["", *_miss(miss)]
    lines += ["", "  [x] met   [ ] tested and not met   [?] not tested" if shown else "  none: all have spoken"]
    return "\n".join(lines)


def _standing(kb: KnowledgeBase, w: WhyNot) -> str:
    if not w.place:
        return "Not in the ranking: nothing found in its region speaks for it."
    first = kb.hypotheses[w.first].name
    return f"{ordinal(w.place)} of {w.of}" + (f", {w.behind:.2f} behind {first}." if w.place > 1 else ".")


def _way(w: WhyNot) -> str:
    found = listed(w.way.labels)
    if w.place == 1:
        return "It stands first already."
    if w.way.proven:
        size = len(w.way.labels)
        fewest = f" ({size} findings; no fewer do it)" if size > 1 else ""
        return f"It would come first with {found}{fewest}, {_then(w)}"
    sets = (
        "No single untested finding" if w.way.searched == 1 else f"No set of up to {w.way.searched} untested findings"
    )
    searched = f"{sets} brings it to the first place"
    if not found:
        return f"{searched}, nor was a larger set found."
    return f"{searched}. One way, perhaps not the shortest: {found}, {_then(w)}"


def _then(w: WhyNot) -> str:
    """How firmly it would stand there, and what it would still not explain."""
    left = f" It would still leave unexplained: {listed(w.way.unexplained)}." if w.way.unexplained else ""
    return f"{w.way.lead:.2f} before the next.{left}"


def _miss(miss: NearMiss) -> list[str]:
    lines = [f"  {miss.weight:+.2f}  {miss.rule}"]
    for condition in miss.conditions:
        lines += wrapped(f"{_MARK[condition.state]} {_condition(condition)}", 9, 13)
    return lines


def _condition(condition: Condition) -> str:
    found = (
        f" - found: {'; '.join(condition.found)}" if condition.found and not condition.text.startswith("unless") else ""
    )
    return condition.text + found
