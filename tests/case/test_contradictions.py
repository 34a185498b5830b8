"""What cannot both be true is refused with both places; what can is taken."""

from __future__ import annotations

import pytest

from nmt_expert.errors import ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase
from tests.case.test_statements import read


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
