"""The seal of a final letter: a file beside it with the hashes of case and letter and what the letter rested on."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import msgspec

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.reasoning.assessment import Assessment, Finding
from nmt_expert.report.words import sided
from nmt_expert.write import write_atomically


class Seal(msgspec.Struct, frozen=True):
    """What is kept of a final letter. Hashes are SHA-256, in hexadecimal digits."""

    case: str  # its id
    case_hash: str
    letter_hash: str
    signed: str  # date, as 2026-11-28
    by: str
    rules: str  # hash of the rules
    urgency: str
    leading: str  # name and side of the leading hypothesis, or ''
    findings: tuple[Finding, ...]
    schema: Literal["nmt-seal/1"] = "nmt-seal/1"


def seal_of(case: CaseFile, assessment: Assessment, letter: bytes, *, signed: str, by: str) -> Seal:
    """The seal of a letter that was just made of this case."""
    return Seal(
        case=case.id,
        case_hash=case_hash(case),
        letter_hash=hashlib.sha256(letter).hexdigest(),
        signed=signed,
        by=by,
        rules=assessment.provenance.rules,
        urgency=assessment.urgency,
        leading=leading(assessment),
        findings=assessment.findings,
    )


def leading(assessment: Assessment) -> str:
    """Name and side of the leading hypothesis, or ''."""
    return sided(assessment.hypotheses[0].name, assessment.hypotheses[0].side) if assessment.hypotheses else ""


def case_hash(case: CaseFile) -> str:
    """Of what the case says: not of its layout, comments, published answer or place in the interview."""
    said = msgspec.structs.replace(case, answer=None, interview=None)
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def path_of(letter: Path) -> Path:
    return letter.with_suffix(".seal.json")


def read(letter: Path) -> Seal | None:
    """The seal of a letter, or None when it has none.

    Raises NmtError when the seal cannot be read, or the letter is not the one that was sealed.
    """
    path = path_of(letter)
    try:
        content = path.read_bytes()
        written = letter.read_bytes()
    except FileNotFoundError:
        if path.exists():
            raise NmtError(f"{path} seals a letter that is gone: put {letter.name} back beside it.") from None
        return None
    except OSError as error:
        raise NmtError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        seal = msgspec.json.decode(content, type=Seal)
    except msgspec.MsgspecError:
        raise NmtError(f"{path} is damaged: it is no seal of a letter.") from None
    if hashlib.sha256(written).hexdigest() != seal.letter_hash:
        raise NmtError(f"{letter} is not the letter that was signed on {seal.signed}: it has been changed since.")
    return seal


def write(letter: Path, seal: Seal) -> None:
    """Writes the seal beside its letter and takes away the right to write from both. Raises OSError."""
    write_atomically(path_of(letter), msgspec.json.format(msgspec.json.encode(seal), indent=1))
    for path in (letter, path_of(letter)):
        path.chmod(0o400)
