"""What if: two rankings side by side, and the findings to which the first place is most sensitive."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.reasoning.explanation.sensitivity import Sensitivity, Swing
from nmt_expert.reasoning.explanation.what_if import Supposed
from nmt_expert.reasoning.joined_words import joined, said_of
from nmt_expert.report.lines import listed, wrapped

_SUPPOSED = {"present": "found", "absent": "tested and not found", "not tested": "not known"}


def in_words(kb: KnowledgeBase, swings: Iterable[Swing], word: str = "and") -> str:
    """'Spurling test were found', for swings that suppose the same."""
    swings = list(swings)
    return f"{listed(joined((said_of(kb, s.key) for s in swings), word), word)} were {_SUPPOSED[swings[0].supposed]}"


def what_if(changes: Iterable[Supposed], before: Assessment, after: Assessment, kb: KnowledgeBase) -> str:
    """What is supposed, and the two rankings side by side."""
    old = {h.id: h for h in (*before.hypotheses, *before.further)}
    same = before.urgency == after.urgency
    words = before.urgency.replace("_", " ") + ("" if same else f" -> {after.urgency.replace('_', ' ')}")
    lines = [*wrapped(f"If {listed([_told(change, kb) for change in changes])}:"), ""]
    lines += [f"Urgency: {words}" + (" (unchanged)" if same else ""), *_flags(before, after), "", "   now  was   score"]
    for h in after.hypotheses:
        was = old.get(h.id)
        moved = f"({h.score - was.score:+.2f})" if was else "(new)  "
        lines.append(f"   {h.rank:>3}  {was.rank if was else '-':>3}   {h.score:+.2f} {moved}  {h.name}")
    gone = [h for h in before.hypotheses if h.id not in {n.id for n in after.hypotheses}]
    if gone:
        lines += ["", *wrapped("No longer listed: " + "; ".join(h.name for h in gone))]
    left = [h.name for h in after.hypotheses if h.id in old and h.rank < old[h.id].rank and h.score <= old[h.id].score]
    if left:
        lines += ["", *wrapped(f"Nothing new speaks for {listed(left)}: higher only because others fell.")]
    return "\n".join(lines)


def _flags(before: Assessment, after: Assessment) -> list[str]:
    """Red flags that would be raised, change their urgency or fall: they may, also where the headline stays."""
    then, now = ({flag.id: flag for flag in a.flags} for a in (before, after))
    raised = [f"{f.name} ({f.urgency})" for f in after.flags if f.id not in then]
    moved = [
        f"{f.name} ({then[f.id].urgency} -> {f.urgency})"
        for f in after.flags
        if f.id in then and then[f.id].urgency != f.urgency
    ]
    fallen = [f"{f.name} ({f.urgency})" for f in before.flags if f.id not in now]
    told = (("Red flag raised: ", raised), ("Red flag changed: ", moved), ("Red flag no longer raised: ", fallen))
    return [line for title, names in told if names for line in wrapped(f"{title}{'; '.join(names)}.")]


def _told(change: Supposed, kb: KnowledgeBase) -> str:
    finding = kb.finding(change.key)
    label = finding.label if finding else change.key
    if change.value is not None:
        return f"{label} were {change.value:g}{f' {finding.unit}' if finding else ''}"
    side = f" ({change.side})" if change.side else ""
    return f"{label}{side} were {_SUPPOSED[change.state]}"


def sensitive(kb: KnowledgeBase, steady: Sensitivity) -> str:
    """The findings that would move the first place most, those that would change it first."""
    name = kb.hypotheses[steady.first].name
    second = kb.hypotheses[steady.second].name if steady.second else ""
    lines = wrapped(f"{name} stands first" + (f", {steady.lead:.2f} before {second}." if second else ", alone."))
    for title, swings in (
        ("What is known, if it were otherwise", [s for s in steady.swings if s.was != "not tested"]),
        ("What nobody tested", [s for s in steady.swings if s.was == "not tested"]),
    ):
        lines += ["", f"{title}: the lead would be"]
        kinds: dict[tuple[float, str, str, str], list[Swing]] = {}
        for s in swings:
            kinds.setdefault((s.lead, s.first, s.supposed, family_of(s.key)), []).append(s)
        for (lead, first, _, _), same in kinds.items():
            only = "" if same[0].raised > 0 else f", only because {name} falls"
            then = f": {kb.hypotheses[first].name} first{only}" if first and first != steady.first else ""
            lines += wrapped(f"{lead:+.2f}  if {in_words(kb, same)}{then}", 2, 9)
            lines += wrapped(" ".join(f"--what-if '{s.what_if}'" for s in same), 9, 9)
        if not swings:
            lines.append("  as it is, whatever the answer")
    return "\n".join(lines)
