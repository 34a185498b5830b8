"""The pages: what is answered in the browser is what the terminal would have written, and nothing sent is lost."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from nmt_expert.case.load import load_case
from nmt_expert.case.lock import CaseInUseError
from nmt_expert.case.record import Answer
from nmt_expert.case.save import CaseDocument, SaveError
from nmt_expert.interview.browser.messages import Form
from nmt_expert.interview.browser.pages.choices import choices_of, typed_line
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.choice.danger import one_away
from nmt_expert.interview.screens.screen import Item
from nmt_expert.interview.way.open_questions import CHART
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.typed.checklist import parse_checklist
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import URGENCIES
from tests.interview.browser.visitor import Visitor

HEAD = {
    "reference": "K-17", "age": "52", "sex": "f", "occupation": "seamstress", "complaint": "Numb thumb, sore neck",
    "regions": "neck, hand", "side": "r", "since": "6/52", "consent": "y",
}  # fmt: skip


def begun(visitor: Visitor) -> Visitor:
    """At the first page of the safety screen."""
    visitor.answer("on", **HEAD)
    visitor.answer("mark.numbness", place="thumb-r", view="palm_r")
    visitor.answer("on")
    return visitor


def test_a_field_that_is_not_understood_is_asked_again_and_the_others_are_taken(
    visitor: Visitor, sitting: Sitting
) -> None:
    again = visitor.answer("on", **{**HEAD, "age": "fifty", "since": "long"})
    assert (again.status, again.title) == (422, "Who and why")
    assert 'value="fifty"' in again.text
    assert "Type the age in years" in again.words
    client, complaint = sitting.session.case.file.client, sitting.session.case.file.complaint
    assert (client.age, client.sex, complaint.regions, complaint.since) == (None, "female", ["neck", "hand"], "")
    assert visitor.answer("on", **HEAD).title == CHART.ask
    assert sitting.session.case.file.client.age == 52
    assert visitor.answer("on", "back/who", **{**HEAD, "age": "53"}).title == CHART.ask
    assert sitting.session.case.file.client.age == 53
    visitor.post("undo")
    assert sitting.session.case.file.client.age == 52


def test_a_side_told_with_the_place_is_kept_and_a_chosen_one_holds(visitor: Visitor, sitting: Sitting) -> None:
    head = {**HEAD, "regions": "left hand"}
    assert visitor.answer("on", **{name: value for name, value in head.items() if name != "side"}).title == CHART.ask
    assert sitting.session.case.file.complaint.side == "left"
    visitor.answer("on", "back/who", **head)
    assert sitting.session.case.file.complaint.side == "right"


def test_every_answer_is_on_the_disk_and_nobody_else_may_read_it(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **HEAD)
    path = sitting.session.document.path
    assert path.read_text() == sitting.session.document.text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


ITEMS = (
    Item("spurling", "Spurling test", "Spurling", sided=True),
    Item("fever_or_chills", "Fever", "Fever?"),
    Item("temperature", "Temperature", "Temperature", unit="°C", low=30, high=45),
    Item("tingling(thumb)", "Tingling: thumb", "Tingling?", sided=True, answer="yes, right; no, left"),
)


@pytest.mark.parametrize(
    ("chosen", "none", "typed"),
    [
        ("a.spurling=right&a.fever_or_chills=no", False, "1r 2-"),
        ("a.spurling=both&a.temperature=38,5", True, "1b 3=38,5 -"),
        ("a.spurling=untested&a.fever_or_chills=yes", False, "1s 2"),
        ("a.tingling(thumb)=kept&a.temperature=", False, ""),
        ("a.tingling(thumb)=left", False, "4l"),
        ("", True, "-"),
    ],
)
def test_choices_are_what_a_keyboard_would_type(session: Session, chosen: str, none: bool, typed: str) -> None:
    questions = choices_of(session.picture, ITEMS, Form("page=x&" + chosen))
    assert typed_line(questions, none) == typed
    parse_checklist(typed, ITEMS, None)


@pytest.mark.parametrize(
    "chosen", ["a.spurling=yes", "a.fever_or_chills=right", "a.spurling=1r+2", "a.temperature=3+8"]
)
def test_a_choice_that_a_question_does_not_have_is_refused(session: Session, chosen: str) -> None:
    with pytest.raises(InputError, match="is no "):
        typed_line(choices_of(session.picture, ITEMS, Form("page=x&" + chosen)), False)


def test_a_broad_question_takes_what_it_names_and_gives_it_back(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    screen = sitting.session.screen()
    at = next(i for i, item in enumerate(screen.items) if len(item.named) > 1)
    item = screen.items[at]
    visitor.answer("on", **{f"n.{item.key}": "a"})
    log = sitting.session.picture.log
    assert (log[item.key], log[item.named[0].key], log[item.named[1].key]) == ("present", "present", "not_raised")
    page = re.search(r'/(back/page\.\d+)"', visitor.get().text)
    assert page is not None
    shown = visitor.get(page[1])
    assert re.search(rf'name="n.{item.key}" value="a" checked', shown.text)
    visitor.answer("on", page[1], **{f"a.{item.key}": "no"})
    log = sitting.session.picture.log
    assert (log[item.key], log[item.named[0].key]) == ("absent", "not_raised")


def test_nothing_answered_is_asked_again_before_it_counts_as_not_tested(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    before = sitting.session.document.text
    reply = visitor.answer("on")
    assert (reply.status, sitting.session.document.text) == (422, before)
    assert "Nothing is answered on this page yet" in reply.words


def test_why_climbs_and_loses_no_tick(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    before = sitting.session.document.text
    item, other = sitting.session.screen().items[:2]
    why = visitor.answer(f"why.{item.key}", **{f"a.{other.key}": "no"})
    assert "Stands for" in why.words
    assert f'name="a.{other.key}" value="no" checked' in why.text
    assert "Danger is looked for before anything" in visitor.answer("up").words
    assert sitting.session.document.text == before


def test_words_are_taken_or_asked_back(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **HEAD)
    asked = visitor.answer("add", words="numb thumb, shoulder")
    assert asked.title == "Which do you mean?"
    assert "numbness(thumb)" not in sitting.session.picture.log, "nothing is taken before all is clear"
    taken = visitor.post("", **asked.hidden, **{"k.1": "numbness(shoulder_front)"}, do="meant")
    assert "Taken, P1" in taken.words
    stated = sitting.session.picture.stated
    assert stated["numbness(thumb)"][0].sides == stated["numbness(shoulder_front)"][0].sides == {"right"}
    assert visitor.answer("add", words="xyzzy").status == 422


def test_a_guess_that_is_declined_takes_nothing_else_with_it(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **HEAD)
    asked = visitor.answer("add", words="numb thumb, shoulder, zzqq")
    taken = visitor.post("", **asked.hidden, do="unmeant")
    assert "numbness(thumb)" in sitting.session.picture.log
    assert "Not taken, as you answered: 'shoulder'." in taken.words
    assert "Not understood, so not taken: 'zzqq'." in taken.words


def test_a_missing_side_is_asked(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **{**HEAD, "side": "b"})
    asked = visitor.answer("add", words="mainly right thumb")
    assert asked.title == "Which do you mean?"
    again = visitor.post("", **asked.hidden, do="meant", **{"k.0": "pain(thumb)"})
    assert (again.status, "needs its side" in again.words) == (422, True)
    visitor.post("", **asked.hidden, do="meant", **{"k.0": "pain(thumb)", "s.0": "right"})
    assert sitting.session.picture.stated["pain(thumb)"][0].sides == {"right"}


def test_what_the_safety_screen_asks_needs_a_yes_and_an_emergency_stops_at_once(
    visitor: Visitor, sitting: Sitting, kb: KnowledgeBase
) -> None:
    begun(visitor)
    asked = visitor.post("add", words="worst headache, at its peak within about a minute", do="add")
    key = re.search(r'name="k.0" value="([^"]+)"', asked.text)
    assert key is not None
    assert not sitting.session.picture.flags
    stopped = visitor.post("add", **asked.hidden, do="meant", **{"k.0": key[1]})
    flag = sitting.session.picture.flags[0]
    assert (stopped.title, flag.do in stopped.words, flag.say in stopped.words) == (
        "EMERGENCY: stop the assessment and act now",
        True,
        True,
    )
    visitor.post(f"change/{key[1]}", **{f"a.{key[1]}": "no"}, do="change")
    assert visitor.get().title != stopped.title


def test_other_red_flags_open_once_and_stay_at_the_top(visitor: Visitor, sitting: Sitting, kb: KnowledgeBase) -> None:
    begun(visitor)
    session = sitting.session
    urgent = next(key for key, level in one_away(session.picture).items() if URGENCIES[level] == "urgent")
    sitting.attempt(lambda: session.answer([Answer(urgent, "present")]) or "")  # type: ignore[func-returns-value]
    flag = session.picture.flags[0]
    assert f"<details open>\n    <summary><span><strong>Red flag ({flag.urgency})" in visitor.get().text
    assert "<details open>" not in visitor.get().text
    assert flag.name in visitor.get().words


def test_what_is_asked_alone_has_a_page_of_its_own(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    apart = {topic.id for topic in sitting.session.kb.topics.values() if topic.apart}
    pages = []
    while sitting.session.screen().id.startswith("safety."):
        pages.append(sitting.session.screen())
        visitor.answer("none")
    alone = [screen for screen in pages if apart & {item.key for item in screen.items}]
    assert [screen.id for screen in alone] == ["safety.apart"]
    assert {item.key for item in alone[0].items} <= apart


def test_pages_go_back_as_they_were_and_a_late_form_is_taken_where_it_belongs(
    visitor: Visitor, sitting: Sitting
) -> None:
    begun(visitor)
    first = visitor.get()
    items = sitting.session.screen().items
    visitor.answer("none")
    back = visitor.get(re.findall(r'/(back/page\.\d+)"', visitor.get().text)[0])
    for item in items:
        assert f'name="a.{item.key}" value="no" checked' in back.text
    late = visitor.post("", **first.hidden, **{f"a.{items[0].key}": "yes"}, do="on")
    assert late.title != first.title or late.hidden != first.hidden
    assert sitting.session.picture.log[items[0].key] == "present"
    before = sitting.session.document.text
    nowhere = visitor.post("", page="safety.topics made_up", do="none")
    assert "no longer asked" in nowhere.words
    assert sitting.session.document.text == before


def test_a_full_disk_is_told_and_the_answers_go_elsewhere(
    visitor: Visitor, sitting: Sitting, kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, refusing = CaseDocument.save, sitting.session.document.path

    def full(document: CaseDocument) -> None:
        if document.path == refusing:
            raise SaveError("No space left on device.")
        save(document)

    monkeypatch.setattr(CaseDocument, "save", full)
    told = visitor.answer("on", **HEAD)
    assert "Not saved: No space left on device." in told.words
    assert "not saved" in visitor.post("leave").words
    assert not sitting.left.is_set()
    assert "no folder" in visitor.post("save", file="/nowhere/b.yaml").words
    assert "Saved in" in visitor.post("save", file=str(tmp_path / "b.yaml")).words
    assert load_case(tmp_path / "b.yaml", kb).file.client.age == 52
    assert "Not saved" not in visitor.get().words


def test_two_windows_are_told_and_one_case_goes_on_in_the_other(
    visitor: Visitor, sitting: Sitting, kb: KnowledgeBase
) -> None:
    begun(visitor)
    path = sitting.session.document.path
    with pytest.raises(CaseInUseError, match="open in another window"):
        CaseDocument.open(path)
    here = sitting.session.screen()
    visitor.post("leave")
    assert sitting.left.is_set()
    sitting.session.document.close()
    terminal = Session(kb, CaseDocument.open(path))
    assert terminal.screen() == here


def test_the_ranking_is_there_from_the_first_page_on(visitor: Visitor) -> None:
    assert visitor.get("ranking").title == "Ranking"
    begun(visitor)
    assert "Assessment hypotheses" in visitor.get("ranking").words


def test_what_the_complaint_says_is_offered_once(visitor: Visitor) -> None:
    told = {**HEAD, "complaint": "sore left knee for 3 weeks", "regions": "", "side": "", "since": ""}
    offered = visitor.answer("on", **told)
    assert offered.title == "Who and why"
    assert 'value="knee"' in offered.text
    assert offered.words.count("This is what the complaint says") == 3
    taken = visitor.answer("on", **{**told, "regions": "knee", "offered": offered.hidden["offered"]})
    assert taken.title == CHART.ask
