"""What a family becomes by the words around it: a passive movement is passively limited, a group of muscles has a finding of its own."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.prose.clause import Clause


def ways(clause: Clause, move: Mention, kind: Mention) -> tuple[str, ...]:
    """Is a movement limited that the person makes, or that is made with them, or both?"""
    near = (*clause.words[max(move.first - 3, 0) : move.first], *clause.words[max(kind.first - 1, 0) : kind.last + 2])
    texts = {word.text for word in near}
    if clause.words[0].text == "passive":
        texts.add("passive")  # the head of a list: 'PROM: limited flexion, limited rotation'
    passive, active = bool(texts & {"passive", "passively"}), bool(texts & {"active", "actively"})
    return ("limited", "limited_passive") if passive and active else ("limited_passive",) if passive else ("limited",)


def named(family: str, values: Sequence[object]) -> list[str]:
    """The findings of a family; of a group of muscles none of which is named, the one that the vocabulary has for it."""
    for group in written()["unnamed"]:
        if set(group["of"]) == {*values} and family in group:
            return [group[family]]
    return [f"{family}({value})" for value in values]
