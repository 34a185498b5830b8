"""Conditions are written as sentences in one spelling, and say the same as before."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given

from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.compiled.conditions import clause_of
from nmt_expert.knowledge.compiled.formatting import formatted
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language.fold import folded
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.language.sentence import parse as read
from nmt_expert.knowledge.language.spell import spelled
from nmt_expert.knowledge.language.tidy import tidy
from nmt_expert.knowledge.written.conditions_of import conditions_of
from nmt_expert.knowledge.written.files import read_rules
from nmt_expert.knowledge.written.layout.file import laid_out
from nmt_expert.knowledge.written.load import kind_of, load
from nmt_expert.knowledge.written.schema.common import Supports
from nmt_expert.knowledge.written.schema.rules import ArgumentEntry, RuleEntry
from nmt_expert.knowledge.written.short_forms import ARGUMENT_KEYS
from nmt_expert.knowledge.written.yaml_source import parse
from nmt_expert.paths import shipped
from tests.knowledge.tiny import FILES, write
from tests.reasoning.small import conditions


def _written() -> list[tuple[str, str]]:
    """Every condition of rules/ with its place."""
    found: list[tuple[str, str]] = []
    for file in read_rules([shipped("rules")])[0]:
        kind = kind_of(file.name)
        for i, entry in enumerate(parse(file.content.decode(), file.name, aliases=True) if kind else ()):
            for path in conditions_of(kind or "", entry):
                raw = entry
                for step in path:
                    raw = raw[step]
                found.append((f"{file.name} {(i, *path)}", raw))
    return found


def test_every_condition_of_the_rules_says_the_same_in_the_one_spelling(kb: KnowledgeBase) -> None:
    names = Conditions(load([shipped("rules")]), kb, []).names
    wrong, looked_up = [], 0
    for place, raw in _written():
        tree = read(raw)
        sentence = spelled(tidy(tree))
        if read(sentence) != tidy(tree):
            wrong.append(place)
        before = names.resolved(tree, lambda *_: None)
        if before is not None:  # a template has fields, and a flag signs of its own
            looked_up += 1
            after = names.resolved(read(sentence), lambda *_: None)
            assert after is not None
            if clause_of("rule", before) != clause_of("rule", after):
                wrong.append(place)
    assert wrong == []
    assert looked_up > 3000


@given(condition=conditions())
def test_any_condition_survives_being_spelled(condition: str) -> None:
    tree = tidy(read(condition))
    assert read(spelled(tree)) == tree


_SPELLED = {
    "when: (fever)": "when: fever",
    "when: fever or (spurling or hot)": "when: fever or spurling or hot",
    "when: (fever and spurling) unless (hot)": "when: fever and spurling unless hot",
    "when: 1 of (fever, hot)": "when: fever or hot",
    "when: 2 of (fever, spurling or hot, age >= 50)": "when: 2 of (fever, (spurling or hot), age >= 50)",
    "when: worse_with(a) or worse_with(b) or tender in c either side": (
        "when: worse_with in (a, b) or tender(c) either side"
    ),
    # neighbours of one family together, behind another and on the same side only
    "when: fever or worse_with(a) or worse_with(b) or hot or worse_with(c)": (
        "when: fever or worse_with in (a, b) or hot or worse_with(c)"
    ),
    "when: hot or tender(a) either side or tender(b) or tender(a)": (
        "when: hot or tender(a) either side or tender in (b, a)"
    ),
    # and no others
    **{
        f"when: {sentence}": f"when: {sentence}"
        for sentence in (
            "hot or tender(a) bilateral or tender(b) bilateral",
            "hot or no tender(a) or no tender(b)",
            "hot or tender in 2 of (a, b) or tender(c)",
            "hot and tender(a) and tender(b)",
            "no weak|limited in 2 of (a, b)",
        )
    },
    "when: worse_with(a) or worse_with(a)": "when: worse_with(a)",
    "when: 2 of $provoke  # two": "# two\n  when: 2 of $provoke",
    "when: &x (fever and hot)\n- id: b\n  when: *x": "when: fever and hot\n- id: b\n  when: fever and hot",
    "when: >-\n    fever and\n    hot\n  note: why": "when: fever and hot\n  note: why",
    "when: '@signs'": 'when: "@signs"',
    "when: " + " and ".join(f"finding_number_{i}" for i in range(9)): (
        "when: "
        + " and ".join(f"finding_number_{i}" for i in range(5))
        + " and\n    "
        + " and ".join(f"finding_number_{i}" for i in range(5, 9))
    ),
}


@pytest.mark.parametrize("before", _SPELLED)
def test_the_one_spelling(before: str) -> None:
    text = f"# kept\n- id: a\n  {before}\n"
    assert _laid_out(text, "pattern") == f"# kept\n- id: a\n  {_SPELLED[before]}\n"


def _laid_out(text: str, kind: str) -> str:
    data = parse(text, "x", aliases=True)
    after = laid_out(text, data, lambda _entry: kind, lambda raw: spelled(tidy(read(raw))))
    assert laid_out(after, parse(after, "x"), lambda _entry: kind, lambda raw: raw) == after
    return after


_LONG = " ".join(["so much was seen"] * 10)
_LAYOUT = {
    # an argument: name and condition, strength, group and reason
    "- {id: a, arguments: [{id: b, when: (fever), against: weak, group: g, because: 'Why: so.'}]}": (
        '- id: a\n  arguments:\n    - b: fever\n      weak against (g): "Why: so."\n'
    ),
    "- id: a\n  arguments:\n  # of the ratio\n  - id: b\n    when: fever\n    lr: {positive: 2.0}\n    because: Why.\n": (
        "- id: a\n  arguments:\n    # of the ratio\n    - b: fever\n      lr: {positive: 2.0}\n      because: Why.\n"
    ),
    # a name that is a key of arguments stays under `id:`
    "- {id: a, arguments: [{id: note, when: fever, strength: weak, because: Why.}]}": (
        "- id: a\n  arguments:\n    - id: note\n      weak for: Why.\n      when: fever\n"
    ),
    "- id: a\n  provenance:\n  - {source: s, supports: [x, 'y, z']}\n  - source: t\n  - {source: u, note: in part}\n": (
        '- id: a\n  provenance: [s: [x, "y, z"], t, {source: u, note: in part}]\n'
    ),
    f"- id: a\n  because: {_LONG}\n": (f"- id: a\n  because: {_LONG[:109]}\n    {_LONG[110:]}\n"),
    "- id: a\n  sided: true\n  note: 'true'\n  prior: 0.50\n  name: it's\n": (
        '- id: a\n  sided: true\n  note: "true"\n  prior: 0.50\n  name: it\'s\n'
    ),
    "# head\n\n\n- id: a\n\n# of b\n- id: b # here\n  # end\n": "# head\n\n- id: a\n\n# of b\n# here\n- id: b\n# end\n",
}


@pytest.mark.parametrize("before", _LAYOUT)
def test_the_one_layout(before: str) -> None:
    assert _laid_out(before, "condition") == _LAYOUT[before]


def test_a_rule_says_strength_hypothesis_group_and_reason_in_one(tmp_path: Path) -> None:
    text = "- {id: a, when: fever, then: {for: other.b, strength: weak, absent: weak}, group: g, because: Why.}\n"
    after = _laid_out(text, "rule")
    assert after == "- id: a\n  when: fever\n  weak for other.b (g): Why.\n  absent: weak\n"


def test_a_short_entry_stands_on_a_line() -> None:
    text = "- id: a\n  url: https://x.org/a\n  seen: page\n  what: Notes\n"
    assert _laid_out(text, "source") == "- {id: a, what: Notes, seen: page, url: https://x.org/a}\n"
    asked = _laid_out("- id: a\n  ask: Does it hurt?\n  position: interview\n", "finding")
    assert asked == '- {id: a, ask: "Does it hurt?"}\n'  # a bare ? ends a text for some readers of YAML
    assert yaml.safe_load(asked) == [{"id": "a", "ask": "Does it hurt?"}]


def test_lists_are_named_by_their_groups_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    text = FILES["conditions/arm.yaml"].replace(
        "fever and angle <= 20", "'pain in (wrist, elbow, thumb, sternum) and angle <= 20'"
    )
    zones = FILES["vocabulary/zones.yaml"] + "".join(
        f"- {{id: {zone}, label: Z, region: arm, aspect: anterior}}\n" for zone in ("wrist", "elbow")
    )
    groups = "- {id: arm, of: zones, members: [thumb, elbow, wrist]}\n"
    changes = {"conditions/arm.yaml": text, "vocabulary/zones.yaml": zones, "vocabulary/groups.yaml": groups}
    old = read_rules([write(tmp_path, **changes)])
    new = formatted(old)
    (file,) = [file for file in new[0] if file.name == "conditions/arm.yaml"]
    assert b"- warm: pain in (@arm, sternum) and angle <= 20" in file.content
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
    tree = folded(tidy(read(f"pain in {written}")), kb, _GROUPS)
    assert spelled(tree) == f"pain in {folded_to}"
    assert folded(tree, kb, _GROUPS) == tree


def test_a_spelling_that_would_say_something_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nmt_expert.knowledge.compiled.formatting.spelled", lambda _tree: "fever")
    with pytest.raises(NmtError, match="would say something else"):
        formatted(read_rules([write(tmp_path)]))


def test_a_layout_that_would_lose_something_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "nmt_expert.knowledge.written.layout.file.shorten", lambda entry, _kind: entry.pairs.pop("note", 0)
    )
    text = FILES["conditions/arm.yaml"].replace("  prior: rare", "  prior: rare\n  note: seldom")
    with pytest.raises(NmtError, match=r"'condition other\.arthritis' would say something else"):
        formatted(read_rules([write(tmp_path, **{"conditions/arm.yaml": text})]))


def test_the_short_forms_say_what_the_long_ones_say() -> None:
    long = {"id": "a", "when": "fever", "against": "weak", "group": "g", "because": "Why."}
    assert ArgumentEntry.model_validate({"a": "fever", "weak against (g)": "Why."}) == ArgumentEntry(**long)
    assert set(ArgumentEntry.model_fields) == ARGUMENT_KEYS
    rule = {"id": "a", "when": "fever", "then": {"for": "other.b", "strength": "strong"}, "because": "Why."}
    assert RuleEntry.model_validate({"id": "a", "when": "fever", "strong for other.b": "Why."}) == RuleEntry(**rule)
    seen = [Supports.model_validate(one) for one in ("s", {"s": "x"}, {"s": ["x", "y"]})]
    assert [(one.source, one.supports) for one in seen] == [(["s"], []), (["s"], ["x"]), (["s"], ["x", "y"])]


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
