"""What is marked on the body chart: the client's drawing, the leading pattern, the trigger points found."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from gettext import gettext
from typing import TYPE_CHECKING

from nmt_expert.report.chart.body import keys, muscle_sites
from nmt_expert.report.words import side_word, sided

if TYPE_CHECKING:
    from nmt_expert.case.model import Area
    from nmt_expert.knowledge.base import KnowledgeBase
    from nmt_expert.knowledge.model import Hypothesis as Known
    from nmt_expert.knowledge.model import Subject
    from nmt_expert.reasoning.assessment import Assessment, Hypothesis

PAIN = {"pain": "pain", "shooting": "shooting pain", "burning": "burning", "cramp": "cramp"}
NUMB = ("numbness", "tingling", "sensory_loss")
POINT = ("hypersensitive_spot", "familiar_pain", "referred_pain")  # palpation that speaks of a trigger point
_KEY = re.compile(r"(\w+)\((\w+)\)")


@dataclass(frozen=True)
class Marks:
    """Zone keys by kind of mark; `points` are muscles with the zone keys of their crosses."""

    pain: tuple[str, ...] = ()
    numb: tuple[str, ...] = ()
    essential: tuple[str, ...] = ()
    spillover: tuple[str, ...] = ()
    field: tuple[str, ...] = ()  # sensory field of a nerve
    points: tuple[tuple[str, tuple[str, ...]], ...] = ()
    by_quality: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what is drawn as pain, in words, each with its zones
    areas: tuple[tuple[str, tuple[str, ...]], ...] = ()  # P1, P2 with their zones
    unsided: frozenset[str] = frozenset()  # drawn on both sides, because nobody said on which
    vague: tuple[tuple[str, ...], ...] = ()  # of which the spot was not stated: each all that it could be, on one side

    @property
    def qualities(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.by_quality)

    def apart(self) -> tuple[Marks, ...]:
        """A drawing for each quality of pain, where they lie in different places."""
        if len({frozenset(zones) for _, zones in self.by_quality}) < 2:
            return ()
        return tuple(Marks(pain=zones, by_quality=((name, zones),)) for name, zones in self.by_quality)

    def zones(self) -> set[str]:
        """Keys of all zones that are filled or hatched."""
        told = {key for zone_keys in self.vague for key in zone_keys}
        return {*self.pain, *self.numb, *self.essential, *self.spillover, *self.field, *told}

    def keys(self) -> set[str]:
        """Keys of all zones that carry a mark, crosses included."""
        return self.zones() | {key for _, zone_keys in self.points for key in zone_keys}


@dataclass(frozen=True)
class Drawing:
    """Marks, the hypotheses whose pattern is drawn, and the same facts in words."""

    marks: Marks
    patterns: tuple[str, ...] = ()  # names of the hypotheses whose pattern is shown
    words: tuple[tuple[str, str], ...] = field(default=())  # kind of mark, places


def drawing(
    assessment: Assessment, knowledge: KnowledgeBase, *, plain: bool = False, areas: Iterable[Area] = ()
) -> Drawing:
    """The marks of an assessment, with the names of the case's areas. `plain`: only what the client drew."""
    drawn: dict[str, list[str]] = {"pain": [], "numb": []}
    points: dict[str, list[str]] = {}
    qualities: dict[str, list[str]] = {}
    vague: list[tuple[str, str]] = []
    sides: dict[str, set[str]] = {}  # of the zones that are drawn
    for finding in assessment.findings:
        match = _KEY.fullmatch(finding.key)
        if match is None or finding.state != "present":
            continue
        family, subject = match.groups()
        kind = "pain" if family in PAIN else "numb" if family in NUMB else ""
        if kind and subject in knowledge.wholes.get("zones", {}):
            vague.append((subject, finding.side))
            continue
        if family in PAIN:
            qualities.setdefault(gettext(PAIN[family]), []).extend(keys(subject, finding.side))
        if kind:
            drawn[kind] += keys(subject, finding.side)
            sides.setdefault(subject, set()).add(finding.side)
        elif family in POINT and not plain:
            muscle = knowledge.muscles.get(subject)
            name = sided(muscle.label if muscle else subject.replace("_", " "), finding.side)
            points.setdefault(name, []).extend(keys(muscle_sites().get(subject, ""), finding.side))
    leading = [] if plain else _leading(assessment, knowledge)
    pattern: dict[str, list[str]] = {"essential": [], "spillover": [], "field": []}
    for hypothesis, known in leading:
        _add_pattern(pattern, hypothesis, known)
    unsided = {key for zone, told in sides.items() if told == {""} for key in keys(zone, "")}
    if any(hypothesis.side == "unspecified" for hypothesis, _ in leading):
        unsided |= {key for zone_keys in pattern.values() for key in zone_keys}
    marks = Marks(
        pain=_unique(drawn["pain"]),
        numb=_unique(drawn["numb"]),
        essential=_unique(pattern["essential"]),
        spillover=_unique(k for k in pattern["spillover"] if k not in pattern["essential"]),
        field=_unique(pattern["field"]),
        points=tuple((name, _unique(found)) for name, found in points.items()),
        by_quality=tuple((name, _unique(found)) for name, found in qualities.items()),
        areas=tuple((area.id, _drawn_in(area, assessment, knowledge)) for area in areas),
        unsided=frozenset(key for key in unsided if key.endswith(("-l", "-r"))),
        vague=tuple(
            dict.fromkeys(s for place, side in vague for s in spots_of(knowledge.wholes["zones"][place], side))
        ),
    )
    names = tuple(hypothesis.name for hypothesis, _ in leading)
    told = "; ".join(_unique(_whole(knowledge.wholes["zones"][subject].label, side) for subject, side in vague))
    return Drawing(marks, names, (*_words(marks, knowledge), *([("Told", told)] if told else [])))


