"""One form for what can be built in several: no part of one, no alternatives inside alternatives, one family once."""

from __future__ import annotations

from dataclasses import replace

from nmt_expert.knowledge.language.tree import AllOf, AnyOf, Compare, CountOf, Finding, Tree, Unless


def tidy(tree: Tree) -> Tree:
    """The condition in its one form; the clause stays the same."""
    match tree:
        case AllOf(parts):
            return _joined(AllOf, [tidy(part) for part in parts])
        case AnyOf(parts) | CountOf(1, parts):
            return _joined(AnyOf, [tidy(part) for part in parts])
        case CountOf(_, parts):
            return replace(tree, parts=tuple(map(tidy, parts)))
        case Unless(base, nots):
            return Unless(tidy(base), tidy(nots))
        case Finding() | Compare():
            return tree


def _joined(kind: type[AllOf | AnyOf], parts: list[Tree]) -> Tree:
    flat = [found for part in parts for found in (part.parts if isinstance(part, kind) else (part,))]
    if kind is AnyOf:
        flat = _together(flat)
    return kind(tuple(flat)) if len(flat) > 1 else flat[0]


def _together(parts: list[Tree]) -> list[Tree]:
    """Neighbours of one family as one finding: worse_with in (coughing, lifting)."""
    found: list[Tree] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Finding) and isinstance(last, Finding) and _family(part) and _family(part) == _family(last):
            found[-1] = replace(last, subjects=tuple(dict.fromkeys(last.subjects + part.subjects)))
        else:
            found.append(part)
    return found


def _family(part: Finding) -> tuple[object, ...]:
    """What present findings of one family share that may be told together; () for anything else.

    Not on both sides: one on each side would then do.
    """
    if len(part.names) == 1 and part.subjects and not part.absent and part.n is None and part.side != "both":
        return part.names, part.side
    return ()
