"""docs/rule-language.md and the grammar say the same: what is shown can be read, and what can be read is shown."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from lark import Lark

from nmt_expert.knowledge.language.mistakes import KEYWORDS
from nmt_expert.knowledge.language.sentence import LONGEST, parse, parse_case


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs/rule-language.md").read_text()


def _sentences(page: str) -> list[str]:
    """The first column of the table, and what stands after `when:` and `follows_from:`."""
    cells = re.findall(r"^\| `(.+?)` \|", page, re.M)
    written = re.findall(r"^ .*?\b(?:when|follows_from): ([^\n{}]+?)(?:  #.*|\}.*)?$", page, re.M)
    return [cell.replace("\\|", "|") for cell in cells] + written


def _clients(page: str) -> list[str]:
    shown = re.findall(r"(?:fires|quiet|case): ([^\n\[{]+?)(?:  #.*)?$", page, re.M)
    shown += re.findall(r"(?:emergency|urgent|quiet): \[\"(.+?)\"\]", page)
    (told,) = re.findall(r"what a client has: `([^`]+)`", page)
    return [*shown, told]


def test_every_sentence_of_the_page_can_be_read(page: str) -> None:
    sentences = _sentences(page)
    assert len(sentences) > 25
    for sentence in sentences:
        parse(sentence)


def test_every_client_of_the_page_can_be_read(page: str) -> None:
    clients = _clients(page)
    assert len(clients) > 6
    for client in clients:
        parse_case(client)


def test_every_rule_of_the_grammar_is_shown_on_the_page(page: str) -> None:
    text = files("nmt_expert.knowledge.language").joinpath("grammar.lark").read_text()
    lark = Lark(text, parser="lalr", lexer="basic", start=["condition", "case"])
    trees = [lark.parse(sentence, start="condition") for sentence in _sentences(page)]
    trees += [lark.parse(client, start="case") for client in _clients(page)]
    shown = {str(node.data) for tree in trees for node in tree.iter_subtrees()}
    told = {rule.alias or rule.origin.name for rule in lark.rules if not rule.options.expand1 or rule.alias}
    assert {name for name in told if not name.startswith("_")} - shown == set()


def test_the_reserved_words_are_told(page: str) -> None:
    (line,) = re.findall(r"^Reserved words: (.+)\.$", page, re.M)
    assert set(line.split()) == set(KEYWORDS)


def test_the_limits_are_told(page: str) -> None:
    assert f"at most {LONGEST:,} characters" in page
