"""A condition as a tree: what a sentence says before names are looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Path = tuple[str | int, ...]
Side = Literal["same", "opposite", "either", "both"]


class Word(str):
    """A word of a condition that knows where it stands: its offset in the sentence."""

    at: int

    def __new__(cls, text: str, at: int = 0) -> Word:
        word = super().__new__(cls, text)
        word.at = at
        return word


@dataclass(frozen=True)
class Finding:
    """Findings in one state: each of `names`, a family with each of `subjects` where there are some.

    `n` of them must hold; None means any one that is present, and all that are absent.
    """

    names: tuple[Word, ...]
    subjects: tuple[Word, ...] = ()
    absent: bool = False
    side: Side = "same"
    n: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the findings, each once."""
        if not self.subjects:
            return tuple(dict.fromkeys(map(str, self.names)))
        return tuple(dict.fromkeys(f"{name}({subject})" for name in self.names for subject in self.subjects))

    @property
    def needed(self) -> int:
        """How many of the keys must hold."""
        return self.n or (len(self.keys) if self.absent else 1)


@dataclass(frozen=True)
class Compare:
    """A finding that is a number, held against a bound."""

    name: Word
    op: Literal[">=", "<="]
    bound: float
    unit: str = ""


@dataclass(frozen=True)
class AllOf:
    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class CountOf:
    """At least `n` of the parts hold; every part counts once."""

    n: int
    parts: tuple[Tree, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Unless:
    """`base` holds, and none of `nots` does."""

    base: Tree
    nots: Tree


Tree = Finding | Compare | AllOf | AnyOf | CountOf | Unless


@dataclass(frozen=True)
class Stated:
    """One thing that a test says of a client; `place`: left, right, bilateral, or not named."""

    key: Word
    state: Literal["present", "absent", "value"]
    place: str = ""
    value: float | None = None
    unit: str = ""


def children(tree: Tree) -> tuple[Tree, ...]:
    """The conditions directly inside one."""
    if isinstance(tree, AllOf | AnyOf | CountOf):
        return tree.parts
    return (tree.base, tree.nots) if isinstance(tree, Unless) else ()


def words(tree: Tree) -> tuple[Word, ...]:
    """Every word of a condition that names something, in the order in which it is read."""
    if isinstance(tree, Finding):
        return tree.names + tree.subjects
    if isinstance(tree, Compare):
        return (tree.name,)
    return tuple(word for child in children(tree) for word in words(child))
