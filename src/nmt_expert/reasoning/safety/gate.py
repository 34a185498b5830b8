"""The safety gate: red flags, what of the screen was asked, and the urgency. Nothing in the ranking outweighs it."""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec.structs import replace as with_fields

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import RedFlag, Rule, Urgency
from nmt_expert.knowledge.model import Screen as ScreenBlock
from nmt_expert.reasoning.assessment import URGENCIES, Flag, Screen, ScreenStatus, level_of
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.ranking.resting import Resting, union
from nmt_expert.reasoning.safety.flag_questions import asked_for, pressing, tested
from nmt_expert.reasoning.safety.flag_words import DO_BESIDE, SAY_BESIDE, to_do, to_say
from nmt_expert.reasoning.safety.topics import asked_apart, behind, concerns, denied, person, said_to
from nmt_expert.reasoning.words import observation_label

_TOGETHER = 2  # dangers that are urgent alone and an emergency beside each other


def most_urgent(urgencies: Iterable[str]) -> Urgency:
    given = set(urgencies)
    return next((urgency for urgency in URGENCIES if urgency in given), "treat")


def raised_flags(kb: KnowledgeBase, firings: Iterable[Firing], resting: Resting) -> tuple[Flag, ...]:
    """Every raised flag once, with the most urgent of its alternatives that hold; most urgent first, and of those for which
    most speaks."""
    firings = list(firings)
    lowers = {rule.id: rule for rule in (kb.rules[f.rule] for f in firings) if rule.kind == "lower"}
    found: dict[str, list[Firing]] = {}
    for firing in firings:
        rule = kb.rules[firing.rule]
        if rule.kind == "flag":
            found.setdefault(rule.target, []).append(firing)
    flags = [_flag(kb, resting, kb.flags[id], held, lowers) for id, held in found.items()]
    speaks = {f.id: _speaks(kb, resting, f, found[f.id], lowers) for f in flags}
    order = {id: (-bits.bit_count(), id) for id, bits in speaks.items()}
    return tuple(sorted(_together(kb, flags, speaks), key=lambda f: (level_of(f.urgency), *order[f.id])))


def _speaks(kb: KnowledgeBase, resting: Resting, flag: Flag, held: list[Firing], lowers: Container[str]) -> int:
    """The observations on which its alternatives at its own level rest, as bits; milder ones add nothing."""
    return union(resting.bits(f.facts) for f in held if urgency_beside(kb.rules[f.rule], lowers) == flag.urgency)


def _together(kb: KnowledgeBase, flags: list[Flag], speaks: dict[str, int]) -> list[Flag]:
    """Two dangers of the kind that hours decide are an emergency where each alone is urgent.

    That one of the two is there is likelier than either alone, and waiting would harm in both (docs/triage.md, choosing
    between two levels). A danger that is never an emergency, or for which days decide, as a tumour, makes nothing more
    urgent; nor do two names for the same findings. `speaks`: by flag, the observations on which it rests, as bits.
    """
    beside = [f for f in flags if f.urgency == "urgent" and _hours_decide(kb.flags[f.id])]
    if len({speaks[f.id] for f in beside}) < _TOGETHER or any(f.urgency == "emergency" for f in flags):
        return flags
    return [_raised(kb.flags[f.id], f, beside) if f in beside else f for f in flags]


def _hours_decide(flag: RedFlag) -> bool:
    return flag.urgency == "emergency" and not flag.days_decide


def _raised(written: RedFlag, flag: Flag, beside: list[Flag]) -> Flag:
    names = tuple(f.name for f in beside if f.id != flag.id)
    do, say = to_do(written, "emergency"), to_say(written, "emergency")
    return with_fields(flag, urgency="emergency", do=do, say=say, lowered="", together=names)


def told(flags: tuple[Flag, ...], headline: Urgency) -> tuple[Flag, ...]:
    """The flags as they are told under a headline: one that is milder asks for no appointment of its own."""
    return tuple(
        f if level_of(f.urgency) <= level_of(headline) else with_fields(f, do=DO_BESIDE, say=SAY_BESIDE) for f in flags
    )


