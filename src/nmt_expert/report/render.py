"""The report side in one place: assessment -> view -> template -> HTML or PDF, and writing it safely."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import count
from pathlib import Path
from typing import Literal

import msgspec

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.clinic.logo import logo_png
from nmt_expert.report.exchange import fhir, note, statistics
from nmt_expert.report.final.seal import path_of
from nmt_expert.report.final.sign import sign as sign_letter
from nmt_expert.report.letter.client import client_view
from nmt_expert.report.letter.detail import Detail
from nmt_expert.report.letter.fitting import END, PAGES, first_fitting
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.page.html import page, style
from nmt_expert.report.page.messages import File
from nmt_expert.report.page.safe_case import clean_assessment, clean_case
from nmt_expert.report.page.safe_text import clean
from nmt_expert.report.page.worker import WORKER
from nmt_expert.report.view import Addendum, PhysicianView, View
from nmt_expert.write import write_atomically

Variant = Literal["physician", "client"]
Paper = Literal["a4", "letter"]
Exchange = Literal["text", "fhir", "csv"]
ENDINGS = {"text": "txt", "fhir": "fhir.json"}
LOGO = "asset:logo.png"
MIME = "application/json"
UNDATED = datetime(2000, 1, 1)  # of the files inside the PDF when the case has no date


class OtherLetterError(NmtError):
    """Something else lies where a report was to be written."""


class FinalLetterError(OtherLetterError):
    """A final letter lies where a report was to be written: nothing replaces it."""


def preload() -> None:
    """Starts the renderer in the background, so that a PDF comes at once when asked for."""
    WORKER.start()


def physician_html(case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config) -> str:
    """The physician's report as one HTML file for the screen. Raises NmtError when it may not or cannot be made."""
    return _html("physician", case, assessment, knowledge, config)


def client_html(case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config) -> str:
    """The client's page as one HTML file for the screen. Raises NmtError when it cannot be made."""
    return _html("client", case, assessment, knowledge, config)


def pdf(
    case: CaseFile,
    assessment: Assessment,
    knowledge: KnowledgeBase,
    config: Config,
    *,
    variant: Variant = "physician",
    paper: Paper | None = None,
    large: bool = False,
    addendum: Addendum | None = None,
    attached: tuple[File, ...] = (),
) -> bytes:
    """The report as PDF, the client's page in `large` type when asked for; the physician's holds the same content as a data file, unless the settings leave it out.

    Raises NmtError when it may not or cannot be made.
    """
    if variant == "physician":
        may_be_written(case)
    paper = paper or config.paper
    case, assessment = clean_case(case), clean_assessment(assessment)
    logo = logo_png(config.clinic.logo) if config.clinic.logo else b""
    url = LOGO if logo else ""
    sheet = style(config, paper)

    def ends_by(number: int, html: str) -> bool:
        return WORKER.set_pages(clean(html), sheet, {url: logo}, END) <= number

    def physician(shown: Detail) -> PhysicianView:
        return physician_view(case, assessment, knowledge, config, logo=url, shown=shown, addendum=addendum)

    def client_page(*, tight: bool) -> str:
        return _page(client_view(case, assessment, knowledge, config, logo=url, tight=tight, large=large), config)

    files = list(attached)
    if variant == "physician":
        shown = first_fitting(lambda shown: _page(physician(shown), config), lambda html: ends_by(PAGES, html), paper)
        if config.attachment:
            files.append(_content(physician(shown)))
    elif not ends_by(1, client_page(tight=False)) and not large:
        ends_by(1, client_page(tight=True))
    return WORKER.draw(datetime.combine(case.date_, time()) if case.date_ else UNDATED, files)


def exchanged(
    kind: Exchange, cases: Sequence[tuple[CaseFile, Assessment]], knowledge: KnowledgeBase, config: Config
) -> bytes:
    """A SOAP note (`text`) or FHIR document (`fhir`) of one case, or the `csv` of several.

    Raises NmtError when it may not or cannot be made.
    """
    for case, _ in cases:
        if kind != "text":  # a note stays in the practice's own record
            may_be_written(case)
    if kind == "csv":
        return statistics.table(cases).encode()
    ((case, assessment),) = cases
    case, assessment = clean_case(case), clean_assessment(assessment)
    if kind == "text":
        return note.soap(case, assessment, knowledge, config).encode()
    letter = pdf(case, assessment, knowledge, config)
    content = fhir.document(case, assessment, knowledge, config, letter=letter, today=date.today())
    return msgspec.json.format(msgspec.json.encode(content), indent=1)


