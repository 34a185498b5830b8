"""What if: the same as ranking the edited file; and where the first place is said to turn, it turns."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.explanation.sensitivity import sensitivity
from nmt_expert.reasoning.explanation.what_if import NOT_TESTED, Supposed, changed, supposed, with_changes
from nmt_expert.reasoning.ranking.standing import Standing
from nmt_expert.report.swing_text import what_if
from tests.reasoning.sampled import some_cases


def _edited(case: Case, change: Supposed, path: Path, kb: KnowledgeBase) -> Case:
    """The case after somebody edited its file by hand."""
    data = msgspec.to_builtins(case.file)
    for entry in data.get("findings", []):
        for state in ("present", "absent"):
            if change.key in entry.get(state, []):
                entry[state].remove(change.key)
    if change.state != NOT_TESTED:
        old = {s for o in case.observations if o.key == change.key for s in o.sides}
        side = {"side": "both" if len(old) == 2 else next(iter(old))} if old else {}
        data.setdefault("findings", []).append({change.state: [change.key], **side})
    path.write_bytes(msgspec.yaml.encode(data))
    return load_case(path, kb)


def _ranking(a: Assessment) -> list[object]:
    """Everything but the order in which findings are named, which follows the file."""
    return [
        (
            h.rank,
            h.id,
            h.side,
            h.support,
            h.score,
            h.stability,
            h.untested,
            {(x.rule, x.counted) for x in h.arguments_for},
        )
        for h in (*a.hypotheses, *a.further)
    ]


def _changes(case: Case, kb: KnowledgeBase, rng: random.Random, count: int) -> list[Supposed]:
    stated = sorted({key for e in case.file.findings for key in (*e.present, *e.absent)})
    named = sorted({key for atom in rng.sample(kb.atoms, 60) if (key := finding_key(atom)) and "(" in key})
    keys = rng.sample(stated, min(count, len(stated))) + rng.sample(named, count)
    return [Supposed(key, rng.choice(("present", "absent", NOT_TESTED))) for key in keys]


def test_what_if_is_the_ranking_of_the_edited_file(kb: KnowledgeBase, tmp_path: Path) -> None:
    rng, engine, compared = random.Random(12), PlainEngine(kb), 0
    for case in some_cases(kb, 3, seed=12):
        for change in _changes(case, kb, rng, 2):
            try:
                edited = _edited(case, change, tmp_path / "case.yaml", kb)
            except NmtError:
                with pytest.raises(NmtError):
                    with_changes(case, [change], kb)
                continue
            compared += 1
            expected = assess(edited, kb, engine)
            found = assess(with_changes(case, [change], kb), kb, engine)
            assert found.urgency == expected.urgency
            assert _ranking(found) == _ranking(expected), (case.file.id, change)
            assert [(f.id, f.urgency) for f in found.flags] == [(f.id, f.urgency) for f in expected.flags]
            quick = Standing(kb).lines(changed(case.observations, change, case, kb), case.file.complaint.regions)
            whole = Standing(kb).lines(edited.observations, case.file.complaint.regions)
            assert [(q.hypothesis, q.side, q.scored.score) for q in quick] == [
                (w.hypothesis, w.side, w.scored.score) for w in whole
            ], (case.file.id, change)
    assert compared > 6


def test_several_changes_hold_together(kb: KnowledgeBase, some_case: str) -> None:
    case = load_case(Path(some_case), kb)
    both = with_changes(case, [supposed("phalen=absent", kb), supposed("spurling=present:left", kb)], kb)
    stated = {(o.key, o.state, o.sides) for o in both.observations}
    assert ("phalen", "absent", frozenset({"right"})) in stated
    assert ("spurling", "present", frozenset({"left"})) in stated


def test_the_age_is_supposed_in_the_head_of_the_case(kb: KnowledgeBase, some_case: str) -> None:
    case = with_changes(load_case(Path(some_case), kb), [supposed("age=80", kb)], kb)
    assert [o.value for o in case.observations if o.key == "age"] == [80]


def test_a_change_that_contradicts_the_rest_is_refused(kb: KnowledgeBase, some_case: str) -> None:
    case = load_case(Path(some_case), kb)
    with pytest.raises(NmtError, match="cannot be supposed"):
        with_changes(case, [supposed("sex_female=present", kb)], kb)


@pytest.mark.parametrize("text", ["phalen", "phalen=maybe", "phalen=3", "age=present", "phalen=present:up"])
def test_a_change_that_says_nothing_is_refused(text: str, kb: KnowledgeBase) -> None:
    with pytest.raises(NmtError, match="write FINDING"):
        supposed(text, kb)


def test_the_file_is_not_touched(kb: KnowledgeBase, some_case: str) -> None:
    before = Path(some_case).read_bytes()
    with_changes(load_case(Path(some_case), kb), [supposed("phalen=absent", kb)], kb)
    assert Path(some_case).read_bytes() == before


def test_the_first_place_turns_where_it_is_said_to(kb: KnowledgeBase) -> None:
    turned = 0
    for case in some_cases(kb, 3, seed=3):
        steady = sensitivity(kb, case)
        if steady is None:
            continue
        for swing in [*steady.overturning[:3], *[s for s in steady.swings if s.first == steady.first][:2]]:
            turned_case = with_changes(case, [supposed(swing.what_if, kb)], kb)
            lines = Standing(kb).lines(turned_case.observations, case.file.complaint.regions)
            assert lines[0].hypothesis == swing.first, (case.file.id, swing)
            turned += swing.first != steady.first
    assert turned > 0


def test_a_finding_taken_back_leaves_no_side_behind(kb: KnowledgeBase) -> None:
    text = "schema: nmt-case/1\nid: x\nfindings:\n  - present: [phalen, fever_felt]\n    side: left\n"
    key = next(f.key for f in kb.findings.values() if not f.sided and f.section == "symptom" and not f.unit)
    case = parse_case(text.replace("fever_felt", key), "x", kb)
    assert [o.key for o in with_changes(case, [Supposed("phalen", NOT_TESTED)], kb).observations] == [key]


@pytest.mark.parametrize(("first", "second"), [("", ""), ("", ":left"), (":both", ":right")])
def test_one_finding_is_supposed_once_of_a_side(first: str, second: str, kb: KnowledgeBase) -> None:
    case = parse_case("schema: nmt-case/1\nid: x\n", "x", kb)
    with pytest.raises(NmtError, match="'phalen' is supposed twice of one side"):
        with_changes(case, [supposed(f"phalen=present{first}", kb), supposed(f"phalen=absent{second}", kb)], kb)
    apart = [supposed("phalen=present:left", kb), supposed("phalen=absent:right", kb)]
    assert len(with_changes(case, apart, kb).observations) == 2


def test_an_open_finding_is_no_test_of_what_it_speaks_against(kb: KnowledgeBase) -> None:
    case = load_case(next(shipped("cases").rglob("ho-173.yaml")), kb)
    steady = sensitivity(kb, case)
    assert steady is not None
    assert not [s for s in steady.overturning if s.was == NOT_TESTED and s.raised < -0.01]


def test_who_rises_only_because_others_fell_is_said_to(kb: KnowledgeBase) -> None:
    case = load_case(next(shipped("cases").rglob("ho-148.yaml")), kb)
    changes = [supposed("straight_leg_raise_dorsiflexion=absent", kb)]
    denied = with_changes(case, changes, kb)
    engine = PlainEngine(kb)
    before, after = assess(case, kb, engine), assess(denied, kb, engine)
    assert before.hypotheses[0].id != after.hypotheses[0].id
    told = " ".join(what_if(changes, before, after, kb).split())
    assert f"Nothing new speaks for {after.hypotheses[0].name}: higher only because" in told


def test_a_red_flag_that_would_be_raised_is_told_also_where_the_urgency_stays(kb: KnowledgeBase) -> None:
    text = (
        "schema: nmt-case/1\nid: x\nclient: {age: 50}\ncomplaint: {regions: [head, low_back]}\n"
        "findings: [{present: [thunderclap_headache, pain(lumbar)]}, {absent: saddle_numbness}]"
    )
    case, plain = parse_case(text, "x", kb), PlainEngine(kb)
    changes = [supposed("saddle_numbness=present", kb)]
    before, after = assess(case, kb, plain), assess(with_changes(case, changes, kb), kb, plain)
    assert before.urgency == after.urgency == "emergency"
    told = " ".join(what_if(changes, before, after, kb).split())
    assert "(unchanged) Red flag raised: Cauda equina syndrome (emergency)." in told
    back = " ".join(what_if(changes, after, before, kb).split())
    assert "Red flag no longer raised: Cauda equina syndrome (emergency)." in back
