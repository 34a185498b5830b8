"""Explanations: conditions in words, near misses, the smallest way to the first place, two hypotheses compared."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.condition_words import rule_words
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.explanation.agreeing import agree
from nmt_expert.reasoning.explanation.chain import chain
from nmt_expert.reasoning.explanation.differences import comparison
from nmt_expert.reasoning.explanation.explain import known_facts, near_misses
from nmt_expert.reasoning.explanation.sensitivity import sensitivity
from nmt_expert.reasoning.explanation.smallest import smallest_way
from nmt_expert.reasoning.explanation.what_if import Supposed, changed, with_changes
from nmt_expert.reasoning.joined_words import joined, said_of
from nmt_expert.reasoning.judge import judge
from nmt_expert.reasoning.ranking.standing import Standing
from nmt_expert.report.comparison_text import compared
from nmt_expert.report.explanation_text import how, sentence, tree
from tests.reasoning.sampled import some_cases


@pytest.fixture
def carpal(kb: KnowledgeBase, some_case: str) -> Case:
    return load_case(Path(some_case), kb)


def test_a_condition_inside_a_rule_is_spelled_out(kb: KnowledgeBase) -> None:
    words = rule_words(kb, kb.rules_by_id["compression.root_c6/weak_with_jerk"])
    assert len(words) == 1
    assert "Brachioradialis jerk reduced or absent" in words[0]
    assert "Weak bending the elbow" in words[0]


def test_the_brackets_of_every_rule_balance_and_no_label_is_cut(kb: KnowledgeBase) -> None:
    broken = [rule.id for rule in kb.rules if not _is_whole("; and ".join(rule_words(kb, rule)))]
    assert broken == []


def _is_whole(text: str) -> bool:
    """Is every bracket closed that was opened, and does 'any of' or 'at least' stand only where a condition begins?"""
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    counted = [found.start() for found in re.finditer(r"(any|at least \d+|none) of: ", text)]
    return depth == 0 and all(start == 0 or text[:start].endswith(("(", " and ")) for start in counted)


def test_a_colon_or_brackets_of_a_label_are_part_of_it(kb: KnowledgeBase) -> None:
    hip = [said_of(kb, key) for key in ("faber_groin_pain", "faber_lateral_pain")]
    assert joined(hip, "or") == [said.text for said in hip]


def test_no_rule_hides_a_condition(kb: KnowledgeBase) -> None:
    rules = random.Random(1).sample(list(kb.rules), 300)
    assert not [rule.id for rule in rules if any("@" in words or "#" in words for words in rule_words(kb, rule))]


def test_the_nearest_miss_says_what_it_has_and_what_it_lacks(kb: KnowledgeBase, carpal: Case) -> None:
    judged, root = judge(carpal, kb, PlainEngine(kb)), "compression.root_c6"
    known = known_facts(kb, judged.facts, judged.firings)
    fired = [kb.rules[f.rule].id for f in judged.firings if f.side == "right"]
    misses = near_misses(kb, judged.facts, root, "right", fired, known)
    distances = [miss.distance for miss in misses]
    assert distances == sorted(distances)
    forearm = next(m for m in misses if m.rule == "compression.root_c6/radial_forearm_and_thumb")
    assert [c.state for c in forearm.conditions] == ["not tested", "met"]
    assert "Numbness" in forearm.conditions[1].found[0]
    forbidden = next(m for m in misses if m.rule == "compression.root_c6/thumb_index_without_middle")
    assert forbidden.conditions[-1].state == "unmet"
    assert forbidden.conditions[-1].text.startswith("unless: ")


def test_the_smallest_way_leads_to_the_first_place_and_no_single_answer_is_shorter(kb: KnowledgeBase) -> None:
    sizes = []
    for case in some_cases(kb, 3, seed=5):
        for line in Standing(kb).lines(case.observations, case.file.complaint.regions)[1:3]:
            way = smallest_way(kb, case, line.hypothesis)
            if not way.findings:
                continue
            sizes.append(len(way.findings))
            assert [label.startswith("not found: ") for label in way.labels] == [s == "absent" for _, s in way.findings]
            side = line.scored.side if line.scored.side in ("left", "right") else None
            after = with_changes(case, [Supposed(key, state, side) for key, state in way.findings], kb)
            assert Standing(kb).lines(after.observations, case.file.complaint.regions)[0].hypothesis == line.hypothesis
            if way.proven and len(way.findings) == 2:
                for key, state in way.findings:  # neither does it alone
                    alone = changed(case.observations, Supposed(key, state, side), case, kb)
                    assert Standing(kb).lines(alone, case.file.complaint.regions)[0].hypothesis != line.hypothesis
    assert len(sizes) > 2
    assert 1 in sizes


def test_the_first_hypothesis_needs_nothing(kb: KnowledgeBase, carpal: Case) -> None:
    way = smallest_way(kb, carpal, "entrapment.carpal_tunnel")
    assert way.findings == ()


def test_reasons_add_up_to_the_score(kb: KnowledgeBase) -> None:
    for case in some_cases(kb, 3, seed=8):
        judged = judge(case, kb, PlainEngine(kb))
        for line in judged.lines[:3]:
            told = chain(kb, judged, line)
            said = sum(r.counted for r in (*told.reasons_for, *told.reasons_against))
            assert told.prior_weight + said >= told.score - 0.02  # circumstance is capped, never raised
            assert {kind for r in told.reasons_for for kind in r.kinds} <= set(told.findings)


def test_the_sentence_comes_first_and_the_tree_shows_every_reason(kb: KnowledgeBase, carpal: Case) -> None:
    judged = judge(carpal, kb, PlainEngine(kb))
    told, steady = chain(kb, judged, judged.lines[0]), sensitivity(kb, carpal)
    text = how(kb, told, steady)
    said = sentence(kb, told, steady)
    assert said.startswith("First of ")
    assert " because of numbness and tingling (thumb" in said
    assert " ".join(text.split()).index(said[:60]) < text.index("[strong]")
    branches = tree(kb, told, steady)
    for reason in (*told.reasons_for, *told.reasons_against):
        assert reason.because[:20] in branches
    assert "pattern: Median nerve answers at the wrist: Tinel sign" in " ".join(branches.replace("│", "").split())


def test_what_is_compared_is_what_was_said_of_each(kb: KnowledgeBase, carpal: Case) -> None:
    found = comparison(kb, carpal, "entrapment.carpal_tunnel", "entrapment.pronator")
    back = comparison(kb, carpal, "entrapment.pronator", "entrapment.carpal_tunnel")
    assert found.lead == -back.lead
    assert [(k.second, k.first) for k in back.shared] == [(k.first, k.second) for k in found.shared]
    assert any(k.label.startswith("Reduced feeling on testing: thumb") for k in found.shared)
    worths = [t.worth for t in found.to_test]
    assert worths == sorted(worths, reverse=True)
    families = [t.key.partition("(")[0] for t in found.to_test if t.if_present > 0]
    assert len(families) == len(set(families))


def test_a_case_without_findings_says_what_would_bring_a_hypothesis_first(kb: KnowledgeBase) -> None:
    way = smallest_way(kb, parse_case("schema: nmt-case/1\nid: x\n", "x", kb), "entrapment.carpal_tunnel")
    assert len(way.findings) == 1
    assert way.proven


def test_a_way_holds_only_what_can_be_found_together(kb: KnowledgeBase) -> None:
    normal = ("neuro_exam_normal", "present")
    assert not agree(kb, [normal, ("weak(thumb_abduction)", "present")])
    assert not agree(kb, [("weak(thumb_abduction)", "present"), ("weakness_any", "absent")])
    assert agree(kb, [normal, ("phalen", "present")])
    root = parse_case(
        "schema: nmt-case/1\nid: x\ncomplaint: {side: right}\nfindings:\n"
        "  - present: [reflex_reduced(biceps), pain(thumb), pain(neck_side)]\n    side: right\n",
        "x",
        kb,
    )
    for wanted in ("entrapment.carpal_tunnel", "trigger_point.scalenus_anterior"):
        way = smallest_way(kb, root, wanted)
        stated = [(o.key, o.state) for o in root.observations]
        assert way.findings
        assert agree(kb, [*stated, *way.findings])
        assert not [key for key, _ in way.findings if (f := kb.finding(key)) and f.score]
        assert way.lead >= 0


def test_what_speaks_against_one_is_not_told_as_speaking_for_the_other(kb: KnowledgeBase, carpal: Case) -> None:
    found = comparison(kb, carpal, "trigger_point.scalenus_anterior", "compression.root_c6")
    assert found.unranked == ("trigger_point.scalenus_anterior",)
    wasted = next(k for k in found.telling if k.label.startswith("Abductor pollicis brevis"))
    assert wasted.second < 0
    text = compared(kb, found)
    assert "A not in the ranking" in text
    assert "stands" not in text
    assert f"B {wasted.second:+.2f}  Abductor pollicis" in text
    assert "A +0.43" not in text


def test_what_speaks_in_part_never_tells_as_known_what_nobody_found(kb: KnowledgeBase) -> None:
    """The written reason speaks of the whole argument: 'is caught by shaft fractures' of a client without a fracture."""
    case = parse_case(
        "schema: nmt-case/1\nid: drop\ncomplaint: {text: The hand drops, regions: [wrist]}\n"
        "findings: [{present: [wrist_drop], side: right}, {present: [onset_on_waking]}]\n",
        "drop.yaml",
        kb,
    )
    judged = judge(case, kb, PlainEngine(kb))
    line = next(line for line in judged.lines if line.hypothesis == "entrapment.radial_spiral_groove")
    reasons = {r.rule: r for r in chain(kb, judged, line).reasons_for}
    part = next(r for id, r in reasons.items() if id.startswith(f"{line.hypothesis}/after_humerus_fracture~"))
    assert part.because == "Would fit with Wrist drop (right); not known: Fracture or operation of the upper arm bone."
    whole = {id: kb.rules_by_id[rule.part_of] for id in reasons if (rule := kb.rules_by_id.get(id)) and rule.part_of}
    assert all(reasons[id].because != rule.because for id, rule in whole.items())
    assessed = assess(case, kb, PlainEngine(kb)).hypotheses
    told = {a.rule: a.because for h in assessed if h.id == line.hypothesis for a in h.arguments_for}
    assert told[part.rule] == part.because


def test_no_argument_counts_more_than_all_of_itself(kb: KnowledgeBase, carpal: Case) -> None:
    """A cluster counts as much as its members would one by one: that is said, and no '+1.03 of +1.02'."""
    judged = judge(carpal, kb, PlainEngine(kb))
    told = chain(kb, judged, judged.lines[0])
    first = replace(told.reasons_for[0], strength="LR 10.5", weight=1.02, counted=1.034)
    text = how(kb, replace(told, reasons_for=(first,)), None)
    assert "+1.03 [" in text
    assert "counts as much as its members would one by one; by itself +1.02" in text
    rounded = how(kb, replace(told, reasons_for=(replace(first, counted=1.019),)), None)
    assert " of +1.02" not in rounded
