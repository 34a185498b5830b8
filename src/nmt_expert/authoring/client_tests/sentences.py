"""The tests that a sentence of what is just enough, or not enough, makes for one rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec.structs import replace

from nmt_expert.authoring.client_tests.clients import ClientTest, Place
from nmt_expert.authoring.client_tests.enough import Client, Enough, Has, lacking, observations, told
from nmt_expert.errors import NmtError, nearest
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.places import Locator


def just_enough(
    about: Literal["rule", "argument"],
    id: str,
    wanted: str,
    said: list[str],
    kb: KnowledgeBase,
    place: Place,
    elsewhere: Sequence[str] = (),
    too_general: Sequence[str] = (),
) -> Iterator[ClientTest]:
    """A rule does as wanted for those who have just enough, and is quiet for whoever lacks one thing of it, has it
    `elsewhere` (in one of these zones, by one of these activities), or has one of these general findings that it implies.
    """
    clients = Enough(kb, place).clients(*said)
    for client in clients:
        yield ClientTest(about, id, wanted, told(client), observations(client), place)
    for less, words in lacking(clients):
        yield ClientTest("rule", id, "quiet", words, observations(less), place)
    less_special = dict(found for client in clients for found in _less_special(client, too_general, kb))
    for other, words in (*_moved(clients[0], elsewhere, kb), *less_special.items()):
        if not any(client <= other for client in clients):
            yield ClientTest("rule", id, "quiet", words, observations(other), place)


def not_enough(target: str, written: dict[str, list[str]], kb: KnowledgeBase, locator: Locator) -> Iterator[ClientTest]:
    for name, said in written.items():
        place = placed(locator, ("not_enough", name))
        id = rule_of(target, name, kb, place)
        for neighbour in Enough(kb, place).clients(*said):
            yield ClientTest("rule", id, "quiet", told(neighbour), observations(neighbour), place)


def rule_of(target: str, name: str, kb: KnowledgeBase, place: Place) -> str:
    """The id of a flag's alternative, or of a hypothesis' argument, which may have a name of its own; of a pattern without
    target. Raises NmtError.
    """
    for id in (f"{target}/{name}", name):
        if id in kb.rules_by_id and kb.rules_by_id[id].target == (target or kb.rules_by_id[id].target):
            return id
    id = f"{target}/{name}" if target else name
    known = [rule.id for rule in kb.rules if (rule.target == target if target else rule.kind == "pattern")]
    what = "argument" if target in kb.hypotheses else "alternative" if target else "pattern"
    raise NmtError(f"{place()}: unknown {what} '{id}'.{nearest(id, known)}")


def _moved(client: Client, elsewhere: Sequence[str], kb: KnowledgeBase) -> Iterator[tuple[Client, str]]:
    """The client who has one finding elsewhere, for each finding that has a place and each place that fits it."""
    for one in sorted(client, key=lambda has: has.words) if elsewhere else ():
        family, _, subject = one.seen.key.removesuffix(")").partition("(")
        for finding in (kb.finding(f"{family}({other})") for other in elsewhere if subject):
            if finding is not None:
                sides = (one.seen.sides or frozenset({"left"})) if finding.sided else frozenset()
                has = Has(replace(one.seen, key=finding.key, sides=sides))
                yield client - {one} | {has}, f"{told(client)}; {has.words} instead of {one.words}"


def _less_special(client: Client, general: Sequence[str], kb: KnowledgeBase) -> Iterator[tuple[Client, str]]:
    """The client who has one of these general findings instead of the special one that implies it."""
    for one in sorted(client, key=lambda has: has.words) if general else ():
        known = kb.finding(one.seen.key)
        for key in general:
            if known is not None and one.seen.state == "present" and key in known.implies:
                sided = kb.findings[key].sided if key in kb.findings else True
                has = Has(
                    replace(one.seen, key=key, sides=(one.seen.sides or frozenset({"left"})) if sided else frozenset())
                )
                yield client - {one} | {has}, f"{told(client)}; {has.words} instead of {one.words}"


def known_subjects(words: Sequence[str], kb: KnowledgeBase, place: Place) -> None:
    """Raises NmtError for a word that is no zone, movement, point, muscle, reflex or activity."""
    known = {subject for family in kb.families.values() for subject in kb.subjects(family.over)}
    for word in words:
        if word not in known:
            raise NmtError(f"{place()}: unknown zone, movement, point or activity '{word}'.{nearest(word, known)}")


def placed(locator: Locator, where: tuple[str | int, ...]) -> Place:
    def place(at: int | None = None) -> str:
        problem = locator.problem(where, "", at=at)
        return f"{problem.file}:{problem.line}:{problem.column}"

    return place
