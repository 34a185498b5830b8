"""The nested form of conditions means the same as its sentence, and what is wrong in it is named where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from nmt_expert.knowledge.language.nested import DEEPEST, read
from nmt_expert.knowledge.language.sentence import parse
from nmt_expert.knowledge.language.spell import spelled


def _deep(times: int) -> Any:
    condition: Any = "a"
    for _ in range(times):
        condition = {"any": [condition]}
    return condition


@pytest.mark.parametrize(
    ("nested", "sentence"),
    [
        ("a", "a"),
        ({"absent": "a"}, "no a"),
        ({"present": ["a", "b"]}, "a or b"),
        ({"present": ["a", "b", "c"], "at_least": 2}, "2 of (a, b, c)"),
        ({"present": "pain", "of": ["thumb"]}, "pain(thumb)"),
        ({"absent": "pain", "of": ["thumb"]}, "no pain(thumb)"),
        ({"present": "pain", "of": ["thumb", "wrist"]}, "pain in (thumb, wrist)"),
        ({"present": "pain", "of": ["thumb", "wrist"], "at_least": 2}, "pain in 2 of (thumb, wrist)"),
        ({"absent": "pain", "of": ["thumb", "wrist"], "at_least": 2}, "no pain in 2 of (thumb, wrist)"),
        ({"present": "a", "side": "both"}, "a bilateral"),
        ({"present": "a", "side": "opposite"}, "a opposite"),
        ({"value": "age", "at_least": 50}, "age >= 50"),
        ({"value": "age", "at_most": 50}, "age <= 50"),
        ({"pattern": "hot"}, "hot"),
        ({"all": ["a", "b"]}, "a and b"),
        ({"all": ["a", {"all": ["b", "c"]}]}, "a and b and c"),
        ({"any": ["a", {"all": ["b", "c"]}]}, "a or (b and c)"),
        ({"all": ["a", {"none": ["b"]}]}, "a unless b"),
        ({"all": ["a", {"none": ["b", {"value": "age", "at_most": 9}]}]}, "a unless (b or age <= 9)"),
        ({"any": [{"all": ["a", {"none": ["b"]}]}, "c"]}, "(a unless b) or c"),
        ({"at_least": 2, "of": ["a", "b", {"absent": "c"}]}, "2 of (a, b, no c)"),
    ],
)
def test_it_means_the_same_as_a_sentence(nested: Any, sentence: str) -> None:
    tree = read(nested, (), lambda *problem: pytest.fail(str(problem)))
    assert tree is not None
    assert spelled(tree) == spelled(parse(sentence))


@pytest.mark.parametrize(
    ("nested", "path", "said"),
    [
        (3, (), "expected a finding or a condition"),
        ({"none": ["a"]}, (), "at least one thing that must hold"),
        ({"any": ["a", {"none": ["b"]}]}, ("any", 1), "at least one thing that must hold"),
        ({"all": []}, ("all",), "expected a list of conditions"),
        ({"all": "a"}, ("all",), "expected a list of conditions"),
        ({"al": ["a"]}, (), "unknown condition ['al']"),
        ({"all": ["a"], "side": "same"}, ("side",), "unknown key 'side' here; allowed: all"),
        ({"of": ["a", "b"]}, (), "`of` needs `at_least: N`"),
        ({"present": ["a", "b"], "at_least": 0}, ("at_least",), "a whole number from 1"),
        ({"present": ["a", "b"], "at_least": "2"}, ("at_least",), "a whole number from 1"),
        ({"present": [["a"]]}, ("present",), "expected the key of a finding"),
        ({"present": []}, ("present",), "expected the key of a finding"),
        ({"value": "age"}, (), "a value needs one number"),
        ({"value": "age", "at_least": 5, "at_most": 9}, (), "a value needs one number"),
        ({"value": "age", "at_least": "5"}, (), "a value needs one number"),
        ({"present": "a", "side": "oposite"}, ("side",), "'oposite' is not one of same"),
        ({"all": ["a", {"none": [{"all": ["b"]}]}]}, ("all", 1, "none", 0), "`none` may name findings only"),
        (_deep(DEEPEST + 1), ("any", 0) * (DEEPEST + 1), f"more than {DEEPEST} deep"),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(nested: Any, path: tuple[str | int, ...], said: str) -> None:
    problems: list[tuple[Any, str, str]] = []
    assert read(nested, (), lambda *problem: problems.append(problem)) is None
    assert [at for at, _, _ in problems] == [path]
    assert said in problems[0][1]


def test_as_deep_as_allowed_is_read() -> None:
    assert read(_deep(DEEPEST), (), lambda *problem: pytest.fail(str(problem))) is not None
