"""Words for the client are checked in every hypothesis, also behind one that has none."""

from __future__ import annotations

from pathlib import Path

from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.plain import plain_not_plain
from nmt_expert.knowledge.written.load import load
from tests.knowledge.tiny import FILES, write

_ARTHRITIS = FILES["conditions/arm.yaml"]


def _said(folder: Path, plain: str) -> list[str]:
    condition = _ARTHRITIS.replace("  pain: [thumb]\n", f"  pain: [thumb]\n  plain: {plain}\n")
    files = load([write(folder, **{"conditions/arm.yaml": condition})])
    return [problem.message for problem in plain_not_plain(files, compile_rules(files))]


def test_a_word_of_the_trade_is_found(tmp_path: Path) -> None:
    (trade,) = _said(tmp_path, "A stenosis in the hand.")
    assert trade.startswith("'stenosis' is a word of the trade")


def test_the_part_of_the_body_is_missed(tmp_path: Path) -> None:
    (part,) = _said(tmp_path, "The joint is worn.")
    assert part == "names no part of hand; say where it is"


def test_plain_words_are_left_alone(tmp_path: Path) -> None:
    assert _said(tmp_path, "A joint of the hand is worn.") == []
