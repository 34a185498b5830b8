"""Reports of all samples, rendered once a session."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from functools import cache

import pikepdf
import pypdf
import pytest
from tests.report import samples

from nmt_expert.report import render
from nmt_expert.report.clinic.config import Config

CONFIG = Config.model_validate(
    {
        "clinic": {"name": "Riverside Therapy", "address": ["12 High Street"], "phone": "555-0100"},
        "therapist": {"name": "R. Therapist", "credentials": "LMT, CNMT", "phone": "555-0101"},
        "physician": {"name": "Dr A. Physician"},
    }
)


@cache
def rendered(name: str, variant: render.Variant = "physician", paper: render.Paper = "a4") -> bytes:
    case, assessment = samples.SAMPLES[name]()
    return render.pdf(case, assessment, samples.knowledge(), CONFIG, variant=variant, paper=paper)  # type: ignore[arg-type]


def pages(content: bytes) -> list[str]:
    """The text of every page, white space made single."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@pytest.fixture(autouse=True)
def _weasyprint_leaves_its_colour_profile_open() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


@pytest.fixture
def ordinary() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(rendered("ordinary"))) as pdf:
        yield pdf
