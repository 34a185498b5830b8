"""A quiz as one page: no network, no other file. Whoever reads its source finds the answers; it is for learning."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import URGENCIES
from nmt_expert.teaching.html import asset, chart_data, template
from nmt_expert.teaching.quiz.exam import Exam
from nmt_expert.teaching.quiz.result import SCHEMA


def quiz_html(kb: KnowledgeBase, exam: Exam) -> str:
    """The page, UTF-8 text; it scores as `result.score` does."""
    data = {
        "exam": msgspec.to_builtins(exam),
        "schema": SCHEMA,
        "urgencies": URGENCIES,
        "hypotheses": {h.name: h.id for h in sorted(kb.hypotheses.values(), key=lambda h: h.name)},
    }
    return template("quiz.html.j2").render(
        exam=exam,
        data=data,
        rules=kb.hash,
        style=Markup(asset("teaching.css") + asset("quiz.css")),  # noqa: S704 - ours
        script=Markup(chart_data() + asset("chart.js") + asset("quiz.js")),  # noqa: S704 - ours
    )
