"""All lints of the rules: what compiles but cannot be meant. `pages` explains every code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint import (
    asked,
    findings,
    hypotheses,
    life,
    lines,
    lowers,
    mimics,
    palpation,
    patterns,
    plain,
    repeated,
    sentences,
    silence,
    unsaid,
)
from nmt_expert.knowledge.written.load import RuleFiles

Check = Callable[[RuleFiles, KnowledgeBase], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    patterns.pattern_unused,
    patterns.pattern_circular,
    findings.finding_idle,
    asked.flag_unasked,
    findings.screen_gap,
    findings.topic_gap,
    hypotheses.hypothesis_unreachable,
    hypotheses.hypothesis_indistinct,
    repeated.rule_twice,
    repeated.rule_subsumed,
    repeated.rule_counts_twice,
    lowers.lowered_wrongly,
    life.status_unfounded,
    life.review_missing,
    lines.line_long,
    mimics.neutral_idle,
    palpation.palpation_clears,
    plain.plain_not_plain,
    silence.silence_argues,
    sentences.list_long,
    sentences.condition_deep,
    sentences.group_unused,
    unsaid.flag_without_action,
    unsaid.flag_without_source,
    unsaid.number_without_source,
    unsaid.source_unused,
    unsaid.source_untitled,
    unsaid.rule_untested,
    unsaid.reason_missing,
)


def check_rules(files: RuleFiles, kb: KnowledgeBase) -> list[Problem]:
    """All problems of rules that compile, in the order of their places."""
    return sorted({problem for check in CHECKS for problem in check(files, kb)})