def sign(
    target: Path, case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config, paper: Paper | None
) -> Path:
    """The final letter, or an addendum to it, sealed; returns where it lies. Raises NmtError."""

    def draw(addendum: Addendum | None, attached: tuple[File, ...]) -> bytes:
        return pdf(case, assessment, knowledge, config, paper=paper, addendum=addendum, attached=attached)

    signers = filter(None, (config.therapist.name, config.supervisor.name))
    return sign_letter(target, case, assessment, knowledge, draw, by=" and ".join(signers), today=date.today())


def file_name(case: CaseFile, variant: Variant, kind: str) -> str:
    """'CASE-report.pdf': the case id, never the client's name."""
    return f"{case.id}-{'report' if variant == 'physician' else 'client'}.{ENDINGS.get(kind, kind)}"


def write(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Writes a file whole or not at all, readable by its owner only.

    Raises OtherLetterError when the path holds another report and `replace` is not set, else NmtError when it fails.
    """
    try:
        if path.is_file() and path_of(path).exists() and path.read_bytes() != content:
            raise FinalLetterError(f"{path} is final; --final writes an addendum beside it.")
        if not replace and path.is_file() and path.stat().st_size and path.read_bytes() != content:
            raise OtherLetterError(f"{path} exists already and is another report.")
        write_atomically(path, content)
    except FileNotFoundError:
        raise NmtError(f"{path} cannot be written: there is no folder {path.parent}.") from None
    except OSError as error:
        raise NmtError(f"{path} cannot be written: {error.strerror}.") from None


def write_beside(path: Path, content: bytes) -> Path:
    """As `write`, under the first of the names NAME, NAME-2, NAME-3 ... that holds no other report; returns it."""
    for number in count(1):
        named = path.with_stem(f"{path.stem}-{number}") if number > 1 else path
        with contextlib.suppress(OtherLetterError):
            write(named, content)
            return named
    raise AssertionError("numbers do not end")


def _html(variant: Variant, case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config) -> str:
    if variant == "physician":
        may_be_written(case)
    logo = config.clinic.logo
    url = f"data:image/png;base64,{base64.b64encode(logo_png(logo)).decode()}" if logo else ""
    case, assessment = clean_case(case), clean_assessment(assessment)
    view: View
    if variant == "physician":
        view = physician_view(case, assessment, knowledge, config, logo=url)
    else:
        view = client_view(case, assessment, knowledge, config, logo=url, narrow=True)
    return clean(_page(view, config, style(config, config.paper)))


def may_be_written(case: CaseFile) -> None:
    """Raises NmtError when the client wants nothing written for others: no letter, document or row."""
    for refuses, field, what in (
        (case.client.consent is False, "consent", "has not consented"),
        (case.client.send is False, "send", "does not want the letter sent"),
    ):
        if refuses:
            raise NmtError(
                f"The client of case {case.id} {what}, so that nothing is written for others; the client's own "
                f"page is: --for client. When that has changed, write `{field}: true` below `client:` in the case."
            )


def _page(view: View, config: Config, css: str | None = None) -> str:
    return WORKER.fill(view, css, config.templates) if config.templates else page(view, css)


def _content(view: PhysicianView) -> File:
    """What the letter says, for a program of the reader's to take up, and nothing that it does not say."""
    data = msgspec.to_builtins(view, enc_hook=str)
    del data["level"], data["head"]["logo"]
    if data["chart"]:
        del data["chart"]["svg"], data["chart"]["apart"]
    content = msgspec.json.encode({"schema": "nmt-letter/1", **data})
    return File("letter.json", msgspec.json.format(content, indent=1), "What the letter says, as data", "Data", MIME)
