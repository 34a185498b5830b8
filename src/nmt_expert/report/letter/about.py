"""What a physician needs to know of the client beside the findings, as it was entered; nothing is said where nothing was."""

from __future__ import annotations

from nmt_expert.case.model import CaseFile
from nmt_expert.report.view import Row


def about(case: CaseFile) -> tuple[Row, ...]:
    """Medicines and allergies."""
    client = case.client
    rows = (Row("Medicines", tuple(client.medicines)), Row("Allergies", tuple(client.allergies)))
    return tuple(row for row in rows if row.texts)


def informed(case: CaseFile) -> tuple[Row, ...]:
    """What the client was told, what the client agreed to, and whether a copy goes to the client."""
    client = case.client
    rows = []
    if client.told:
        rows.append(Row("Client was told", (client.told,)))
    if client.send or client.consent:
        agreed = "this letter is sent" if client.send else "to this assessment"
        rows.append(Row("Consent", (f"the client agreed {'that ' if client.send else ''}{agreed}",)))
    if client.copy_to_client is not None:
        rows.append(Row("Copy to client", ("yes" if client.copy_to_client else "no",)))
    return tuple(rows)
