"""What a user would have without these rules: the same cases, ranked by less."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from nmt_expert.case.load import Case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.presentations import Presentations

_ATLAS = {"tp_drawn_essential", "tp_drawn_spillover"}


def atlas_only(kb: KnowledgeBase) -> KnowledgeBase:
    """Looking the painful zones up in a trigger point atlas: the drawing rules of muscles, no priors, nothing else."""
    return _keeping(kb, lambda rule: rule.text in _ATLAS, flat_priors=True)


def priors_only(kb: KnowledgeBase) -> KnowledgeBase:
    """How common each hypothesis is, among those that the drawn zones touch at all."""
    return _keeping(kb, lambda rule: rule.graded, weight=0.001)


def without_context(case: Case, kb: KnowledgeBase) -> Case:
    """The case without posture, gait and perpetuating factors."""
    kept = tuple(
        o for o in case.observations if (f := kb.finding(o.key)) and f.section not in ("posture", "gait", "factor")
    )
    return Case(case.file, kept)


def _keeping(
    kb: KnowledgeBase, wanted: Callable[[Rule], bool], flat_priors: bool = False, weight: float | None = None
) -> KnowledgeBase:
    rules = [
        replace(r, weight=weight if weight is not None else r.weight)
        for r in kb.rules
        if r.kind == "argument" and wanted(r)
    ]
    scale = replace(kb.scale, priors=dict.fromkeys(kb.scale.priors, 0.0)) if flat_priors else kb.scale
    return replace(kb, rules=rules, scale=scale, presentations=Presentations())
