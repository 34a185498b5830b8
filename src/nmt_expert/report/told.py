"""What is told of an assessment on a screen, in short sentences, whatever the screen is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from nmt_expert.reasoning.assessment import (
    HASTE,
    TREATABLE,
    URGENCIES,
    Argument,
    Assessment,
    Caution,
    Counted,
    Hypothesis,
)
from nmt_expert.reasoning.ranking.rank import WELL
from nmt_expert.reasoning.words import NOT_FOUND, capped, first_of, grouped, newly_said, one_sided
from nmt_expert.report.words import waits

URGENCY_WORDS = {
    "emergency": "EMERGENCY: act now",
    "urgent": "URGENT: same or next day",
    "refer": "REFER: a physician should see this",
    "treat_and_refer": "TREAT AND REFER: treat, and inform the physician",
    "treat": "TREAT: nothing found that forbids it",
}
MECHANISM_WORDS = {
    "trigger_point": "trigger point",
    "entrapment": "nerve entrapment",
    "compression": "nerve compression",
    "other": "other",
}
NO_HALLMARK = {
    "trigger_point": "no palpation sign of this muscle was stated",
    "entrapment": "no feeling, strength or test that marks this nerve was stated",
    "compression": "no feeling, strength, reflex or test that marks this root or nerve was stated",
    "other": "its hallmark was not stated",
}
_NOTHING_FITS = {
    "treat": "EXAMINE FURTHER: nothing fits well enough to treat on",
    "treat_and_refer": "REFER AND EXAMINE FURTHER: nothing fits well enough to treat on",
}
COVERS = {  # a number says what its band says, what is certain what was only possible
    "duration_days": ("course_chronic",),
    "pregnancy": ("pregnant_or_possibly_pregnant",),
}
PERSON = {"age", "sex_female", "sex_male"}  # whom it concerns
_AGAINST = 3  # arguments against that are told
_WAITS = "TREAT AND REFER: treat when the physician has agreed in writing"


def headline(a: Assessment) -> str:
    """The word of the urgency, and what to do; it promises no treatment where none goes on."""
    if a.urgency not in TREATABLE:
        return URGENCY_WORDS[a.urgency]
    if not a.plan.allowed:
        return _NOTHING_FITS[a.urgency]
    return _WAITS if waits(a) else URGENCY_WORDS[a.urgency]


def screen_words(a: Assessment) -> str:
    """What of the safety screen was asked."""
    if a.screen.status == "complete":
        how = ", asked by topic" if a.screen.by_topic else ""
        return f"Safety screen: complete{how}."
    if a.screen.status == "not screened":
        return (
            f"Safety screen: NOT SCREENED. None of {len(a.screen.not_asked)} questions was asked; nothing is cleared."
        )
    return f"Safety screen: incomplete. Not asked, so not cleared: {first_of(a.screen.not_asked, 4)}."


def named(h: Hypothesis) -> str:
    """Its name and side."""
    side = {"both": "both sides", "midline": "", "unspecified": "side not stated"}.get(h.side, h.side)
    return h.name + (f", {side}" if side else "")


def argued_once(h: Hypothesis, a: Assessment) -> Hypothesis:
    """The hypothesis with each finding told for it or against it, and without what nobody looked for: that it has not
    lasted for months, beside since when it lasts."""
    numbers = {f.key for f in a.findings if f.state == "value"}
    said = {key for number in numbers for key in COVERS.get(number, ())}
    restated = {NOT_FOUND + f.label for f in a.findings if f.state == "absent" and f.key in said}

    def told(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
        return tuple(replace(x, findings=tuple(y for y in x.findings if y not in restated)) for x in arguments)

    h = one_sided(h)
    return replace(h, arguments_for=told(h.arguments_for), arguments_against=told(h.arguments_against))


def told(h: Hypothesis, a: Assessment) -> Iterator[tuple[str, str]]:
    """What speaks for it and against it, what it leaves open, what to test: each a word and a text. Where there is haste
    hands test nothing, and in an emergency no links are told."""
    h = argued_once(h, a)
    yield from _arguments("for", h.arguments_for, h.side, 4)
    yield from _arguments("against", h.arguments_against, h.side, _AGAINST)
    if not h.hallmark:
        yield "against", NO_HALLMARK[h.mechanism]
    told_against = {label for _, new in newly_said(h.arguments_against)[:_AGAINST] for label in new}
    if left := [label for label in h.unexplained if label not in told_against]:
        yield "leaves open", capped(_some(grouped(left, h.side)), 150)
    if h.untested and a.urgency not in HASTE:
        yield "to test", "; ".join(u.label for u in h.untested[:3])
    names = {o.id: o.name for o in a.hypotheses}
    together = [names[i] for i in h.linked if i in names]
    if together and a.urgency != URGENCIES[0]:
        yield "belongs with", "; ".join(together)


def cautions(a: Assessment) -> tuple[Caution, ...]:
    """What changes treatment: none in an emergency, and where there is haste only what comes of the client's own state, since
    no place is worked."""
    if a.urgency == URGENCIES[0]:
        return ()
    return tuple(caution for caution in a.cautions if caution.findings or a.urgency not in HASTE)


def unlisted_dangers(a: Assessment) -> tuple[Hypothesis, ...]:
    """Hypotheses below the list that make haste, well supported or the reason of the urgency: told beside the list, so that
    nobody is sent at once for what nobody can read about. What a red flag names stands there already."""
    flagged = {flag.name for flag in a.flags}
    return tuple(
        h
        for h in a.further
        if h.triage in HASTE and h.name not in flagged and (h.support in WELL or a.urgency_why.endswith(f": {h.name}."))
    )


def counted(one: Counted) -> str:
    """'CTS-6, right: 12.5 points, 12 are enough. Met: ...; not met: ...; not asked: ...'"""
    parts = (("Met", one.met), ("not met", one.not_met), ("not asked", one.open))
    listed = "; ".join(f"{word}: {'; '.join(labels)}" for word, labels in parts if labels)
    return f"{count_words(one)}. {listed[:1].upper()}{listed[1:]}."


def count_words(one: Counted) -> str:
    """'CTS-6, right: 12.5 points, 12 are enough'; of a score with columns each."""
    name = one.name + (f", {one.side}" if one.side else "")
    if one.hypothesis:
        (points,) = one.points
        return f"{name}: {points.number:g} of {one.of} found, {points.enough:g} speak for it"
    columns = [
        f"{p.of + ' ' if p.of else ''}{p.number:g}{'' if p.of else f' point{_s(p.number)}'}, "
        f"{p.enough:g} {'is' if p.enough == 1 else 'are'} {'wanted' if p.of else 'enough'}"
        for p in one.points
    ]
    return f"{name}: {'; '.join(columns)}"


def _s(number: float) -> str:
    return "" if number == 1 else "s"


def _arguments(word: str, arguments: Iterable[Argument], side: str, most: int) -> Iterator[tuple[str, str]]:
    for argument, new in newly_said(arguments)[:most]:
        yield word, f"{_some(grouped(new, side))} [{argument.strength}]"


def _some(labels: list[str]) -> str:
    return "; ".join(labels[:3]) + ("; ..." if len(labels) > 3 else "")
