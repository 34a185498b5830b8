"""The report side in one place: assessment -> view -> template -> HTML or PDF, and writing it safely."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Literal

import msgspec

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.model import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report import pdf as renderer
from nmt_expert.report.client import client_view
from nmt_expert.report.config import Config
from nmt_expert.report.detail import FIRST_HALF, SECOND_HALF, Detail, detail
from nmt_expert.report.html import page, style
from nmt_expert.report.logo import logo_png
from nmt_expert.report.physician import physician_view
from nmt_expert.report.text import clean_assessment, clean_case
from nmt_expert.report.view import ClientView, PhysicianView

Variant = Literal["physician", "client"]
Paper = Literal["a4", "letter"]
LOGO = "asset:logo.png"
CHART, END = "chart", "closing"  # ids of the body chart and of the last part before the appendix
TIGHTEST = (len(FIRST_HALF) - 1, len(SECOND_HALF) - 1)
PAGES = 2  # a third would not be read; what does not fit goes to the appendix
UNDATED = datetime(2000, 1, 1)  # of the files inside the PDF when the case has no date

preload = renderer.preload


def physician_html(case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config) -> str:
    """The physician's report as one HTML file for the screen."""
    return _html("physician", case, assessment, knowledge, config)


def client_html(case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config) -> str:
    """The client's page as one HTML file for the screen."""
    return _html("client", case, assessment, knowledge, config)


def pdf(
    case: CaseFile,
    assessment: Assessment,
    knowledge: KnowledgeBase,
    config: Config,
    *,
    variant: Variant = "physician",
    paper: Paper | None = None,
) -> bytes:
    """The report as PDF. The physician's carries the case and the assessment as files; the client's does not."""
    paper = paper or config.paper
    case, assessment = clean_case(case), clean_assessment(assessment)
    logo = logo_png(config.clinic.logo) if config.clinic.logo else b""
    assets = {LOGO: logo} if logo else {}
    sheet = style(config, paper)

    def layout(view: PhysicianView | ClientView) -> renderer.Layout:
        return renderer.Layout(page(view, config, paper, with_style=False), sheet, assets)

    url = LOGO if logo else ""
    if variant == "client":
        laid_out = layout(client_view(case, assessment, knowledge, config, logo=url))
        if laid_out.page_of(END) > 1:
            laid_out = layout(client_view(case, assessment, knowledge, config, logo=url, tight=True))
    else:
        laid_out = _fitting(lambda d: physician_view(case, assessment, knowledge, config, logo=url, shown=d), layout)
    return laid_out.pdf(
        identifier=f"{case.id} {variant}",
        day=datetime.combine(case.date_, time()) if case.date_ else UNDATED,
        files=_files(case, assessment) if variant == "physician" else (),
    )


def _fitting(
    view: Callable[[Detail], PhysicianView], layout: Callable[[PhysicianView], renderer.Layout]
) -> renderer.Layout:
    """The report with as much detail as leaves its end on the second page; the appendix begins a page of its own."""
    first = second = 0
    report = view(detail())
    laid_out = layout(report)
    while laid_out.page_of(END) > PAGES and (first, second) != TIGHTEST:
        # a chart beyond the second page: the part before it is too long, else the part from it on
        if second == TIGHTEST[1] or (laid_out.page_of(CHART) > PAGES and first < TIGHTEST[0]):
            first += 1
        else:
            second += 1
        report = view(detail(first, second))
        laid_out = layout(replace(report, appendix=None))
    return layout(report) if report.appendix and (first or second) else laid_out


def file_name(case: CaseFile, variant: Variant, ending: str) -> str:
    """'CASE-report.pdf': the case id, never the client's name."""
    return f"{case.id}-{'report' if variant == 'physician' else 'client'}.{ending}"


def write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, readable by its owner only."""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".nmt-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except FileNotFoundError:
        raise NmtError(f"{path} cannot be written: there is no folder {path.parent}.") from None
    except OSError as error:
        raise NmtError(f"{path} cannot be written: {error.strerror}.") from None


def _html(variant: Variant, case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config) -> str:
    logo = config.clinic.logo
    url = f"data:image/png;base64,{base64.b64encode(logo_png(logo)).decode()}" if logo else ""
    build = physician_view if variant == "physician" else client_view
    view = build(clean_case(case), clean_assessment(assessment), knowledge, config, logo=url, narrow=True)
    return page(view, config, config.paper, with_style=True)


def _files(case: CaseFile, assessment: Assessment) -> tuple[renderer.File, ...]:
    """The cleaned case, which has lost its published answer, and the assessment."""
    data = case.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return (
        renderer.File("case.json", _json({"schema": "nmt-case/1", **data}), "The case as it was recorded", "Source"),
        renderer.File(
            "assessment.json", _json(msgspec.to_builtins(assessment)), "Everything that the rules said", "Data"
        ),
    )


def _json(data: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data, order="deterministic"), indent=1)
