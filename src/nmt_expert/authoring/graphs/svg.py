"""A graph of rules as one SVG picture: signs and patterns on the left, rules in the middle, what they lead to on the right."""

from __future__ import annotations

import textwrap
from html import escape

from nmt_expert.authoring.graphs.graph import COLUMNS, Graph, Node

_WIDTH, _GAP, _LINE, _PAD = 330, 110, 15, 8  # pixels
_SIGNS = 50  # characters of a line
_MOST = 7  # lines of a condition
_COLOURS = {"emergency": "#b00020", "urgent": "#c05a00", "refer": "#8a7000", "against": "#7a7a7a"}


def svg(graph: Graph) -> str:
    """The picture; it needs nothing from outside and can be read aloud by its titles."""
    boxes: dict[str, tuple[int, int, int]] = {}  # left, top, height
    tall = 0
    for column, name in enumerate(COLUMNS):
        top = _PAD
        for id, node in graph.nodes.items():
            if node.column == name:
                height = _LINE * len(_lines(node)) + 2 * _PAD
                boxes[id] = (_PAD + column * (_WIDTH + _GAP), top, height)
                top += height + _PAD
        tall = max(tall, top)
    target = next(id for id, node in graph.nodes.items() if node.column == "target")
    left, _, height = boxes[target]
    boxes[target] = (left, max(_PAD, (tall - height) // 2), height)
    width = 2 * _PAD + 3 * _WIDTH + 2 * _GAP
    parts = [_edge(boxes[start], boxes[end]) for start, end in graph.edges]
    parts += [_box(node, boxes[id]) for id, node in graph.nodes.items()]
    name = escape(graph.nodes[target].title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" width="{width}" height="{tall}" '
        f'font-family="sans-serif" font-size="12" role="img"><title>What leads to: {name}</title>'
        f'<rect width="{width}" height="{tall}" fill="#fff"/>' + "".join(parts) + "</svg>\n"
    )


def _lines(node: Node) -> list[str]:
    title = textwrap.wrap(node.title, _SIGNS - 6)
    text = textwrap.wrap(node.text, _SIGNS)
    return title + (text if len(text) <= _MOST else [*text[: _MOST - 1], "..."])


def _box(node: Node, place: tuple[int, int, int]) -> str:
    left, top, height = place
    titles = len(textwrap.wrap(node.title, _SIGNS - 6))
    rows = ""
    for i, line in enumerate(_lines(node)):
        weight = ' font-weight="bold"' if i < titles else ""
        y = top + _PAD + _LINE * (i + 1) - 4
        rows += f'<tspan x="{left + _PAD}" y="{y}"{weight}>{escape(line)}</tspan>'
    colour = _COLOURS.get(node.kind, "#444")
    round_ = 14 if node.column == "rests" else 2
    dash = ' stroke-dasharray="4 3"' if node.kind == "against" else ""
    return (
        f'<g><title>{escape(node.title)}: {escape(node.text)}</title><rect x="{left}" y="{top}" width="{_WIDTH}" '
        f'height="{height}" rx="{round_}" fill="#f7f7f5" stroke="{colour}"{dash}/>'
        f"<text>{rows}</text></g>"
    )


def _edge(start: tuple[int, int, int], end: tuple[int, int, int]) -> str:
    x1, y1 = start[0] + _WIDTH, start[1] + start[2] // 2
    x2, y2 = end[0], end[1] + end[2] // 2
    return f'<path d="M{x1} {y1}C{x1 + _GAP // 2} {y1} {x2 - _GAP // 2} {y2} {x2} {y2}" fill="none" stroke="#bbb"/>'
