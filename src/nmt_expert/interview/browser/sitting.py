"""One sitting in the browser: the session, what the next page says, and what could not be saved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from nmt_expert.case.save import SaveError
from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.interview.answering.doubts import doubted
from nmt_expert.interview.answering.earlier import of_earlier_day
from nmt_expert.interview.answering.new_flags import NewFlags
from nmt_expert.interview.answering.pages import contradiction
from nmt_expert.interview.browser.messages import Form
from nmt_expert.interview.way.reporting import Reporting
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.reasoning.assessment import Flag


class Sitting:
    """What lives as long as the window of the terminal; everything else is in the case."""

    def __init__(self, session: Session, reporting: Reporting) -> None:
        self.session = session
        self.reporting = reporting
        self.room = ""  # what every address begins with
        self.lock = threading.Lock()  # a browser sends several requests at a time
        self.message = of_earlier_day(session)  # shown once, on the next page
        self.wrong = ""  # the field or question that a problem is about, for the next page
        self.new_flags: tuple[Flag, ...] = ()  # shown in full, once
        self.unsaved = ""  # why the last answers are in memory only
        self.drafts: dict[str, Form] = {}  # what was filled in and not sent yet, by the page; in memory only
        self.left = threading.Event()  # the therapist said that it is over
        self._new_flags = NewFlags(session.picture.flags)

    def attempt(self, action: Callable[[], str]) -> str:
        """Does something that may change the case, and keeps its message. What is wrong with the input; '' when all is well."""
        before = self.session.picture
        try:
            self.message = action()
        except InputError as error:
            self.wrong = error.at
            return str(error)
        except ProblemsError as error:
            return f"{contradiction(error)} Answer again, or change the earlier answer under Answers."
        except SaveError as error:
            self.unsaved = str(error)
        if self.session.document.saved:
            self.unsaved = ""
        self.message = f"{self.message} {doubted(before, self.session.picture)}".strip()
        self._notice_flags()
        return ""

    def save(self, elsewhere: str) -> str:
        """Tries again to save, or in another file. What is wrong; '' when it is saved."""
        try:
            if elsewhere:
                self.session.document.move(Path(elsewhere).expanduser())
            else:
                self.session.document.save()
        except (NmtError, OSError, RuntimeError, ValueError) as error:
            return str(error) if isinstance(error, NmtError) else "There can be no such file; name another."
        self.unsaved, self.message = "", f"Saved in {self.session.document.path}."
        return ""

    def said_once(self) -> tuple[str, str, tuple[Flag, ...]]:
        """The message, what is wrong where, and the new red flags; the next page has none."""
        said = self.message, self.wrong, self.new_flags
        self.message, self.wrong, self.new_flags = "", "", ()
        return said

    def _notice_flags(self) -> None:
        new = self._new_flags.of(self.session.picture.flags)
        self.new_flags += tuple(flag for flag in new if flag.urgency != "emergency")  # that one has its own page
