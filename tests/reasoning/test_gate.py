"""Red flags over a few small rules: which level is told, in which order, with which words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import RedFlag, Urgency
from nmt_expert.reasoning.assessment import Flag
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.safety.flag_questions import asked_for, pressing, with_questions
from nmt_expert.reasoning.safety.flag_words import DO, DO_BESIDE, SAY, orders, to_do, to_say
from nmt_expert.reasoning.safety.gate import most_urgent, raised_flags, told
from tests.reasoning.small import knowledge

Alternative = tuple[str, object, Urgency]  # flag, condition, level


def red_flag(id: str, urgency: Urgency = "emergency", do: str = "", **more: object) -> RedFlag:
    plain = RedFlag(id, id, urgency, ("neck",), do, "", {}, f"Say {id}.", "", False, False, "", ())
    return replace(plain, **more)


def base(*alternatives: Alternative, lower: dict[int, object] | None = None, **flags: RedFlag) -> KnowledgeBase:
    """`lower`: by the number of an alternative, what lowers it."""
    lowering = list((lower or {}).items())
    rules = [("flag", flag, False, condition) for flag, condition, _ in alternatives]
    kb = knowledge([*rules, *(("lower", alternatives[number][0], False, condition) for number, condition in lowering)])
    levels = [level for _, _, level in alternatives]
    lowered_by = {number: f"r{len(alternatives) + i}" for i, (number, _) in enumerate(lowering)}
    raising = [
        replace(
            rule, urgency=levels[i], because=f"Because {i}.", lowered_by=(lowered_by[i],) if i in lowered_by else ()
        )
        for i, rule in enumerate(kb.rules[: len(levels)])
    ]
    rest = [replace(rule, because=f"lowered by {rule.id}") for rule in kb.rules[len(levels) :]]
    names = dict.fromkeys(flag for flag, _, _ in alternatives)
    return replace(kb, rules=[*raising, *rest], flags={name: flags.get(name, red_flag(name)) for name in names})


def raised(kb: KnowledgeBase, *present: str) -> tuple[Flag, ...]:
    facts = build_facts([Observation(key, "present") for key in present], kb)
    firings = PlainEngine(kb).infer(facts)
    return raised_flags(kb, firings, Resting(kb, facts, firings))


def levels(flags: tuple[Flag, ...]) -> dict[str, str]:
    return {flag.id: flag.urgency for flag in flags}


def test_the_most_urgent_alternative_that_holds_counts_and_says_why() -> None:
    kb = base(("a", "f1", "refer"), ("a", "f3", "emergency"), ("a", "f5", "urgent"))
    assert levels(raised(kb, "f1")) == {"a": "refer"}
    assert levels(raised(kb, "f5", "f1")) == {"a": "urgent"}
    (flag,) = raised(kb, "f1", "f3", "f5")
    assert (flag.urgency, flag.because) == ("emergency", "Because 1.")


def test_no_urgency_at_all_is_treatment() -> None:
    assert most_urgent([]) == "treat"
    assert most_urgent(["treat", "refer", "treat_and_refer"]) == "refer"


def test_the_most_urgent_flag_stands_first_and_of_equals_the_one_for_which_most_speaks() -> None:
    kb = base(
        ("a", "f1", "refer"),
        ("b", "f1", "urgent"),
        ("c", "f3 and f5", "refer"),
        ("d", "f7", "refer"),
    )
    assert [flag.id for flag in raised(kb, "f1", "f3", "f5", "f7")] == ["b", "c", "a", "d"]


def test_what_speaks_for_a_milder_level_moves_a_flag_no_further_up() -> None:
    kb = base(("a", "f1", "urgent"), ("b", "f3", "urgent"), ("b", "f5 and f7", "refer"), a=red_flag("a", "urgent"))
    assert [flag.id for flag in raised(kb, "f1", "f3", "f5", "f7")] == ["a", "b"]


def test_what_lowers_an_emergency_makes_it_urgent_and_is_told() -> None:
    kb = base(("a", "f1", "emergency"), lower={0: "f3"})
    assert levels(raised(kb, "f1")) == {"a": "emergency"}
    (flag,) = raised(kb, "f1", "f3")
    assert (flag.urgency, flag.lowered) == ("urgent", "lowered by r1")


def test_an_emergency_for_another_reason_stays_one_and_says_nothing_of_lowering() -> None:
    kb = base(("a", "f1", "emergency"), ("a", "f5", "emergency"), lower={0: "f3"})
    (flag,) = raised(kb, "f1", "f3", "f5")
    assert (flag.urgency, flag.because, flag.lowered) == ("emergency", "Because 1.", "")


def test_of_what_raised_a_flag_that_which_could_do_so_alone_is_named_first() -> None:
    kb = base(("a", "f1 and (f3 or f5)", "urgent"), ("a", "f7", "urgent"))
    (flag,) = raised(kb, "f3", "f1", "f7")
    assert flag.findings == ("f7", "f1", "f3")


def test_two_urgent_dangers_together_are_an_emergency_and_name_each_other() -> None:
    flags = raised(base(("a", "f1", "urgent"), ("b", "f3", "urgent"), ("c", "f5", "refer")), "f1", "f3", "f5")
    assert levels(flags) == {"a": "emergency", "b": "emergency", "c": "refer"}
    assert {flag.id: flag.together for flag in flags} == {"a": ("b",), "b": ("a",), "c": ()}
    assert {flag.do for flag in flags[:2]} == {DO["emergency"]}
    assert {flag.say for flag in flags[:2]} == {"Say a.", "Say b."}


@pytest.mark.parametrize(
    ("second", "flag"),
    [
        (("b", "f1", "urgent"), red_flag("b")),  # another name for the same findings
        (("b", "f3", "urgent"), red_flag("b", days_decide=True)),
        (("b", "f3", "urgent"), red_flag("b", "urgent")),  # never an emergency
        (("b", "f3", "refer"), red_flag("b")),  # not urgent here
    ],
)
def test_what_does_not_make_a_second_danger_leaves_the_first_urgent(second: Alternative, flag: RedFlag) -> None:
    assert levels(raised(base(("a", "f1", "urgent"), second, b=flag), "f1", "f3"))["a"] == "urgent"


def test_beside_an_emergency_two_urgent_dangers_stay_urgent() -> None:
    kb = base(("a", "f1", "urgent"), ("b", "f3", "urgent"), ("c", "f5", "emergency"))
    assert levels(raised(kb, "f1", "f3", "f5")) == {"c": "emergency", "a": "urgent", "b": "urgent"}


def test_under_a_graver_headline_a_milder_flag_asks_for_no_appointment_of_its_own() -> None:
    flags = raised(base(("a", "f1", "refer"), a=red_flag("a", "refer")), "f1")
    assert [flag.do for flag in told(flags, "refer")] == [flag.do for flag in flags]
    assert [flag.do for flag in told(flags, "treat")] == [flag.do for flag in flags]
    assert [flag.do for flag in told(flags, "urgent")] == [DO_BESIDE]


SOONER = "If it grows worse or new signs join before, send at once."


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("emergency", f"{DO['emergency']} No massage of the calf."),
        ("urgent", "Send on today. No massage of the calf. Emergency with breathlessness, or when it grows worse."),
        ("refer", f"{DO['refer']} No massage of the calf. Emergency with breathlessness, or when it grows worse."),
    ],
)
def test_when_to_act_is_told_by_the_level_and_what_hands_leave_alone_always(level: Urgency, said: str) -> None:
    clot = red_flag("a", do="No massage of the calf.", worse="breathlessness", act={"urgent": "Send on today."})
    assert to_do(clot, level) == said


def test_a_flag_with_no_words_of_its_own_says_what_its_level_says() -> None:
    plain = red_flag("a")
    assert to_do(plain, "emergency") == DO["emergency"]
    assert to_do(plain, "urgent") == f"{DO['urgent']} {SOONER}"


def test_of_several_flags_a_sentence_is_said_once() -> None:
    kb = base(("a", "f1", "emergency"), ("b", "f3", "emergency"), b=red_flag("b", do="Keep warm."))
    assert orders(raised(kb, "f1", "f3")) == [DO["emergency"], "As above. Keep warm."]


def test_the_client_hears_the_words_of_the_level() -> None:
    assert to_say(red_flag("a", "urgent"), "urgent") == "Say a."
    assert to_say(red_flag("a", "urgent"), "emergency") == SAY["emergency"]


def test_a_finding_counts_for_a_flag_by_how_little_else_could_stand_for_it() -> None:
    kb = base(("a", "f1 and (f3 or f5)", "urgent"), ("a", "f1", "urgent"))
    assert asked_for(kb, "a") == pytest.approx({"f1": 0.5 + 1.0, "f3": 0.25, "f5": 0.25})


def test_what_is_asked_of_a_pattern_is_asked_of_its_findings_and_absence_is_no_sign() -> None:
    rules = [
        ("flag", "a", False, "p1 and no f7"),
        ("pattern", "p1", False, "f1 or f3"),
    ]
    assert asked_for(knowledge(rules), "a") == pytest.approx({"f1": 0.25, "f3": 0.25})
    circle = [("pattern", "p1", False, "f1 or p1"), ("flag", "a", False, "p1")]
    assert asked_for(knowledge(circle), "a") == pytest.approx({"f1": 0.5})


def _asked(kb: KnowledgeBase, flag: str, known: list[Observation], settled: list[str], *questions: str) -> Flag:
    (found,) = [f for f in raised(kb, "f1") if f.id == flag]
    (told_,) = with_questions(kb, [found], questions, known, settled)
    return told_


ONE_OF_FOUR = "f1 or f3 or f5 or f7"


def test_a_flag_of_haste_says_what_was_denied_not_raised_and_not_asked() -> None:
    kb = base(("a", ONE_OF_FOUR, "urgent"))
    told_findings = kb.findings | {key: replace(kb.findings[key], section="history") for key in ("f3", "f5", "f7")}
    kb = replace(kb, findings=told_findings)
    known = [Observation("f1", "present"), Observation("f3", "absent")]
    flag = _asked(kb, "a", known, ["f5", "f3"], "f1", "f3", "f5", "f7")
    assert (flag.denied, flag.not_raised, flag.not_asked) == (("f3",), ("f5",), ("f7",))
    assert _asked(kb, "a", known, [], "f5").not_asked == ("f5",)  # what the screen does not ask is not told


def test_what_only_follows_from_a_statement_denies_nothing_and_a_test_is_not_settled_by_a_topic() -> None:
    kb = base(("a", ONE_OF_FOUR, "urgent"))
    follows = Observation("f3", "absent", follows_from=Observation("g0", "absent"))
    flag = _asked(kb, "a", [follows], ["f5"], "f3", "f5")
    assert (flag.denied, flag.not_raised, flag.not_asked) == ((), (), ("f3", "f5"))


def test_a_planned_visit_is_told_without_further_questions() -> None:
    kb = base(("a", ONE_OF_FOUR, "refer"), a=red_flag("a", "refer"))
    flag = _asked(kb, "a", [], [], "f3", "f5")
    assert (flag.denied, flag.not_raised, flag.not_asked) == ((), (), ())


def test_the_questions_that_most_ask_for_are_named_and_of_many_twelve() -> None:
    many = [f"g{i}" for i in range(14)]
    kb = base(("a", "f1", "urgent"))
    wide = knowledge([("flag", "a", False, " or ".join(["f1", *many])), ("flag", "a", False, "g13 or f1")], more=14)
    kb = replace(wide, flags=kb.flags, rules=[replace(rule, urgency="urgent") for rule in wide.rules])
    asked = _asked(kb, "a", [], [], *many).not_asked
    assert len(asked) == 12
    assert asked[:2] == ("G13", "G0")


def test_nothing_is_measured_twice() -> None:
    do = "Take temperature and pulse. Measure the blood pressure. Keep warm."
    kb = base(("a", "f1", "urgent"), a=red_flag("a", "urgent", do))
    pulse, pressure = Observation("pulse_rate", "value", value=80), Observation("systolic_pressure", "value", value=120)
    assert do in _asked(kb, "a", [pulse], []).do
    assert f"{DO['urgent']} Take temperature and pulse. Keep warm." in _asked(kb, "a", [pulse, pressure], []).do
    heat = Observation("temperature", "value", value=37)
    assert f"{DO['urgent']} Keep warm." in _asked(kb, "a", [pulse, pressure, heat], []).do


def test_of_what_was_passed_over_what_the_emergencies_of_the_region_ask_for_presses_most() -> None:
    kb = base(
        ("a", "f1 or f3 or f5", "emergency"),
        ("b", "f7", "urgent"),
        ("c", "f2", "emergency"),
        ("d", "f5", "emergency"),
        b=red_flag("b", "urgent"),
        c=red_flag("c", regions=("knee",)),
    )
    assert pressing(kb, ["f2", "f3", "f5", "f7"], ["neck"]) == ["f5", "f3", "f2", "f7"]
    assert pressing(kb, ["f2", "f3"], ["knee"]) == ["f2", "f3"]
    assert pressing(kb, [], ["neck"]) == []
