"""What the cache keeps instead of making it at every start says the same as the rules."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.group_index import Met, indexed, numbers
from nmt_expert.knowledge.language.tree import Word
from nmt_expert.knowledge.rule_list import RuleList


@pytest.fixture(scope="module")
def plain(kb: KnowledgeBase) -> KnowledgeBase:
    """The same knowledge base with its rules as a list and nothing indexed."""
    return replace(kb, rules=list(kb.rules))


def test_rules_are_decoded_when_looked_at(kb: KnowledgeBase, plain: KnowledgeBase) -> None:
    assert isinstance(kb.rules, RuleList)
    assert kb.rules == plain.rules
    assert kb.rules[-1] == plain.rules[-1]
    assert kb.rules[3:5] == plain.rules[3:5]
    with pytest.raises(IndexError):
        kb.rules[len(kb.rules)]


def test_groups_are_found_by_their_atoms(kb: KnowledgeBase, plain: KnowledgeBase) -> None:
    assert kb.group_index == plain.group_index
    for central, view in enumerate(kb.group_index.views):
        named = {
            (atom, place, rule)
            for atom in range(len(kb.atoms))
            for place, rules in view.of(atom)
            for rule in numbers(rules)
        }
        assert named == {
            (atom, place, number)
            for number, rule in enumerate(plain.rules)
            if rule.sided is not bool(central)
            for place, (_, atoms) in enumerate(rule.groups)
            for atom in atoms
        }


def test_a_rule_is_met_when_each_of_its_groups_is() -> None:
    groups = [(True, ((1, (0, 1)), (1, (2,)))), (True, ((1, (1,)),)), (False, ((1, (1,)),)), (True, ((2, (0, 2)),))]
    index = indexed(groups, 3)
    met = Met(index, central=False)
    assert [list(numbers(met.add(atoms))) for atoms in ([], [1], [2])] == [[], [1], [0, 1, 3]]
    assert list(numbers(Met(index, central=True).add([0, 1, 2]))) == [2]
    assert list(numbers(index.counting)) == [3]  # of its two atoms either one was enough so far
    assert Met(indexed([], 3), central=False).add([0]) == 0


def test_rules_are_found_by_their_target(kb: KnowledgeBase, plain: KnowledgeBase) -> None:
    assert kb.places == plain.places
    assert {rule.target for rule in plain.rules} == set(kb.places)
    assert all(rule.target == "entrapment.carpal_tunnel" for rule in kb.rules_of("entrapment.carpal_tunnel"))
    assert kb.rules_of("nothing") == []


def test_changed_rules_are_indexed_anew(plain: KnowledgeBase) -> None:
    fewer = replace(plain, rules=plain.rules[:10])
    assert sum(map(len, fewer.places.values())) == 10


def test_a_finding_keeps_nothing_of_who_asked_for_it(kb: KnowledgeBase) -> None:
    """A word of a rule file knows its place; what it asks for is shared by every later assessment and written as JSON."""
    for key in ("weak(finger_abduction)", "fever_or_chills"):
        kb._members.pop(key, None)
        found = kb.finding(Word(key, ("rules.yaml", 3)))
        assert found is not None
        assert type(found.key) is str
