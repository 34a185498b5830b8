"""What a broad question of the safety screen settles: a denied one leaves everything behind it 'not raised'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from nmt_expert.case.load import Case
from nmt_expert.case.model import Entry
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Topic

_PREGNANT = "pregnant_or_possibly_pregnant"
_PREGNANCY = re.compile(r",? (?:or )?pregnancy\b|^Pregnancy or ")


def concerns(kb: KnowledgeBase, key: str, sex: str, age: float | None) -> bool:
    """Can a finding concern somebody of this sex ('' or unknown: either) and age in years? Not known excludes nobody."""
    who = kb.who.get(key)
    if who is None:
        return True
    other_sex = who.sex and sex in ("female", "male") and sex != who.sex
    return not other_sex and (age is None or who.from_ <= age < who.below)


def said_to(kb: KnowledgeBase, text: str, sex: str, age: float | None) -> str:
    """Words of a broad question as this person hears them: of pregnancy only where that can be."""
    if concerns(kb, _PREGNANT, sex, age):
        return text
    left = _PREGNANCY.sub("", text)
    return left[:1].upper() + left[1:]


def behind(kb: KnowledgeBase, topic: Topic) -> Iterator[str]:
    """Findings for which a broad question stands, itself or through the rare lines behind it."""
    yield from topic.covers
    for name in topic.rare:
        yield from behind(kb, kb.topics[name])


def denied(kb: KnowledgeBase, observations: Iterable[Observation]) -> list[Topic]:
    """Broad questions that were answered no, in their order."""
    said_no = {o.key for o in observations if o.state == "absent" and o.key in kb.topics}
    return [topic for topic in kb.topics.values() if topic.id in said_no]


def asked_apart(kb: KnowledgeBase) -> set[str]:
    """Keys of what is asked alone, and of the questions that ask it: mood and safety at home."""
    apart = [topic for topic in kb.topics.values() if topic.apart]
    return {topic.id for topic in apart} | {key for topic in apart for key in behind(kb, topic)}


def without_apart(kb: KnowledgeBase, case: Case) -> Case:
    """The case without what was asked alone and the words beside it, as it goes into a letter."""
    private = asked_apart(kb)
    pairs = [(entry, _open_part(entry, private)) for entry in case.file.findings]
    noted = {entry.note for entry, left in pairs if left is not entry and entry.note}
    return Case(
        replace(case.file, findings=[left for _, left in pairs if left is not None]),
        tuple(replace(o, note="") if o.note in noted else o for o in case.observations if o.key not in private),
    )


def _open_part(entry: Entry, private: set[str]) -> Entry | None:
    """The entry itself when it says nothing private, else what else it states, without its words; None when nothing."""
    lists = {name: getattr(entry, name) for name in ("present", "absent", "not_tested", "not_raised")}
    if private.isdisjoint(key for keys in (*lists.values(), entry.value) for key in keys):
        return entry
    left = {name: [key for key in keys if key not in private] for name, keys in lists.items()}
    value = {key: number for key, number in entry.value.items() if key not in private}
    return replace(entry, **left, value=value, text="", note="") if any(left.values()) or value else None


def not_raised(kb: KnowledgeBase, observations: Iterable[Observation]) -> set[str]:
    """Findings that a denied broad question stands for."""
    return {key for topic in denied(kb, observations) for key in behind(kb, topic)}


def answered_by(kb: KnowledgeBase, topic: Topic) -> Iterator[str]:
    """Findings behind a broad question that its answer tells of: what is told or named, and by looking also what is seen."""
    for key in behind(kb, topic):
        finding = kb.finding(key)
        if topic.look or finding is None or finding.position == "interview" or topic.covers.get(key):
            yield key


def person(observations: Iterable[Observation]) -> tuple[str, float | None]:
    """(sex or '', age or None) as the head of a case states them."""
    sex, age = "", None
    for o in observations:
        if o.key in ("sex_female", "sex_male"):
            sex = o.key.removeprefix("sex_")
        elif o.key == "age":
            age = o.value
    return sex, age
