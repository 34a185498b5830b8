"""What goes into other systems: the same facts, complete by the rules of each format."""

from __future__ import annotations

import base64
import copy
import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest
from tests.report import samples
from tests.report.conftest import CONFIG, pages

from nmt_expert.errors import NmtError
from nmt_expert.report import render
from nmt_expert.report.exchange import fhir
from nmt_expert.report.exchange.note import soap
from nmt_expert.report.exchange.statistics import COLUMNS, table

# R4: what must be there, and the words that a field may hold
REQUIRED = {
    "Bundle": ("type", "identifier", "timestamp", "entry"),
    "Composition": ("status", "type", "date", "author", "title", "section"),
    "Patient": (),
    "Practitioner": (),
    "ClinicalImpression": ("status", "subject"),
    "Observation": ("status", "code"),
    "QuestionnaireResponse": ("status",),
    "DocumentReference": ("status", "content"),
}
KNOWN = {
    "Bundle": {"type", "identifier", "timestamp", "entry"},
    "Composition": {"status", "type", "subject", "date", "author", "title", "section"},
    "Patient": {"identifier", "name", "gender", "birthDate"},
    "Practitioner": {"identifier", "name"},
    "ClinicalImpression": {"status", "subject", "date", "assessor", "summary", "note", "investigation", "finding"},
    "Observation": {"status", "category", "code", "subject", "bodySite", "valueQuantity", "valueBoolean"},
    "QuestionnaireResponse": {"status", "subject", "authored", "author", "item"},
    "DocumentReference": {"status", "docStatus", "type", "subject", "date", "author", "content"},
}
WORDS = {
    ("Patient", "gender"): {"male", "female", "other", "unknown"},
    ("Composition", "status"): {"preliminary", "final", "amended", "entered-in-error"},
    ("ClinicalImpression", "status"): {"in-progress", "completed", "entered-in-error"},
    ("Observation", "status"): {"registered", "preliminary", "final", "amended"},
    ("DocumentReference", "status"): {"current", "superseded", "entered-in-error"},
    ("DocumentReference", "docStatus"): {"preliminary", "final", "amended", "entered-in-error"},
    ("QuestionnaireResponse", "status"): {"in-progress", "completed", "amended", "stopped"},
}


def problems(bundle: dict[str, Any]) -> list[str]:
    """What the rules of an R4 document forbid, in the part of them that we write."""
    resources = [bundle, *(entry["resource"] for entry in bundle["entry"])]
    found = [] if resources[1]["resourceType"] == "Composition" else ["a document begins with its Composition"]
    for resource in resources:
        kind = resource["resourceType"]
        found += [f"{kind} lacks {name}" for name in REQUIRED[kind] if not resource.get(name)]
        found += [f"{kind} has {name}" for name in resource.keys() - KNOWN[kind] - {"resourceType", "id"}]
        found += [
            f"{kind}.{name}" for (k, name), words in WORDS.items() if k == kind and resource.get(name) not in words
        ]
    for content in (c for r in resources for c in r.get("content", [])):
        file = content.get("attachment", {})
        data = base64.b64decode(file.get("data", ""))
        digest = base64.b64encode(hashlib.sha1(data).digest()).decode()
        whole = data.startswith(b"%PDF") and (file.get("size"), file.get("hash")) == (len(data), digest)
        found += [] if whole else ["the letter is not whole"]
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    found += ["one URL twice"] if len(set(urls)) < len(urls) else []
    return found + [f"{reference} leads nowhere" for reference in references(bundle) if reference not in urls]


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "reference" in value:
            yield value["reference"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from references(item)


def document(name: str) -> dict[str, Any]:
    return fhir.document(
        *samples.SAMPLES[name](), samples.knowledge(), CONFIG, letter=b"%PDF-1.7 letter", today=date(2024, 5, 14)
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_document_keeps_the_rules_of_fhir(name: str) -> None:
    assert problems(document(name)) == []


@pytest.mark.parametrize(
    ("number", "path", "value", "said"),
    [
        (0, "status", None, "Composition lacks status"),
        (1, "gender", "man", "Patient.gender"),
        (3, "finding_", [], "ClinicalImpression has finding_"),
        (5, "content", [{"attachment": {"data": "JVBERi0=", "size": 5, "hash": "none"}}], "the letter is not whole"),
        (0, "author", [{"reference": "urn:uuid:nobody"}], "urn:uuid:nobody leads nowhere"),
    ],
)
def test_planted_error_is_found(number: int, path: str, value: Any, said: str) -> None:
    broken = copy.deepcopy(document("ordinary"))
    broken["entry"][number]["resource"][path] = value
    assert said in problems(broken)


def test_document_holds_the_letter_as_it_is_printed() -> None:
    content = render.exchanged("fhir", [samples.short()], samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    bundle = msgspec.json.decode(content)
    assert problems(bundle) == []
    (letter,) = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "DocumentReference"]
    text = pages(base64.b64decode(letter["content"][0]["attachment"]["data"]))
    assert "Neuromuscular therapy assessment" in text[0]


def test_question_that_was_not_asked_has_no_answer() -> None:
    (screen,) = [
        e["resource"]
        for e in document("emergency")["entry"]
        if e["resource"]["resourceType"] == "QuestionnaireResponse"
    ]
    answered = {item["text"]: item.get("answer") for item in screen["item"]}
    assert answered["Fever or chills"] is None
    assert any(answers for answers in answered.values())
    assert screen["status"] == "in-progress"


def test_document_leaves_no_house_without_consent() -> None:
    case, assessment = samples.ordinary()
    refusing = msgspec.structs.replace(case, client=msgspec.structs.replace(case.client, consent=False))
    with pytest.raises(NmtError, match="has not consented"):
        render.exchanged("fhir", [(refusing, assessment)], samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert render.exchanged("text", [(refusing, assessment)], samples.knowledge(), CONFIG)  # type: ignore[arg-type]


def test_note_has_the_four_parts_in_their_order() -> None:
    text = soap(*samples.ordinary(), samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    heads = [line for line in text.splitlines() if len(line) == 1]
    assert heads == ["S", "O", "A", "P"]
    assert text.index("Spurling test negative") > text.index("\nO\n")
    assert text.index("Treat: no referral needed") > text.index("\nA\n")


def test_table_has_a_row_a_case_and_no_name_and_no_formula() -> None:
    pairs = [samples.ordinary(), samples.emergency()]
    text = table(pairs)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["urgency"] for row in rows] == ["treat", "emergency"]
    assert tuple(rows[0]) == COLUMNS
    assert "Jordan" not in text
    case, assessment = samples.ordinary()
    hostile = msgspec.structs.replace(case, complaint=msgspec.structs.replace(case.complaint, regions=["=1+1"]))
    assert next(csv.DictReader(io.StringIO(table([(hostile, assessment)]))))["regions"] == "'=1+1"
