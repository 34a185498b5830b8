"""Writes a condition as a sentence, in the one spelling that the formatter keeps."""

from __future__ import annotations

from nmt_expert.knowledge.language.tree import AllOf, AnyOf, Compare, CountOf, Finding, Tree, Unless

_SIDES = {"same": "", "both": " bilateral", "opposite": " opposite", "either": " either side"}


def spelled(tree: Tree) -> str:
    """The sentence of a condition; reading it gives the condition back."""
    match tree:
        case AllOf(parts):
            return " and ".join(_inside(part, AllOf, AnyOf, Unless) for part in parts)
        case AnyOf(parts):
            return " or ".join(_inside(part, AllOf, AnyOf, Unless) for part in parts)
        case CountOf(n, parts):
            return f"{n} of ({', '.join(_inside(part, AllOf, AnyOf, Unless) for part in parts)})"
        case Unless(base, nots):
            return f"{_inside(base, Unless)} unless {_inside(nots, Unless)}"
        case Compare(name, op, bound, unit):
            return f"{name} {op} {bound:g}" + (f" {unit}" if unit else "")
        case Finding():
            return _finding(tree)


def _inside(tree: Tree, *in_parentheses: type) -> str:
    return f"({spelled(tree)})" if isinstance(tree, in_parentheses) else spelled(tree)


def _finding(tree: Finding) -> str:
    no, side = "no " if tree.absent else "", _SIDES[tree.side]
    if not tree.subjects:
        (name,) = tree.names
        return f"{tree.n} of {no}{name}{side}" if tree.n else f"{no}{name}{side}"
    subjects = tree.subjects[0] if len(tree.subjects) == 1 else f"({', '.join(tree.subjects)})"
    if len(tree.names) == len(tree.subjects) == 1 and not tree.n and subjects[0] not in "@$":
        return f"{no}{tree.names[0]}({subjects}){side}"
    of = f"{tree.n} of " if tree.n else ""
    return f"{no}{'|'.join(tree.names)} in {of}{subjects}{side}"
