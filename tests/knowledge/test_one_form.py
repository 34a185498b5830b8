"""What the formatter makes of a condition: one form, one spelling, groups by their names; and numbers in their unit."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language.fold import folded
from nmt_expert.knowledge.language.groups import Group, spread
from nmt_expert.knowledge.language.sentence import parse
from nmt_expert.knowledge.language.spell import spelled
from nmt_expert.knowledge.language.tidy import tidy
from nmt_expert.knowledge.language.units import in_unit_of
from nmt_expert.knowledge.model import Family, Subject
from nmt_expert.knowledge.written.schema.vocabulary import GroupEntry
from tests.reasoning.small import knowledge


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a and (b and c)", "a and b and c"),
        ("a or (b or c)", "a or b or c"),
        ("a and (b or c)", "a and (b or c)"),
        ("1 of (a, b and c)", "a or (b and c)"),
        ("2 of (a, b, c or (d or e))", "2 of (a, b, (c or d or e))"),
        ("(a or (b or c)) unless (d or (e or f))", "a or b or c unless d or e or f"),
        ("pain(thumb) or pain(wrist)", "pain in (thumb, wrist)"),
        ("pain(thumb) or pain(wrist) or pain(thumb)", "pain in (thumb, wrist)"),
        ("a or pain(thumb) or pain in (wrist, palm)", "a or pain in (thumb, wrist, palm)"),
        ("pain(thumb) or a or pain(wrist)", "pain(thumb) or a or pain(wrist)"),  # not neighbours
        ("pain(thumb) and pain(wrist)", "pain(thumb) and pain(wrist)"),
        ("pain(thumb) or numb(wrist)", "pain(thumb) or numb(wrist)"),
        ("pain(thumb) or no pain(wrist)", "pain(thumb) or no pain(wrist)"),
        ("pain(thumb) opposite or pain(wrist)", "pain(thumb) opposite or pain(wrist)"),
        ("pain(thumb) opposite or pain(wrist) opposite", "pain in (thumb, wrist) opposite"),
        ("pain(thumb) bilateral or pain(wrist) bilateral", "pain(thumb) bilateral or pain(wrist) bilateral"),
        ("pain in 2 of (thumb, wrist, palm) or pain(elbow)", "pain in 2 of (thumb, wrist, palm) or pain(elbow)"),
        ("a or b", "a or b"),
        ("age >= 50", "age >= 50"),
    ],
)
def test_a_condition_has_one_form(written: str, kept: str) -> None:
    assert spelled(tidy(parse(written))) == kept
    assert spelled(tidy(parse(kept))) == kept


GROUPS = {
    group.id: group
    for group in (
        Group("arm", "zones", ("za", "zb", "zc")),
        Group("leg", "zones", ("zd", "ze")),
        Group("all", "zones", ("za", "zb", "zc", "zd"), whole=True),
        Group("signs", "findings", ("f1", "f3", "f5")),
        Group("pair", "findings", ("f2", "f4")),
    )
}


@pytest.fixture
def base() -> KnowledgeBase:
    zones = {f"z{letter}": Subject(f"z{letter}", letter, "neck") for letter in "abcdefghi"}
    pain = Family("pain", "zones", "symptom", "Pain: {subject}", "?", "")
    return replace(knowledge([]), zones=zones, families={"pain": pain})


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("pain in (za, zb, zc)", "pain in @arm"),
        ("pain in (zi, za, zb, zc)", "pain in (zi, @arm)"),
        ("pain in (za, zi, zb, zc)", "pain in (@arm, zi)"),
        ("pain in (za, zb)", "pain in (za, zb)"),
        ("pain in (zd, ze)", "pain in (zd, ze)"),  # two are not worth a name
        ("pain in (za, zb, zc, zd)", "pain in @all"),  # a whole stands only for all of itself
        ("pain in (za, zb, zc, zd, zi)", "pain in (@arm, zd, zi)"),
        (
            "pain in (zd, ze, zf, zg, zh, zi, za)",
            "pain in (@leg, zf, zg, zh, zi, za)",
        ),  # but in a list that is too long
        ("pain in (zd, ze, zf, zg, zh, zi)", "pain in (zd, ze, zf, zg, zh, zi)"),
        ("no pain in (za, zb, zc)", "no pain in @arm"),
        ("a unless pain in (za, zb, zc)", "a unless pain in @arm"),
        ("2 of (a, b, pain in (za, zb, zc))", "2 of (a, b, pain in @arm)"),
        ("f1 or f3 or f5", "@signs"),
        ("f1 or f7 or f3 or f5", "@signs or f7"),
        ("f1 or f3", "f1 or f3"),
        ("f2 or f4", "f2 or f4"),
        ("f1 or f3 or no f5", "f1 or f3 or no f5"),
        ("f1 or f3 or f5 opposite", "f1 or f3 or f5 opposite"),
        ("f1 and f3 and f5", "f1 and f3 and f5"),
    ],
)
def test_the_members_of_a_group_are_told_by_its_name(base: KnowledgeBase, written: str, kept: str) -> None:
    assert spelled(folded(tidy(parse(written)), base, GROUPS)) == kept


def _spread(base: KnowledgeBase, **members: list[str]) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str]]]:
    entries = {id: GroupEntry(id=id, of="zones", members=words) for id, words in members.items()}
    wrong: list[tuple[str, str]] = []
    groups = spread(entries, base, lambda id, _at, message, _code: wrong.append((id, message)))
    return {group.id: group.members for group in groups.values()}, wrong


def test_a_group_inside_a_group_is_spread_out_once(base: KnowledgeBase) -> None:
    found, wrong = _spread(base, arm=["za", "zb"], more=["zb", "@arm", "zc"])
    assert found == {"arm": ("za", "zb"), "more": ("zb", "za", "zc")}
    assert wrong == []


def test_what_cannot_be_in_a_group_is_told_of_that_group(base: KnowledgeBase) -> None:
    _, wrong = _spread(base, one=["@two"], two=["@one"], za=["zb"], odd=["zz", "@none"])
    said = dict(wrong)
    assert "rests on itself: one > two > one" in said["two"]
    assert "is also one of the zones" in said["za"]
    assert [id for id, _ in wrong].count("odd") == 2


def test_groups_stand_eight_deep_and_no_deeper(base: KnowledgeBase) -> None:
    chain = {f"g{i}": [f"@g{i + 1}"] for i in range(1, 8)} | {"g8": ["za"]}
    assert _spread(base, **chain)[1] == []
    deeper = {"g0": ["@g1"], **chain}
    assert [id for id, message in _spread(base, **deeper)[1] if "more than 8 deep" in message] != []


@pytest.mark.parametrize(
    ("bound", "unit", "value"),
    [(2, "weeks", 14), (1, "week", 7), (3, "months", 90), (1, "year", 365), (5, "days", 5), (0, "days", 0)],
)
def test_a_time_is_counted_in_days(base: KnowledgeBase, bound: float, unit: str, value: float) -> None:
    days = replace(base.findings["f1"], key="duration_days", unit="days", low=0, high=1000)
    assert in_unit_of(days, "duration", bound, unit) == value


def test_a_number_without_its_unit_or_out_of_its_range_is_refused(base: KnowledgeBase) -> None:
    days = replace(base.findings["f1"], key="duration_days", unit="days", low=0, high=1000)
    degrees = replace(base.findings["f1"], key="angle", unit="degrees", low=0, high=90)
    assert in_unit_of(days, "duration_days", 3, "") == 3
    assert in_unit_of(degrees, "angle", 90, "degree") == 90
    assert "needs its unit: day, days" in str(in_unit_of(days, "duration", 3, ""))
    assert "is counted in degrees, not in days; write degrees, degree" in str(in_unit_of(degrees, "angle", 3, "days"))
    assert in_unit_of(degrees, "angle", 91, "") == "angle 91 is outside its range, 0 to 90 degrees"
    assert "outside its range" in str(in_unit_of(days, "duration", 200, "weeks"))
    assert "outside its range" in str(in_unit_of(degrees, "angle", -1, ""))
