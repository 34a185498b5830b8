"""What may not lower an emergency: what does not concern this complaint, now."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import finding_key, subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import RuleFiles

_COURSE = {"course_chronic", "course_recurrent", "duration_days"}
_PAST_TEST = "investigations_normal"  # and every finding that implies it


def lowered_wrongly(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A chronic course, a past test, a finding of the hands or another site, among what lowers an emergency."""
    for item in files.of("red_flag"):
        for name in item.entry.lowers:
            id = f"{item.entry.id}/lowers/{name}"
            rules = [rule for rule in kb.rules if rule.id == id or rule.id.startswith(f"{id}#")]
            keys = {finding_key(kb.atoms[a]) for rule in rules for _, atoms in rule.groups for a in atoms}
            for key in sorted(key for key in keys if key):
                if reason := _forbidden(kb, key, item.entry.regions):
                    message = f"'{key}' may not lower an emergency: {reason}"
                    yield item.problem(("lowers", name, "when"), message, "lowered-wrongly")


def _forbidden(kb: KnowledgeBase, key: str, regions: list[str]) -> str:
    finding = kb.finding(key)
    if key in _COURSE:
        return "how long it has lasted clears nothing"
    if _PAST_TEST in (key, *kb.implied(key)):
        return "a past test says nothing of today"
    if finding is not None and finding.section == "palpation":
        return "a tender place is found beside every disease"
    if finding is not None and kb.subject("zones", subject_of(key)):
        return "" if set(finding.regions) & set(regions) else "it lies at another site"
    return ""