def _whole(label: str, side: str) -> str:
    """A place told without its spot, in the form of `places`: 'left: neck, spot not stated'."""
    word = side_word(side)
    return f"{word}: {label[0].lower()}{label[1:]}" if word else label


def spots_of(whole: Subject, side: str) -> list[tuple[str, ...]]:
    """All zone keys that a place told without its spot could mean, each side apart; `side` other than left or right: both."""
    sides = [side] if side in ("left", "right") else ["left", "right"]
    return list(dict.fromkeys(tuple(key for part in whole.parts for key in keys(part, one)) for one in sides))


def _drawn_in(area: Area, assessment: Assessment, knowledge: KnowledgeBase) -> tuple[str, ...]:
    places = [
        (match[2], f.side) for f in assessment.findings if f.key in area.findings and (match := _KEY.match(f.key))
    ]
    return _unique(key for place, side in places for part in _parts(place, knowledge) for key in keys(part, side))


def _parts(place: str, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The spots that a place could be: itself, or all of one that was told without its spot."""
    known = knowledge.wholes.get("zones", {}).get(place)
    return known.parts if known else (place,)


def _leading(assessment: Assessment, knowledge: KnowledgeBase) -> list[tuple[Hypothesis, Known]]:
    """The leading hypothesis with a pattern, and the first linked one of another mechanism: at most two to be read."""
    charted = [
        (hypothesis, known)
        for hypothesis in assessment.hypotheses[:3]
        if (known := knowledge.hypotheses.get(hypothesis.id)) and (known.triggers or known.sensory)
    ]
    if not charted:
        return []
    first = charted[0][0]
    linked = [
        pair
        for pair in charted[1:]
        if (pair[0].id in first.linked or first.id in pair[0].linked)
        and (pair[0].mechanism == "trigger_point") != (first.mechanism == "trigger_point")
    ]
    return charted[:1] + linked[:1]


def _add_pattern(pattern: dict[str, list[str]], hypothesis: Hypothesis, known: Known) -> None:
    fitting = [t for t in known.triggers if t.id in hypothesis.trigger_points] or known.triggers
    for trigger in fitting:
        pattern["essential"] += [k for zone in trigger.essential for k in keys(zone, hypothesis.side)]
        pattern["spillover"] += [k for zone in trigger.spillover for k in keys(zone, hypothesis.side)]
    if not known.triggers:
        pattern["field"] += [k for zone in known.sensory for k in keys(zone, hypothesis.side)]


def _words(marks: Marks, knowledge: KnowledgeBase) -> tuple[tuple[str, str], ...]:
    kinds = (
        ("Pain", marks.pain),
        ("Numbness or tingling", marks.numb),
        ("Essential referral zones", marks.essential),
        ("Spillover zones", marks.spillover),
        ("Field of the nerve", marks.field),
    )
    words = [(kind, places(zone_keys, knowledge, marks.unsided)) for kind, zone_keys in kinds if zone_keys]
    if marks.points:
        words.append(("Trigger points found", ", ".join(name for name, _ in marks.points)))
    return tuple(words)


def places(zone_keys: tuple[str, ...], knowledge: KnowledgeBase, unsided: Container[str]) -> str:
    """Zone keys in words: 'right: temple, forehead; both sides: eye; side not stated: ear; sternum'."""
    letters: dict[str, str] = {}
    for key in zone_keys:
        zone, _, letter = key.partition("-")
        letters[zone] = letters.get(zone, "") + letter
    by_side: dict[str, list[str]] = {}
    for zone, found in letters.items():
        label = gettext(knowledge.zones[zone].label) if zone in knowledge.zones else zone.replace("_", " ")
        both = gettext("side not stated") if f"{zone}-{found[:1]}" in unsided else gettext("both sides")
        side = both if len(found) > 1 else {"l": gettext("left"), "r": gettext("right")}.get(found, "")
        by_side.setdefault(side, []).append(label[0].lower() + label[1:])
    return "; ".join(f"{side}: {', '.join(labels)}" if side else ", ".join(labels) for side, labels in by_side.items())


def _unique(found: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))  # type: ignore[call-overload]
