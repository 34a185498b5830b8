"""The short forms in which people write an argument, a conclusion and a provenance, and the long ones they stand for.

- lag_sign: external_rotation_lag               # id and when
  strong for (cuff): Only a torn cuff lets the arm fall.   # strength, group and because
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

# keys of an argument; any other word is the name of one
ARGUMENT_KEYS = {
    *("id", "when", "because", "group", "source", "population", "reference", "note", "fires", "quiet"),
    *("status", "author", "reviewer", "date"),
    *("strength", "against", "absent", "lr"),
}
_SAID = re.compile(r"(weak|moderate|strong|confirming|excluding) (for|against)(?: ([^\s()]+))?(?: \((\w+)\))?")
SAID_FORMS = tuple(f"{word} {side}" for side in ("for", "against") for word in ("weak", "moderate", "strong"))


def argument(written: Any) -> Any:
    """An argument in its long form. Raises ValueError."""
    if not isinstance(written, dict):
        return written
    found = dict(written)
    for key, said in _said(found):
        if said[3]:
            raise ValueError(f"an argument stands beside its hypothesis; write '{said[1]} {said[2]}: why'")
        found["strength" if said[2] == "for" else "against"] = said[1]
        _beside(found, key, said[4])
    name = written_as("when", list(found))
    if name is not None:
        found = {"id": name, "when": found.pop(name), **found}
    return found


def conclusion(written: Any) -> Any:
    """A rule with its conclusion in the long form. Raises ValueError."""
    if not isinstance(written, dict):
        return written
    found = dict(written)
    for key, said in _said(found):
        if not said[3]:
            raise ValueError(f"'{key}' does not say which hypothesis; write '{key} HYPOTHESIS: why'")
        if "then" in found:
            raise ValueError(f"'{key}' is a conclusion beside `then`; keep one")
        then = {said[2]: said[3], "strength": said[1]}
        found["then"] = then | ({"absent": found.pop("absent")} if "absent" in found else {})
        _beside(found, key, said[4])
    return found


def support(written: Any) -> Any:
    """Where something was seen: `source`, or `source: [what it supports]`, in the long form."""
    if isinstance(written, str):
        return {"source": written}
    if isinstance(written, dict) and len(written) == 1 and "source" not in written:
        ((source, supports),) = written.items()
        return {"source": source, "supports": supports}
    return written


def written_as(key: str, keys: Sequence[str]) -> str | None:
    """The key of a short form that says what `key` says in the long one; None when it is not said shortly."""
    if key in ("id", "when"):
        names = [name for name in keys if name not in ARGUMENT_KEYS and not _SAID.fullmatch(name)]
        return names[0] if names and "id" not in keys and "when" not in keys else None
    if key in ("because", "group", "strength", "against", "then"):
        return next((name for name in keys if _SAID.fullmatch(name)), None)
    return None


def _said(found: dict[str, Any]) -> list[tuple[str, re.Match[str]]]:
    return [(key, said) for key in found if isinstance(key, str) and (said := _SAID.fullmatch(key))]


def _beside(found: dict[str, Any], key: str, group: str | None) -> None:
    """Puts reason and group where the long form has them."""
    if "because" in found:
        raise ValueError(f"the reason stands behind '{key}:' and under `because:`; keep one")
    if group and "group" in found:
        raise ValueError(f"the group stands in '{key}' and under `group:`; keep one")
    found["because"] = found.pop(key)
    found |= {"group": group} if group else {}
