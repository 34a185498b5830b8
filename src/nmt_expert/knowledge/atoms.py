"""What an atom, and the key of a finding, say of themselves (compiled/conditions.py tells how they are written)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Atom(NamedTuple):
    """An atom taken apart."""

    mark: str  # from where it is seen: '' the rule's own side, ~ the opposite, | either, & both
    key: str | None  # of the finding; None for a pattern
    pattern: str  # id; '' for a finding
    absent: bool
    bound: str  # of a number: '>=5' or '<=5'; '' otherwise


@cache  # as many as there are atoms
def atom_of(text: str) -> Atom:
    """The atom of a text such as '~-weak(hip_flexion)', 'age>=50' or '|@sciatica'."""
    bare = text.lstrip("~|&")
    mark = text[: len(text) - len(bare)]
    if bare.startswith("@"):
        return Atom(mark, None, bare[1:], False, "")
    if found := re.search("[<>]=", bare):
        return Atom(mark, bare[: found.start()], "", False, bare[found.start() :])
    return Atom(mark, bare[1:], "", bare.startswith("-"), "")


def finding_key(text: str) -> str | None:
    """The key of the finding that an atom speaks of; None for a pattern."""
    return atom_of(text).key


@cache  # as many as there are findings
def family_of(key: str) -> str:
    """The family of a finding: 'pain' of 'pain(thumb)'; a finding without subject is its own."""
    return key.partition("(")[0]


@cache
def subject_of(key: str) -> str:
    """The subject of a finding: 'thumb' of 'pain(thumb)'; '' where it has none."""
    return key.partition("(")[2].removesuffix(")")
