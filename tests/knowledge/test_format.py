"""Conditions are written as sentences in one spelling, and say the same as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.compiled.conditions import clause_of
from nmt_expert.knowledge.compiled.formatting import formatted
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language.fold import folded
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.language.nested import read
from nmt_expert.knowledge.language.spell import spelled
from nmt_expert.knowledge.language.tidy import tidy
from nmt_expert.knowledge.language.tree import Tree
from nmt_expert.knowledge.written.files import read_rules
from nmt_expert.knowledge.written.load import kind_of, load
from nmt_expert.knowledge.written.respelled import conditions_of, respelled
from nmt_expert.knowledge.written.yaml_source import parse
from nmt_expert.paths import shipped
from tests.knowledge.tiny import FILES, write
from tests.reasoning.small import conditions


def _read(raw: object) -> Tree:
    wrong: list[object] = []
    tree = read(raw, (), lambda *problem: wrong.append(problem))
    assert tree is not None, wrong
    return tree


def _written() -> list[tuple[str, object]]:
    """Every condition of rules/ with its place."""
    found: list[tuple[str, object]] = []
    for file in read_rules([shipped("rules")])[0]:
        kind = kind_of(file.name)
        for i, entry in enumerate(parse(file.content.decode(), file.name, aliases=True) if kind else ()):
            for path in conditions_of(kind or "", entry):
                raw = entry
                for step in path:
                    raw = raw[step]
                found.append((f"{file.name} {(i, *path)}", raw))
    return found


def test_every_condition_of_the_rules_says_the_same_as_a_sentence(kb: KnowledgeBase) -> None:
    names = Conditions(load([shipped("rules")]), kb, []).names
    wrong, looked_up = [], 0
    for place, raw in _written():
        tree = _read(raw)
        sentence = spelled(tidy(tree))
        if _read(sentence) != tidy(tree):
            wrong.append(place)
        before = names.resolved(tree, lambda *_: None)
        if before is not None:  # a template has fields, and a flag signs of its own
            looked_up += 1
            after = names.resolved(_read(sentence), lambda *_: None)
            assert after is not None
            if clause_of("rule", before) != clause_of("rule", after):
                wrong.append(place)
    assert wrong == []
    assert looked_up > 3000


@given(condition=conditions())
def test_any_condition_survives_being_spelled(condition: object) -> None:
    tree = tidy(_read(condition))
    assert _read(spelled(tree)) == tree


_SPELLED = {
    "when: {present: fever}": "when: fever",
    "when: {absent: fever}": "when: no fever",
    "when: {any: [fever, {any: [spurling, hot]}]}": "when: fever or spurling or hot",
    "when: {all: [fever, {all: [spurling]}, {none: [hot]}]}": "when: fever and spurling unless hot",
    "when: {at_least: 2, of: [fever, {any: [spurling, hot]}, {value: age, at_least: 50}]}": (
        "when: 2 of (fever, (spurling or hot), age >= 50)"
    ),
    "when: {any: [worse_with(a), worse_with(b), {present: tender, of: [c], side: either}]}": (
        "when: worse_with in (a, b) or tender(c) either side"
    ),
    "when: {absent: [weak, limited], of: [a, b], at_least: 2}": "when: no weak|limited in 2 of (a, b)",
    "when: {absent: [fever, hot]}": "when: no fever or no hot",
    "when: {present: $provoke, at_least: 2}  # two": "when: 2 of $provoke  # two",
    "when:\n    all:\n      - fever\n      - hot\n  note: why": "when: fever and hot\n  note: why",
    "when:\n    all:\n      - fever  # high\n      - hot": "when:\n    all:\n      - fever  # high\n      - hot",
    "when: &x {all: [fever, hot]}\n- id: b\n  when: *x": "when: &x fever and hot\n- id: b\n  when: *x",
    "when: >-\n    fever and\n    hot\n  note: why": "when: fever and hot\n  note: why",
    "when: '@signs'": 'when: "@signs"',
    "when: {all: [" + ", ".join(f"finding_number_{i}" for i in range(9)) + "]}": (
        "when: "
        + " and ".join(f"finding_number_{i}" for i in range(5))
        + " and\n    "
        + " and ".join(f"finding_number_{i}" for i in range(5, 9))
    ),
}


@pytest.mark.parametrize("before", _SPELLED)
def test_the_one_spelling(before: str) -> None:
    text = f"# kept\n- id: a\n  {before}\n"
    after = respelled(text, parse(text, "x", aliases=True), "pattern", lambda raw, _path: spelled(tidy(_read(raw))))
    assert after == f"# kept\n- id: a\n  {_SPELLED[before]}\n"


def test_a_condition_inside_braces_is_quoted_where_it_has_commas() -> None:
    text = "- {id: a, when: {present: pain, of: [thumb, sternum]}, note: why}\n"
    after = respelled(text, parse(text, "x"), "pattern", lambda raw, _path: spelled(tidy(_read(raw))))
    assert after == '- {id: a, when: "pain in (thumb, sternum)", note: why}\n'


def test_lists_are_named_by_their_groups_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    text = FILES["conditions/arm.yaml"].replace("[fever,", "[{present: pain, of: [wrist, elbow, thumb, sternum]},")
    zones = FILES["vocabulary/zones.yaml"] + "".join(
        f"- {{id: {zone}, label: Z, region: arm, aspect: anterior}}\n" for zone in ("wrist", "elbow")
    )
    groups = "- {id: arm, of: zones, members: [thumb, elbow, wrist]}\n"
    changes = {"conditions/arm.yaml": text, "vocabulary/zones.yaml": zones, "vocabulary/groups.yaml": groups}
    old = read_rules([write(tmp_path, **changes)])
    new = formatted(old)
    (file,) = [file for file in new[0] if file.name == "conditions/arm.yaml"]
    assert b'when: "pain in (@arm, sternum) and angle <= 20"' in file.content
    assert formatted(new) == new


_GROUPS = {
    "three": Group("three", "zones", ("a", "b", "c")),
    "two": Group("two", "zones", ("d", "e")),
    "purpose": Group("purpose", "zones", ("f", "g", "h", "i"), whole=True),
}


@pytest.mark.parametrize(
    ("written", "folded_to"),
    [
        ("(a, b, c, f)", "(@three, f)"),
        ("(a, d, e)", "(a, d, e)"),  # a name for two is worth it only in a list that is too long
        ("(d, e, f, g, h, i, j)", "(@two, f, g, h, i, j)"),
        ("(i, h, g, f)", "@purpose"),
        ("(a, b, c, f, g, h, i)", "(@three, f, g, h, i)"),  # made for a purpose, which this is not
        ("(f, g, @three, @two, h, i)", "(f, g, @three, @two, h, i)"),
    ],
)
def test_names_take_the_place_of_lists(written: str, folded_to: str, kb: KnowledgeBase) -> None:
    tree = folded(tidy(_read(f"pain in {written}")), kb, _GROUPS)
    assert spelled(tree) == f"pain in {folded_to}"
    assert folded(tree, kb, _GROUPS) == tree


def test_a_spelling_that_would_say_something_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nmt_expert.knowledge.compiled.formatting.spelled", lambda _tree: "fever")
    with pytest.raises(NmtError, match="would say something else"):
        formatted(read_rules([write(tmp_path)]))


def test_wrong_rules_are_not_formatted(tmp_path: Path) -> None:
    with pytest.raises(NmtError, match="unknown finding 'fevr'"):
        formatted(
            read_rules(
                [
                    write(
                        tmp_path,
                        **{
                            "safety/screen.yaml": "",
                            "templates/drawing.yaml": FILES["templates/drawing.yaml"].replace("'tender({id})'", "fevr"),
                        },
                    )
                ]
            )
        )
    compile_rules(load([write(tmp_path / "right")]))
