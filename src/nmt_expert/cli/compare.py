"""nmt compare: which findings tell two hypotheses apart, known and still to test."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import case_path, complete_case, engine_option, find_hypothesis, rules_option


@click.command("compare")
@click.argument("case", shell_complete=complete_case)
@click.argument("first")
@click.argument("second")
@engine_option()
@rules_option
def command(case: str, first: str, second: str, engine_name: str, extra: tuple[Path, ...]) -> None:
    """Say which findings of CASE tell hypothesis FIRST from SECOND, and which are still to test."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.engines import engine
    from nmt_expert.reasoning.explain import differences
    from nmt_expert.reasoning.facts import CENTRAL, build_facts
    from nmt_expert.reasoning.weigh import Scored, score_all
    from nmt_expert.report.explanation_text import compared

    kb = knowledge_base(extra)
    loaded = load_case(case_path(case), kb)
    names = [find_hypothesis(kb, first), find_hypothesis(kb, second)]
    facts = build_facts(loaded.observations, kb)
    scores = score_all(kb, facts, engine(engine_name, kb).infer(facts))
    pair = []
    for name in names:
        sides = [s for (h, _), s in scores.items() if h == name]
        empty = Scored(name, facts.sides[0] if kb.hypotheses[name].sided else CENTRAL, 0.0, (), False)
        pair.append(max(sides, key=lambda s: s.score, default=empty))
    click.echo(compared(kb.hypotheses[names[0]].name, kb.hypotheses[names[1]].name, differences(kb, loaded, *pair)))
