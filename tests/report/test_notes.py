"""What was typed in free words is printed once, and never so that an absence reads as a presence."""

from __future__ import annotations

import msgspec

from nmt_expert.case.model import CaseFile
from nmt_expert.report.letter import findings


def test_the_words_of_an_absent_finding_are_not_printed_as_a_note() -> None:
    case = msgspec.convert(
        {
            "schema": "nmt-case/1",
            "id": "x",
            "findings": [
                {"text": "change of reflexes", "absent": ["reflex_change_any"]},
                {"text": "cracks when getting up"},
                {"present": ["spurling"], "note": "after twenty seconds"},
            ],
            "notes": ["wears a splint"],
        },
        CaseFile,
    )
    assert set(findings.notes(case)) == {"cracks when getting up", "after twenty seconds", "wears a splint"}
