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
    assert value(case, "duration_days") == 0
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


# -- contradictions


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("findings: [{absent: fever_or_chills}, {value: {temperature: 39.6}}]\n", "temperature = 39.6 contradicts 'fever_or_chills' absent"),
        ("findings: [{present: vital_signs_normal}, {value: {systolic_pressure: 80}}]\n", "systolic_pressure = 80 contradicts 'vital_signs_normal'"),
        ("findings: [{value: {systolic_pressure: 80, diastolic_pressure: 130}}]\n", "the two may be swapped"),
        ("client: {sex: male}\nfindings: [{present: pregnant_or_possibly_pregnant}]\n", "contradicts 'sex_male' present (line 4)"),
        ("findings: [{absent: fast_pulse_over_100}, {value: {pulse_rate: 118}}]\n", "a pulse over 100"),
        ("client: {sex: male}\nfindings: [{present: menopause_or_after}]\n", "contradicts 'sex_male' present (line 4)"),
        ("findings: [{present: painless}, {present: pain_constant}]\n", "one says that there is no pain"),
        ("findings: [{present: pain_severe}, {value: {pain_intensity: 1}}]\n", "severe pain is 8 or more"),
        ("findings: [{present: neuro_exam_normal}, {present: reflex_reduced(ankle)}]\n", "are not all normal then"),
        ("findings: [{present: lumbar_movement_normal}, {present: limited(back_movement)}]\n", "not full in all directions"),
        ("findings: [{present: neck_movement_full}, {present: limited(neck_rotation), side: left}]\n", "not full in all"),
        ("findings: [{absent: pain(neck_any)}, {present: pain(neck_side), side: left}]\n", "contradicts 'pain(neck_any)' absent (line 4)"),
        ("findings: [{present: spurling}, {absent: spurling}]\n", "present and absent, the other in line 4"),
        ("findings: [{value: {temperature: 37}}, {value: {temperature: 38}}]\n", "two values, 37 (line 4) and 38"),
        ("findings: [{value: {temperature: 38}}, {value: {temperature: 37}}]\n", "two values, 38 (line 4) and 37"),
        ("findings: [{present: spurling, side: both}, {absent: spurling, side: left}]\n", "present and absent (left), the other"),
        ("findings: [{present: spurling, side: left}, {absent: spurling}]\n", "present and absent, the other in line 4; keep one, or give"),
        ("findings: [{present: spurling}, {absent: spurling, side: left}]\n", "present and absent, the other in line 4; keep one, or give"),
        ("findings: [{present: fever_or_chills}, {absent: fever_or_chills}]\n", "present and absent, the other in line 4; keep one ["),
        ("findings: [{absent: pain(neck_any), side: left}, {present: pain(neck_side)}]\n", "that says that every spot of it is free"),
        ("findings: [{value: {systolic_pressure: 90, diastolic_pressure: 90}}]\n", "the two may be swapped"),
    ],
)  # fmt: skip
def test_what_cannot_both_be_true_is_refused_with_both_places(kb: KnowledgeBase, text: str, said: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(kb, text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "findings: [{absent: fever_or_chills}, {value: {temperature: 37.9}}]\n",
        "findings: [{present: vital_signs_normal}, {value: {systolic_pressure: 128, diastolic_pressure: 82}}]\n",
        "findings: [{absent: pain(neck_any), side: right}, {present: pain(neck_side), side: left}]\n",
        "findings: [{present: pain(neck_any), side: left}, {present: pain(neck_side), side: left}]\n",
        "findings: [{present: spurling, side: left}, {absent: spurling, side: right}]\n",
        "findings: [{value: {temperature: 37}}, {value: {temperature: 37}}]\n",
        "client: {sex: unknown}\nfindings: [{present: pregnant_or_possibly_pregnant}]\n",
        "client: {sex: male}\nfindings: [{absent: pregnant_or_possibly_pregnant}]\n",
        "client: {sex: male}\nfindings: [{absent: menopause_or_after}]\n",
        "findings: [{present: pain_severe}, {value: {pain_intensity: 6}}]\n",
        "findings: [{present: neuro_exam_normal}, {present: weakness_any}]\n",  # felt by the client, not found
        "findings: [{present: lumbar_movement_normal}, {present: limited(hip_flexion)}]\n",
    ],
)
def test_what_can_both_be_true_is_taken(kb: KnowledgeBase, text: str) -> None:
    assert read(kb, text).observations


def test_what_is_said_twice_of_two_sides_is_one_finding_of_both_and_keeps_its_note(kb: KnowledgeBase) -> None:
    first, second = "{present: spurling, side: left%s}", "{present: spurling, side: right%s}"
    for notes in ((", note: sharp", ""), ("", ", note: sharp")):
        case = read(kb, f"findings: [{first % notes[0]}, {second % notes[1]}]\n")
        assert [(o.key, o.sides, o.note) for o in case.observations] == [("spurling", {"left", "right"}, "sharp")]


def test_every_contradiction_of_the_vocabulary_can_be_met(kb: KnowledgeBase) -> None:
    for contradiction in kb.contradictions:
        said = [group[0] for group in contradiction.groups]
        entries = []
        for atom in said:
            key, number, bound = atom.partition(">=") if ">=" in atom else atom.partition("<=")
            entries.append(
                f"value: {{{key}: {bound}}}" if number else f"{'present' if atom[0] == '+' else 'absent'}: {atom[1:]}"
            )
        with pytest.raises(ProblemsError) as caught:
            read(kb, "findings:\n" + "".join(f"  - {entry}\n" for entry in entries))
        assert contradiction.because in str(caught.value)


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
