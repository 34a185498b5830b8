"""Rules with conditions drawn from everything that a condition can say over the tiny rules."""

from __future__ import annotations

from random import Random
from typing import Any

_FINDINGS = ["spurling", "fever", "pain(thumb)", "pain(sternum)", "tender(anconeus)"]
_ASKED = [*_FINDINGS, "ill", "hot", "not_hot", "drawn_0"]


def drawn_rule(number: int, chance: Random) -> dict[str, Any]:
    """A rule or a pattern with a condition drawn from everything that a condition can say."""
    rule = {"id": f"drawn_{number}", "when": _condition(chance, 3), "because": "Drawn."}
    if number == 0 or chance.random() < 0.4:
        return rule | {"label": "Drawn", "sided": chance.random() < 0.5}
    target = chance.choice(("compression.root_c7", "other.arthritis", "trigger_point.anconeus"))
    return rule | {"then": {chance.choice(("for", "against")): target, "strength": chance.choice(("weak", "strong"))}}


def _condition(chance: Random, depth: int) -> str:
    kind = chance.randrange(9 if depth else 5)
    if kind < 2:
        return chance.choice(_ASKED)
    if kind == 2:
        return f"angle {chance.choice(('>=', '<='))} {chance.choice((0, 20, 50.5, 90))}"
    if kind == 3:
        no, side = chance.choice(("", "no ")), chance.choice(("", " opposite", " either side", " bilateral"))
        return f"{no}{chance.choice(('spurling', 'pain(thumb)'))}{side}"
    if kind == 4:
        no = chance.choice(("", "", "no "))
        of = chance.sample(_FINDINGS if no else _ASKED, chance.randrange(1, 6))
        return f"{chance.randrange(1, len(of) + 1)} of ({', '.join(f'{no}{one}' for one in of)})"
    parts = [f"({_condition(chance, depth - 1)})" for _ in range(chance.randrange(1, 5))]
    if kind == 5:
        return " or ".join(parts)
    if kind == 6:
        return f"{chance.randrange(1, len(parts) + 1)} of ({', '.join(parts)})"
    return " and ".join(parts) + (f" unless {chance.choice(_ASKED[:2])}" if kind == 7 else "")
