"""What the head and the findings of a case come to: age, duration, regions, sides; and what they cannot come to."""

from __future__ import annotations

from datetime import date

import pytest

from nmt_expert.case.age import age_at
from nmt_expert.case.load import Case, parse_case
from nmt_expert.errors import ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase

HEAD = "schema: nmt-case/1\nid: x\ndate: 2026-11-21\n"


def read(kb: KnowledgeBase, text: str, head: str = HEAD) -> Case:
    return parse_case(head + text, "x.yaml", kb)


def value(case: Case, key: str) -> float | None:
    return next((o.value for o in case.observations if o.key == key), None)


def states(case: Case) -> dict[str, str]:
    return {o.key: o.state for o in case.observations}


# -- age


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1979-02-03", 47),
        ("1979-11-21", 47),
        ("1979-11-22", 46),
        ("2017-01-01", 9),
        ("2024-10-21", 2),
        ("2024-12-21", 1.92),
        ("2026-04-21", 0.58),
        ("2026-11-21", 0),
    ],
)
def test_a_day_of_birth_is_an_age(kb: KnowledgeBase, born: str, age: float) -> None:
    case = read(kb, f"client: {{born: {born}}}\n")
    assert value(case, "age") == case.file.client.age == age


def test_an_age_counts_from_the_29th_of_february() -> None:
    assert age_at(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert age_at(date(2000, 2, 29), date(2026, 3, 1)) == 26


@pytest.mark.parametrize(
    ("client", "said"),
    [
        ("{age: 9, born: 2015-02-03}", ["11 years on 2026-11-21", "said to be 9 (line 4)"]),
        ("{born: 1905-01-01}", ["cannot both be right"]),
        ("{age: 47, born: 2015-02-03}", ["x.yaml:4:19", "11 years on 2026-11-21", "said to be 47 (line 4)"]),
        ("{born: 2027-01-01}", ["cannot both be right"]),
        ("{born: 1850-01-01}", ["cannot both be right"]),
        ("{born: 1979-02-30}", ["there is no day 1979-02-30"]),
    ],
)  # fmt: skip
def test_an_age_and_a_birth_that_disagree_are_refused(kb: KnowledgeBase, client: str, said: list[str]) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(kb, f"client: {client}\n")
    for part in said:
        assert part in str(caught.value)


def test_a_day_of_birth_alone_is_no_age(kb: KnowledgeBase) -> None:
    with pytest.raises(ProblemsError, match="write the `date:` of the case, or the age"):
        read(kb, "client: {born: 1979-02-03}\n", "schema: nmt-case/1\nid: x\n")
    assert value(read(kb, "client: {born: 1979-02-03, age: 47}\n", "schema: nmt-case/1\nid: x\n"), "age") == 47


# -- duration


def test_since_is_a_duration(kb: KnowledgeBase) -> None:
    case = read(kb, "complaint: {since: 45 min}\n")
    assert value(case, "duration_days") == 0.0312
    assert states(case)["course_chronic"] == "absent"
    assert states(read(kb, "complaint: {since: since 2019}\n"))["course_chronic"] == "present"


def test_a_year_alone_is_a_time(kb: KnowledgeBase) -> None:
    assert value(read(kb, "complaint: {since: 2019}\n"), "duration_days") == 2517


def test_a_stated_duration_or_course_stands(kb: KnowledgeBase) -> None:
    case = read(
        kb, "complaint: {since: 3 months}\nfindings: [{value: {duration_days: 90}}, {absent: course_chronic}]\n"
    )
    assert value(case, "duration_days") == 90
    case = read(kb, "complaint: {since: 2 days}\nfindings: [{present: course_chronic}]\n")  # acute on chronic
    assert states(case)["course_chronic"] == "present"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("complaint: {since: 2 days}\nfindings: [{value: {duration_days: 730}}]\n", "'2 days' is 2 days, but duration_days is said to be 730"),
        ("complaint: {since: a long time}\n", "how long 'a long time' is cannot be told; write a number and its unit"),
    ],
)  # fmt: skip
def test_a_duration_that_cannot_be_told_or_disagrees_is_refused(kb: KnowledgeBase, text: str, said: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(kb, text)
    assert said in str(caught.value)
    assert str(caught.value).startswith("x.yaml:4:13: ")


# -- areas of the body chart


def test_areas_of_which_little_is_known_are_taken(kb: KnowledgeBase) -> None:
    areas = "{id: P1, now: 3, worst: 3, quality: [quality_dull]}, {id: P2, now: 4, brings_on: [P1]}, {id: P3, worst: 2}"
    assert [area.id for area in read(kb, f"complaint: {{areas: [{areas}]}}\n").file.complaint.areas] == [
        "P1",
        "P2",
        "P3",
    ]


# -- regions


@pytest.mark.parametrize(
    ("word", "mend"),
    [
        ("lower_back", "Did you mean low_back?"), ("lower back", "Did you mean low_back?"), ("shoulders", "'shoulder'"),
        ("chest", "thorax"), ("calf", "leg"), ("back", "low_back (or thorax"), ("zzz", "The regions are: head"),
        ('"shoulder, neck"', "as a list, [shoulder, neck]"),
    ],
)  # fmt: skip
def test_an_unknown_region_is_refused_with_the_nearest(kb: KnowledgeBase, word: str, mend: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(kb, f"complaint:\n  regions: [neck, {word}]\n")
    assert mend in str(caught.value)
    assert str(caught.value).startswith("x.yaml:5:")


def test_a_region_may_be_spaced_and_capitalised(kb: KnowledgeBase) -> None:
    case = read(kb, "complaint: {regions: [Low back, low-back, HIP]}\n")
    assert case.file.complaint.regions == ["low_back", "hip"]


# -- sides


@pytest.mark.parametrize("side", ["side: midline, ", ""])
def test_the_side_of_one_finding_is_not_that_of_another(kb: KnowledgeBase, side: str) -> None:
    case = read(
        kb,
        f"complaint: {{{side}text: neck}}\nfindings: [{{present: spurling, side: left}}, {{present: pain(neck_side)}}]\n",
    )
    sides = {o.key: o.sides for o in case.observations}
    assert sides == {"spurling": {"left"}, "pain(neck_side)": frozenset()}


def test_a_finding_without_a_side_is_on_that_of_the_complaint(kb: KnowledgeBase) -> None:
    case = read(kb, "complaint: {side: both}\nfindings: [{present: spurling}]\n")
    assert case.observations[0].sides == {"left", "right"}


@pytest.mark.parametrize(
    "finding", ["{present: [pain(sternum), spurling], side: left}", "{present: anticoagulant_use, side: left}"]
)
def test_a_side_that_is_meant_for_another_finding_or_for_nothing_is_taken(kb: KnowledgeBase, finding: str) -> None:
    sides = {o.key: o.sides for o in read(kb, f"findings: [{finding}]\n").observations}
    assert sides.pop("spurling", {"left"}) == {"left"}
    assert set(sides.values()) == {frozenset()}


# -- findings that cannot be


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("value: {temperature: 86}", "86 °C lies outside 30 to 45; 86 °F are 30.0 °C"),
        ("value: {temperature: 113}", "113 °F are 45.0 °C"),
        ("value: {temperature: 85}", "85 °C lies outside 30 to 45 ["),
        ("value: {temperature: 114}", "114 °C lies outside 30 to 45 ["),
        ("value: {pain_intensity: 99}", "lies outside 0 to 10 ["),
        ("not_tested: [spurlin]", "unknown finding 'spurlin'"),
        ("not_raised: [spurlin]", "unknown finding 'spurlin'"),
    ],
)
def test_what_cannot_be_is_refused(kb: KnowledgeBase, entry: str, said: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(kb, f"findings: [{{{entry}}}]\n")
    assert said in str(caught.value)


def test_of_several_in_one_list_each_is_named_at_its_own_place(kb: KnowledgeBase) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(kb, "findings:\n  - present: [spurlin, temperature, spurling, phale]\n")
    told = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in told[:3]] == ["x.yaml:5:15", "x.yaml:5:24", "x.yaml:5:47"]


