"""Every text of the client's page comes from one catalogue: in a language that only adds marks, nothing is left without them."""

from __future__ import annotations

import gettext
import html
import importlib
import re
from collections.abc import Iterator

import pytest
from tests.report.conftest import CONFIG

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.report import render
from nmt_expert.report.chart import draw, layout, marks
from nmt_expert.report.letter import client_words

CASE = """
schema: nmt-case/1
id: c-1
client: {age: 44, sex: female, reference: K-1}
complaint: {side: right, regions: [neck, shoulder]}
findings:
  - present: [desk_screen_work, pregnancy, pain(neck_back_lower), burning(arm_side), numbness(thumb), tremor_at_rest,
      rigid_limb_cogwheel, familiar_pain(levator_scapulae), hypersensitive_spot(levator_scapulae),
      taut_band(infraspinatus)]
"""


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def mark(text: str) -> str:
        return f"\u00ab{text}\u00bb"

    monkeypatch.setattr(gettext, "gettext", mark)
    for module in (marks, draw, layout):
        monkeypatch.setattr(module, "gettext", mark)
    importlib.reload(client_words)
    yield
    monkeypatch.undo()
    importlib.reload(client_words)


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("more", ["", "known_parkinson_disease, "])
def test_no_text_of_the_page_is_outside_the_catalogue(kb: KnowledgeBase, more: str) -> None:
    case = parse_case(CASE.replace("desk_screen_work", f"{more}desk_screen_work"), "c.yaml", kb)
    page = render.client_html(case.file, assess(case, kb, PlainEngine(kb)), kb, CONFIG)
    body = re.sub(r"<style.*?</style>", "", page[page.index("<h1") :], flags=re.S)
    texts = [html.unescape(text).strip() for text in re.findall(r">([^<]+)<", body)]
    ours = {"c-1", "R", "L", ""}  # the case's name, and the letters at the sides of the chart
    while (lessened := [re.sub("\u00ab[^\u00ab\u00bb]*\u00bb", "", text) for text in texts]) != texts:
        texts = lessened
    left = {text.strip(" .,:;/") for text in texts} - ours
    assert {text for text in left if re.search("[A-Za-z]{2}", text)} == {"R. Therapist, 555-0101"}
