"""Draws the marked body chart as one SVG. Every kind of mark differs from the others in its lines, not only in colour.

Hatches are lines clipped by the zones, because the PDF renderer restarts patterns in every zone.
"""

from __future__ import annotations

from gettext import gettext

from markupsafe import Markup, escape

from nmt_expert.report.chart.body import Box, View, chart
from nmt_expert.report.chart.hatches import STYLES, Style
from nmt_expert.report.chart.layout import FONT, GAP, NARROW, TALL, WIDE, Panel, panels, text_width
from nmt_expert.report.chart.marks import Marks

SKIN, EDGE, CONTOUR, FINE = "#f8f5f0", "#45413c", "#7d766d", "#b9b1a6"
PAIN, VAGUE = "#f0a868", "#fbe6cf"
_SLIVER = 3  # a view that shows no more than this part of a place shows its edge


def svg(
    marks: Marks,
    *,
    alt: str,
    plain: bool = False,
    narrow: bool = False,
    height: int = TALL,
    legend: bool = True,
    uid: str = "chart",
) -> Markup:
    """The chart with its legend, unless what stands beside it says the same.

    `alt` says the same in words; `narrow` is for a telephone, `plain` speaks to the client; `height` of its figures.
    """
    width = NARROW if narrow else WIDE
    placed, bottom = panels(marks, width, height)
    drawn = "".join(_panel(panel, marks, f"{uid}-{panel.view}") for panel in placed)
    below, bottom = _legend(marks, bottom + GAP, width, uid, plain=plain) if legend else ("", bottom)
    return Markup(  # noqa: S704 - drawn here, and the words are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {bottom:.0f}" role="img" '
        f'font-family="Lato, sans-serif" font-size="{FONT}"><title>{escape(alt)}</title>{drawn}{below}</svg>'
    )


def _panel(panel: Panel, marks: Marks, uid: str) -> str:
    view = chart().views[panel.view]
    left, top, right, bottom = panel.box
    k = 1 / panel.scale
    move = f"translate({panel.x - left * panel.scale:.1f} {panel.y - top * panel.scale:.1f}) scale({panel.scale:.3f})"
    shown = f'<rect x="{left}" y="{top}" width="{right - left:.1f}" height="{bottom - top:.1f}"/>'
    cut = f'<clipPath id="{uid}-cut">{shown}</clipPath>'
    inner = body(view, marks, k, uid)
    crosses = _crosses(view, marks, k, right) + _areas(view, marks, k, right)
    return (
        f"<defs>{cut}</defs>{_caption(panel, view)}"
        f'<g transform="{move}"><g clip-path="url(#{uid}-cut)">{inner}</g>{crosses}</g>'
    )


def body(view: View, marks: Marks, k: float, uid: str) -> str:
    """One view with its marked zones. `k`: units of the drawing for one of the sheet."""
    inner = _path(view.outline, fill=SKIN) + _vague(view, marks, k) + _pain(view, marks)
    inner += _stroke(view.fine, FINE, 0.8 * k) + _stroke(view.contour, CONTOUR, 0.95 * k)
    for name, zone_keys in _zone_marks(marks):
        inner += _zones(view, zone_keys, STYLES[name], k, f"{uid}-{name}")
    return inner + _stroke(view.outline, EDGE, 1.2 * k) + _questions(view, marks, k)


def _zone_marks(marks: Marks) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("spillover", marks.spillover),
        ("essential", marks.essential),
        ("field", marks.field),
        ("numb", marks.numb),
    ]


def _pain(view: View, marks: Marks) -> str:
    paths = " ".join(view.zones[key].d for key in marks.pain if key in view.zones)
    return _path(paths, fill=PAIN) if paths else ""


def _vague(view: View, marks: Marks, k: float) -> str:
    """The whole of each place that was told without its spot, in a pale tone with a broken edge."""
    told = [[view.zones[key].d for key in spots if key in view.zones] for spots in marks.vague]
    paths = [" ".join(found) for found in told if found]
    return "".join(_path(d, fill=VAGUE) + _stroke(d, EDGE, 0.8 * k, _dash("2.5 2.5", k)) for d in paths)


def _questions(view: View, marks: Marks, k: float) -> str:
    """A question mark in the middle of each place that was told without its spot, where more than its edge is shown."""
    out = ""
    for spots in marks.vague:
        anchors = [view.zones[key].c for key in spots if key in view.zones]
        if len(anchors) * _SLIVER > len(spots):
            x, y = (sum(found) / len(anchors) for found in zip(*anchors, strict=True))
            x, y = min(anchors, key=lambda at: (at[0] - x) ** 2 + (at[1] - y) ** 2)
            out += _question(x, y, k)
    return out


def _question(x: float, y: float, k: float) -> str:
    size = f'x="{x - 5 * k:.1f}" y="{y + 7 * k:.1f}" font-size="{20 * k:.1f}" font-weight="bold"'
    halo = f'<text {size} fill="#fff" stroke="#fff" stroke-width="{3 * k:.2f}">?</text>'
    return f'{halo}<text {size} fill="#222">?</text>'


def _zones(view: View, zone_keys: tuple[str, ...], style: Style, k: float, uid: str) -> str:
    zones = [view.zones[key] for key in zone_keys if key in view.zones]
    if not zones:
        return ""
    paths = " ".join(zone.d for zone in zones)
    box = (
        min(zone.b[0] for zone in zones),
        min(zone.b[1] for zone in zones),
        max(zone.b[2] for zone in zones),
        max(zone.b[3] for zone in zones),
    )
    clip = f'<defs><clipPath id="{uid}"><path d="{paths}"/></clipPath></defs>'
    return clip + _hatch(style, box, k, uid) + _stroke(paths, style.colour, k, _dash(style.border, k))