def _flag(kb: KnowledgeBase, resting: Resting, flag: RedFlag, held: list[Firing], lowers: dict[str, Rule]) -> Flag:
    """A flag of which these alternatives hold. What lowers an emergency makes it urgent, never less, and says why."""
    rules = [kb.rules[firing.rule] for firing in held]
    urgencies = [urgency_beside(rule, lowers) for rule in rules]
    level = most_urgent(urgencies)
    because = dict.fromkeys(rule.because for rule, own in zip(rules, urgencies, strict=True) if own == level)
    lowered = dict.fromkeys(lowers[id].because for rule in rules for id in rule.lowered_by if id in lowers)
    return Flag(
        id=flag.id,
        name=flag.name,
        urgency=level,
        findings=tuple(observation_label(o, kb) for o in _found(kb, resting, flag, held)),
        do=to_do(flag, level),
        say=to_say(flag, level),
        because=" ".join(because),
        manual_therapy=flag.manual_therapy,
        sources=flag.sources,
        lowered="; ".join(lowered) if level == "urgent" else "",
        net=flag.net,
    )


def _found(kb: KnowledgeBase, resting: Resting, flag: RedFlag, held: list[Firing]) -> list[Observation]:
    """What raised a flag: first that which most of its alternatives ask for, and for which little else could stand."""
    asks = asked_for(kb, flag.id)

    def telling(o: Observation) -> float:
        return max(asks.get(key, 0.0) for key in (o.key, *kb.implied(o.key)))

    return sorted(resting.observations(union(resting.bits(f.facts) for f in held)), key=telling, reverse=True)


def urgency_beside(rule: Rule, lowering: Container[str]) -> str:
    """The urgency of an alternative that holds, beside the ids of the `lower` rules that hold: never less than urgent."""
    return "urgent" if any(id in lowering for id in rule.lowered_by) else rule.urgency


def screen_blocks(kb: KnowledgeBase, regions: Iterable[str]) -> list[ScreenBlock]:
    """The general questions and those of the regions concerned, in the order of the knowledge base."""
    wanted = {"general", *regions}
    return [block for block in kb.screens if wanted & set(block.regions)]


def screen_questions(
    kb: KnowledgeBase, observations: Iterable[Observation], regions: Iterable[str], *, private: bool = True
) -> list[str]:
    """The findings that the complete list asks for these regions, but for those that cannot concern the person.

    `private`: with what is asked alone, of mood and safety at home.
    """
    sex, age = person(observations)
    left_out = set() if private else asked_apart(kb)
    questions = dict.fromkeys(q for block in screen_blocks(kb, regions) for q in block.questions)
    return [q for q in questions if q not in left_out and concerns(kb, q, sex, age)]


def screening(
    kb: KnowledgeBase, case: Case, regions: Iterable[str], known: Iterable[Observation], *, private: bool = True
) -> Screen:
    """What was asked of the screen for these regions, one by one or by topic. Unasked is not cleared.

    `known`: what was stated and what follows from it; what is there by that, such as a headache by its drawing, is not
    open. `private`: with what is asked alone, of mood and safety at home.
    """
    stated: dict[str, list[Observation]] = {}
    for o in case.observations:
        stated.setdefault(o.key, []).append(o)
    questions = screen_questions(kb, case.observations, regions, private=private)
    asked = tuple(observation_label(o, kb) for q in questions for o in stated.get(q, ()))
    by_topic = [t for t in denied(kb, case.observations) if {*behind(kb, t)} & {*questions}]
    in_topics = {key for t in by_topic for key in behind(kb, t)}
    named = {q for e in case.file.findings for q in e.not_raised} - in_topics
    there = {o.key for o in known if o.state == "present"}
    open_ = [q for q in questions if q not in stated and q not in in_topics and q not in there]
    missing = [f.label for q in open_ if q not in named and (f := kb.finding(q))]
    passed = [(q, f.label) for q in pressing(kb, named.intersection(open_), regions) if (f := kb.finding(q))]
    status: ScreenStatus = "complete" if not missing else "incomplete" if asked or by_topic else "not screened"
    return Screen(
        status,
        asked,
        tuple(missing),
        tuple(said_to(kb, t.label, *person(case.observations)) for t in by_topic),
        looked=(*(t.label for t in by_topic if t.look), *(label for q, label in passed if tested(kb, q))),
        not_raised=tuple(label for q, label in passed if not tested(kb, q)),
    )
