"""Makes chart.json, the light body chart that reports carry, from the generated drawing `bodychart.json`.

    python lighten.py bodychart.json > chart.json

In: 13 views with relative paths, many of them with steps of zero length. Out: for every view its title, its outline,
its contour and fine lines, and for every zone the path `d`, the anchor `c` and the box `b`. Paths are absolute and hold
only `M x y`, `L x y`, `C x y x y x y` and `Z`, every token apart by one space: report/pdf_speed.py turns that form into
PDF operators without parsing numbers.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Step = tuple[str, list[Point]]  # M, L, C or Z and its points, absolute

TOKEN = re.compile(r"([MmLlCcHhVvZz])([^A-Za-z]*)")
NUMBER = re.compile(r"-?\d*\.?\d+")
POINTS = {"m": 1, "l": 1, "c": 3}
SHORT = 0.35  # a line shorter than this cannot be seen: 1 unit is a fifth of a millimetre on paper


def steps(path: str) -> list[Step]:
    """The steps of a path in absolute coordinates."""
    here: Point = (0.0, 0.0)
    out: list[Step] = []
    for letter, text in TOKEN.findall(path):
        numbers = [float(n) for n in NUMBER.findall(text)]
        low = letter.lower()
        if low == "z":
            out.append(("Z", []))
            continue
        if low in "hv":
            for n in numbers:
                base = (here[0] if low == "h" else here[1]) if letter == low else 0.0
                here = (base + n, here[1]) if low == "h" else (here[0], base + n)
                out.append(("L", [here]))
            continue
        size = POINTS[low]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        for i in range(0, len(pairs), size):
            origin = here if letter == low else (0.0, 0.0)
            points = [(origin[0] + x, origin[1] + y) for x, y in pairs[i : i + size]]
            here = points[-1]
            out.append(("L" if low == "m" and i else low.upper(), points))
    return out


def simplify(path: list[Step]) -> list[Step]:
    """Without steps too short to be seen; a curve that is nearly a point goes too."""
    out: list[Step] = []
    here: Point = (0.0, 0.0)
    for letter, points in path:
        if letter in "LC" and all(abs(x - here[0]) < SHORT and abs(y - here[1]) < SHORT for x, y in points):
            continue
        out.append((letter, points))
        if points:
            here = points[-1]
    return out


def number(value: float) -> str:
    text = f"{value:.1f}"
    return "0" if text in ("0.0", "-0.0") else text.removesuffix(".0")


def written(path: list[Step]) -> str:
    """The canonical form: tokens apart by single spaces."""
    return " ".join(" ".join([letter, *(number(n) for p in points for n in p)]) for letter, points in path)


def box(path: list[Step]) -> list[float]:
    xs = [x for _, points in path for x, _ in points]
    ys = [y for _, points in path for _, y in points]
    return [round(v) for v in (min(xs), min(ys), max(xs), max(ys))]


def light(path: str) -> str:
    return written(simplify(steps(path)))


def view(data: dict[str, Any]) -> dict[str, Any]:
    zones = {}
    for key, zone in sorted(data["zones"].items()):
        path = simplify(steps(zone["d"]))
        zones[key] = {"d": written(path), "c": zone["c"], "b": box(path)}
    lines = {name: light(data[name]) for name in ("outline", "contour", "fine")}
    return {"title": data["title"], "box": data["bbox"], **lines, "zones": zones}


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    chart = {"version": 1, "views": {name: view(data) for name, data in source["views"].items()}}
    json.dump(chart, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")
