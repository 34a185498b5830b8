"""The tests by which the first hypothesis itself is known: nobody expects them left out because nothing else is likely."""

from __future__ import annotations

from collections.abc import Callable

from nmt_expert.interview.choice.questions import Question, Questions, varied
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.model import Finding

_CLEARLY = 0.35  # between the presence and the absence of what is worth asking


def confirming(questions: Questions, wanted: Callable[[Finding], bool], most: int) -> list[Finding]:
    """Of the wanted those that move the first hypothesis most, beyond doubt or not; not several that say the same."""
    if not questions.leaders:
        return []
    first = (questions.leaders[0].hypothesis, questions.leaders[0].scored.side)
    moves = [(q, q.effects[first]) for q in questions.worth_asking(wanted, 0.0) if first in q.effects]
    pool = [Question(q.finding, effect.present - effect.absent, {first: effect}) for q, effect in moves]
    pool.sort(key=lambda q: (-q.worth, q.finding.key))
    return [q.finding for q in varied(pool, most, _CLEARLY)]


def confirmed(picture: Picture, wanted: Callable[[Finding], bool]) -> bool:
    """Was anything wanted asked already whose presence speaks for the first hypothesis?"""
    kb = picture.kb
    if not picture.ranking:
        return True
    rules = [rule for rule in kb.rules_of(picture.ranking[0].hypothesis) if rule.kind == "argument" and rule.weight > 0]
    atoms = (atom_of(kb.atoms[atom]) for rule in rules for _, atoms in rule.groups for atom in atoms)
    keys = {atom.key for atom in atoms if not atom.absent}
    return any(key in keys and (f := kb.finding(key)) is not None and wanted(f) for key in picture.log)
