"""Why a question is asked: which hypotheses it separates, what each answer would do, which red flags hang on it."""

from __future__ import annotations

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item
from nmt_expert.interview.way.plan import plan_of
from nmt_expert.reasoning.words import side_words

_MOST = 4  # hypotheses named


def reason(picture: Picture, item: Item) -> list[str]:
    """The reason in sentences."""
    lines = [*_flags(picture, item.key), *_factor(picture, item.key), *_separates(picture, item.key)]
    return lines or ["It could move no hypothesis that leads now; it is asked for the record."]


def _flags(picture: Picture, key: str) -> list[str]:
    kb = picture.kb
    atoms = {
        number
        for mark in ("", "~", "|", "&")
        for sign in "+-"
        if (number := kb.atom_index.get(f"{mark}{sign}{key}")) is not None
    }
    atoms |= {kb.atom_index[atom] for atom in kb.value_atoms.get(key, ())}
    rules = {group.rule for atom in atoms for central in (True, False) for group in kb.groups_by_atom(central).of(atom)}
    names = dict.fromkeys(kb.flags[kb.rules[r].target].name for r in sorted(rules) if kb.rules[r].kind == "flag")
    cautions = dict.fromkeys(
        kb.cautions[kb.rules[r].target].label for r in sorted(rules) if kb.rules[r].kind == "caution"
    )
    lines = [f"Part of the red flag: {'; '.join(names)}."] if names else []
    return lines + ([f"Changes treatment: {'; '.join(cautions)}."] if cautions else [])


def _factor(picture: Picture, key: str) -> list[str]:
    factor = picture.kb.factors.get(key)
    return [f"Can keep it going: {factor.mechanism}"] if factor and factor.mechanism else []


def _separates(picture: Picture, key: str) -> list[str]:
    question = plan_of(picture).question(key)
    if question is None:
        return []
    lines = []
    ordered = sorted(question.effects.items(), key=lambda e: -(abs(e[1].present) + abs(e[1].absent)))
    for (name, side), effect in ordered[:_MOST]:
        parts = [
            f"{state} {words}"
            for state, move in (("yes", effect.present), ("no", effect.absent))
            if (words := _words(move))
        ]
        if parts:
            where = side_words([side])
            lines.append(f"{picture.kb.hypotheses[name].name}{', ' + where if where else ''}: {', '.join(parts)}.")
    rest = len(question.effects) - len(lines)
    return lines + ([f"And {rest} more, less."] if rest > 0 and lines else [])


def _words(move: float) -> str:
    """What a change of weight means: the words of the rules' own scale."""
    size = "much" if abs(move) >= 0.7 else "clearly" if abs(move) >= 0.35 else "a little" if abs(move) >= 0.05 else ""
    return f"{'raises' if move > 0 else 'lowers'} it {size}" if size else ""
