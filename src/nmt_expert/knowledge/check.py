"""Lints of the rules: what is possible but cannot be meant. Every check has a stable code."""

from __future__ import annotations

from nmt_expert.errors import Problem
from nmt_expert.knowledge.load import RuleFiles
from nmt_expert.knowledge.model import KnowledgeBase


def check_rules(files: RuleFiles, kb: KnowledgeBase) -> list[Problem]:
    """All problems of rules that compile."""
    return []
