"""The areas of the body chart: which finding belongs to which complaint, and what each is like, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from nmt_expert.case.model import Area
from nmt_expert.case.record import Field
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.reasoning.words import grouped, side_words

TICK = "\u2713"  # what was asked there, and is free
_HINT = "what is it like? ({} dull, deep, constant, now 4 worst 7)"
_MOST = 9
_ORDER = ("main", "second", "third")


def areas_changed(
    picture: Picture, name: str, told: dict[str, Any], added: Iterable[str] = (), removed: Iterable[str] = ()
) -> Field:
    """The change that gives an area findings and what was told of it; a finding belongs to one area only."""
    gone = {*added, *removed}
    areas = [
        msgspec.structs.replace(a, findings=[k for k in a.findings if k not in gone])
        for a in picture.case.file.complaint.areas
    ]
    if name and name not in [a.id for a in areas]:
        areas.append(Area(name))
    areas = [
        msgspec.structs.replace(a, findings=[*a.findings, *added], **told) if a.id == name else a
        for a in sorted(areas, key=lambda a: a.id)
    ]
    areas = [a for a in areas if a.findings or a.id == name]
    names = {a.id for a in areas}
    areas = [msgspec.structs.replace(a, brings_on=[b for b in a.brings_on if b in names and b != a.id]) for a in areas]
    return Field(("complaint", "areas"), msgspec.to_builtins(areas) or None)


def area_for(picture: Picture, keys: list[str]) -> str:
    """The area that marks belong to: one that has a place in the same region on the same side, else the next free one."""
    areas = picture.case.file.complaint.areas
    here = {_place(picture, key) for key in keys}
    for area in areas:
        if here & {_place(picture, key) for key in area.findings}:
            return area.id
    names = {area.id for area in areas}
    return next((f"P{n}" for n in range(1, _MOST + 1) if f"P{n}" not in names), f"P{_MOST}")


def area_lines(picture: Picture, hint: bool = False) -> Iterator[str]:
    """Each area in one sentence, and what was found free, with a tick. `hint`: how to describe one by typing."""
    areas = picture.case.file.complaint.areas
    for area in areas:
        rank = f" ({_ORDER[int(area.id[1]) - 1]})" if len(areas) > 1 and int(area.id[1]) <= len(_ORDER) else ""
        said = "; ".join(grouped(_label(picture, key) for key in area.findings if key in picture.stated))
        like = _like(picture, area) or (_HINT.format(area.id.lower()) if hint else "not described")
        yield f"{area.id}{rank}: {said or 'nothing drawn'} - {like}"
    free = [
        label
        for key, said in picture.stated.items()
        if key.startswith("pain(") and all(o.state == "absent" for o in said) and (label := _label(picture, key))
    ]
    if free:
        yield f"{TICK} free: " + "; ".join(grouped(free))


def _like(picture: Picture, area: Area) -> str:
    """What an area is like; '' when nothing was told yet."""
    said = [finding.label.lower() for key in area.quality if (finding := picture.kb.finding(key))]
    said += [word for word in (area.depth, area.course) if word]
    said += [f"now {area.now:g} of 10"] if area.now is not None else []
    said += [f"worst {area.worst:g}"] if area.worst is not None else []
    said += [f"brings on {', '.join(area.brings_on)}"] if area.brings_on else []
    return ", ".join(said)


def _label(picture: Picture, key: str) -> str:
    finding = picture.kb.finding(key)
    sides = frozenset(side for o in picture.stated.get(key, ()) for side in o.sides)
    where = side_words(sides)
    return (finding.label if finding else key) + (f" ({where})" if where else "")


def _place(picture: Picture, key: str) -> tuple[str, frozenset[str]]:
    zone = picture.kb.subject("zones", key.partition("(")[2].rstrip(")"))
    sides = frozenset(side for o in picture.stated.get(key, ()) for side in o.sides)
    return (zone.region if zone else key), sides
