"""What leads to a red flag or a hypothesis: its rules, and the signs and patterns on which they rest, as written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from nmt_expert.authoring.mutation.units import Unit, Units
from nmt_expert.errors import NmtError, nearest
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language.spell import spelled
from nmt_expert.knowledge.language.tree import Tree, words
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.reasoning.condition_words import rule_words

COLUMNS = ("rests", "rule", "target")  # from left to right


@dataclass(frozen=True)
class Node:
    id: str
    column: str  # one of COLUMNS
    title: str
    text: str = ""  # the condition
    kind: str = ""  # urgency of an alternative; for or against; sign or pattern


@dataclass
class Graph:
    """`edges` go from what is asked for to what follows."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)

    def add(self, node: Node, target: str) -> None:
        """A node that leads to another one; it stands once, however much it leads to."""
        self.nodes.setdefault(node.id, node)
        self.edges.append((node.id, target))


def graph_of(files: RuleFiles, kb: KnowledgeBase, id: str) -> Graph:
    """The graph of a red flag or a hypothesis. Raises NmtError for an unknown id."""
    target = kb.flags.get(id) or kb.hypotheses.get(id)
    if target is None:
        rule = kb.rules_by_id.get(id)
        if rule and rule.target in {*kb.flags, *kb.hypotheses}:
            raise NmtError(f"'{id}' is a rule; what it leads to can be drawn: nmt rules graph {rule.target}")
        raise NmtError(f"unknown red flag or hypothesis '{id}'.{nearest(id, [*kb.flags, *kb.hypotheses])}")
    units = Units(files, kb, lambda atom: kb.atom_index.get(atom, -1))
    conditions = {unit.id: unit for unit in units.all()}
    shared = {item.entry.id: item.entry.when for item in files.of("sign")}
    graph = Graph({id: Node(id, COLUMNS[2], target.name)})
    for rule in kb.rules_of(id):
        if rule.part_of or "#" in rule.id or rule.id.endswith("/absent") or rule.kind == "pattern":
            continue
        unit = conditions.get(rule.id)
        text = spelled(unit.tree) if unit else "; ".join(rule_words(kb, rule))
        graph.add(Node(rule.id, COLUMNS[1], _title(rule), text, rule.urgency or _sign(rule)), id)
        for node in _resting(unit, conditions, shared, id, kb) if unit else ():
            graph.add(node, rule.id)
    return graph


def _title(rule: Rule) -> str:
    short = rule.id.partition("/")[2] or rule.id.partition("(")[0]
    said = {"flag": rule.urgency, "lower": "lowers to urgent", "argument": f"{_sign(rule)}, {rule.strength}"}
    return f"{short.replace('_', ' ')} ({said.get(rule.kind, rule.kind)})"


def _sign(rule: Rule) -> str:
    return "for" if rule.weight >= 0 else "against"


def _resting(
    unit: Unit, conditions: dict[str, Unit], shared: dict[str, object], id: str, kb: KnowledgeBase
) -> Iterator[Node]:
    """The signs and patterns that a condition names, those inside signs too."""
    todo: list[Tree] = [unit.tree]
    seen: set[str] = set()
    for tree in todo:  # grows while it is read
        for word in words(tree):
            own = conditions.get(f"{id}/signs/{word}")
            if word in seen or not (own or word in shared or word in kb.patterns):
                continue
            seen.add(word)
            title = kb.patterns[word].label if word in kb.patterns else word.replace("_", " ")
            if own:
                todo.append(own.tree)
            pattern = conditions.get(word)
            text = spelled(own.tree) if own else str(shared.get(word, "")) or (spelled(pattern.tree) if pattern else "")
            yield Node(f"sign:{word}", COLUMNS[0], title, text, "pattern" if word in kb.patterns else "sign")
