"""Explanations as text."""

from __future__ import annotations

import textwrap

from nmt_expert.case.load import Case
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Argument, Assessment
from nmt_expert.reasoning.engines.interface import Engine
from nmt_expert.reasoning.explain import Difference, near_misses
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking import rank
from nmt_expert.reasoning.weigh import score_all
from nmt_expert.reasoning.words import grouped


def how(kb: KnowledgeBase, a: Assessment, hypothesis: str | None) -> str:
    """Every argument about one hypothesis, with its rule, reason, weight and source."""
    order = (*a.hypotheses, *a.further)
    found = next((h for h in order if hypothesis is None or h.id == hypothesis), None)
    if found is None:
        raise NmtError(
            f"{hypothesis or 'nothing'} is not in the ranking of this case; see what it lacks with --why-not {hypothesis or 'HYPOTHESIS'}."
        )
    prior = kb.hypotheses[found.id].prior
    lines = [
        f"{found.rank}. {found.name}" + (f", {found.side}" if found.side not in ("midline", "unspecified") else ""),
        f"   {found.id}; score {found.score:+.2f} = prior {kb.scale.priors[prior]:+.2f} ({prior.replace('_', ' ')}) and:",
    ]
    for argument in (*found.arguments_for, *found.arguments_against):
        lines += ["", *_argument(kb, argument)]
    return "\n".join(lines)


def _argument(kb: KnowledgeBase, a: Argument) -> list[str]:
    head = f"{a.counted:+.2f}  {'; '.join(grouped(a.findings))}"
    if abs(a.counted - a.weight) > 1e-6:
        head += f"  [{a.weight:+.2f} alone; others of the group '{a.group}' count already]"
    sources = "; ".join(kb.sources[s].what for s in a.sources if s in kb.sources)
    where = f"source: {sources}" if sources else "consensus"
    return [
        *textwrap.wrap(head, 80, initial_indent="  ", subsequent_indent="         "),
        *textwrap.wrap(a.because, 80, initial_indent="         ", subsequent_indent="         "),
        *textwrap.wrap(
            f"{a.rule} [{a.strength}]; {where}", 80, initial_indent="         ", subsequent_indent="           "
        ),
    ]


def why_not(kb: KnowledgeBase, case: Case, engine: Engine, hypothesis: str) -> str:
    """What speaks against a hypothesis, and what its rules would have needed."""
    facts = build_facts(case.observations, kb)
    firings = engine.infer(facts)
    scores = score_all(kb, facts, firings)
    lines = [kb.hypotheses[hypothesis].name]
    order = rank(scores)
    place = next((i for i, line in enumerate(order, 1) if line.hypothesis == hypothesis), None)
    lines.append(
        f"  rank {place} of {len(order)}" if place else "  not ranked: nothing found in its region speaks for it"
    )
    sides = [s for (h, _), s in scores.items() if h == hypothesis]
    best = max(sides, key=lambda s: s.score, default=None)
    side = best.side if best else facts.sides[0] if kb.hypotheses[hypothesis].sided else "central"
    for a in best.arguments if best else ():
        if a.counted < 0:
            lines += textwrap.wrap(
                f"against ({a.counted:+.2f}): {a.rule.because}", 80, initial_indent="  ", subsequent_indent="    "
            )
    known = set(facts.origins) | {fact for f in firings for fact in f.facts}
    fired = [a.rule.id for a in best.arguments] if best else []
    lines += ["", "Rules that would have spoken for it:"]
    for miss in [m for m in near_misses(kb, facts, hypothesis, side, fired, known) if m.weight > 0][:8]:
        lines += ["", f"  {miss.rule} ({miss.weight:+.2f})"]
        for condition in miss.conditions:
            mark = {"met": "[x]", "unmet": "[ ]", "not tested": "[?]"}[condition.state]
            lines += textwrap.wrap(f"{mark} {condition.text}", 80, initial_indent="    ", subsequent_indent="        ")
    lines += ["", "  [x] met   [ ] tested and not met   [?] not tested"]
    return "\n".join(lines)


def what_if(before: Assessment, after: Assessment) -> str:
    """The two rankings side by side."""
    old = {h.id: h for h in (*before.hypotheses, *before.further)}
    lines = [f"Urgency: {before.urgency} -> {after.urgency}", "", "   now  was   score"]
    for h in after.hypotheses:
        was = old.get(h.id)
        lines.append(
            f"   {h.rank:>3}  {was.rank if was else '-':>3}   {h.score:+.2f} ({h.score - (was.score if was else 0):+.2f})  {h.name}"
        )
    gone = [h for h in before.hypotheses if h.id not in {n.id for n in after.hypotheses}]
    if gone:
        lines += ["", "No longer listed: " + "; ".join(h.name for h in gone)]
    return "\n".join(lines)


def compared(first: str, second: str, found: list[Difference]) -> str:
    """What tells two hypotheses apart."""
    lines = [f"A: {first}", f"B: {second}"]
    for title, wanted in (
        ("Known", [d for d in found if d.state != "not tested"]),
        ("Still to test", [d for d in found if d.state == "not tested"][:12]),
    ):
        lines += ["", title]
        for d in wanted:
            lines += textwrap.wrap(
                f"{'A' if d.for_first > 0 else 'B'} {abs(d.for_first):.2f}  {d.label}",
                80,
                initial_indent="  ",
                subsequent_indent="          ",
            )
            if d.how:
                lines += textwrap.wrap(d.how, 80, initial_indent="          ", subsequent_indent="          ")
        if not wanted:
            lines.append("  nothing")
    return "\n".join(lines)
