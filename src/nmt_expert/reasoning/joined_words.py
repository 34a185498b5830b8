"""Labels said in one breath: zones of one kind of finding together, and kinds with the same zones together."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.reasoning.words import grouped

_NOT_FOUND = "not found: "


def joined(labels: Iterable[str], word: str = "and", known_side: str = "") -> list[str]:
    """'Numbness: thumb', 'Tingling: thumb', 'Numbness: index finger' ... as 'Numbness and tingling: thumb, index finger'.

    `word` joins the kinds; `known_side` (left, right or both) is said already and left away.
    """
    kinds: dict[tuple[str, str], list[str]] = {}
    for label in grouped(labels, known_side):
        negated = label.startswith(_NOT_FOUND)
        family, colon, places = label.removeprefix(_NOT_FOUND).partition(": ")
        begin = _NOT_FOUND if negated else ""
        kinds.setdefault((begin, colon + places) if colon else (label, ""), []).append(family)
    return [
        f"{begin}{_listed(families, word)}{places}" if places else begin for (begin, places), families in kinds.items()
    ]


def _listed(families: list[str], word: str) -> str:
    first, *others = families
    inside = [first, *(f[0].lower() + f[1:] if f[1:2].islower() else f for f in others)]
    return " ".join((", ".join(inside[:-1]), word, inside[-1])) if others else first
