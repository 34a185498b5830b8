"""nmt report --final: the letter, sealed; of a case that changed since, an addendum beside the sealed letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.final import seal
from nmt_expert.report.final.changes import addendum
from nmt_expert.report.page.messages import File
from nmt_expert.report.view import Addendum
from nmt_expert.write import write_atomically

Draw = Callable[[Addendum | None, tuple[File, ...]], bytes]  # the letter, with an addendum and files inside


def sign(
    target: Path,
    case: CaseFile,
    assessment: Assessment,
    knowledge: KnowledgeBase,
    draw: Draw,
    *,
    by: str,
    today: date,
) -> Path:
    """Writes the final letter or its addendum and seals it; returns where.

    Raises NmtError when the case is as it was signed, a sealed letter was changed, or another letter lies there.
    """
    last, path = _last(target)
    if last is None:
        if path.exists():
            raise NmtError(
                f"{path} exists already and is not final; move it away, or give the final letter another name."
            )
        content = draw(None, ())
    else:
        sealed, signed = last
        if signed.case_hash == seal.case_hash(case) and signed.urgency == assessment.urgency:
            raise NmtError(f"{sealed} is final, signed on {signed.signed}, and the case has not changed since.")
        original = File(sealed.name, sealed.read_bytes(), "The letter that this adds to", "Source", "application/pdf")
        content = draw(addendum(signed, assessment, knowledge), (original,))
    try:
        write_atomically(path, content)
        seal.write(path, seal.seal_of(case, assessment, content, signed=today.isoformat(), by=by))
    except OSError as error:
        raise NmtError(f"{path} cannot be written: {error.strerror}.") from None
    return path


def _last(target: Path) -> tuple[tuple[Path, seal.Seal] | None, Path]:
    """The last sealed letter of NAME, NAME-addendum-1, NAME-addendum-2 ..., and the name of the next."""
    last = None
    for number in count():
        path = target.with_stem(f"{target.stem}-addendum-{number}") if number else target
        found = seal.read(path)
        if found is None:
            return last, path
        last = (path, found)
    raise AssertionError("numbers do not end")
