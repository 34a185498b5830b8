"""The small clients written beside rules and in this folder: the rules do what each says."""

from __future__ import annotations

import pytest

from nmt_expert.authoring.client_tests.alone import RuleByRule
from nmt_expert.authoring.client_tests.clients import ClientTest
from nmt_expert.authoring.client_tests.suite import all_tests
from nmt_expert.authoring.client_tests.verdict import difference
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import load
from nmt_expert.paths import shipped


@pytest.fixture(scope="module")
def tests(kb: KnowledgeBase) -> list[ClientTest]:
    return list(all_tests(load([shipped("rules")]), kb))


@pytest.mark.parametrize(
    ("about", "least"),
    [("rule", 21), ("argument", 21), ("flag", 21), ("hypothesis", 21), ("urgency", 21), ("vignette", 3)],
)
def test_the_rules_do_what_each_client_says(about: str, least: int, tests: list[ClientTest], kb: KnowledgeBase) -> None:
    concerned, engine = [test for test in tests if test.about == about], RuleByRule(kb)
    assert len(concerned) >= least
    assert [told for test in concerned if (told := difference(test, kb, engine))] == []


def test_every_caution_has_both(tests: list[ClientTest], kb: KnowledgeBase) -> None:
    for wanted in ("fires", "quiet"):
        tried = {test.id for test in tests if test.wanted == wanted}
        assert {rule.id for rule in kb.rules if rule.kind == "caution" and "#" not in rule.id} <= tried
