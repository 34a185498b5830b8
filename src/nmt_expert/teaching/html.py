"""Pages for instructors: jinja2 with everything escaped and nothing undefined, and what they share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nmt_expert.paths import shipped

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def asset(name: str) -> str:
    """The text of a script or style sheet of ours."""
    return (shipped("report_templates") / "teaching" / name).read_text(encoding="utf-8")


def chart_data() -> str:
    """The drawing of the body as a script."""
    path = shipped("report_templates") / "bodychart" / "chart.json"
    return f"const CHART = {path.read_text(encoding='utf-8').strip()};\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(shipped("report_templates") / "teaching"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    return _environment().get_template(name)
