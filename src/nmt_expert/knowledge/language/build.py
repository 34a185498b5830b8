"""Turns what lark read into the tree of a condition, or the facts of a test: one method a rule of grammar.lark."""

from __future__ import annotations

from typing import Literal

from lark import Token, Transformer, v_args

from nmt_expert.knowledge.language.tree import AllOf, AnyOf, Compare, CountOf, Finding, Side, Stated, Tree, Unless, Word

Words = tuple[Word, ...]
_SIDES: dict[str, Side] = {"bilateral": "both", "opposite": "opposite", "either": "either"}


@v_args(inline=True)
class Build(Transformer[Token, Tree]):
    """The tree of a sentence; every word keeps its offset."""

    def all(self, *parts: Tree) -> Tree:
        return AllOf(parts)

    def any(self, *parts: Tree) -> Tree:
        return AnyOf(parts)

    def unless(self, base: Tree, nots: Tree) -> Tree:
        return Unless(base, nots)

    def count(self, n: Token, *parts: Tree) -> Tree:
        return CountOf(int(n), parts, n.start_pos or 0)

    def compare(self, name: Token, op: Literal[">=", "<="], bound: float, unit: str | None) -> Tree:
        return Compare(_word(name), op, bound, unit or "")

    def single(self, no: Token | None, key: tuple[Words, Words], side: Side | None) -> Tree:
        return Finding(*key, absent=no is not None, side=side or "same")

    def some_of(self, n: Token, no: Token | None, ref: Token, side: Side | None) -> Tree:
        return Finding((_word(ref),), (), no is not None, side or "same", int(n))

    def located(self, no: Token | None, names: Words, subjects: Words, side: Side | None) -> Tree:
        return Finding(names, subjects, no is not None, side or "same")

    def some_located(self, no: Token | None, names: Words, n: Token, subjects: Words, side: Side | None) -> Tree:
        return Finding(names, subjects, no is not None, side or "same", int(n))

    def key(self, name: Token, subject: Token | None = None) -> tuple[Words, Words]:
        return (_word(name),), (_word(subject),) if subject is not None else ()

    def names(self, *names: Token) -> Words:
        return tuple(map(_word, names))

    def subjects(self, *subjects: Token) -> Words:
        return tuple(map(_word, subjects))

    def side(self, side: Token) -> Side:
        return _SIDES[side]

    def number(self, number: Token) -> float:
        return float(number)

    def unit(self, *words: Token) -> str:
        return " ".join(f"of {word}" if word.type == "INT" else str(word) for word in words)

    def case(self, *facts: Stated) -> tuple[Stated, ...]:
        return facts

    def observed(self, no: Token | None, key: tuple[Words, Words], place: Token | None) -> Stated:
        (name,), subjects = key
        text = f"{name}({subjects[0]})" if subjects else str(name)
        return Stated(Word(text, name.at), "present" if no is None else "absent", place or "")

    def measured(self, name: Token, value: float, unit: str | None) -> Stated:
        return Stated(_word(name), "value", value=value, unit=unit or "")

    def place(self, place: Token) -> str:
        return str(place)


def _word(token: Token) -> Word:
    return Word(str(token), token.start_pos or 0)
