"""Every report says what a clinic's own rules add, change and switch off."""

from __future__ import annotations

from typing import Any

import msgspec
from tests.report import samples

from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.terminal_text import assessment_text


def test_letter_and_terminal_name_own_rules(kb: Any) -> None:
    plain = samples.assessment()
    own = ("added: other.ours", "switched off: caution_x (we ask twice)")
    made = msgspec.structs.replace(plain.provenance, own=own, experimental=("other.ours/a: Because.",))
    a = msgspec.structs.replace(plain, provenance=made)
    case = samples.case()
    for said in (assessment_text(a, case), physician_view(case, a, kb, Config()).provenance):
        assert "Own rules in use - added: other.ours. switched off: caution_x (we ask twice)." in " ".join(said.split())
    assert "count nowhere:\n  other.ours/a: Because." in assessment_text(a, case)
    assert "Own rules" not in assessment_text(plain, case)
