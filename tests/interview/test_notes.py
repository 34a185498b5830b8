"""Pasted notes: what is understood, what is not, and that nothing enters without a yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.case.load import load_case
from nmt_expert.case.save import CaseDocument, SaveError
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.prose.nearest import nearest
from nmt_expert.interview.words.prose.notes import LONGEST, corrected, read_notes
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import run

SOAP = """\
S: Numb thumb and index finger of the right hand for six weeks. Wakes her at night, eased by shaking the hand.
Denies weakness or fever. Mother has diabetes. Pain in the shoulder 4/10. Worse with typing and driving.
O: Phalen positive right, Tinel negative at the carpal tunnel. Sensation and reflexes normal.
Tender infraspinatus and a trigger point in the upper trapezius on the left.
A: possible carpal tunnel syndrome, cervical radiculopathy with weakness of elbow extension
P: numb thumb to be tested again
"""
FIRST = ("A-17", "50", "f", "office", "numb", "hand", "r", "s", "g", "y")


def test_findings_sides_states_and_the_words_that_they_came_from(kb: KnowledgeBase) -> None:
    found = {(u.key, u.state, u.side) for u in read_notes(kb, SOAP).found if not u.among}
    assert found == {
        ("numbness(thumb)", "present", "right"), ("numbness(finger_index)", "present", "right"), ("duration_days", "value", None),
        ("wakes_at_night", "present", None), ("better_with(shaking_hand)", "present", None), ("weakness_any", "absent", None),
        ("fever_or_chills", "absent", None), ("pain_intensity", "value", None), ("worse_with(typing)", "present", None),
        ("worse_with(driving)", "present", None), ("phalen", "present", "right"), ("tinel(carpal_tunnel)", "absent", "right"),
        ("sensory_loss_any", "absent", None), ("reflex_change_any", "absent", None), ("tender(infraspinatus)", "present", "left"),
        ("hypersensitive_spot(upper_trapezius)", "present", "left"), ("pain(shoulder_any)", "present", None),
    }  # fmt: skip
    phalen = next(u for u in read_notes(kb, SOAP).found if u.key == "phalen")
    assert phalen.words.startswith("Phalen positive right")


@pytest.mark.parametrize(
    ("text", "key", "state"),
    [
        ("Pain in the shoulder", "pain(shoulder_any)", "present"),
        ("no wrist pain", "pain(wrist_any)", "absent"),
        ("hip movement limited in all directions", "hip_movement_limited", "present"),
        ("ankle range full", "limited(ankle_movement)", "absent"),
        ("sensation of the leg normal", "sensory_loss(leg_any)", "absent"),
    ],
)
def test_a_part_whose_spot_is_not_said_is_taken_as_such_in_one_line(
    kb: KnowledgeBase, text: str, key: str, state: str
) -> None:
    assert [(u.key, u.state) for u in read_notes(kb, text).found] == [(key, state)]


def test_a_full_range_fills_no_page(kb: KnowledgeBase) -> None:
    found = [(u.key, u.state) for u in read_notes(kb, "full hip range").found]
    assert found == [("limited(hip_movement)", "absent")]


@pytest.mark.parametrize(
    ("text", "key", "state"),
    [
        ("no numbness in the thumb, but pain in the calf", "numbness(thumb)", "absent"),
        ("no numbness in the thumb, but pain in the calf", "pain(calf_any)", "present"),
        ("Spurling negative", "spurling", "absent"),
        ("strength and reflexes full and equal", "weakness_any", "absent"),
        ("pain without numbness of the little finger", "numbness(finger_little)", "absent"),
        ("weak elbow extension", "weak(elbow_extension)", "present"),
        ("triceps reflex diminished", "reflex_reduced(triceps)", "present"),
        ("neck rotation limited", "limited(neck_rotation)", "present"),
        ("pain not relieved by rest", "better_with(rest)", "absent"),
        ("painkillers did not help", "better_with(painkillers)", "absent"),
        ("Neer, Hawkins and empty can negative", "hawkins_kennedy", "absent"),
        ("no fever, chills or weight loss", "unexplained_weight_loss", "absent"),
        ("insidious onset without injury, slowly worse", "course_progressive", "present"),
        ("insidious onset without injury, slowly worse", "onset_after_trauma", "absent"),
        ("no numbness, pain in the calf", "pain(calf_any)", "present"),
        ("no pelvic tilt, leg length difference or scoliosis", "leg_length_difference", "absent"),
        ("sleeps well", "sleep_disturbed", "absent"),
        ("neck not tender", "tenderness(neck_any)", "absent"),
        ("full and painless range of the hip", "hip_movement_normal", "present"),
        ("knee and ankle jerks normal", "reflex_reduced(ankle)", "absent"),
        ("full strength of the left arm", "weak(elbow_extension)", "absent"),
        ("neck flexion, extension and rotation painful", "pain_on(neck_extension)", "present"),
        ("Shoulder: flexion 160, external rotation limited", "limited(shoulder_external_rotation)", "present"),
        ("numb ring and little fingers", "numbness(finger_ring_ulnar)", "present"),
        ("pain at the front and outer side of the left thigh", "pain(thigh_outer)", "present"),
        ("tender upper and middle trapezius", "tender(middle_trapezius)", "present"),
        ("left wrist extensors 4-/5", "weak(wrist_extension)", "present"),
        ("tingling while typing", "worse_with(typing)", "present"),
        ("worse after an hour of sitting", "worse_with(prolonged_sitting)", "present"),
        ("lying on the right side painful", "worse_with(lying_on_side)", "present"),
        ("burning pain of the outer thigh", "pain(thigh_outer)", "present"),
        ("neck pain radiating into the left forearm", "radiates_below_elbow", "present"),
        ("McMurray positive, Lachman negative", "mcmurray", "present"),
        ("McMurray positive, Lachman negative", "lachman", "absent"),
        ("never had low back pain before", "back_pain_episodes_before", "absent"),
        ("ankle sprains in the past", "repeated_ankle_sprains", "present"),
        ("no previous knee surgery", "knee_surgery", "absent"),
        ("no position takes the leg pain away", "constant_unrelenting_pain", "present"),
        ("on walking and standing up", "worse_with(walking)", "present"),
        ("peroneals and tibialis anterior full strength", "weak(ankle_eversion)", "absent"),
        ("hip abduction strength 4/5", "weak(hip_abduction)", "present"),
        ("coccygeus painful, hard and in spasm", "spasm(coccygeus)", "present"),
        ("trigger points in soleus that send pain to the heel", "referred_pain(soleus)", "present"),
        ("C2/3 stiff and tender", "segmental_stiffness_upper_neck", "present"),
        ("put down to hip arthritis", "earlier_diagnosis_other", "present"),
        ("feeling normal at the outer foot", "sensory_loss(foot_lateral)", "absent"),
        ("position sense intact", "position_sense_reduced", "absent"),
        ("grip reduced", "weak(grip)", "present"),
        ("no pain", "painless", "present"),
        ("Reflexes KJ 2+ AJ 1+ R", "reflex_reduced(ankle)", "present"),
        ("bladder and bowel function normal", "new_bladder_incontinence", "absent"),
        ("no illness or headache", "headache_present", "absent"),
    ],
)
def test_scope_of_a_denial(kb: KnowledgeBase, text: str, key: str, state: str) -> None:
    assert (key, state) in {(u.key, u.state) for u in read_notes(kb, text).found}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("lost ten pounds in a month", "quality_throbbing"),
        ("missed a step and fell on the knee", "reflex_reduced(knee)"),
        ("increasing knee pain", "reflex_brisk(knee)"),
        ("weak femoral pulses", "weakness_any"),
        ("intermittent fever", "pain_intermittent"),
        ("increased lumbar lordosis", "course_progressive"),
        ("external rotation 4/5", "weak(hip_external_rotation)"),
        ("pain began on lifting the arm", "worse_with(arm_elevation)"),
        ("flexion limited, extension full", "limited(trunk_extension)"),
        ("both parents had a lumbar disc herniation", "known_lumbar_disc_or_stenosis"),
        ("smokes a pack a day for 25 years", "course_chronic"),
        ("rest of the neurological examination normal", "neuro_exam_normal"),
        ("top of the foot goes to sleep", "pain_spreads"),
        ("low back pain for two weeks after lifting a box", "worse_with(lifting)"),
        ("no back pain at rest", "pain(back_any)"),
        ("pain in the mid-back", "low_back_or_leg_pain"),
        ("avoids sitting cross-legged", "avoids_sitting"),
        ("FABER gives outer hip pain", "pain(hip_lateral)"),
        ("flares the morning after exercise", "worse_with(morning)"),
        ("treated at eye, ear and pain clinics", "pain(ear)"),
        ("comes only after 15 minutes of walking", "duration_days"),
        ("full range of ankle and toes", "range_full_shoulder"),
        ("weakness of the leg", "bilateral_leg_numbness_or_weakness"),
        ("fulcrum test equivocal", "fulcrum_test"),
        ("hand behind the head without pain", "pain(occiput)"),
        ("numb at the back of the forearm", "numbness(back_any)"),
        ("ice feels good", "sensory_loss_any"),
    ],
)
def test_what_only_sounds_like_a_finding_is_not_taken(kb: KnowledgeBase, text: str, key: str) -> None:
    assert key not in {u.key for u in read_notes(kb, text).found if not u.among}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("left knee and right ankle pain", {"pain(knee_any)": "left", "pain(ankle_any)": "right"}),
        ("knee pain left and ankle pain right", {"pain(knee_any)": "left", "pain(ankle_any)": "right"}),
        ("tingling in the middle finger of the right hand", {"tingling(finger_middle)": "right"}),
        ("trigger points in soleus, left worse than right", {"hypersensitive_spot(soleus)": "both"}),
        ("jaw deviates to the left, masseter tender", {"tender(masseter_deep)": None}),
        ("trunk rotation to the left hurts", {"pain_on(trunk_rotation)": "left"}),
    ],
)
def test_sides_of_a_list(kb: KnowledgeBase, text: str, sides: dict[str, str | None]) -> None:
    found = {u.key: u.side for u in read_notes(kb, text).found}
    assert {key: found.get(key, "not found") for key in sides} == sides


@pytest.mark.parametrize(
    "text",
    [
        "mother had numbness of the thumb",
        "possible weakness of elbow extension",
        "Plan: test numb thumb",
        "x" * LONGEST,
        "\x1b[2J",
    ],
)
def test_what_others_have_and_what_is_only_thought_is_not_taken(kb: KnowledgeBase, text: str) -> None:
    assert not read_notes(kb, text).found


def test_what_is_said_both_ways_is_not_understood(kb: KnowledgeBase) -> None:
    notes = read_notes(kb, "Phalen positive on the right. Phalen negative on the right.")
    assert (notes.found, len(notes.not_understood)) == ([], 2)


def test_notes_that_are_too_long_are_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(InputError, match="at most"):
        read_notes(kb, "a " * LONGEST)


def test_corrections(kb: KnowledgeBase) -> None:
    found = read_notes(kb, "Phalen positive. Spurling positive.").found
    assert [(u.key, u.state, u.side) for u in corrected(found, "1l 2-")] == [
        ("phalen", "present", "left"),
        ("spurling", "absent", None),
    ]
    assert [u.key for u in corrected(found, "1")] == ["spurling"]
    for line in ("3", "0", "1x", "a" * 10_000):
        with pytest.raises(InputError):
            corrected(found, line)


def test_nothing_enters_without_a_yes(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST, ":paste", "numb thumb, no fever", ".", "x", "x", "")
    assert not {"numbness(thumb)", "fever_or_chills"} & set(session.picture.log)
    shown = run(kb, session, ":paste", "numb thumb, no fever. Wibble.", ".", "y", "y", "", "y")
    assert {"numbness(thumb)": "present", "fever_or_chills": "absent"}.items() <= session.picture.log.items()
    assert "Wibble" in shown
    assert session.case.file.notes == ["numb thumb, no fever. Wibble."]


def test_notes_that_contradict_the_case_lose_nothing(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST, "+ phalen r")
    shown = run(kb, session, ":paste", "no pain. pain in the thumb. numb thumb.", ".", "y", "y", "")
    assert "numbness(thumb)" in session.picture.log
    assert "Traceback" not in shown


def test_a_terminal_that_closes_while_notes_are_typed_keeps_them(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST, ":paste", "numb thumb", "worse typing")
    assert session.case.file.notes == ["numb thumb\nworse typing"]


def test_a_full_disk_loses_neither_notes_nor_areas(
    kb: KnowledgeBase, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(kb, session, *FIRST)
    full = session.document.path
    save = CaseDocument.save

    def refuse(document: CaseDocument) -> None:
        if document.path == full:
            raise SaveError("No space left on device.")
        save(document)

    monkeypatch.setattr(CaseDocument, "save", refuse)
    run(kb, session, "thumb", str(tmp_path / "b.yaml"))
    full = session.document.path
    run(kb, session, ":paste", "numb thumb", ".", "y", str(tmp_path / "c.yaml"))
    file = load_case(tmp_path / "c.yaml", kb).file
    assert [area.findings for area in file.complaint.areas] == [["pain(thumb)"]]
    assert file.notes == ["numb thumb"]
    assert "numbness(thumb)" in session.picture.log


LOW_BACK = """\
S: c/o LBP radiating down the left leg to the calf x 3/52, after lifting a heavy box. Worse with sitting & bending forward, eased by walking.
Wakes at night. Denies numbness, bladder or bowel change. No fever, night sweats or weight loss.
O: Lumbar flexion limited and painful, extension full. SLR +ve L at 40 degrees, crossed SLR -ve. Slump +ve.
L ankle reflex 1+, knee jerks 2+. Ankle dorsiflexion 4/5 L, great toe extension 3+/5. Sensation WNL.
TTP L piriformis and QL, trigger points in the left gluteus medius and minimus. Hip ROM full.
"""


def test_shorthand_and_what_is_composed_of_it(kb: KnowledgeBase) -> None:
    found = {(u.key, u.state) for u in read_notes(kb, LOW_BACK, "left").found if not u.among}
    assert found >= {
        ("pain(low_back_any)", "present"), ("pain(calf_any)", "present"), ("pain_below_knee", "present"),
        ("worse_with(sitting)", "present"), ("worse_with(bending_forward)", "present"), ("better_with(walking)", "present"),
        ("wakes_at_night", "present"), ("paraesthesia_any", "absent"), ("new_bladder_incontinence", "absent"),
        ("fever_or_chills", "absent"), ("night_sweats", "absent"), ("unexplained_weight_loss", "absent"),
        ("limited(trunk_flexion)", "present"), ("pain_on(trunk_flexion)", "present"), ("limited(trunk_extension)", "absent"),
        ("straight_leg_raise", "present"), ("crossed_straight_leg_raise", "absent"), ("slump", "present"),
        ("reflex_reduced(ankle)", "present"), ("reflex_reduced(knee)", "absent"), ("weak(ankle_dorsiflexion)", "present"),
        ("weak(great_toe_extension)", "present"), ("sensory_loss_any", "absent"), ("tender(piriformis)", "present"),
        ("tender(quadratus_lumborum)", "present"), ("hypersensitive_spot(gluteus_medius)", "present"),
        ("hypersensitive_spot(gluteus_minimus_anterior)", "present"), ("limited(hip_movement)", "absent"),
    }  # fmt: skip


SPOT = "tender in the soft spot below the ulnar styloid"


def test_what_was_not_understood_may_be_said_by_choice_or_in_other_words(kb: KnowledgeBase, session: Session) -> None:
    notes = f"numb thumb. bending to the ulnar side hurts. no {SPOT}."
    shown = run(kb, session, *FIRST, ":paste", notes, ".", "y", "9", "1", "1", "1", "Phalen positive", "y", "")
    assert "'9' is none of these: a number from 1 to 2, or Enter." in shown.replace("\n", " ")
    taken = {"numbness(thumb)": "present", "ulnt_ulnar": "present", "phalen": "present"}
    assert taken.items() <= session.picture.log.items()


def test_what_comes_near_is_of_the_regions_of_the_complaint(kb: KnowledgeBase) -> None:
    (near,) = nearest(kb, ["bending to the ulnar side hurts", "wibble"], ["wrist"])
    assert (near.words, near.state, "tfcc_load_test" in near.among) == (
        "bending to the ulnar side hurts",
        "present",
        True,
    )
    assert nearest(kb, ["bending to the ulnar side hurts"], ["knee"]) == []
    (denied,) = nearest(kb, ["no warmth or redness"], ["knee"])
    assert (denied.state, denied.among[0]) == ("absent", "knee_warmth")
