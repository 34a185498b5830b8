"""Explanations over a few small rules: conditions in words, what nearly spoke, the chain, and what keeps one from the first place."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from nmt_expert.case.load import Case
from nmt_expert.case.model import CaseFile, Complaint
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Family, Source, Subject
from nmt_expert.reasoning.condition_words import group_words, rule_words
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.explanation.agreeing import agree, denies
from nmt_expert.reasoning.explanation.chain import Chain, PatternStep, chain
from nmt_expert.reasoning.explanation.explain import NearMiss, known_facts, near_misses
from nmt_expert.reasoning.explanation.what_if import NOT_TESTED, Supposed, changed
from nmt_expert.reasoning.explanation.why_not import why_not
from nmt_expert.reasoning.judge import Judged, judge
from tests.reasoning.small import knowledge

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})
Rules = list[tuple[str, object]]  # hypothesis, condition


def seen(*keys: str, sides: frozenset[str] = frozenset()) -> list[Observation]:
    return [Observation(key, "present", sides) for key in keys]


def base(rules: Rules, *patterns: object, weights: Iterable[float] = ()) -> KnowledgeBase:
    """Arguments of 0.45, or of `weights`, and the patterns p0, p1 ..."""
    also = [("pattern", f"p{i}", False, condition) for i, condition in enumerate(patterns)]
    kb = knowledge([*(("argument", h, h in ("h0", "h2"), condition) for h, condition in rules), *also])
    given = dict(zip((f"r{i}" for i in range(len(rules))), weights, strict=False))
    return replace(kb, rules=[replace(r, weight=given.get(r.id, r.weight), because=f"{r.id}.") for r in kb.rules])


def case(*observations: Observation, side: str | None = None) -> Case:
    return Case(CaseFile("nmt-case/1", "c", complaint=Complaint(side=side)), observations)  # type: ignore[arg-type]


def judged(kb: KnowledgeBase, *observations: Observation) -> Judged:
    return judge(case(*observations), kb, PlainEngine(kb))


# -- conditions in words


def test_a_condition_is_told_in_words() -> None:
    conditions: list[object] = [
        "f1 or f3",
        "2 of (f1, f3, f5)",
        "f1 and no f3 unless f5 or f7",
        "f0 opposite",
        "f0 either side",
        "f0 bilateral",
        "p0",
        "f1 or (f3 and f5)",
    ]
    kb = base([("h0", condition) for condition in conditions], "f1")
    assert [rule_words(kb, kb.rules_by_id[f"r{i}"]) for i in range(len(conditions))] == [
        ["any of: f1; f3"],
        ["at least 2 of: f1; f3; f5"],
        ["f1", "not found: f3", "none of: f5; f7"],
        ["f0 (other side)"],
        ["f0 (either side)"],
        ["f0 (both sides)"],
        ["pattern: p0"],
        ["any of: f1; (f3 and f5)"],
    ]


def test_a_bound_is_told_with_its_direction() -> None:
    kb = base([("h1", "f1")])
    kb = replace(kb, atoms=["f1>=38", "f1<=36"])
    assert group_words(kb, 1, (0,)) == "f1 at least 38"
    assert group_words(kb, 1, (1,)) == "f1 at most 36"


# -- what nearly spoke


def missed(kb: KnowledgeBase, *observations: Observation, of: str = "h1", fired: Iterable[str] = ()) -> list[NearMiss]:
    told = judged(kb, *observations)
    return near_misses(kb, told.facts, of, "central", fired, known_facts(kb, told.facts, told.firings))


def test_a_condition_is_met_open_or_cannot_be_met_any_more() -> None:
    kb = base([("h1", "f1 and (f3 or f5) and 2 of (f5, f7, f2)")])
    (miss,) = missed(kb, *seen("f1"), Observation("f3", "absent"), Observation("f5", "absent"))
    assert [(c.state, c.missing) for c in miss.conditions] == [("met", 0), ("unmet", 1), ("not tested", 2)]
    (miss,) = missed(kb, *seen("f1", "f7"), Observation("f5", "absent"))
    assert [(c.state, c.missing, c.found) for c in miss.conditions] == [
        ("met", 0, ()),
        ("not tested", 1, ()),
        ("not tested", 1, ("f7",)),
    ]


def test_what_forbids_a_rule_is_told_where_it_was_found() -> None:
    kb = base([("h1", "f1 unless f3 or f5")])
    (miss,) = missed(kb, *seen("f1", "f5"))
    assert [(c.text, c.state, c.missing) for c in miss.conditions] == [("f1", "met", 0), ("unless: f5", "unmet", 1)]


def test_a_pattern_is_open_while_it_could_still_be_concluded() -> None:
    kb = base([("h1", "f7 and p0")], "f1 and f3")
    assert missed(kb, *seen("f1"))[0].conditions[1].state == "not tested"
    assert missed(kb, *seen("f1"), Observation("f3", "absent"))[0].conditions[1].state == "unmet"
    assert missed(kb, *seen("f1", "f3"))[0].conditions[1].state == "met"


def test_the_nearest_stands_first_and_what_spoke_or_speaks_in_part_is_no_miss() -> None:
    rules: Rules = [("h1", key) for key in ("f1", "f3", "f5", "f7", "f2", "f4")] + [("h1", "f5 and f7")]
    kb = base(rules, weights=[0.45, 0.2, 0.45, -0.8, 0.45, 0.45, 0.9])
    changes = {"r4": {"part_of": "r0"}, "r5": {"id": "r5/absent"}}
    kb = replace(kb, rules=[replace(r, **changes.get(r.id, {})) for r in kb.rules])
    told = missed(kb, *seen("f1"), Observation("f3", "absent"), fired=["r0"])
    assert [miss.rule for miss in told] == ["r3", "r2", "r6", "r1"]


# -- the chain


def chained(kb: KnowledgeBase, *observations: Observation) -> Chain:
    told = judged(kb, *observations)
    return chain(kb, told, told.lines[0])


def test_the_chain_tells_what_speaks_for_and_against_the_strongest_first() -> None:
    kb = base([("h1", key) for key in ("f1", "f3", "f5")] + [("h3", "f1")], weights=[0.2, 0.8, -0.3, 0.1])
    kb = replace(
        kb,
        sources={"s": Source("s", "A study", "seen")},
        rules=[replace(kb.rules[0], sources=("s", "t")), *kb.rules[1:]],
    )
    told = chained(kb, *seen("f1", "f3", "f5"))
    assert [(r.rule, r.counted) for r in told.reasons_for] == [("r1", 0.8), ("r0", 0.2)]
    assert [(r.rule, r.counted) for r in told.reasons_against] == [("r2", -0.3)]
    assert told.reasons_for[1].sources == ("A study",)
    assert (told.hypothesis, told.place, told.of, told.score, told.side) == ("h1", 1, 2, 0.7, "")
    assert told.main == ("f3", "f1")
    assert told.findings == {"f3": "f3", "f5": "f5", "f1": "f1"}
    assert told.unexplained == ("f5",)


def test_a_pattern_is_a_step_of_its_own_with_what_it_rests_on() -> None:
    told = chained(base([("h1", "p0")], "f1 and f3"), *seen("f1", "f3"))
    (reason,) = told.reasons_for
    assert reason.patterns == (PatternStep("p0", ("f1", "f3")),)
    assert reason.kinds == ("f1", "f3")


def test_absence_argues_but_is_none_of_the_main_findings_and_the_side_is_said_once() -> None:
    kb = base([("h0", "f0"), ("h0", "no f2")])
    told = chained(kb, *seen("f0", sides=LEFT), Observation("f2", "absent", LEFT))
    assert told.main == ("f0",)
    assert told.findings == {"f0": "f0", "-f2": "not found: f2"}
    assert told.side == "left"


def test_three_main_findings_are_named_of_equal_arguments_that_with_fewest_first_and_none_twice() -> None:
    kb = base([("h1", "f1 and f3"), ("h1", "f3"), ("h1", "f5"), ("h1", "f7")], weights=[0.5, 0.5, 0.4, 0.3])
    assert chained(kb, *seen("f1", "f3", "f5", "f7")).main == ("f3", "f1", "f5")


def test_inside_a_sentence_a_kind_of_finding_is_small_and_its_places_stand_in_brackets() -> None:
    kb = base([("h1", "f1")])
    thumb = Subject("thumb", "Thumb", "neck", sided=False)
    kb = replace(
        kb,
        zones={"thumb": thumb},
        families={"pain": Family("pain", "zones", "symptom", "Pain: {subject}", "?", "")},
        atoms=["+pain(thumb)"],
    )
    assert chained(kb, *seen("pain(thumb)")).main == ("pain (thumb)",)


# -- why not, and what if


def test_why_not_says_the_place_the_distance_and_what_would_help() -> None:
    kb = base([("h1", "f1"), ("h3", "f3"), ("h3", "f3 and f5"), ("h3", "f7")], weights=[1.0, 0.4, 0.9, -0.1])
    observed = seen("f1", "f3", "f7")
    told = why_not(kb, case(*observed), judged(kb, *observed), "h3")
    assert (told.hypothesis, told.place, told.of, told.first, told.behind) == ("h3", 2, 2, "h1", 0.7)
    assert told.way.findings == (("f5", "present"),)
    assert [reason.rule for reason in told.against] == ["r3"]
    assert [miss.rule for miss in told.misses] == ["r2"]
    absent = why_not(kb, case(*seen("f1")), judged(kb, *seen("f1")), "h3")
    assert (absent.place, absent.of, absent.behind, absent.against) == (0, 1, 1.0, ())
    nothing = why_not(kb, case(), judged(kb), "h3")
    assert (nothing.place, nothing.of, nothing.first, nothing.behind) == (0, 0, "", 0.0)


@pytest.mark.parametrize(
    ("change", "side", "sides"),
    [
        (Supposed("f0", "absent"), None, RIGHT),  # the side on which it was said
        (Supposed("f0", "present", "left"), None, LEFT),
        (Supposed("f0", "present", "both"), None, LEFT | RIGHT),
        (Supposed("f2", "present"), "left", LEFT),  # else that of the complaint
        (Supposed("f2", "present"), "both", LEFT | RIGHT),
        (Supposed("f2", "present"), None, frozenset()),
        (Supposed("f1", "present", "left"), "left", frozenset()),  # it has no side
    ],
)
def test_what_is_supposed_lies_where_it_was_said_or_where_the_complaint_is(
    change: Supposed, side: str | None, sides: frozenset[str]
) -> None:
    before = seen("f0", sides=RIGHT)
    after = changed(before, change, case(*before, side=side), base([]))
    assert after[-1] == Observation(change.key, change.state, sides)  # type: ignore[arg-type]
    assert len([o for o in after if o.key == "f0"]) == 1


def test_what_is_supposed_untested_is_gone() -> None:
    before = seen("f1", "f3")
    assert changed(before, Supposed("f1", NOT_TESTED), case(*before), base([])) == tuple(seen("f3"))


def test_answers_that_deny_each_other_do_not_agree() -> None:
    kb = base([])
    special = replace(kb.findings["f1"], implies=("f3",))
    normal = replace(kb.findings["f5"], rules_out=("f1",))
    whole = replace(kb.findings["f7"], summary_of=("f1",))
    kb = replace(kb, findings=kb.findings | {"f1": special, "f5": normal, "f7": whole})
    found = ("f1", "present")
    assert [denies(kb, move, found) for move in (("f5", "present"), ("f7", "absent"), ("f3", "absent"))] == [True] * 3
    for move in (("f5", "absent"), ("f7", "present"), ("f3", "present"), ("f2", "absent"), ("unknown", "absent")):
        assert not denies(kb, move, found)
    assert not denies(kb, ("f5", "present"), ("f1", "absent"))
    assert not agree(kb, [found, ("f2", "present"), ("f5", "present")])
    assert agree(kb, [found, ("f2", "present")])
