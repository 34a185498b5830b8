"""A graph of rules as Mermaid text, which GitHub and many editors draw."""

from __future__ import annotations

from html import escape

from nmt_expert.authoring.graphs.graph import Graph, Node

_LONGEST = 160  # characters of a condition
_SHAPES = {"rests": ("([", "])"), "rule": ("[", "]"), "target": ("{{", "}}")}


def mermaid(graph: Graph) -> str:
    """The graph from left to right."""
    numbers = {id: f"n{i}" for i, id in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    for id, node in graph.nodes.items():
        opening, closing = _SHAPES[node.column]
        lines.append(f'  {numbers[id]}{opening}"{_label(node)}"{closing}')
    lines += [f"  {numbers[start]} --> {numbers[end]}" for start, end in graph.edges]
    for kind, style in _STYLES.items():
        found = [numbers[id] for id, node in graph.nodes.items() if node.kind == kind]
        if found:
            lines += [f"  classDef {kind} {style}", f"  class {','.join(found)} {kind}"]
    return "\n".join(lines) + "\n"


_STYLES = {
    "emergency": "stroke:#b00020,stroke-width:3px",
    "urgent": "stroke:#c05a00,stroke-width:2px",
    "refer": "stroke:#8a7000",
    "against": "stroke-dasharray:4 3",
}


def _label(node: Node) -> str:
    text = node.text if len(node.text) <= _LONGEST else f"{node.text[:_LONGEST]}..."
    return escape(node.title) + (f"<br/>{escape(text)}" if text else "")
