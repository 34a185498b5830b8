"""Runs the evaluation over case files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from nmt_expert.case.load import Case, load_case
from nmt_expert.evaluation.baselines import atlas_only, priors_only, without_context
from nmt_expert.evaluation.figures import Figures, figures
from nmt_expert.evaluation.leave_one_out import engines_without_own_rules
from nmt_expert.evaluation.score import Result, score_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import Support
from nmt_expert.reasoning.engines import engine
from nmt_expert.reasoning.engines.interface import Engine
from nmt_expert.reasoning.engines.plain import PlainEngine


class Outcome(Struct, frozen=True):
    figures: Figures  # over all cases
    exam_items: Figures
    by_mechanism: dict[str, Figures]
    by_kind: dict[str, Figures]
    by_support: dict[str, Figures]  # of the first hypothesis, the strongest first
    baselines: dict[str, Figures]
    results: list[Result]
    rules: str
    engine: str
    left_one_out: bool
    schema: str = "nmt-evaluation/1"


def evaluate(
    paths: Sequence[Path],
    engine_name: str,
    extra: Sequence[Path] = (),
    baselines: bool = True,
    leave_one_out: bool = False,
) -> Outcome:
    """Assesses every case that has an answer and compares. Raises NmtError when a case cannot be read.

    `leave_one_out` assesses each case without the rules that no other case of the set makes fire.
    """
    kb = knowledge_base(extra)
    cases = [case for case in (load_case(path, kb) for path in paths) if case.file.answer is not None]
    chosen = engine(engine_name, kb)
    engines = engines_without_own_rules(cases, kb, chosen) if leave_one_out else [chosen] * len(cases)
    results = _results(cases, kb, engines)
    return Outcome(
        figures=figures(results),
        exam_items=figures(r for r in results if r.exam),
        by_mechanism=_by(results, lambda r: r.mechanism_published),
        by_kind=_by(results, lambda r: r.kind),
        by_support={word: figures(r for r in results if r.support == word) for word in get_args(Support)},
        baselines=_baselines(cases, kb) if baselines else {},
        results=results,
        rules=kb.hash,
        engine=engine_name,
        left_one_out=leave_one_out,
    )


def _results(cases: Sequence[Case], kb: KnowledgeBase, engines: Sequence[Engine]) -> list[Result]:
    results = []
    for case, with_engine in zip(cases, engines, strict=True):
        answer = case.file.answer
        assert answer is not None
        # the reasoning never sees the answer
        blind = Case(replace(case.file, answer=None), case.observations)
        results.append(score_case(case.file, answer, assess(blind, kb, with_engine)))
    return results


def _baselines(cases: Sequence[Case], kb: KnowledgeBase) -> dict[str, Figures]:
    atlas, priors = atlas_only(kb), priors_only(kb)
    return {
        "trigger point atlas, zones only": figures(_results(cases, atlas, [PlainEngine(atlas)] * len(cases))),
        "priors alone": figures(_results(cases, priors, [PlainEngine(priors)] * len(cases))),
        "without posture, gait, factors": figures(
            _results([without_context(c, kb) for c in cases], kb, [PlainEngine(kb)] * len(cases))
        ),
    }


def _by(results: list[Result], key: Callable[[Result], str]) -> dict[str, Figures]:
    return {name: figures(r for r in results if key(r) == name) for name in sorted({key(r) for r in results})}
