"""Last step on a finished PDF, whoever wrote it: identify it as PDF/UA beside PDF/A, attach files, mend its tags.

WeasyPrint writes one variant a file. We let it write PDF/A-3a, which is tagged already, and add what PDF/UA-1 asks for.
Two things it gets wrong (70.0); what a later version gets right is left as it is:
  - the /BBox of a figure is in CSS pixels from the top of the page instead of points from its bottom;
  - page headers and footers are tagged but missing in the structure tree (Kozea/WeasyPrint#1836): made artifacts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from nmt_expert.report.page.messages import File

PIXEL = 0.75  # points

# PDF/A allows other identifications only with a description of their schema beside them (ISO 19005-3, 6.6.2.3.3).
_UA_IDENTIFICATION = b"""\
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


def finish(content: bytes, day: datetime, files: Sequence[File] = ()) -> bytes:
    """The same pages with what is said above; `day` is the date of the files. The same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _identify_as_ua(pdf)
        _attach(pdf, files, day)
        elements = list(_below(pdf.Root.StructTreeRoot))
        _place_figures(elements)
        _mark_pagination(pdf, {element.objgen for element in elements})
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _identify_as_ua(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    if b"pdfuaid:part" not in packet:
        pdf.Root.Metadata.write(packet.replace(b"</rdf:RDF>", _UA_IDENTIFICATION, 1))


def _attach(pdf: Pdf, files: Sequence[File], day: datetime) -> None:
    date = day.strftime("D:%Y%m%d%H%M%SZ")
    for file in files:
        pdf.attachments[file.name] = pikepdf.AttachedFileSpec(
            pdf,
            file.content,
            description=file.description,
            filename=file.name,
            mime_type=file.mime_type,
            creation_date=date,
            mod_date=date,
            relationship=Name("/" + file.relationship),
        )
    if files:
        pdf.Root.AF = Array([pdf.attachments[file.name].obj for file in files])


def _below(element: Object) -> Iterator[Object]:
    """Every element of the structure tree, in reading order."""
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _place_figures(elements: Sequence[Object]) -> None:
    for element in elements:
        if str(element.S) != "/Figure" or "/BBox" not in element.get("/A", {}):
            continue
        height = float(element.Pg.MediaBox[3])
        left, top, right, bottom = (float(value) * PIXEL for value in element.A.BBox)
        element.A.BBox = Array([left, height - bottom, right, height - top])


def _mark_pagination(pdf: Pdf, in_tree: set[tuple[int, int]]) -> None:
    """Marked content whose element is not in the tree becomes a pagination artifact."""
    owners_of = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for page in pdf.pages:
        owners = owners_of[int(page.StructParents)]
        stray = {mark for mark, owner in enumerate(owners) if owner.objgen not in in_tree}
        if not stray:
            continue
        content = pikepdf.parse_content_stream(page)
        for number, step in enumerate(content):
            if str(step.operator) == "BDC" and step.operands[1].get("/MCID") in stray:
                artifact = [Name.Artifact, Dictionary(Type=Name.Pagination)]
                content[number] = pikepdf.ContentStreamInstruction(artifact, step.operator)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
        for mark in stray:
            owners[mark] = None
