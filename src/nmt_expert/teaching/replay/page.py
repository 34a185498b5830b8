"""A replay as one page: no network, no other file."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from nmt_expert.teaching.html import asset, chart_data, template
from nmt_expert.teaching.replay.film import Film


def replay_html(film: Film) -> str:
    """The page, UTF-8 text. What was typed into the case reaches it only as escaped text and JSON."""
    script = chart_data() + asset("chart.js") + asset("replay.js")
    style = asset("teaching.css") + asset("replay.css")
    return template("replay.html.j2").render(
        film=film,
        data=msgspec.to_builtins(film),
        style=Markup(style),  # noqa: S704 - ours
        script=Markup(script),  # noqa: S704 - ours
    )
