"""What is just enough, said in one sentence: the clients that it names, and those who lack one thing of it.

`(pain(lumbar) or pain(calf_upper)) and new_bladder_incontinence and age >= 50` names a client with back pain and one with
calf pain, both of 50 with a leaking bladder. Either without the pain, without the bladder, or aged 49 has not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import Literal, NamedTuple

from nmt_expert.authoring.client_tests.clients import Place, unknown
from nmt_expert.case.observation import Observation
from nmt_expert.errors import NmtError, nearest
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language.mistakes import SentenceError
from nmt_expert.knowledge.language.sentence import parse
from nmt_expert.knowledge.language.tree import AllOf, AnyOf, Compare, CountOf, Finding, Tree
from nmt_expert.knowledge.language.units import in_unit_of
from nmt_expert.knowledge.model import Finding as Known

_SIDES = {"same": ("left",), "opposite": ("right",), "both": ("left", "right"), "either": ("right",)}


class Has(NamedTuple):
    """One thing that a client has; `short`: the same just not enough (one side of two, a year too young)."""

    seen: Observation
    short: Observation | None = None

    @property
    def words(self) -> str:
        """As it is written for a client."""
        key, state, sides, value = self.seen.key, self.seen.state, self.seen.sides, self.seen.value
        place = " bilateral" if len(sides) > 1 else " right" if sides == {"right"} else ""
        return f"{key} = {value:g}" if value is not None else f"{'no ' if state == 'absent' else ''}{key}{place}"


Client = frozenset[Has]


class Enough:
    """Reads such sentences. `place` says where one stands, for what is wrong in it."""

    def __init__(self, kb: KnowledgeBase, place: Place) -> None:
        self._kb = kb
        self._place = place

    def clients(self, *sentences: str) -> list[Client]:
        """The clients that sentences name: of every `or` each way once, nobody with more than is needed. Raises NmtError."""
        found = list(dict.fromkeys(client for sentence in sentences for client in self._read(sentence)))
        return [client for client in found if not any(other < client for other in found)]

    def _read(self, sentence: str) -> list[Client]:
        try:
            return self._ways(parse(sentence))
        except SentenceError as error:
            raise NmtError(f"{self._place(error.at)}: {sentence!r}, character {error.at + 1}: {error}") from None

    def _ways(self, tree: Tree) -> list[Client]:
        match tree:
            case AnyOf(parts):
                return [client for part in parts for client in self._ways(part)]
            case AllOf(parts):
                return _one_at_a_time([self._ways(part) for part in parts])
            case CountOf(n, parts):
                return _counted(n, [self._ways(part) for part in parts])
            case Compare():
                return [frozenset({self._number(tree)})]
            case Finding():
                return self._findings(tree)
        raise SentenceError("`unless` names no client; write what is there, or was looked for and not found", 0)

    def _number(self, tree: Compare) -> Has:
        finding = self._kb.finding(tree.name) or self._kb.finding(f"{tree.name}_days")
        if finding is None:
            raise SentenceError(f"unknown number '{tree.name}'.{nearest(tree.name, self._kb.findings)}", tree.name.at)
        value = in_unit_of(finding, tree.name, tree.bound, tree.unit)
        if isinstance(value, str):
            raise SentenceError(value, tree.name.at)
        step = min(1.0, value / 10)  # a tenth of few days or years
        short = round(value - step if tree.op == ">=" else value + step, 2)
        return Has(Observation(finding.key, "value", value=value), Observation(finding.key, "value", value=short))

    def _findings(self, tree: Finding) -> list[Client]:
        first = [f"{name}({tree.subjects[0]})" for name in tree.names] if tree.subjects else list(tree.names)
        others = [f"{tree.names[0]}({subject})" for subject in tree.subjects[1:]]
        ways = [[frozenset({self._has(key, tree)})] for key in (*first, *others)]
        return _counted(len(ways) if tree.absent and tree.n is None else tree.n or 1, ways)

    def _has(self, key: str, tree: Finding) -> Has:
        finding: Known | None = self._kb.finding(key)
        if finding is None:
            raise SentenceError(unknown(key, self._kb), tree.names[0].at)
        state: Literal["absent", "present"] = "absent" if tree.absent else "present"
        if not finding.sided:
            return Has(Observation(key, state))
        both = Observation(key, state, frozenset(_SIDES[tree.side]))
        return Has(both, Observation(key, state, frozenset({"left"})) if tree.side == "both" else None)


def lacking(clients: Sequence[Client]) -> Iterator[tuple[Client, str]]:
    """Each client without one thing, with the words for what is missing; none who has enough in another way."""
    tried: set[Client] = set()
    for client in clients:
        for one in sorted(client, key=lambda has: has.words):
            rest = client - {one}
            short = [(rest | {Has(one.short)}, f"only {Has(one.short).words}")] if one.short else []
            for less, words in ((rest, f"without {one.words}"), *short):
                if less and less not in tried and not any(other <= less for other in clients):
                    tried.add(less)
                    yield less, f"{told(client)}; {words}"


def told(client: Client) -> str:
    """A client in words."""
    return ", ".join(sorted(has.words for has in client))


def observations(client: Client) -> tuple[Observation, ...]:
    """What a client has, in a fixed order."""
    return tuple(has.seen for has in sorted(client, key=lambda has: has.words))


def _counted(n: int, parts: list[list[Client]]) -> list[Client]:
    """Clients who have `n` of the parts: neighbours, so that each part counts for some."""
    starts = range(len(parts)) if n < len(parts) else (0,)
    return [client for i in starts for client in _one_at_a_time(list(islice(cycle(parts), i, i + n)))]


def _one_at_a_time(parts: list[list[Client]]) -> list[Client]:
    """Clients who have all parts: the first way of each, then one part in each of its other ways."""
    first: list[Client] = [ways[0] for ways in parts]
    changed = [(i, way) for i, ways in enumerate(parts) for way in ways[1:]]
    return [
        frozenset().union(*first),
        *(frozenset().union(*first[:i], way, *first[i + 1 :]) for i, way in changed),
    ]
