"""The sheet of shared signs, tests/clinical/signs.yaml: what is just enough for each, and what is not.

    growing_worse: {just_enough: pain_progressive_despite_care or course_progressive, not_enough: course_fluctuating}

A sign stands in many rules and has no rule of its own, so that it is asked directly, for clients with nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import Field

from nmt_expert.authoring.client_tests.clients import OTHER_SIDE, Place
from nmt_expert.authoring.client_tests.enough import Client, Enough, lacking, observations, told
from nmt_expert.authoring.mutation.bodies import body_of, holds
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.compiled.conditions import clause_of
from nmt_expert.knowledge.language.names import Names
from nmt_expert.knowledge.language.tree import Tree
from nmt_expert.knowledge.written.schema.common import Names as Sentences
from nmt_expert.knowledge.written.schema.common import Strict
from nmt_expert.reasoning.facts import build_facts


class SignTests(Strict):
    just_enough: Sentences
    not_enough: Sentences = Field([])


class _Asked(NamedTuple):
    words: str
    observations: tuple[Observation, ...]
    enough: bool


class SignSheet:
    """The clients of each sign, by its name. Raises NmtError for a sentence that names none."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._clients: dict[str, list[_Asked]] = {}

    def add(self, name: str, tests: SignTests, place: Place) -> None:
        """Takes the clients of one sign."""
        enough = Enough(self._names.kb, place)
        just = enough.clients(*tests.just_enough)
        self._clients[name] = [
            *_asked(((client, told(client)) for client in just), True),
            *_asked(lacking(just), False),
            *_asked(((client, told(client)) for client in enough.clients(*tests.not_enough)), False),
        ]

    def names(self) -> Iterable[str]:
        """The signs that have clients."""
        return self._clients.keys()

    def differences(self, name: str, tree: Tree) -> Iterator[str]:
        """In words, for whom a sign that says this holds, or does not, otherwise than its clients ask for."""
        resolved = self._names.resolved(tree, lambda *_: None)
        kb, numbers = self._names.kb, dict[str, int]()

        def number(atom: str) -> int:
            known = kb.atom_index.get(atom)
            return known if known is not None else numbers.setdefault(atom, len(kb.atoms) + len(numbers))

        if resolved is None:
            return
        body = body_of(clause_of(name, resolved), number, kb.atom_index)
        for asked in self._clients.get(name, ()):
            facts = build_facts(asked.observations, kb, numbers)
            now = any(holds(body, side, facts.origins) for side in facts.views if side != OTHER_SIDE)
            if now != asked.enough:
                yield f"signs.yaml: {name} {'holds' if now else 'does not hold'} for: {asked.words}"


def _asked(clients: Iterable[tuple[Client, str]], enough: bool) -> Iterator[_Asked]:
    for client, words in clients:
        yield _Asked(words, observations(client), enough)
