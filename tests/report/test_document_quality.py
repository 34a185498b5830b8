"""The PDF is made to the rules of PDF/UA-1 and PDF/A-3a, as far as they can be read off it without a validator."""

from __future__ import annotations

import getpass
import io
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from tests.report.conftest import rendered
from tests.report.samples import SAMPLES

from nmt_expert.report.page.messages import File
from nmt_expert.report.page.pdf import Layout
from nmt_expert.report.render import UNDATED

ROOT = Path(__file__).parents[2]


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""
    yield from _below(pdf.Root.StructTreeRoot)


def _below(element: Any) -> Iterator[Any]:
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield child
            yield from _below(child)


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf) if "/S" in element]


def test_document_has_title_language_tags_and_bookmarks(ordinary: pikepdf.Pdf) -> None:
    assert str(ordinary.Root.Lang) == "en"
    assert "NMT-2024-0117" in str(ordinary.docinfo["/Title"])
    assert ordinary.Root.ViewerPreferences.DisplayDocTitle
    assert ordinary.Root.MarkInfo.Marked
    with ordinary.open_outline() as outline:
        first = outline.root[0]
        assert "assessment" in first.title
        assert "Leading hypothesis" in [child.title for child in first.children]


def test_metadata_name_both_standards_and_no_clock_user_or_machine(ordinary: pikepdf.Pdf) -> None:
    packet = ordinary.Root.Metadata.read_bytes()
    ElementTree.fromstring(packet)  # well-formed
    assert b"pdfuaid:part>1<" in packet
    assert b'pdfaid:part="3"' in packet
    assert b'pdfaid:conformance="A"' in packet
    assert packet.count(b"</rdf:RDF>") == 1
    whole = packet + repr(dict(ordinary.docinfo.items())).encode()
    for name in {getpass.getuser(), platform.node(), str(Path.home())} - {"root", "/root", ""}:
        assert name.encode() not in whole
    assert "/CreationDate" not in ordinary.docinfo


@pytest.mark.parametrize("variant", ["physician", "client"])
def test_chart_has_alternative_text_and_lies_on_its_page(variant: Any) -> None:
    with pikepdf.open(io.BytesIO(rendered("ordinary", variant))) as pdf:
        figures = [element for element in elements(pdf) if element.get("/S") == "/Figure"]
        assert len(figures) == 1
        assert "temple" in str(figures[0].Alt)
        left, bottom, right, top = (float(value) for value in figures[0].A.BBox)
        assert 0 <= left < right <= 596
        assert 0 <= bottom < top <= 842
        assert (right - left) / 72 * 25.4 >= (130 if variant == "client" else 60)  # beside the text or alone


def test_headings_do_not_jump_and_tables_have_headers_linked_to_their_cells(ordinary: pikepdf.Pdf) -> None:
    levels = [int(kind[2]) for kind in kinds(ordinary) if kind in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    cells = [element for element in elements(ordinary) if element.get("/S") == "/TD"]
    linked = [cell for cell in cells if "/A" in cell and "/Headers" in cell.A]
    assert len(linked) > len(cells) / 2


def test_every_piece_of_marked_content_belongs_to_the_structure_tree(ordinary: pikepdf.Pdf) -> None:
    reachable = {element.objgen for element in elements(ordinary)}
    owners = ordinary.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(ordinary.pages):
        marks = owners[2 * number + 1]
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and "/MCID" in operands[1]:
                assert marks[int(operands[1].MCID)].objgen in reachable


def test_page_header_and_footer_are_pagination_artifacts(ordinary: pikepdf.Pdf) -> None:
    kinds_of = [
        str(operands[1].get("/Type"))
        for operands, operator in pikepdf.parse_content_stream(ordinary.pages[0])
        if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
    ]
    assert kinds_of.count("/Pagination") == 3


def test_painting_happens_inside_marked_content_only(ordinary: pikepdf.Pdf) -> None:
    painting = {"Tj", "TJ", "f", "f*", "S", "B", "B*", "b", "Do", "sh"}
    for page in ordinary.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert depth > 0 or name not in painting


def test_fonts_are_embedded_with_their_letters(ordinary: pikepdf.Pdf) -> None:
    fonts = list(ordinary.pages[0].Resources.Font.values())
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(name in descriptor for name in ("/FontFile2", "/FontFile3"))
        assert "Lato" in str(font.BaseFont)


def test_content_of_the_letter_is_attached_once_with_its_relationship(ordinary: pikepdf.Pdf) -> None:
    (listed,) = ordinary.Root.AF
    assert str(listed.UF) == "letter.json"
    assert str(listed.AFRelationship) == "/Data"
    assert str(listed.EF.UF.Params.ModDate).startswith("D:2024")
    names = ordinary.Root.Names.EmbeddedFiles.Names
    assert [str(name) for name in list(names)[::2]] == ["letter.json"]
    assert json.loads(ordinary.attachments["letter.json"].get_file().read_bytes())["schema"] == "nmt-letter/1"


def test_name_tree_of_many_files_is_sorted() -> None:
    files = [File(f"{letter}.json", b"{}", "", "Data", "application/json") for letter in "cadb"]
    layout = Layout("<html lang=en><title>x</title><p>text", "")
    with pikepdf.open(io.BytesIO(layout.pdf(UNDATED, files))) as pdf:
        assert pdf.check_pdf_syntax() == []
        names = [str(name) for name in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]]
        assert names == ["a.json", "b.json", "c.json", "d.json"]


def test_client_page_carries_no_attachment() -> None:
    with pikepdf.open(io.BytesIO(rendered("ordinary", "client"))) as pdf:
        assert not pdf.attachments


@pytest.mark.parametrize("name", SAMPLES)
def test_every_report_is_a_sound_pdf(name: str) -> None:
    with pikepdf.open(io.BytesIO(rendered(name))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = "import sys; from tests.report.conftest import rendered; sys.stdout.buffer.write(rendered('ordinary') + rendered('many'))"
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0] == rendered("ordinary") + rendered("many")