# -- medicines


@pytest.mark.parametrize(
    ("medicines", "thins"),
    [
        ("apixaban 5 mg twice daily", True),
        ("ramipril, Warfarin", True),
        ("clopidogrel", True),
        ("apixaban (never missed)", True),
        ("warfarin stopped, now apixaban", True),
        ("changed from warfarin to apixaban", True),
        ("warfarin 5 mg", True),
        ("warfarin stopped in May", False),
        ("apixaban 5 mg, stopped", False),
        ("stopped taking the warfarin", False),
        ("allergic to heparin", False),
        ("heparin gel", False),
        ("aspirin now and then", False),
        ("ramipril", False),
    ],
)
def test_a_blood_thinner_among_the_medicines_is_known_without_a_tick(
    kb: KnowledgeBase, medicines: str, thins: bool
) -> None:
    case = read(kb, f"client: {{medicines: ['{medicines}']}}\n")
    assert (states(case).get("anticoagulant_use") == "present") == thins


@pytest.mark.parametrize(
    ("medicine", "key"),
    [
        ("Methotrexate 15 mg weekly", "immune_medicine"),
        ("atorvastatin", "statin_use"),
        ("levofloxacin last week", "fluoroquinolone_use"),
        ("prednisolone", "steroid_tablets"),
    ],
)
def test_other_medicines_that_the_vocabulary_names_are_known_too(kb: KnowledgeBase, medicine: str, key: str) -> None:
    assert states(read(kb, f"client: {{medicines: [{medicine}]}}\n")).get(key) == "present"
    assert key not in states(read(kb, "client: {medicines: [prednisolone eye drops, nystatin]}\n"))


def test_a_blood_thinner_that_is_named_and_denied_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(ProblemsError, match=r"present and absent, the other in line 4; keep one \["):
        read(kb, "client: {medicines: [warfarin]}\nfindings: [{absent: anticoagulant_use}]\n")
