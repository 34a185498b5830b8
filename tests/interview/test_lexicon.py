"""The files of what people say: a key that stands twice would silently lose the words of the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from nmt_expert.interview.words import lexicon


def _twice(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        counts = Counter(key.value for key, _ in node.value)
        yield from (f"{key} in line {node.start_mark.line + 1} on" for key, count in counts.items() if count > 1)
        for _, value in node.value:
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value)


@pytest.mark.parametrize("name", ["lexicon.yaml", "said.yaml"])
def test_no_key_stands_twice(name: str) -> None:
    text = Path(lexicon.__file__).with_name(name).read_text(encoding="utf-8")
    assert list(_twice(yaml.compose(text, Loader=yaml.CBaseLoader))) == []


def test_a_key_that_stands_twice_is_seen() -> None:
    assert list(_twice(yaml.compose("a: {b: [x], c: [y], b: [z]}", Loader=yaml.CBaseLoader))) == ["b in line 1 on"]
