"""The end of the way: ranking with the chosen engine, and the report."""

from __future__ import annotations

import threading
from pathlib import Path

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment


class Reporting:
    """Ranks with one engine. A ranking that was prepared while the read-back was read is there at once."""

    def __init__(self, kb: KnowledgeBase, engine_name: str) -> None:
        self._kb = kb
        self._engine_name = engine_name
        self._done: dict[str, Assessment] = {}
        self._lock = threading.Lock()
        self.written: dict[str, Path] = {}  # the last report of each kind

    def prepare(self, session: Session) -> None:
        """Ranks in the background; the renderer of the report loads too."""
        threading.Thread(target=self._prepare, args=(session,), name="nmt-ranking", daemon=True).start()

    def assessment(self, session: Session) -> Assessment:
        """What the rules say about the case as it stands. Kept for the last state only."""
        from nmt_expert.reasoning.assess import assess
        from nmt_expert.reasoning.engines import engine

        with self._lock:
            text = session.document.text
            if text not in self._done:
                self._done = {text: assess(session.case, self._kb, engine(self._engine_name, self._kb))}
            return self._done[text]

    def write(self, session: Session, variant: str) -> str:
        """Writes a report beside the case; the message to show."""
        try:
            from nmt_expert.report import render
            from nmt_expert.report.clinic.config import load_config
        except ImportError:
            return "The report cannot be written here; see: nmt doctor"
        file, assessment = self._for_letter(session)
        target = session.document.path.with_name(render.file_name(file, variant, "pdf"))  # type: ignore[arg-type]
        try:
            content = render.pdf(file, assessment, self._kb, load_config(), variant=variant)  # type: ignore[arg-type]
            self.written[variant] = target = render.write_beside(target, content)
        except NmtError as error:
            return str(error)
        return f"Report: {target}"

    def _for_letter(self, session: Session) -> tuple[CaseFile, Assessment]:
        """Without what was asked alone: mood and safety at home go into no letter from here."""
        from nmt_expert.reasoning.assess import for_others
        from nmt_expert.reasoning.engines import engine
        from nmt_expert.reasoning.safety.topics import without_apart

        if without_apart(self._kb, session.case) == session.case:
            return session.case.file, self.assessment(session)
        return for_others(session.case, self._kb, engine(self._engine_name, self._kb), private=False)

    def _prepare(self, session: Session) -> None:
        self.assessment(session)
        try:
            from nmt_expert.report import render

            render.preload()
        except (ImportError, NmtError):
            return  # said when a report is asked for; nobody did yet
