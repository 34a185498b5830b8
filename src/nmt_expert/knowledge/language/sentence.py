"""Reads a sentence: `pain in @leg and (fever or age >= 50) unless stocking_numbness` becomes a tree.

The grammar stands in grammar.lark. lark is imported when the first sentence is read, never when a cache serves.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from nmt_expert.knowledge.language.mistakes import KEYWORDS, SentenceError, explained
from nmt_expert.knowledge.language.tree import Finding, Stated, Tree, Word

if TYPE_CHECKING:
    from lark import Lark

LONGEST = 4_000  # characters of a sentence
DEEPEST = 8  # parentheses inside each other
_KEY = re.compile(r"\s*([a-z_{][\w{}]*)(?:\(([\w{}]+)\))?\s*")


def parse(text: str) -> Tree:
    """The tree of one sentence. Raises SentenceError."""
    bare = _KEY.fullmatch(text)
    if bare and bare[1] not in KEYWORDS:  # the commonest condition needs no grammar
        name, subject = (Word(bare[i], bare.start(i)) if bare[i] else None for i in (1, 2))
        return Finding((name,) if name else (), (subject,) if subject else ())
    tree: Tree = _read(text, "condition")
    return tree


def parse_case(text: str) -> tuple[Stated, ...]:
    """What a test says of a client: `pain(lumbar), no fever, weak(knee_extension) left, age = 62`. Raises SentenceError."""
    facts: tuple[Stated, ...] = _read(text, "case")
    return facts


def _read(text: str, start: str) -> Any:
    _refuse_monsters(text)
    from lark import UnexpectedInput

    try:
        return _lark().parse(text, start=start)
    except UnexpectedInput as error:
        raise explained(error, text, client=start == "case") from None


@cache
def _lark() -> Lark:
    from lark import Lark

    from nmt_expert.knowledge.language.build import Build

    grammar = files("nmt_expert.knowledge.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="basic", start=["condition", "case"], transformer=Build())


def _refuse_monsters(text: str) -> None:
    if len(text) > LONGEST:
        message = f"a sentence of {len(text):,} characters; at most {LONGEST:,}: give its parts names under `signs:`"
        raise SentenceError(message, 0)
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth > DEEPEST:
            raise SentenceError(f"more than {DEEPEST} parentheses inside each other; name the inner part a sign", at)
