"""The body chart as a small drawing of letters: front and back, marks where the client feels it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from nmt_expert.knowledge.model import Subject

_FIGURE = (
    "     .-.     ",
    "    (   )    ",
    "     ) (     ",
    "  .-'   '-.  ",
    " / |     | \\ ",
    " | |     | | ",
    "/ /|     |\\ \\",
    "| ||     || |",
    '"  |  .  |  "',
    "   |  |  |   ",
    "   |  |  |   ",
    "   |  |  |   ",
    "   |__|__|   ",
)
_CENTRE = 6
_GAP = 4
_HEAD = 2  # lines above the figure
_SECOND = len(_FIGURE[0]) + _GAP  # the column in which the figure from behind begins
# row and columns from the midline; the client's right is on the viewer's left in front, on the right behind
_AT = {
    "vertex": (0, 0), "forehead": (0, 0), "eyebrow": (1, 1), "eye": (1, 1), "temple": (1, 1), "occiput": (1, 0), "mastoid": (1, 1),
    "ear": (1, 2), "tmj": (1, 2), "cheek": (1, 1), "nose": (1, 0), "upper_teeth": (1, 0), "lower_teeth": (1, 0), "jaw": (1, 1),
    "chin": (2, 0), "tongue": (1, 0), "throat": (2, 0), "supraclavicular": (3, 1), "shoulder_top": (3, 3), "shoulder_side": (4, 5),
    "axilla": (5, 3), "scapula_medial_border": (5, 1), "scapula_inferior_angle": (6, 2), "scapula_above_spine": (4, 2),
    "scapula_body": (5, 2), "sternum": (5, 0), "chest_upper": (4, 1), "chest_breast": (5, 2), "chest_side": (5, 3),
    "costal_margin": (6, 2), "thoracic_upper": (4, 1), "thoracic_mid": (5, 1), "thoracic_lower": (6, 1), "epigastrium": (6, 0),
    "abdomen_upper": (6, 1), "umbilical": (7, 0), "abdomen_lower": (7, 1), "suprapubic": (8, 0), "flank": (7, 3), "groin": (8, 1),
    "genitals": (8, 0), "perineum": (8, 0), "coccyx": (8, 0), "lumbar": (7, 1), "lumbosacral": (7, 1), "iliac_crest": (7, 2),
    "sacroiliac": (8, 1), "sacrum": (8, 0), "buttock_upper": (8, 2), "buttock_mid": (8, 2), "buttock_lower": (9, 2),
    "hip_lateral": (8, 3), "hip_front": (8, 2), "heel_back": (12, 1), "heel_plantar": (12, 1),
}  # fmt: skip
_BY_REGION = {
    "neck": (2, 1), "shoulder": (3, 3), "thorax": (5, 1), "arm": (5, 5), "elbow": (6, 6), "forearm": (7, 6), "wrist": (7, 6),
    "hand": (8, 6), "thigh": (9, 2), "knee": (10, 2), "leg": (11, 2), "ankle": (12, 2), "foot": (12, 2),
}  # fmt: skip
_SIDES = ("left", "right")
_BEHIND = {"posterior", "inferior"}
LETTERS = {"pain": "P", "numbness": "N", "tingling": "T", "burning": "B", "shooting": "S"}
OTHER, SEVERAL, SOMEWHERE = "o", "*", "?"


def figure(marks: Iterable[tuple[str, str, frozenset[str]]], zones: Mapping[str, Subject]) -> list[str]:
    """The drawing for marks (kind, zone, sides); several kinds on one spot show as '*', all that a place told without its
    spot could mean as '?'."""
    front, back = ([list(row) for row in _FIGURE] for _ in range(2))
    used: dict[tuple[bool, int, int], str] = {}
    for kind, name, sides in sorted(marks, key=lambda mark: not zones[mark[1]].parts):  # a spot lies over a whole place
        spots = zones[name].parts
        letter = SOMEWHERE if spots else LETTERS.get(kind, OTHER)
        for spot, side in product(spots or (name,), sides or (_SIDES if spots else ("",))):
            column, line = place_of_zone(zones[spot], side if zones[spot].sided or not spots else "")
            place = (column >= _SECOND, line - _HEAD, column - _SECOND if column >= _SECOND else column)
            used[place] = letter if used.get(place, SOMEWHERE) in (letter, SOMEWHERE) else SEVERAL
    for (behind, row, column), letter in used.items():
        (back if behind else front)[row][column] = letter
    head = "  FRONT" + " " * (_GAP + 7) + "BACK"
    sides_line = "R" + " " * 11 + "L" + " " * _GAP + "L" + " " * 11 + "R"
    drawing = [head, sides_line, *("".join(f) + " " * _GAP + "".join(b) for f, b in zip(front, back, strict=True))]
    return [*drawing, *([f"{SOMEWHERE} spot not stated"] if SOMEWHERE in used.values() else [])]


def place_of_zone(zone: Subject, side: str) -> tuple[int, int]:
    """Column and line of a zone in the figure; `side` is left, right, or '' for the midline."""
    row, out = _AT.get(zone.id) or _BY_REGION.get(zone.region, (5, 0))
    behind = zone.aspect in _BEHIND
    step = 0 if not side else out if (side == "left") != behind else -out
    return (_SECOND if behind else 0) + _CENTRE + step, row + _HEAD


def drawn_at(lines: list[str], column: int, line: int) -> list[str]:
    """The figure with a pair of brackets round one place."""
    text = lines[line].ljust(column + 2)
    marked = text[: max(column - 1, 0)] + "[" + text[column] + "]" + text[column + 2 :]
    return [*lines[:line], marked, *lines[line + 1 :]]
