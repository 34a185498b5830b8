"""Findings: every one is used or kept on purpose, and the safety screen asks what red flags need."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import RuleFiles

_ASKED = ("history", "symptom")


def finding_idle(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A finding that no rule uses, and that is not kept for the record on purpose."""
    used = {finding_key(atom) for atom in kb.atoms} | {score.key for score in kb.scores}
    used |= {key for score in kb.scores for item in score.items for _, keys in item.parts for key in keys}
    for item in files.of("finding"):
        e = item.entry
        if e.id not in used and not e.record and not e.screen:
            yield item.problem(
                ("id",), f"no rule uses the finding '{e.id}'; use it, or mark it `record: true`", "finding-idle"
            )


def screen_gap(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A question that a red flag needs and that no screen asks, be it in parts which imply it."""
    asked = [q for screen in kb.screens for q in screen.questions]
    for q in asked:  # grows while it is read
        finding = kb.finding(q)
        asked += [key for key in (finding.implies if finding else ()) if key not in asked]
    inner = [rule for rule in kb.rules if rule.kind == "pattern" and "#" in rule.target]
    for item in files.of("red_flag"):
        own = list(kb.rules_of(item.entry.id))
        within = tuple(f"{rule.id}#" for rule in own)
        rules = own + [rule for rule in inner if rule.target.startswith(within)]
        keys = {finding_key(kb.atoms[a]) for rule in rules for _, group in rule.groups for a in group}
        missing = sorted(
            k for k in keys if k and k not in asked and (f := kb.findings.get(k)) and f.section in _ASKED and f.screen
        )
        if missing:
            yield item.problem(
                ("id",),
                f"the red flag '{item.entry.id}' needs {', '.join(missing)}, which no screen asks",
                "screen-gap",
            )


def topic_gap(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A question of the complete list that no broad question stands for: a short assessment would never come to it."""
    covered = {key for topic in kb.topics.values() for key in topic.covers}
    for item in files.of("screen"):
        for i, key in enumerate(item.entry.questions):
            if key not in covered:
                message = f"no broad question stands for '{key}'; write it under `covers:` of one in safety/topics.yaml"
                yield item.problem(("questions", i), message, "topic-gap")
