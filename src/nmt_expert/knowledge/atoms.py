"""What an atom says of itself (compiled/conditions.py tells how it is written)."""

from __future__ import annotations


def finding_key(atom: str) -> str | None:
    """The key of the finding that an atom speaks of; None for a pattern."""
    bare = atom.lstrip("~|&")
    if bare.startswith("@"):
        return None
    for op in (">=", "<="):
        if op in bare:
            return bare.split(op)[0]
    return bare[1:]
