"""The head of both reports: clinic, therapist, client, reason."""

from __future__ import annotations

from nmt_expert.case.model import CaseFile
from nmt_expert.reasoning.words import capped, measured
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.page.safe_text import clean
from nmt_expert.report.view import Head, Person
from nmt_expert.report.words import day, side_word

REASON = 400  # characters of the complaint in the head; a longer one stands whole with the notes
_SAYS = {"both sides": ("both", "bilateral", "each side", "left and right", "right and left")}


def head(case: CaseFile, config: Config, logo: str, *, dated: bool = False) -> Head:
    """Head of the report; `logo` is the URL under which the page finds the logo, or ''; `dated`: the story says since when."""
    client, clinic, therapist = case.client, config.clinic, config.therapist
    age = measured(client.age, "years") if client.age is not None else ""
    return Head(
        id=case.id,
        assessed=day(case.date_),
        clinic=Person(clean(clinic.name), "", _lines(*clinic.address, clinic.phone, clinic.email, clinic.website)),
        therapist=Person(
            clean(therapist.name),
            ", ".join(filter(None, (clean(therapist.credentials), "trainee" if therapist.trainee else ""))),
            _lines(therapist.registration, therapist.phone, therapist.email),
        ),
        supervisor=Person(clean(config.supervisor.name), clean(config.supervisor.credentials)),
        physician=Person(clean(config.physician.name), "", _lines(*config.physician.address)),
        logo=logo,
        client_name=client.name,
        client_born=day(client.born),
        client_reference=client.reference,
        client_about=", ".join(filter(None, (client.sex if client.sex != "unknown" else "", age, client.occupation))),
        reason=_reason(case, dated=dated),
    )


def opening(text: str) -> str:
    """As much of a long story as leaves the first third of the page to what is decided."""
    return text if len(text) <= REASON else f"{capped(text, REASON)} (whole in the notes)"


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(clean(text) for text in texts if text)


def _reason(case: CaseFile, *, dated: bool) -> str:
    """The complaint as it was typed, with side and duration when they are stated apart and not `dated` elsewhere."""
    complaint = case.complaint
    side = side_word(complaint.side or "")
    parts = [opening(complaint.text)]
    if side and not any(word in complaint.text.lower() for word in _SAYS.get(side, (side,))):
        parts.append(f"side: {side}")
    if complaint.since and not dated:
        parts.append(f"since: {complaint.since}")
    return " · ".join(part for part in parts if part)
