"""One stated finding, taken apart: the sign and the place where it was found, or a finding of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Finding
from nmt_expert.report.letter.sentences.forms import LISTS, NAMES, ONE_TERM, PLACE_SIGNS, SUBJECT_FIRST
from nmt_expert.report.told import COVERS

_REMARK = re.compile(r" \([^)]*\)")
_OPEN = re.compile(r", ([a-z ]+(?:, [a-z ]+)* not stated)$")  # 'back, upper or low not stated'
_UNSTATED = re.compile(r" \([a-z ]+ not stated\)")  # 'neck movement (direction not stated)'
_PART = re.compile(r"^([^,(]+), ([^,(]+)$")
_KEY = re.compile(r"(\w+)\((\w+)\)")


@dataclass(frozen=True)
class Item:
    """`covers`: the findings that this one says, too, as (key, side, state)."""

    key: str
    state: Literal["present", "absent", "value"]
    side: str  # left, right, both sides or ''
    section: str
    label: str
    family: str = ""  # of a finding with a place that the letter has a form for
    place: str = ""  # its id
    where: str = ""  # the place in words
    value: float = 0.0
    unit: str = ""
    covers: tuple[tuple[str, str, str], ...] = ()

    @property
    def says(self) -> tuple[tuple[str, str, str], ...]:
        """Everything that stands in the letter when this item does."""
        return ((self.key, self.side, self.state), *self.covers)


def items(found: tuple[Finding, ...], knowledge: KnowledgeBase) -> tuple[Item, ...]:
    """An item for each finding, without those that another one says already."""
    made = [_item(f, knowledge) for f in dict.fromkeys(found)]
    return _uncovered(made, knowledge)


def small(text: str) -> str:
    """Inside a sentence: the first letter small, unless it is a name or an abbreviation."""
    word = re.split(r"[\s,:-]", text, maxsplit=1)[0]
    named = word in NAMES or len(word) < 2 or not word[1:].isalpha() or word[1:] != word[1:].lower()
    return text if named and word != "A" else text[0].lower() + text[1:]


def subject(muscle: str) -> str:
    """A muscle inside a sentence: 'gastrocnemius (medial head)'."""
    return small(_PART.sub(r"\1 (\2)", muscle))


def _item(finding: Finding, knowledge: KnowledgeBase) -> Item:
    known = knowledge.finding(finding.key)
    label = _REMARK.sub("", finding.label) if finding.section == "symptom" else finding.label
    # what is not there is nowhere: nothing of its place is open; what is there says so in brackets
    label = _UNSTATED.sub("", _OPEN.sub("", label)) if finding.state == "absent" else _OPEN.sub(r" (\1)", label)
    plain = Item(
        finding.key,
        finding.state,
        finding.side,
        finding.section,
        label,
        value=finding.value or 0.0,
        unit=known.unit if known else "",
    )
    match = _KEY.fullmatch(finding.key)
    if match is None or match[1] not in PLACE_SIGNS | LISTS:
        return plain
    family, place = match.groups()
    return replace(plain, family=family, place=place, where=_where(family, label))


def _where(family: str, label: str) -> str:
    """The place in the label of a family's finding."""
    before, colon, after = label.partition(": ")
    if family in SUBJECT_FIRST:  # 'gastrocnemius (medial head)' in a list
        return subject(before)
    if colon:
        return small(after if after.endswith("not stated)") else _REMARK.sub("", after))
    for cut in (
        "Worse with ", "Better with ", "Weak ", "Resisted ", "Limited ", "Passively limited ", " hurts",
        " brings on the symptoms", " reduced or absent", " brisk",
    ):  # fmt: skip
        label = label.replace(cut, "")
    return small(label)


def _uncovered(made: list[Item], knowledge: KnowledgeBase) -> tuple[Item, ...]:
    """Items that no other one says: what another implies or sums up, and what is one term with it, goes into that one."""
    covered: dict[Item, Item] = {}
    for item in made:
        if item.state == "absent":
            continue
        known = knowledge.finding(item.key)
        implied = {*(known.implies if known else ()), *knowledge.implied(item.key), *COVERS.get(item.key, ())}
        for other in made:
            numbered = other.key in COVERS.get(item.key, ())  # whether it is there or not
            if other is item or other in covered or not _same_side(item, other):
                continue
            if other.state != "present" and not numbered:
                continue
            summed = knowledge.finding(other.key)
            sums = summed is not None and family_of(item.key) in summed.summary_of
            if (other.key in implied or sums or _one_term(item, other)) and covered.get(item) is not other:
                covered[other] = item
    out = []
    for item in made:
        if item not in covered:
            says = [other for other in made if other is not item and _root(other, covered) is item]
            out.append(replace(item, covers=tuple((o.key, o.side, o.state) for o in says)) if says else item)
    return tuple(out)


def _root(item: Item, covered: dict[Item, Item]) -> Item:
    seen = set()
    while item in covered and item not in seen:
        seen.add(item)
        item = covered[item]
    return item


def _one_term(item: Item, other: Item) -> bool:
    for first, more, _ in ONE_TERM:
        if (
            item.key in first
            and item.state == "present"
            and (other.key in more or (other.key in first and other.key > item.key))
        ):
            return True
    return False


def _same_side(item: Item, other: Item) -> bool:
    return not other.side or other.side == item.side
