"""What an argument says while one of its conditions was neither found nor denied: the same, in part.

A written argument often asks for several findings together, and a hurried examination names all but one: then a rule
that waits for the last says nothing. So each argument for a hypothesis also speaks without any one of its conditions,
for a small share of its weight, as long as nothing is known of that condition. Once it is found the whole argument
speaks; once it is denied neither does. (In INTERNIST-1, Miller 1982, each finding speaks by itself.)

Places of complaint alone say nothing in part: the drawing is weighed by itself. Published ratios hold as published only.
What is said in part makes no hypothesis unless something felt or examined is among it (reasoning/gather.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule

STRENGTH = "in part"


def with_parts(kb: KnowledgeBase) -> KnowledgeBase:
    """The knowledge base of the rules as written, with what they say in part."""
    numbers = dict(kb.atom_index)
    parts = list(_all_parts(kb, lambda atom: numbers.setdefault(atom, len(numbers))))
    return replace(kb, rules=[*kb.rules, *parts], atoms=list(numbers))


def _all_parts(kb: KnowledgeBase, number: Callable[[str], int]) -> Iterator[Rule]:
    """`number` gives an atom its number, a new one to a new atom."""
    share = kb.scale.in_part
    for rule in kb.rules:
        if not share or not _is_own(kb, rule):
            continue
        for i, (n, left_open) in enumerate(rule.groups):
            kept = rule.groups[:i] + rule.groups[i + 1 :]
            names = [kb.atoms[a] for a in left_open]
            if not _can_be_denied(n, names) or all(any(_is_drawn(kb, a) for a in group) for _, group in kept):
                continue
            yield replace(
                rule,
                id=f"{rule.id}~{i + 1}",
                part_of=rule.id,
                groups=kept,
                nots=(*rule.nots, *left_open, *(number(f"-{name[1:]}") for name in names)),
                strength=STRENGTH,
                weight=rule.weight * share,
                low=rule.low * share,
                high=rule.high * share,
                basis="consensus",
                sources=(),
            )


def _is_own(kb: KnowledgeBase, rule: Rule) -> bool:
    """A written argument for one hypothesis, with a word of strength."""
    return rule.kind == "argument" and rule.text == rule.id and rule.weight > 0 and rule.strength in kb.scale.strengths


def _is_drawn(kb: KnowledgeBase, atom: int) -> bool:
    family = kb.families.get(kb.atoms[atom].lstrip("~|&+-").partition("(")[0])
    return family is not None and family.over == "zones" and family.section == "symptom"


def _can_be_denied(n: int, names: list[str]) -> bool:
    """One of some findings that can be asked; not a pattern, a bound, another side or an absence."""
    return n == 1 and all(name[0] == "+" and "=" not in name for name in names)
