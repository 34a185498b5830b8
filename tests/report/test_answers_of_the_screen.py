"""What was denied, passed over and not asked is told apart: of each raised flag, and of the screen."""

from __future__ import annotations

from tests.report.conftest import CONFIG

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.safety.topics import behind
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.view import PhysicianView

CAUDA = """
schema: nmt-case/1
id: cauda
client: {age: 46, sex: male}
complaint: {text: back pain down the left leg, side: left, regions: [low_back, leg], since: 4 days}
findings:
  - present: [pain(lumbar), pain(buttock_upper), pain_into_leg, saddle_numbness, foot_drop]
  - absent: [topic_nerve_tests, topic_unwell, new_bowel_incontinence]
  - not_raised: [new_bladder_incontinence, cannot_walk_unaided]
"""


def view(text: str = CAUDA) -> PhysicianView:
    kb = knowledge_base(())
    case = parse_case(text, "case.yaml", kb)
    return physician_view(case.file, assess(case, kb, PlainEngine(kb)), kb, CONFIG)


def test_a_flag_of_haste_names_the_answers_to_its_own_questions() -> None:
    flag = view().alerts[0]
    assert flag.name == "Cauda equina syndrome"
    assert flag.denied == "new loss of bowel control or feeling"
    assert "new leaking of urine" in flag.not_raised
    assert "new trouble starting, feeling or emptying the bladder" in flag.not_asked


def test_no_question_is_told_with_two_flags() -> None:
    told = [q for a in view().alerts for text in (a.denied, a.not_raised, a.not_asked) for q in text.split("; ") if q]
    assert len(told) == len(set(told))


def test_what_was_only_looked_at_as_a_whole_is_no_test() -> None:
    kb, shown, severe = knowledge_base(()), view(), "severe weakness (grade 3 of 5 or less)"
    flags = assess(parse_case(CAUDA, "case.yaml", kb), kb, PlainEngine(kb)).flags
    assert severe in {label.lower() for flag in flags for label in flag.not_asked}
    assert severe not in {label.lower() for flag in flags for label in (*flag.denied, *flag.not_raised)}
    assert shown.screen.looked.startswith("Walking, strength, reflexes and spine")
    assert "Cannot walk without help" in shown.screen.looked
    assert "examined" not in shown.screen.looked + shown.screen.not_raised
    assert shown.screen.not_raised == "Fever, weight, feeling ill"


def test_what_was_asked_in_one_breath_is_named() -> None:
    assert view().screen.named == "New leaking of urine or unfelt full bladder"


def test_few_open_questions_are_named_and_many_counted() -> None:
    kb = knowledge_base(())
    topics = [t.id for t in kb.topics.values() if "new_sexual_dysfunction" not in behind(kb, t)]
    nearly = CAUDA.replace("topic_nerve_tests, topic_unwell", ", ".join(topics)).replace(
        "new_bladder_incontinence,", "new_bladder_incontinence, new_bladder_retention_or_hesitancy, cannot_pass_urine,"
    )
    assert "New loss of sexual feeling or function" in view(nearly).screen.not_asked
    assert "back or leg (" in view().screen.not_asked
