"""The body chart of a page of the atlas."""

from __future__ import annotations

from nmt_expert.errors import NmtError
from nmt_expert.paths import shipped
from nmt_expert.report.chart.body import keys
from nmt_expert.report.chart.draw import svg
from nmt_expert.report.chart.marks import Marks
from nmt_expert.teaching.atlas.page import Marked, Page

_PIXELS = 1600  # width of a PNG


def marks(marked: Marked) -> Marks:
    """The zones on the left side, as a chart draws them; those without sides where they are."""
    shown = {
        kind: tuple(k for zone in getattr(marked, kind) for k in keys(zone, "left"))
        for kind in Marked.__struct_fields__
    }
    shown["spillover"] = tuple(k for k in shown["spillover"] if k not in shown["essential"])
    return Marks(pain=shown["pain"], essential=shown["essential"], spillover=shown["spillover"], field=shown["field"])


def chart_svg(page: Page) -> str:
    """The chart with its legend. Raises NmtError when the page has no place on the body."""
    drawn = marks(page.marked)
    if not drawn.zones():
        raise NmtError(f"{page.title}: nothing of it has a place on the body chart.")
    return str(svg(drawn, alt=f"Body chart: {page.title}"))


def chart_png(page: Page) -> bytes:
    """The same as pixels. Raises NmtError where the library for it is not installed."""
    drawn = chart_svg(page)
    try:
        import resvg_py
    except ImportError:
        raise NmtError("a PNG needs one more library: pip install 'nmt-expert[png]'. --svg needs none.") from None
    fonts = str(shipped("report_templates") / "fonts")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawn,
            background="white",
            skip_system_fonts=True,
            width=_PIXELS,
            font_dirs=[fonts],
            font_family="Lato",
            sans_serif_family="Lato",
        )
    )
