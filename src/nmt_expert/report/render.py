"""The report side in one place: assessment -> view -> template -> HTML or PDF, and writing it safely."""

from __future__ import annotations

import base64
from datetime import datetime, time
from pathlib import Path
from typing import Literal

import msgspec

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.model import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.clinic.logo import logo_png
from nmt_expert.report.letter.client import client_view
from nmt_expert.report.letter.detail import Detail
from nmt_expert.report.letter.fitting import END, PAGES, first_fitting
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.page.html import page, style
from nmt_expert.report.page.pdf import File
from nmt_expert.report.page.safe_text import clean_assessment, clean_case
from nmt_expert.report.page.worker import WORKER
from nmt_expert.write import write_atomically

Variant = Literal["physician", "client"]
Paper = Literal["a4", "letter"]
LOGO = "asset:logo.png"
UNDATED = datetime(2000, 1, 1)  # of the files inside the PDF when the case has no date


def preload() -> None:
    """Starts the renderer in the background, so that a PDF comes at once when asked for."""
    WORKER.start()


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
    url = LOGO if logo else ""
    assets = {url: logo}
    sheet = style(config, paper)

    def ends_by(number: int, html: str) -> bool:
        return WORKER.set_pages(html, sheet, assets, END) <= number

    def physician_page(shown: Detail) -> str:
        view = physician_view(case, assessment, knowledge, config, logo=url, shown=shown)
        return page(view, config, paper, with_style=False)

    def client_page(*, tight: bool) -> str:
        view = client_view(case, assessment, knowledge, config, logo=url, tight=tight)
        return page(view, config, paper, with_style=False)

    if variant == "physician":
        first_fitting(physician_page, lambda html: ends_by(PAGES, html), paper)
    elif not ends_by(1, client_page(tight=False)):
        ends_by(1, client_page(tight=True))
    return WORKER.draw(
        identifier=f"{case.id} {variant}",
        day=datetime.combine(case.date_, time()) if case.date_ else UNDATED,
        files=_files(case, assessment) if variant == "physician" else (),
    )


def file_name(case: CaseFile, variant: Variant, ending: str) -> str:
    """'CASE-report.pdf': the case id, never the client's name."""
    return f"{case.id}-{'report' if variant == 'physician' else 'client'}.{ending}"


def write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all, readable by its owner only."""
    try:
        write_atomically(path, content)
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


def _files(case: CaseFile, assessment: Assessment) -> tuple[File, ...]:
    """The cleaned case, which has lost its published answer, and the assessment."""
    data = msgspec.to_builtins(case)
    return (
        File("case.json", _json(data), "The case as it was recorded", "Source"),
        File("assessment.json", _json(msgspec.to_builtins(assessment)), "Everything that the rules said", "Data"),
    )


def _json(data: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data, order="deterministic"), indent=1)
