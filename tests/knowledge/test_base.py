"""What the knowledge base says of a key, and its indexes, over a few zones and muscles made by hand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.belongs import mend
from nmt_expert.knowledge.model import Family, Implication, Subject
from nmt_expert.knowledge.rows import rows
from tests.reasoning.small import knowledge


@pytest.fixture
def base() -> KnowledgeBase:
    """Pain in the side or back of the neck, or somewhere in it; two muscles; an activity; f1 says f3, and so does f5."""
    kb = knowledge([])
    zones = {id: Subject(id, label, "neck", "prone") for id, label in (("side", "Side of the neck"), ("back", "Nape"))}
    whole = Subject("any", "Neck", "neck", parts=("side", "back"))
    middle = Subject("spine", "Spine", "neck", "prone", sided=False)
    plain = kb.hypotheses["h0"]
    muscles = {
        f"trigger_point.{m}": replace(
            plain, id=f"trigger_point.{m}", mechanism="trigger_point", structure=f"M. {m}", regions=(region, "arm")
        )
        for m, region in (("a", "thigh"), ("b", "shoulder"))
    }
    families = {
        "pain": Family("pain", "zones", "symptom", "pain: {subject}", "Pain in {subject}?", ""),
        "numb": Family("numb", "zones", "neuro", "{subject} numb", "?", "Stroke {subject}."),
        "tender": Family("tender", "muscles", "palpation", "{subject}: tender", "?", ""),
        "told": Family("told", "zones", "history", "Told of {subject}", "?", ""),
        "worse": Family("worse", "activities", "symptom", "Worse with {subject}", "?", ""),
    }
    findings = kb.findings | {key: replace(kb.findings[key], implies=("f3",)) for key in ("f1", "f5")}
    return replace(
        kb,
        zones=zones | {"spine": middle},
        wholes={"zones": {"any": whole}},
        activities={"run": Subject("run", "Running", "leg")},
        families=families,
        hypotheses={"h0": plain, **muscles},
        findings=findings,
        implications=[
            Implication("f7", ("pain(side)", "pain(back)")),
            Implication("f2", ("pain(side)",), bilateral=True),
            Implication("f4", ("age>=50", "age<=10")),
        ],
        atoms=[
            "+pain(side)",
            "-pain(side)",
            "~-pain(back)",
            "-f3",
            "@p",
            "-numb(side)",
            "age>=50",
            "-none(x)",
            "|-pain(side)",
        ],
    )


@pytest.mark.parametrize(
    ("key", "label", "position", "sided"),
    [
        ("pain(side)", "Pain: side of the neck", "interview", True),
        ("numb(side)", "Side of the neck numb", "prone", True),
        ("numb(spine)", "Spine numb", "prone", False),
        ("tender(a)", "M. a: tender", "supine", True),
        ("tender(b)", "M. b: tender", "side_lying", True),
        ("told(back)", "Told of nape", "interview", True),
        ("worse(run)", "Worse with running", "interview", False),
    ],
)
def test_a_finding_of_a_family_takes_its_words_and_its_side_from_family_and_place(
    base: KnowledgeBase, key: str, label: str, position: str, *, sided: bool
) -> None:
    finding = base.finding(key)
    assert finding is not None
    assert (finding.key, finding.label, finding.position, finding.sided) == (key, label, position, sided)


def test_a_finding_is_of_the_region_of_its_place_and_one_without_its_spot_is_never_asked(base: KnowledgeBase) -> None:
    spot, whole, muscle = (base.finding(key) for key in ("pain(side)", "pain(any)", "tender(b)"))
    assert spot is not None
    assert whole is not None
    assert muscle is not None
    assert (spot.score, whole.score) == (False, True)
    assert (spot.regions, muscle.regions) == (("neck",), ("shoulder",))


@pytest.mark.parametrize(
    "key", ["pain(thumb)", "ache(side)", "pain", "tender(side)", "pain(side", "Pain(side)", "", "f9"]
)
def test_what_the_vocabulary_does_not_have_is_none(base: KnowledgeBase, key: str) -> None:
    assert base.finding(key) is None


def test_a_place_without_its_spot_has_parts_and_nothing_else_has(base: KnowledgeBase) -> None:
    assert base.parts_of("pain(any)") == ("pain(side)", "pain(back)")
    for key in ("pain(side)", "f1", "ache(any)", "tender(any)", "worse(run)"):
        assert base.parts_of(key) == ()
    assert base.body_places.keys() == {"side", "back", "spine", "any"}
    found, whole = base.subject("zones", "side"), base.subject("zones", "any")
    assert (found, whole, base.subject("zones", "thumb")) == (base.zones["side"], base.wholes["zones"]["any"], None)


def test_what_follows_from_a_finding(base: KnowledgeBase) -> None:
    assert base.implied("pain(side)") == ("f7",)  # f2 follows only from both sides
    assert base.implied("f1") == ("f3",)
    assert base.implied("f2") == ()
    assert base.implied_by == {"f3": ["f1", "f5"]}
    assert [i.key for i in base.implications_of["age"]] == ["f4"]
    assert [i.key for i in base.implications_of["pain(side)"]] == ["f7", "f2"]


def test_members_whose_absence_a_rule_asks_for_seen_from_any_side(base: KnowledgeBase) -> None:
    assert [f.key for f in base.absent_members("pain")] == ["pain(side)", "pain(back)"]
    assert [f.key for f in base.absent_members("numb")] == ["numb(side)"]
    assert base.absent_members("f3") == []  # a finding of its own is no member
    assert base.absent_members("none") == []  # nothing the vocabulary has
    assert base.value_atoms == {"age": ["age>=50"]}


def test_a_summary_says_that_a_member_of_a_family_is_there(base: KnowledgeBase) -> None:
    kb = replace(base, findings=base.findings | {"f1": replace(base.findings["f1"], summary_of=("pain",))})
    assert [f.key for f in kb.summaries] == ["f1"]


def test_the_sides_of_what_must_be_on_both_are_found_by_their_findings(base: KnowledgeBase) -> None:
    kb = replace(base, both_sides={"both#1": ("f0", "f2"), "both#2": ("f2",)})
    assert kb.both_sides_of == {"f0": ["both#1"], "f2": ["both#1", "both#2"]}


def test_rules_are_found_by_what_they_speak_of_and_by_what_they_ask_for() -> None:
    rules = [
        ("argument", "h0", True, "f0"),
        ("argument", "h1", False, "f1"),
        ("argument", "h0", True, "f0 and f1"),
    ]
    kb = knowledge(rules)
    assert [rule.id for rule in kb.rules_of("h0")] == ["r0", "r2"]
    assert kb.rules_of("h9") == []
    assert kb.targets == {0: "h0", 1: "h1", 2: "h0"}
    both, one = kb.atom_index["+f0"], kb.atom_index["+f1"]
    sided, central = kb.group_index.views
    assert sided.of(both) == ((0, 0b101),)  # in the first group of the first rule and of the third
    assert (sided.of(one), central.of(one)) == (((1, 0b100),), ((0, 0b010),))
    assert kb.group_index.rules_naming(one) == {1, 2}


def test_a_word_that_stands_in_the_wrong_place_is_told_what_it_is(base: KnowledgeBase) -> None:
    assert mend(base, "side", ["sides"]) == " It is a zone: pain(side), numb(side), told(side)."
    assert mend(base, "run", []) == " It is an activity: worse(run)."
    assert mend(base, "a", []) == " It is a muscle: tender(a)."
    assert "'sides'" in mend(base, "sidess", ["sides"])


def test_lists_are_kept_one_behind_the_other() -> None:
    kept = rows([[3, 1], [], [7]])
    assert [list(kept[i]) for i in range(len(kept))] == [[3, 1], [], [7]]


def test_of_a_place_told_without_its_spot_counts_what_is_shared_and_by_half_what_is_near() -> None:
    whole = Subject("any", "Any", "neck", parts=("a", "b", "c", "d"), near=("e",))
    assert whole.share({"a", "x"}) == 0.5  # half of the pattern lies in it
    assert whole.share({"a", "e"}) == 0.75
    assert whole.share({"a", "b", "e"}) == pytest.approx(2.5 / 3)
    assert whole.share({"a", "b", "c", "d", "e"}) == 1.0
    assert whole.share({"x"}) == 0.0
