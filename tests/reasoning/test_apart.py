"""What was asked alone goes into no letter unasked, and what it asks for is not lost by that."""

from __future__ import annotations

import msgspec

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess, for_others
from nmt_expert.reasoning.engines.plain import PlainEngine

CASE = """\
schema: nmt-case/1
id: x
client: {age: 40, sex: male}
complaint: {regions: [neck]}
findings: [{present: "pain(neck_side)", side: left}%s]
"""


def test_a_danger_told_alone_keeps_its_urgency_where_it_is_not_named(kb: KnowledgeBase) -> None:
    case = parse_case(CASE % ", {present: suicide_plan_or_means}", "x", kb)
    open_part, whole = (for_others(case, kb, PlainEngine(kb), private=private)[1] for private in (False, True))
    assert open_part.urgency == whole.urgency == "emergency"
    assert not open_part.plan.allowed
    assert "in confidence" in open_part.urgency_why
    assert "suicid" not in msgspec.json.encode(open_part).decode().lower()


def test_what_asks_for_nothing_more_leaves_no_trace(kb: KnowledgeBase) -> None:
    told, plain = (parse_case(CASE % more, "x", kb) for more in (", {present: thoughts_of_suicide}", ""))
    calm = parse_case(CASE % ", {absent: suicide_plan_or_means}", "x", kb)
    engine = PlainEngine(kb)
    assert for_others(calm, kb, engine, private=False) == for_others(plain, kb, engine, private=False)
    assert for_others(told, kb, engine, private=False)[1].flags == ()


def test_what_was_denied_is_told_by_its_topic_where_the_regions_ask_for_it(kb: KnowledgeBase) -> None:
    denied = ", {absent: [topic_bladder, topic_home]}"
    back, neck = (
        assess(parse_case((CASE % denied).replace("[neck]", f"[{region}]"), "x", kb), kb, PlainEngine(kb)).screen
        for region in ("low_back", "neck")
    )
    bladder, home = kb.topics["topic_bladder"].label, kb.topics["topic_home"].label
    assert bladder in back.by_topic
    assert kb.findings["saddle_numbness"].label not in back.not_asked
    assert home in neck.by_topic
    case = parse_case(CASE % denied, "x", kb)
    assert home not in for_others(case, kb, PlainEngine(kb), private=False)[1].screen.by_topic  # asked alone


def test_what_was_noted_beside_it_goes_with_it(kb: KnowledgeBase) -> None:
    more = ", {present: [feels_unsafe_at_home, wakes_at_night], text: he hits me, note: afraid of him}"
    case = parse_case(CASE % more, "x", kb)
    file, assessment = for_others(case, kb, PlainEngine(kb), private=False)
    said = msgspec.json.encode((file, assessment)).decode()
    assert "wakes_at_night" in said
    assert not [word for word in ("hits", "afraid", "unsafe") if word in said]
    assert for_others(case, kb, PlainEngine(kb), private=True)[0] == case.file
