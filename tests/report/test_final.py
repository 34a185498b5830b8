"""A final letter is a record: nothing replaces it, a change is found, and what comes later is an addendum that holds it."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import msgspec
import pikepdf
import pytest
from tests.report import samples
from tests.report.conftest import CONFIG, pages

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report import render
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.final import seal


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "c-report.pdf"


def sign(target: Path, case: CaseFile, assessment: Assessment, config: Config = CONFIG) -> Path:
    return render.sign(target, case, assessment, samples.knowledge(), config, None)  # type: ignore[arg-type]


def later() -> tuple[CaseFile, Assessment]:
    case, assessment = samples.ordinary()
    changed = msgspec.structs.replace(case, notes=["seen again"])
    found = tuple(f for f in assessment.findings if f.key != "spurling")
    new = samples.finding("tinel", "Tinel sign", "test", "right")
    return changed, msgspec.structs.replace(assessment, findings=(*found, new), urgency="refer")


def test_final_letter_is_sealed_and_closed_to_writing(target: Path) -> None:
    assert sign(target, *samples.ordinary()) == target
    for path in (target, seal.path_of(target)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
    kept = seal.read(target)
    assert kept is not None
    assert kept.by == "R. Therapist"


def test_nothing_replaces_a_final_letter(target: Path) -> None:
    sign(target, *samples.ordinary())
    with pytest.raises(render.FinalLetterError, match="writes an addendum beside it"):
        render.write(target, b"another", replace=True)
    with pytest.raises(NmtError, match="has not changed since"):
        sign(target, *samples.ordinary())


def test_letter_that_was_changed_after_signing_is_found(target: Path) -> None:
    sign(target, *samples.ordinary())
    target.chmod(0o600)
    target.write_bytes(target.read_bytes() + b" ")
    with pytest.raises(NmtError, match="is not the letter that was signed on"):
        sign(target, *later())


def test_seal_without_its_letter_and_damaged_seal_are_named(target: Path) -> None:
    sign(target, *samples.ordinary())
    target.rename(target.with_name("elsewhere.pdf"))
    with pytest.raises(NmtError, match="seals a letter that is gone"):
        sign(target, *later())
    target.with_name("elsewhere.pdf").rename(target)
    seal.path_of(target).chmod(0o600)
    seal.path_of(target).write_bytes(b"{}")
    with pytest.raises(NmtError, match="is damaged"):
        sign(target, *later())


def test_changed_case_gets_an_addendum_that_holds_the_original(target: Path) -> None:
    sign(target, *samples.ordinary())
    original = target.read_bytes()
    written = sign(target, *later())
    assert written.name == "c-report-addendum-1.pdf"
    assert target.read_bytes() == original
    text = " ".join(pages(written.read_bytes()))
    for part in (
        "Addendum to the letter signed on", "Added (right): Tinel sign positive.", "Withdrawn (right): Spurling test negative.",
        "Was treat, is refer.",
    ):  # fmt: skip
        assert part in text
    with pikepdf.open(io.BytesIO(written.read_bytes())) as pdf:
        assert pdf.attachments["c-report.pdf"].get_file().read_bytes() == original
    with pytest.raises(NmtError, match=r"addendum-1\.pdf is final"):
        sign(target, *later())


def test_unsealed_letter_is_not_signed_unseen(target: Path) -> None:
    target.write_bytes(b"%PDF another")
    with pytest.raises(NmtError, match="exists already and is not final"):
        sign(target, *samples.ordinary())


def test_trainee_and_supervisor_sign(target: Path) -> None:
    config = Config.model_validate(
        {
            "therapist": {"name": "T. Rainee", "trainee": True},
            "supervisor": {"name": "S. Upervisor", "credentials": "LMT"},
        }
    )
    text = " ".join(pages(sign(target, *samples.ordinary(), config).read_bytes()))
    assert "T. Rainee, trainee" in text
    assert "Supervisor: S. Upervisor, LMT" in text


def test_layout_and_comments_of_a_case_do_not_change_its_hash() -> None:
    case, _ = samples.ordinary()
    assert seal.case_hash(case) == seal.case_hash(msgspec.structs.replace(case, interview=None, answer=None))
    assert seal.case_hash(case) != seal.case_hash(msgspec.structs.replace(case, notes=["x"]))


def test_an_urgency_that_changed_for_what_no_letter_names_gets_an_addendum(target: Path) -> None:
    case, assessment, *rest = samples.ordinary()
    sign(target, case, assessment, *rest)
    urgent = msgspec.structs.replace(assessment, urgency="emergency")
    assert "addendum" in sign(target, case, urgent, *rest).name
