"""Pasted notes: what is understood, what is not, and that nothing enters without a yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.case.load import load_case
from nmt_expert.case.save import CaseDocument, SaveError
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.notes import LONGEST, corrected, read_notes
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
        ("hypersensitive_spot(upper_trapezius)", "present", "left"),
    }  # fmt: skip
    phalen = next(u for u in read_notes(kb, SOAP).found if u.key == "phalen")
    assert phalen.words.startswith("Phalen positive right")


def test_a_word_for_a_whole_part_is_offered_not_taken(kb: KnowledgeBase) -> None:
    (shoulder,) = [u for u in read_notes(kb, SOAP).found if u.among]
    assert "pain(shoulder_front)" in shoulder.among


@pytest.mark.parametrize(
    ("text", "key", "state"),
    [
        ("no numbness in the thumb, but pain in the calf", "numbness(thumb)", "absent"),
        ("no numbness in the thumb, but pain in the calf", "pain(calf_upper)", "present"),
        ("Spurling negative", "spurling", "absent"),
        ("strength and reflexes full and equal", "weakness_any", "absent"),
        ("pain without numbness of the little finger", "numbness(finger_little)", "absent"),
        ("weak elbow extension", "weak(elbow_extension)", "present"),
        ("triceps reflex diminished", "reflex_reduced(triceps)", "present"),
        ("neck rotation limited", "limited(neck_rotation)", "present"),
        ("pain not relieved by rest", "better_with(rest)", "absent"),
    ],
)
def test_scope_of_a_denial(kb: KnowledgeBase, text: str, key: str, state: str) -> None:
    assert (key, state) in {(u.key, u.state) for u in read_notes(kb, text).found}


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
    shown = run(kb, session, ":paste", "numb thumb, no fever. Wibble.", ".", "y", "y", "y")
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
