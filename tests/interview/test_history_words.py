"""The history as notes tell it: how long, how it began, what was done in vain, operations, sport and relatives."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase


def _read(kb: KnowledgeBase, text: str) -> dict[str, object]:
    """State by finding, or the value where it is one."""
    found = read_notes(kb, text, "right").found
    return {u.key: u.state if u.value is None else u.value for u in found}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("left knee pain, 3 weeks", 21),
        ("3/52 history of neck pain", 21),
        ("knee pain x3/12", 91),
        ("a fortnight of shoulder pain", 14),
        ("a year and a half of heel pain", 547),
        ("pain for a couple of weeks", 14),
        ("ten-day history of neck pain", 10),
        ("pain for the past 48 hours", 2),
        ("fell off a ladder yesterday", 1),
        ("came on over 3 weeks", 21),
    ],
)
def test_how_long_is_read(kb: KnowledgeBase, text: str, days: int) -> None:
    assert _read(kb, text)["duration_days"] == days


@pytest.mark.parametrize(
    "text",
    [
        "6 weeks post op",
        "6 weeks of physiotherapy did not help",
        "attacks last two hours",
        "morning stiffness for 30 minutes",
        "pain for 10 minutes after walking",
        "sits for eight hours a day",
        "20 weeks pregnant",
        "32 years old",
        "relief for three weeks",
        "no pain for two years",
        "smoked for 20 years",
        "pain wakes him 3 nights a week",
    ],
)
def test_another_time_is_not_how_long(kb: KnowledgeBase, text: str) -> None:
    assert "duration_days" not in _read(kb, text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("twisted the ankle today", "recent_injury_72h"),
        ("developed within a few hours", "onset_within_hours"),
        ("pain came on over two days", "onset_within_days"),
        ("since instrumentation L2-L5", "onset_after_surgery"),
        ("after heavy racquetball practice", "onset_after_overload"),
        ("worse over a few weeks", "course_progressive"),
        ("back pain that grows", "course_progressive"),
        ("gabapentin and tramadol did not help", "medicine_failed"),
        ("no response to cortisone injection", "injection_failed"),
        ("refractory to physiotherapy", "physical_care_failed"),
        ("worse after local anaesthetic was injected at the sore place", "care_made_worse"),
        ("normal X-ray and MRI", "scan_normal"),
        ("enzymes, ECG, X-ray and CT normal", "heart_tests_normal"),
        ("operated on the right knee three years ago", "knee_surgery"),
        ("sister had the same kind of leg pain", "relative_with_same_complaint"),
        ("family history of migraine", "migraine_family"),
        ("worse with playing the cello", "worse_with(instrument_playing)"),
        ("mostly when climbing stairs", "worse_with(stairs)"),
    ],
)
def test_it_is_read(kb: KnowledgeBase, text: str, key: str) -> None:
    assert _read(kb, text).get(key) == "present"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("physio helped, ibuprofen made no difference", "better_with(anti_inflammatory)"),
        ("massage helped but exercises did not help", "medicine_failed"),
        ("if physio does not help, injection", "physical_care_failed"),
        ("her mother had surgery without success", "operation_failed"),
        ("MRI not done", "scan_normal"),
        ("sensation and reflexes normal, blood tests pending", "blood_tests_normal"),
        ("ankle surgery planned", "ankle_foot_surgery"),
        ("operation of the hip, pain in the knee", "knee_surgery"),
        ("his wife has migraine", "migraine_family"),
        ("tennis elbow on the right", "racket_or_throwing_sport"),
        ("worse at night", "course_progressive"),
        ("pain increases with walking", "course_progressive"),
        ("bending makes it worse", "course_progressive"),
        ("nearly fell twice", "onset_after_trauma"),
        ("fell asleep on the arm", "onset_after_trauma"),
        ("his mother fell last year", "onset_after_trauma"),
        ("soon after it started it ran into the thigh", "began_after_new_drug"),
    ],
)
def test_it_is_not_read(kb: KnowledgeBase, text: str, key: str) -> None:
    assert _read(kb, text).get(key) != "present"
