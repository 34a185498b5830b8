"""What goes before the question that stands: red flags that are new, and words typed where something else was asked."""

from __future__ import annotations

from nmt_expert.errors import ProblemsError
from nmt_expert.interview.answering.free_words import could_mean, is_sure
from nmt_expert.interview.answering.new_flags import NewFlags
from nmt_expert.interview.answering.pages import contradiction
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.terminal import overlays
from nmt_expert.interview.terminal.console import Console, Rang
from nmt_expert.interview.terminal.text import wrap
from nmt_expert.interview.way.open_questions import everything
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.reasoning.assessment import Flag


class Alarms:
    """Of one sitting at a terminal."""

    def __init__(self, session: Session, console: Console) -> None:
        self._session = session
        self._console = console
        self._new_flags = NewFlags(session.picture.flags)
        self._later: list[str] = []  # typed where something else was asked, and no finding by itself
        console.alarm, console.aside = self._alarm, self._aside

    def tell_new(self) -> None:
        """What to do and say, once, when a red flag is new or more urgent; an emergency has its own screen."""
        self._tell(self._new_flags.of(self._session.picture.flags))

    def typed_before(self, screen: Screen) -> str:
        """Words that wait for a page that takes them; '' when none do."""
        return self._later.pop(0) if self._later and screen.kind in ("open", "checklist", "readback") else ""

    def _alarm(self) -> None:
        """The same while a line is being asked about. Raises Rang where an emergency is new."""
        new = self._new_flags.of(self._session.picture.flags)
        if any(flag.urgency == "emergency" for flag in new):
            raise Rang
        self._tell(new)

    def _aside(self, typed: str) -> str:
        """Takes words up at once where something of them is certain; else they wait for the page. What to show. Raises Rang."""
        typed = typed.removeprefix("+").strip()
        try:
            terms = everything(self._session.kb).parse(typed)
            if not any(is_sure(term, could_mean(self._session, term)) for term in terms):
                raise InputError("nothing is certain")
            message = overlays.add(self._session, self._console, typed)
        except InputError:
            self._later.append(typed)
            return f"'{typed[:60]}' is taken up after this."
        except ProblemsError as error:
            return contradiction(error)
        self._alarm()
        return message

    def _tell(self, new: list[Flag]) -> None:
        if not new or any(flag.urgency == "emergency" for flag in self._session.picture.flags):
            return
        for flag in new:
            self._console.say(["", *wrap(f"! RED FLAG ({flag.urgency}): {flag.name}")])
            self._console.say([*wrap("Do: " + flag.do, 2), *wrap("Say: " + flag.say, 2)])
        self._console.stay()