def _hatch(style: Style, box: Box, k: float, uid: str) -> str:
    dash = f' clip-path="url(#{uid})"' + _dash(style.dash, k)
    return _stroke(style.lines(box, k), style.colour, style.width * k, dash)


def _dash(pattern: str, k: float) -> str:
    return f' stroke-dasharray="{" ".join(f"{float(n) * k:.2f}" for n in pattern.split())}"' if pattern else ""


def _crosses(view: View, marks: Marks, k: float, right: float) -> str:
    """Crosses with a white halo; numbered when there are several muscles. Crosses in one zone stand side by side."""
    out = []
    taken: dict[str, int] = {}
    for number, (_, zone_keys) in enumerate(marks.points, 1):
        for key in zone_keys:
            if key not in view.zones:
                continue
            x, y = view.zones[key].c
            x += 15 * k * taken.get(key, 0)
            taken[key] = taken.get(key, 0) + 1
            out.append(_cross(x, y, 5 * k, k))
            if len(marks.points) > 1:
                out.append(_tag(x, y, str(number), k, right))
    return "".join(out)


def _areas(view: View, marks: Marks, k: float, right: float) -> str:
    """P1, P2 at the first place of each that this view shows."""
    shown = ((name, next((key for key in zones if key in view.zones), "")) for name, zones in marks.areas)
    return "".join(_tag(*view.zones[key].c, name, k, right) for name, key in shown if key)


def _cross(x: float, y: float, r: float, k: float) -> str:
    d = f"M {x - r:.1f} {y - r:.1f} L {x + r:.1f} {y + r:.1f} M {x - r:.1f} {y + r:.1f} L {x + r:.1f} {y - r:.1f}"
    return _stroke(d, "#fff", 5 * k) + _stroke(d, "#000", 2.3 * k)


def _tag(x: float, y: float, text: str, k: float, right: float) -> str:
    """A word beside a place, no further than `right`: beyond the panel it would be cut."""
    wide, high = 9 * len(text) * k + 2 * k, 15 * k
    left, top = min(x + 3 * k, right - wide), y - 6 * k - high
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="#fff"/>'
        f'<text x="{left + k:.1f}" y="{top + 12.5 * k:.1f}" font-size="{15 * k:.1f}" font-weight="bold">{text}</text>'
    )


def _caption(panel: Panel, view: View) -> str:
    """Title over the panel, with the client's right and left where the view shows both."""
    y = panel.y - 8
    title = _text(panel.x + (panel.width - text_width(gettext(view.title))) / 2, y, gettext(view.title))
    sides = {"front": "RL", "face": "RL", "back": "LR"}.get(panel.view, "")
    if not sides:
        return title
    at_right = panel.x + panel.width - 12
    return title + _text(panel.x, y, sides[0], bold=True) + _text(at_right, y, sides[1], bold=True)


def _legend(marks: Marks, y: float, width: int, uid: str, *, plain: bool) -> tuple[str, float]:
    """The kinds of mark that are used, in rows; and where it ends."""
    joined = gettext(" or ") if plain else ", "
    drawn = gettext("where you feel {what}") if plain else "where the client feels {what}"
    drawn += gettext(" (side not stated: both are marked)") if marks.unsided else ""
    entries = [("pain", drawn.format(what=joined.join(marks.qualities or ("pain",))))] if marks.pain else []
    entries += [("vague", gettext("felt somewhere here, spot not stated"))] if marks.vague else []
    entries += [(name, gettext(STYLES[name].legend)) for name, zone_keys in reversed(_zone_marks(marks)) if zone_keys]
    if marks.points:
        several = len(marks.points) > 1
        named = "; ".join(f"{n} {name}" if several else name for n, (name, _) in enumerate(marks.points, 1))
        entries.append(("point", f"trigger point found: {named}"))
    out, x = [], 0.0
    for name, words in entries:
        lines = _wrapped(words, width - 60)
        wide = 60 + text_width(max(lines, key=len)) + GAP
        if x and x + wide > width:
            x, y = 0.0, y + 27
        out.append(_swatch(name, x, y, f"{uid}-legend-{name}"))
        for number, line in enumerate(lines):
            out.append(_text(x + 56, y + 15 + 22 * number, line))
        x += wide
        y += 22 * (len(lines) - 1)
    return "".join(out), y + 27 if entries else y


def _swatch(name: str, x: float, y: float, uid: str) -> str:
    if name == "point":
        return _cross(x + 24, y + 9, 6, 1)
    if name == "pain":
        return _swatch_of(x, y, PAIN)
    if name == "vague":
        return _swatch_of(x, y, VAGUE, _dash("2.5 2.5", 1)) + _question(x + 23, y + 9.5, 0.9)
    frame = f'<rect x="{x:.1f}" y="{y:.1f}" width="46" height="19" '
    style = STYLES[name]
    clip = f'<defs><clipPath id="{uid}">{frame}/></clipPath></defs>'
    border = f'{frame}fill="none" stroke="{style.colour}"{_dash(style.border, 1)}/>'
    return clip + _hatch(style, (x, y, x + 46, y + 19), 1, uid) + border


def _swatch_of(x: float, y: float, fill: str, more: str = "") -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="46" height="19" fill="{fill}" stroke="{EDGE}" stroke-width="0.8"{more}/>'
    )


def _path(d: str, *, fill: str) -> str:
    return f'<path d="{d}" fill="{fill}"/>'


def _stroke(d: str, colour: str, width: float, more: str = "") -> str:
    if not d:
        return ""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:.2f}" stroke-linecap="round" '
        f'stroke-linejoin="round"{more}/>'
    )


def _text(x: float, y: float, text: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="#222"{weight}>{escape(text)}</text>'


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and text_width(f"{lines[-1]} {word}") > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
