"""Last step on a finished PDF: identify it as PDF/UA beside PDF/A, and mend what WeasyPrint 70 leaves wrong.

WeasyPrint writes one variant a file. We let it write PDF/A-3a, which is tagged already, and add what PDF/UA-1 asks for.
The mends, each with a test that fails when a later version makes it needless:
  - the XMP packet names one variant only;
  - /AF lists every attached file twice;
  - the /BBox of a figure is in CSS pixels from the top of the page instead of points from its bottom;
  - page headers and footers are tagged but missing in the structure tree (Kozea/WeasyPrint#1836): made artifacts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_expert.report.page.pdf_speed import compress

PIXEL = 0.75  # points

# PDF/A allows other identifications only with a description of their schema beside them (ISO 19005-3, 6.6.2.3.3).
_UA_IDENTIFICATION = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
 <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def finish(_document: Any, pdf: Any) -> None:
    """WeasyPrint's `finisher`: changes the pydyf document in place, right before it is written."""
    _identify_as_ua(pdf)
    _list_attachments_once(pdf)
    elements = dict(_structure(pdf))
    _place_figures(pdf, elements)
    for number in range(len(pdf.page_references)):
        _mark_pagination(pdf, number, set(elements))
    compress(pdf)


def _object(pdf: Any, reference: Any) -> Any:
    """The object behind '12 0 R'."""
    return pdf.objects[_number(reference)]


def _number(reference: Any) -> int:
    return int(reference.split()[0])


def _identify_as_ua(pdf: Any) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    packet: bytes = b"".join(metadata.stream)
    metadata.stream = [packet.replace(b"</rdf:RDF>", _UA_IDENTIFICATION.encode(), 1)]


def _list_attachments_once(pdf: Any) -> None:
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _structure(pdf: Any) -> Iterator[tuple[int, Any]]:
    """Number and object of everything in the structure tree."""
    seen: set[int] = set()
    waiting = list(_object(pdf, pdf.catalog["StructTreeRoot"])["K"])
    while waiting:
        number = _number(waiting.pop())
        if number in seen:
            continue
        seen.add(number)
        element = pdf.objects[number]
        yield number, element
        # children are references; the marked content of an element stands as plain numbers among them
        waiting += [child for child in element.get("K", ()) if isinstance(child, str | bytes)]


def _place_figures(pdf: Any, elements: dict[int, Any]) -> None:
    for element in elements.values():
        if element.get("S") != "/Figure" or "A" not in element:
            continue
        height = _object(pdf, element["Pg"])["MediaBox"][3]
        left, top, right, bottom = (value * PIXEL for value in element["A"]["BBox"])
        element["A"]["BBox"][:] = [left, height - bottom, right, height - top]


def _mark_pagination(pdf: Any, page_number: int, in_tree: set[int]) -> None:
    """Marked content whose element is not in the tree becomes a pagination artifact."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    owners = _object(pdf, root["ParentTree"])["Nums"][2 * page_number + 1]
    stray = {mark for mark, owner in enumerate(owners) if _number(owner) not in in_tree}
    if not stray:
        return
    page = _object(pdf, pdf.page_references[page_number])
    stream = _object(pdf, page["Contents"]).stream
    for position, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in stray:
            stream[position - 1] = "/Artifact"
            stream[position] = type(item)({"Type": "/Pagination"})
    for mark in stray:
        owners[mark] = "null"
