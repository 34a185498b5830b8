"""What a template says of one entry: its lists laid in, and nothing where a list is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.errors import ProblemsError
from tests.knowledge.tiny import FILES, compiled, write

_N, _T = "anatomy/nerves/arm.yaml", "templates/drawing.yaml"
_FAMILIES = FILES["vocabulary/families.yaml"] + (
    '- {id: worse_with, over: activities, section: symptom, label: "Worse with {subject}", ask: "Worse with {subject}?"}\n'
)


def _template(id: str, when: str, for_each: str = "nerve") -> str:
    return f"- {{id: {id}, for_each: {for_each}, when: '{when}', then: {{for: '{{hypothesis}}', strength: weak}}, because: B.}}\n"


def _asked(folder: Path, when: str, nerve: str, for_each: str = "nerve") -> list[set[str]]:
    """What the template asks for of the nerve, rule by rule; `nerve` stands in the place of its skin."""
    files = {
        _N: FILES[_N].replace("  sensory: [thumb]\n", nerve),
        _T: FILES[_T] + _template("asked", when, for_each),
        "vocabulary/families.yaml": _FAMILIES,
    }
    kb = compiled(write(folder, **files))
    rules = [rule for rule in kb.rules_of("compression.root_c7") if rule.because == "B."]
    return [{kb.atoms[a] for _, atoms in rule.groups for a in atoms} for rule in rules]


_SKIN = "  sensory: [thumb, sternum]\n"


@pytest.mark.parametrize(
    ("when", "nerve", "asked"),
    [
        # with a side of its own: all its skin on that side
        ("pain in $sensory", _SKIN, {"+pain(thumb)", "+pain(sternum)"}),
        ("pain in $both_sensory bilateral", _SKIN, None),
        # without: what has a side is asked for on both, the midline as it is
        ("pain in $both_sensory bilateral", _SKIN + "  sided: false\n", {"&+pain(thumb)"}),
        ("pain in $sensory", _SKIN + "  sided: false\n", {"+pain(sternum)"}),
        # what strains much else beside the nerve is no test of it
        ("$provoke", "  provoke: [spurling, worse_with(writing)]\n", {"+spurling"}),
        ("$provoking_activities", "  provoke: [spurling, worse_with(writing)]\n", {"+worse_with(writing)"}),
        ("$provoke", "  provoke: [worse_with(writing)]\n", None),
        ("2 of $provoke", "  provoke: [spurling, worse_with(writing)]\n", None),  # one is too few
    ],
)
def test_what_a_template_asks_of_a_nerve(tmp_path: Path, when: str, nerve: str, asked: set[str] | None) -> None:
    assert _asked(tmp_path, when, nerve) == ([asked] if asked else [])


@pytest.mark.parametrize(("for_each", "speaks"), [("compression", True), ("entrapment", False), ("condition", False)])
def test_a_template_speaks_of_the_entries_of_its_kind(tmp_path: Path, for_each: str, speaks: bool) -> None:
    found = _asked(tmp_path, "pain(thumb)", "", for_each)
    assert found == ([{"+pain(thumb)"}] if speaks else [])


def _nested(count: int) -> str:
    inner = "".join(f'- {{id: g{i}, of: zones, members: ["@g{i - 1}"]}}\n' for i in range(1, count))
    return "- {id: g0, of: zones, members: [thumb]}\n" + inner


@pytest.mark.parametrize("turned", [False, True])
def test_eight_groups_may_stand_inside_each_other_and_no_nine(tmp_path: Path, turned: bool) -> None:
    def groups(count: int) -> str:
        lines = _nested(count).splitlines(keepends=True)
        return "".join(reversed(lines) if turned else lines)

    when = "fever and angle <= 20"
    text = FILES["conditions/arm.yaml"].replace(when, "'pain in @g7'")
    kb = compiled(write(tmp_path, **{"vocabulary/groups.yaml": groups(8), "conditions/arm.yaml": text}))
    assert "+pain(thumb)" in kb.atoms
    with pytest.raises(ProblemsError, match="more than 8 deep"):
        compiled(write(tmp_path, **{"vocabulary/groups.yaml": groups(9), "conditions/arm.yaml": text}))


@pytest.mark.parametrize(
    ("provenance", "sources"),
    [
        ("[study_2003: [sensory]]", ("study_2003",)),
        ("[study_2003: [motor, provoking]]", ()),  # seen there: something else
        ("[{source: study_2003, supports: [motor]}, {source: [study_2004, study_2003], supports: [sensory]}]",
         ("study_2004", "study_2003")),
    ],
)  # fmt: skip
def test_a_rule_names_the_sources_of_what_it_uses(tmp_path: Path, provenance: str, sources: tuple[str, ...]) -> None:
    known = FILES["sources/all.yaml"] + FILES["sources/all.yaml"].replace("2003", "2004")
    nerve = FILES[_N].replace("  sensory: [thumb]\n", f"  sensory: [thumb]\n  provenance: {provenance}\n")
    text = FILES[_T] + _template("asked", "pain in $sensory")
    kb = compiled(write(tmp_path, **{"sources/all.yaml": known, _N: nerve, _T: text}))
    assert [rule.sources for rule in kb.rules_of("compression.root_c7") if rule.because == "B."] == [sources]
