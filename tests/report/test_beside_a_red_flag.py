"""What a letter says where a red flag makes haste: one message, no time for what is milder, no test of the hands, no success rate."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from tests.report.conftest import CONFIG

from nmt_expert.case.load import Case, load_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import HASTE, Assessment
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.report.flags import parted
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.letter.requests import DEADLINE
from nmt_expert.report.told import told
from nmt_expert.report.view import PhysicianView

KB = knowledge_base()
_CASES = sorted(shipped("cases").glob("*/batch-o/*.yaml"))  # collected for danger


@cache
def _hasty() -> list[tuple[Case, Assessment, PhysicianView]]:
    return list(_read())


def _read() -> Iterator[tuple[Case, Assessment, PhysicianView]]:
    for path in _CASES:
        case = load_case(path, KB)
        assessment = assess(case, KB, PlainEngine(KB))
        if assessment.urgency in HASTE and assessment.flags:
            yield case, assessment, physician_view(case.file, assessment, KB, CONFIG)


def test_there_are_cases_of_haste_with_several_flags() -> None:
    assert len(_hasty()) >= 30
    assert sum(len(a.flags) >= 3 for _, a, _ in _hasty()) >= 10


def test_nothing_is_asked_later_than_the_headline_says() -> None:
    for _, assessment, letter in _hasty():
        assert {r.until for r in letter.requests} <= {DEADLINE[assessment.urgency], ""}


def test_every_flag_stands_in_full_or_is_named_and_none_twice() -> None:
    for _, assessment, letter in _hasty():
        full, same, also = parted(assessment)
        assert sorted([f.id for f in full] + [b.flag.id for b in (*same, *also)]) == sorted(
            f.id for f in assessment.flags
        )
        named = " ".join(row.line for row in letter.beside)
        assert all(one.flag.name in named for one in (*same, *also))


def test_what_makes_an_emergency_with_another_is_no_second_name_for_it() -> None:
    together = [a for _, a, _ in _hasty() if any(flag.together for flag in a.flags)]
    assert together
    for assessment in together:
        assert not any(one.flag.together for one in parted(assessment).same)


def test_the_first_flag_that_stands_in_full_is_as_urgent_as_any() -> None:
    for _, assessment, letter in _hasty():
        assert parted(assessment).full[0].urgency == assessment.flags[0].urgency
        assert letter.alerts[0].name == parted(assessment).full[0].name


def test_hands_are_told_to_test_nothing() -> None:
    for _, assessment, letter in _hasty():
        assert letter.lead is None or not letter.lead.to_test
        assert "to test" not in [word for h in assessment.hypotheses for word, _ in told(h, assessment)]


def test_no_success_rate_is_told_and_the_ranking_says_how_little_it_means() -> None:
    for _, assessment, letter in _hasty():
        led = bool(assessment.hypotheses) and assessment.hypotheses[0].triage != assessment.urgency
        assert bool(letter.caveat) == (led and assessment.flags[0].urgency in HASTE)
        if assessment.flags[0].urgency in HASTE:
            assert letter.lead is None or "published cases" not in letter.lead.believed


@pytest.mark.parametrize("name", ["perpetuating", "six factors"])
def test_in_an_emergency_nothing_keeps_it_going(name: str) -> None:
    for _, assessment, letter in _hasty():
        if assessment.urgency == "emergency":
            assert name not in " ".join(row.name.lower() for row in (*letter.plan, *letter.findings))
