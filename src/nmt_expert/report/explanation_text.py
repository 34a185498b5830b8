"""How a hypothesis got its place, as text: the sentence, then the reasons, or the tree down to the findings."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import PRESENTED
from nmt_expert.reasoning.explanation.chain import Chain, Reason
from nmt_expert.reasoning.explanation.sensitivity import Sensitivity
from nmt_expert.report.lines import listed, ordinal, wrapped
from nmt_expert.report.swing_text import in_words

_SEEN = 0.005  # a difference of weights that two decimals show


def how(kb: KnowledgeBase, chain: Chain, steady: Sensitivity | None) -> str:
    """The sentence, and every argument with what counted of it, its rule and source; findings stand once, numbered."""
    numbers = {kind: number for number, kind in enumerate(chain.findings, 1)}
    lines = [*_title(chain), *wrapped(sentence(kb, chain, steady), 0), "", "Findings"]
    for kind, finding in chain.findings.items():
        lines += wrapped(f"{numbers[kind]:>3}  {finding}", 1, 6)
    for title, reasons in (("For it", chain.reasons_for), ("Against it", chain.reasons_against)):
        if reasons:
            lines += ["", f"{title} (what counts; strength; findings)"]
        for reason in reasons:
            lines += _reason(reason, [numbers[kind] for kind in reason.kinds])
    lines += ["", *wrapped(_sum(chain))]
    return "\n".join(lines)


def tree(kb: KnowledgeBase, chain: Chain, steady: Sensitivity | None) -> str:
    """Hypothesis, arguments, patterns, findings: each below what it led to."""
    lines = [*_title(chain), *wrapped(sentence(kb, chain, steady)), ""]
    lines.append(f"{chain.name}  {chain.score:+.2f}")
    lines.append(f"├─ {chain.prior_weight:+.2f}  {chain.prior.replace('_', ' ')} in people with such complaints")
    reasons = (*chain.reasons_for, *chain.reasons_against)
    for reason in reasons:
        last = reason is reasons[-1]
        stem = "   " if last else "│  "
        lines += _branch("└─ " if last else "├─ ", stem, f"{reason.counted:+.2f}  {reason.because}")
        twigs = [f"pattern: {p.label}: {'; '.join(p.findings)}" for p in reason.patterns]
        twigs += [f for f in reason.findings if not any(f in p.findings for p in reason.patterns)]
        for i, twig in enumerate(twigs):
            end = i == len(twigs) - 1
            lines += _branch(stem + ("└─ " if end else "├─ "), stem + ("   " if end else "│  "), twig)
    return "\n".join(lines)


def sentence(kb: KnowledgeBase, chain: Chain, steady: Sensitivity | None) -> str:
    """'First because of ...; it would fall behind X if ...'"""
    because = f"{ordinal(chain.place)} of {chain.of} because of {listed(chain.main)}"
    if steady is None or chain.hypothesis != steady.first:
        return because + "."
    if not steady.overturning:
        held = "no single finding that was tried, known or untested, puts another in front"
        return f"{because}; it leads by {steady.lead:.1f}, and {held}."
    first = steady.overturning[0]
    same = [s for s in steady.overturning if (s.first, s.supposed) == (first.first, first.supposed)][:3]
    behind = kb.hypotheses[first.first].name if first.first else "nothing"
    return f"{because}; it would fall behind {behind} if {in_words(kb, same, 'or')}."


def _title(chain: Chain) -> list[str]:
    side = {"both": ", both sides", "": ""}.get(chain.side, f", {chain.side}")
    return [*wrapped(chain.name + side), ""]


def _reason(reason: Reason, numbers: Iterable[int]) -> list[str]:
    cut = abs(reason.counted) < abs(reason.weight) - _SEEN
    raised = abs(reason.counted) > abs(reason.weight) + _SEEN
    counted = f"{reason.counted:+.2f}" + (f" of {reason.weight:+.2f}" if cut else "")
    cited = ", ".join(map(str, sorted(numbers)))
    strength = "" if reason.strength in PRESENTED else f"[{reason.strength}] "  # how usual the whole is, is no strength
    lines = wrapped(f"{counted:<6}{' ' if cut else ''}{strength}{reason.because} ({cited})", 2, 8)
    where = f"source: {'; '.join(reason.sources)}" if reason.sources else "consensus"
    lines += wrapped(f"{reason.rule}; {where}", 8, 10)
    if raised:
        lines += wrapped(f"counts as much as its members would one by one; by itself {reason.weight:+.2f}", 8, 10)
    if cut and reason.group:
        lines += wrapped(
            f"counts in part: others say the same, in the group '{reason.group}' or from these findings", 8, 10
        )
    return lines


def _sum(chain: Chain) -> str:
    said = sum(r.counted for r in chain.reasons_for), sum(r.counted for r in chain.reasons_against)
    return (
        f"Score {chain.score:+.2f}: {chain.prior_weight:+.2f} for how common it is ({chain.prior.replace('_', ' ')}), "
        f"{said[0]:+.2f} for it, {said[1]:+.2f} against it{_owed(chain)}. The score orders; it is no probability."
    )


def _owed(chain: Chain) -> str:
    """What it pays, and for what; '' where it pays nothing."""
    if not chain.owed:
        return ""
    reasons = [] if chain.hallmark else ["having none of its hallmarks"]
    reasons += [f"leaving open: {'; '.join(chain.unexplained)}"] if chain.unexplained else []
    return f", {-chain.owed:+.2f} for {' and '.join(reasons)}"


def _branch(head: str, stem: str, text: str) -> list[str]:
    first, *others = wrapped(text, len(head))
    return [head + first[len(head) :], *(stem + line[len(stem) :] for line in others)]
