"""A case is saved whole, privately, with the comments of people, by one window at a time."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from nmt_expert.case.load import load_case
from nmt_expert.case.lock import CaseInUseError
from nmt_expert.case.record import Answer, Change, Field, Note, Passed, Retract
from nmt_expert.case.save import CaseDocument, SaveError
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase

BY_HAND = """\
schema: nmt-case/1
id: anna        # our number
client: {age: 47}
findings:
  # told on the telephone
  - text: thumb goes numb
    present: [numbness(thumb), numbness(finger_index)]   # both at night
    side: right
  # seen here
  - present: spurling
    side: right
  - absent: [phalen, fever_or_chills]
# end of notes
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "anna.yaml"
    path.write_text(BY_HAND)
    return path


def change(path: Path, *changes: Change) -> None:
    document = CaseDocument.open(path)
    document.apply(changes)
    document.save()
    document.close()


def states(path: Path, kb: KnowledgeBase) -> dict[str, list[tuple[str, frozenset[str]]]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for o in load_case(path, kb).observations:
        found.setdefault(o.key, []).append((o.state, o.sides))
    return found


def comments(text: str) -> set[str]:
    return {line[line.index("#") :] for line in text.splitlines() if "#" in line}


def test_a_new_case_is_private_and_valid(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "Zoë 東京 – neu.yaml"
    change(path, Field(("client", "reference"), "Zoë Ångström 王"), Answer("spurling", "present", "left"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_case(path, kb).file.client.reference == "Zoë Ångström 王"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "changes",
    [
        [Answer("spurling", "absent", "right")],
        [Retract("spurling")],
        [Retract("numbness(thumb)"), Retract("numbness(finger_index)")],
        [Answer("phalen", "present", "right"), Answer("fever_or_chills", "present")],
        [Note("wears a splint"), Passed("chart"), Field(("client", "sex"), "female")],
        [Answer("tinel(carpal_tunnel)", "not_tested")],
    ],
)
def test_comments_of_people_survive_every_change(kb: KnowledgeBase, path: Path, changes: list[Change]) -> None:
    change(path, *changes)
    assert comments(path.read_text()) == comments(BY_HAND)
    load_case(path, kb)


def test_an_answer_that_changes_keeps_its_place(kb: KnowledgeBase, path: Path) -> None:
    change(path, Answer("spurling", "absent", "right"))
    assert list(states(path, kb))[3:] == ["spurling", "phalen", "fever_or_chills"]
    assert states(path, kb)["spurling"] == [("absent", frozenset({"right"}))]


def test_both_answers_to_one_finding_replace_the_old(kb: KnowledgeBase, path: Path) -> None:
    change(path, Answer("spurling", "present", "left"), Answer("spurling", "absent", "right"))
    assert sorted(states(path, kb)["spurling"]) == [("absent", frozenset({"right"})), ("present", frozenset({"left"}))]


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "no",
        "1:30",
        "007",
        "# not a comment",
        "a: b",
        "- x",
        "'",
        '"',
        "2024-01-01",
        "~",
        "ünï – 東京",
        "{",
        "&a *b",
    ],
)
def test_free_text_stays_what_was_typed(kb: KnowledgeBase, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    change(path, Field(("complaint", "text"), text), Note(text), Answer("spurling", "present", "left", note=text))
    change(path, Answer("phalen", "absent"))
    file = load_case(path, kb).file
    assert (file.complaint.text, file.notes, file.findings[0].note) == (text, [text], text)


def test_a_second_window_is_told_and_the_first_goes_on(path: Path) -> None:
    first = CaseDocument.open(path)
    with pytest.raises(CaseInUseError, match="another window"):
        CaseDocument.open(path)
    first.apply([Answer("phalen", "present", "right")])
    first.save()
    first.close()
    CaseDocument.open(path).close()


def test_what_an_editor_wrote_in_the_meantime_is_kept(kb: KnowledgeBase, path: Path) -> None:
    document = CaseDocument.open(path)
    path.write_text(BY_HAND + "title: from the editor\n")
    document.apply([Answer("phalen", "present", "right")])
    document.save()
    document.close()
    assert load_case(path, kb).file.title == "from the editor"
    assert states(path, kb)["phalen"][0][0] == "present"


def test_a_full_disk_leaves_the_old_case_and_the_answers_in_memory(
    kb: KnowledgeBase, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = CaseDocument.open(path)
    document.apply([Answer("phalen", "present", "right")])
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(SaveError, match="No space left"):
            document.save()
    assert path.read_text() == BY_HAND
    assert not list(tmp_path.glob(".nmt-*"))
    other = tmp_path / "elsewhere"
    other.mkdir()
    document.move(other / "anna.yaml")
    document.close()
    assert states(other / "anna.yaml", kb)["phalen"][0][0] == "present"


@pytest.mark.parametrize("folder", ["/sys", "/nowhere/at/all"])
def test_a_folder_that_cannot_be_written_is_told_at_once(folder: str) -> None:
    with pytest.raises(SaveError, match="cannot be written"):
        CaseDocument.open(Path(folder) / "anna.yaml")


def test_moving_never_overwrites(path: Path, tmp_path: Path) -> None:
    document = CaseDocument.open(path)
    (tmp_path / "b.yaml").write_text("x")
    with pytest.raises(SaveError, match="exists already"):
        document.move(tmp_path / "b.yaml")
    document.close()


def test_saving_through_a_link_writes_the_case_that_it_names(kb: KnowledgeBase, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link" / "today.yaml"
    link.parent.mkdir()
    link.symlink_to(path)
    change(link, Answer("phalen", "present", "right"))
    assert link.is_symlink()
    assert states(path, kb)["phalen"][0][0] == "present"


def test_opening_a_case_removes_what_a_killed_run_left_beside_it(path: Path, tmp_path: Path) -> None:
    (tmp_path / f".nmt-{2**22 + 1}-x").write_text("what a client said")  # no system gives out such a number
    CaseDocument.open(path).close()
    assert [p.name for p in tmp_path.iterdir()] == ["anna.yaml"]


def test_a_list_of_words_stays_what_was_typed_and_regions_stay_names(kb: KnowledgeBase, path: Path) -> None:
    change(path, Field(("client", "medicines"), ["yes", "007"]), Field(("complaint", "regions"), ["neck", "low_back"]))
    file = load_case(path, kb).file
    assert file.client.medicines == ["yes", "007"]
    assert file.complaint.regions == ["neck", "low_back"]
    assert '"neck"' not in path.read_text()


def test_what_is_not_on_the_disk_is_known(path: Path, tmp_path: Path) -> None:
    document, new = CaseDocument.open(path), CaseDocument.open(tmp_path / "new.yaml")
    assert (document.saved, new.saved) == (True, False)
    before = document.text
    document.apply([Answer("phalen", "present", "right")])
    assert not document.saved
    document.revert(before)
    assert document.saved
    document.apply([Note("one")])
    document.save()
    assert document.saved
    assert "phalen, fever_or_chills" in path.read_text()  # what was taken back is not written
    document.close()
    new.close()


def test_a_case_that_cannot_be_read_does_not_stay_locked(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"schema: nmt-case/1\nid: caf\xe9\n")
    for _ in range(2):
        with pytest.raises(NmtError, match="UTF-8"):
            CaseDocument.open(path)


@pytest.mark.parametrize(
    ("name", "id"), [("a" * 70, "a" * 64), ("b" * 64, "b" * 64), ("Anna Zoë", "Anna-Zoë"), ("---", "---")]
)
def test_a_new_case_is_called_as_its_file(kb: KnowledgeBase, tmp_path: Path, name: str, id: str) -> None:
    path = tmp_path / f"{name}.yaml"
    change(path, Answer("phalen", "absent"))
    assert load_case(path, kb).file.id == id


def test_a_case_is_read_by_its_owner_only_while_it_is_open(path: Path) -> None:
    document = CaseDocument.open(path)
    (lock,) = path.parent.glob(".*.lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    document.close()
    assert not lock.exists()
