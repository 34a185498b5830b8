"""A FHIR R4 document: Composition, Patient, Practitioner, ClinicalImpression, Observations, QuestionnaireResponse, the PDF.

Plain dictionaries. No standard code system names trigger points or body zones, and SNOMED CT is licensed: what was
found and where stands in words. ICD-10-CM codes are those of the rules, the type of the document is LOINC's.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from datetime import UTC, date, datetime, time
from html import escape
from typing import Any

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Finding, Hypothesis
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.exchange.narrative import sections
from nmt_expert.report.letter.hypotheses import points
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.words import how_sure, sided

Resource = dict[str, Any]
NAMESPACE = uuid.UUID("5a0f6f2e-6d2b-4f0e-9d57-2b0c6a7c1e11")
CONSULT_NOTE = {"system": "http://loinc.org", "code": "11488-4", "display": "Consult note"}
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
EXAM = ("posture", "gait", "palpation", "motion", "neuro", "test")
DENIED = "not found: "


def document(
    case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config, *, letter: bytes, today: date
) -> Resource:
    """The document of a cleaned case with its `letter`, a PDF. `today` dates it when the case has no date."""
    at = datetime.combine(case.date_ or today, time(), UTC).isoformat()
    found = [_observation(n, f, case) for n, f in enumerate(assessment.findings)]
    impression = _impression(case, assessment, knowledge, [r["id"] for r in found], at)
    screen = _screen(case, assessment, at)
    pdf = _letter(case, letter, at)
    resources = [_patient(case), _practitioner(config, case), impression, screen, pdf, *found]
    composition: Resource = {
        "resourceType": "Composition",
        "id": _id(case, "composition"),
        "status": "preliminary",
        "type": {"coding": [CONSULT_NOTE]},
        "subject": _ref(case, "patient"),
        "date": at,
        "author": [_ref(case, "practitioner")],
        "title": f"Neuromuscular therapy assessment {case.id}",
        "section": [
            {
                "title": title,
                "text": _narrative(text),
                **({"entry": [_ref(case, name) for name in names]} if names else {}),
            }
            for title, text, names in sections(physician_view(case, assessment, knowledge, config), len(found))
        ],
    }
    return {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{_id(case, 'bundle')}"},
        "timestamp": at,
        "entry": [{"fullUrl": f"urn:uuid:{r['id']}", "resource": r} for r in (composition, *resources)],
    }


def _patient(case: CaseFile) -> Resource:
    client = case.client
    patient: Resource = {"resourceType": "Patient", "id": _id(case, "patient"), "gender": client.sex}
    if client.reference:
        patient["identifier"] = [{"value": client.reference}]
    if client.name:
        patient["name"] = [{"text": client.name}]
    if client.born:
        patient["birthDate"] = client.born.isoformat()
    return patient


def _practitioner(config: Config, case: CaseFile) -> Resource:
    practitioner: Resource = {"resourceType": "Practitioner", "id": _id(case, "practitioner")}
    if config.therapist.name:
        practitioner["name"] = [{"text": config.therapist.name}]
    if config.therapist.registration:
        practitioner["identifier"] = [{"value": config.therapist.registration}]
    return practitioner


def _observation(number: int, finding: Finding, case: CaseFile) -> Resource:
    made: Resource = {
        "resourceType": "Observation",
        "id": _id(case, f"observation-{number}"),
        "status": "preliminary",
        "category": [{"coding": [{"system": CATEGORY, "code": "exam" if finding.section in EXAM else "survey"}]}],
        "code": {"text": finding.label},
        "subject": _ref(case, "patient"),
    }
    if finding.side:
        made["bodySite"] = {"text": finding.side}
    if finding.state == "value":
        made["valueQuantity"] = {"value": finding.value}
    else:
        made["valueBoolean"] = finding.state == "present"
    return made


def _impression(
    case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, found: list[str], at: str
) -> Resource:
    made: Resource = {
        "resourceType": "ClinicalImpression",
        "id": _id(case, "impression"),
        "status": "completed",
        "subject": _ref(case, "patient"),
        "date": at,
        "assessor": _ref(case, "practitioner"),
        "summary": assessment.summary,
        "note": [{"text": f"Urgency: {assessment.urgency}. {assessment.urgency_why}"}],
    }
    if found:
        made["investigation"] = [
            {"code": {"text": "Findings"}, "item": [{"reference": f"urn:uuid:{id}"} for id in found]}
        ]
    if assessment.hypotheses:
        made["finding"] = [_ranked(h, assessment, knowledge) for h in assessment.hypotheses]
    return made


def _ranked(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> Resource:
    item: Resource = {"text": sided(hypothesis.name, hypothesis.side)}
    if hypothesis.icd10cm:
        item["coding"] = [{"system": ICD, "code": hypothesis.icd10cm}]
    speaks_for, against, _ = points(hypothesis, assessment, knowledge)
    basis = [f"{how_sure(hypothesis)}."]
    basis += [
        f"{title}: {'; '.join(p.text for p in said)}."
        for title, said in (("For", speaks_for), ("Against", against))
        if said
    ]
    return {"itemCodeableConcept": item, "basis": " ".join(basis)}


def _screen(case: CaseFile, assessment: Assessment, at: str) -> Resource:
    """What was asked of the safety screen has an answer; what was not asked has none."""
    asked = [(label.removeprefix(DENIED), not label.startswith(DENIED)) for label in assessment.screen.asked]
    items = [{"text": label, "answer": [{"valueBoolean": found}]} for label, found in asked]
    items += [{"text": label} for label in assessment.screen.not_asked]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _id(case, "screen"),
        "status": "completed" if assessment.screen.status == "complete" else "in-progress",
        "subject": _ref(case, "patient"),
        "authored": at,
        "author": _ref(case, "practitioner"),
        "item": [{"linkId": f"screen-{number}", **item} for number, item in enumerate(items, 1)],
    }


def _letter(case: CaseFile, content: bytes, at: str) -> Resource:
    """The letter as it is printed. R4 asks for the SHA-1 of its bytes, which tells damage, not forgery."""
    attachment = {
        "contentType": "application/pdf",
        "data": base64.b64encode(content).decode(),
        "size": len(content),
        "hash": base64.b64encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode(),
        "title": f"{case.id}-report.pdf",
    }
    return {
        "resourceType": "DocumentReference",
        "id": _id(case, "letter"),
        "status": "current",
        "docStatus": "preliminary",
        "type": {"coding": [CONSULT_NOTE]},
        "subject": _ref(case, "patient"),
        "date": at,
        "author": [_ref(case, "practitioner")],
        "content": [{"attachment": attachment}],
    }


def _narrative(text: str) -> Resource:
    div = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{escape(text)}</p></div>'
    return {"status": "generated", "div": div}


def _id(case: CaseFile, name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{case.id}/{name}"))


def _ref(case: CaseFile, name: str) -> Resource:
    return {"reference": f"urn:uuid:{_id(case, name)}"}
