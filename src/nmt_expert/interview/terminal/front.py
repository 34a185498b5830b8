"""The front end of the guided assessment: shows a screen, reads a line, hands answers to the session."""

from __future__ import annotations

import gc
from dataclasses import replace

from nmt_expert.case.record import Answer, Change, Field, Note, Passed
from nmt_expert.case.save import SaveError
from nmt_expert.errors import ProblemsError, as_argument
from nmt_expert.interview.answering import background
from nmt_expert.interview.answering.doubts import doubted
from nmt_expert.interview.answering.earlier import of_earlier_day
from nmt_expert.interview.answering.echo import still_open, taken, taken_back
from nmt_expert.interview.answering.free_words import is_nothing
from nmt_expert.interview.answering.notes import noted
from nmt_expert.interview.answering.pages import FURTHER, contradiction, finished
from nmt_expert.interview.choice.said import asked_back
from nmt_expert.interview.screens.screen import Item, Screen
from nmt_expert.interview.terminal import overlays, pasting
from nmt_expert.interview.terminal.alarms import Alarms
from nmt_expert.interview.terminal.chart import answer_chart, chart_lines
from nmt_expert.interview.terminal.console import Console, InputEnded, Rang
from nmt_expert.interview.terminal.cutting import cut, parted, renewed
from nmt_expert.interview.terminal.elsewhere import save_elsewhere
from nmt_expert.interview.terminal.field_page import FieldPage
from nmt_expert.interview.terminal.free_words import answer_open
from nmt_expert.interview.terminal.letter_page import ask_for_letter, refused
from nmt_expert.interview.terminal.pointing import point
from nmt_expert.interview.terminal.ranking import show_ranking
from nmt_expert.interview.terminal.text import hint, screen_lines, wrap
from nmt_expert.interview.way.back import answered_screen, answered_screens
from nmt_expert.interview.way.open_questions import BY_ID as OPEN
from nmt_expert.interview.way.open_questions import CHART
from nmt_expert.interview.way.reporting import Reporting
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import stop_screen
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.typed.checklist import in_words, left_open, parse_checklist
from nmt_expert.interview.words.typed.commands import command_of
from nmt_expert.interview.words.typed.fields import BY_ID as FIELDS
from nmt_expert.interview.words.typed.parts import are_notes


class Leave(Exception):  # noqa: N818 - not an error
    """The therapist leaves; everything is saved."""


class Terminal:
    """One sitting at the terminal."""

    def __init__(self, session: Session, console: Console, reporting: Reporting) -> None:
        self.session = session
        self.console = console
        self.reporting = reporting
        self.message = of_earlier_day(session)
        self._back = 0  # how many answered screens one has gone back
        self._alarms = Alarms(session, console)
        self._ranked = ""  # the text of the case whose ranking was shown last
        self._fields = FieldPage(console)
        self._held: Screen | None = None  # the page to come back to, or what is left of one that was cut
        self._left: tuple[Item, ...] = ()  # items of the page shown that did not fit

    def run(self) -> None:
        """Until the therapist leaves or the input ends."""
        gc.disable()  # what is left over is looked for while the therapist reads
        try:
            while True:
                self._step(self._screen())
        except (Leave, InputEnded):
            self._say_where()
        except KeyboardInterrupt:
            self._say_where()
            raise
        finally:
            gc.enable()

    def _say_where(self) -> None:
        path = self.session.document.path
        self.console.say(["", f"Saved: {path}", f"Go on with:  nmt assess {as_argument(path)}"])

    def _screen(self) -> Screen:
        names = answered_screens(self.session.picture)
        self._back = min(self._back, len(names))
        if self._held is not None and (stop := stop_screen(self.session.picture)):
            screen = stop  # the page is held as it was shown, for when the answer was a mistake
        elif self._held is not None:
            screen = renewed(self._held, self.session.picture)
        elif self._back:
            screen = answered_screen(self.session.picture, names[-self._back])
        else:
            screen = self.session.screen()
        self._left = ()
        if self.console.redraws:
            screen, self._left = cut(screen, self.message)
        return screen

    def _step(self, screen: Screen) -> None:
        self._show(screen)
        background.start(self.session.kb)
        gc.collect()
        if screen.kind == "readback":
            self.reporting.prepare(self.session)
        line = self._alarms.typed_before(screen) or self.console.ask("> " if screen.kind != "field" else "  ")
        self.message, before = "", self.session.picture
        try:
            command = command_of(line, screen)
            if command:
                self._command(*command, screen)
            else:
                self._answer(line, screen)
        except Rang as rang:
            self.message = str(rang)
        except InputError as error:
            self.message = error.at_keyboard
        except ProblemsError as error:
            self.message = f"{contradiction(error)} Answer again, or change the earlier answer with e and a word of it."
        except SaveError as error:
            self.message = save_elsewhere(self.session.document, self.console, error)
        self.message = f"{self.message} {doubted(before, self.session.picture)}".strip()
        self._alarms.tell_new()

    def _show(self, screen: Screen) -> None:
        if screen.kind == "field":
            self._fields.show(screen, self.message, self.session.document.path.name)
            return
        self._fields.leave()
        self.console.clear()
        if screen.kind == "ranking":
            if self._ranked != self.session.document.text:
                show_ranking(self.reporting, self.session, self.console)
                self._ranked = self.session.document.text
            self.console.say([*wrap(self.message or "Ranked; r shows the ranking again."), *hint(screen)])
            return
        if screen.id == CHART.id:
            lines = chart_lines(screen, self.session.picture, self.message, drawing=self.console.redraws)
        else:
            lines = [*screen_lines(screen, self.message), *([""] if self.console.redraws else [])]
        below = hint(screen)
        self.console.page(lines, len(below))
        self.console.say(below)

    # -- answers

    def _answer(self, line: str, screen: Screen) -> None:
        match screen.kind:
            case "checklist" | "readback" if in_words(line):
                self._command("+", line, screen)
            case "field":
                self._field(line, screen)
            case "open" if are_notes(line):
                self.message = pasting.read(self.session, self.console, line)
            case "open" if screen.id == CHART.id:
                self.message = answer_chart(self.session, self.console, line, screen)
                self._forward(line)
            case "open":
                self.message = answer_open(self.session, self.console, OPEN[screen.id], line, screen)
                self._forward(line)
            case "checklist":
                self._checklist(line, screen)
            case "readback":
                if line:
                    given = parse_checklist(line, screen.before + screen.items, self._side, rest=False)
                    self._record([*given], self._taken(given))
                    self._held = self._held or replace(screen, items=screen.items + self._left)
                elif self._left:
                    self._held = self._rest(screen)
                else:
                    self._held = None
                    self._record([Passed(screen.id)])
                    self._forward()
            case "stop" | "ranking":
                self.message = "Type one of the letters below." if line else ""

    def _field(self, line: str, screen: Screen) -> None:
        line = screen.heard if not line or (screen.heard and line.lower() in ("y", "yes")) else line
        if line == "s" or (not line and screen.default):
            self._record([Passed(screen.id)])
        elif not line:
            raise InputError("Type the answer, or s to skip it.")
        else:
            field = FIELDS[screen.id.removeprefix("who.")]
            self._record(field.parse(line, self.session.kb))
            if field.id in ("regions", "side", "since", "onset"):  # what was typed and what was taken may differ
                said = [field, FIELDS["side"]] if field.id == "regions" else [field]
                self.message = f"Taken: {', '.join(filter(None, (f.now(self.session.case.file) for f in said)))}."
        self._forward()

    def _checklist(self, line: str, screen: Screen) -> None:
        answered = any(item.answer for item in screen.items)
        if not line and not answered:
            raise InputError("Type numbers, - for no to all, or s for not tested.")
        given = parse_checklist(line, screen.items, self._side, rest=False)
        waiting = [] if self._back else left_open(line, screen.items, given)
        if waiting:
            self._record([*given], f"{self._taken(given)} {still_open(waiting)}")
            self._held = renewed(replace(screen, items=screen.items + self._left), self.session.picture)
            if self.console.redraws and (pages := parted(self._held, waiting, self.message)):
                done, self._held = pages
                self.session.answer(finished(done, more=True), joined=True)
                self.message = f"{self._taken(given)} {still_open(range(1, len(waiting) + 1))}"
            return
        given = parse_checklist(line, screen.items, self._side, rest=not self._back)
        if not self._back and all(item.answer for item in self._left):  # a page of answers alone asks for nothing
            screen, self._left = replace(screen, items=screen.items + self._left), ()
        self._record([*given, *([] if self._back else finished(screen, more=bool(self._left)))], self._taken(given))
        self._held = self._rest(screen) if self._left else None
        if not self._left:
            self._forward()

    def _rest(self, screen: Screen) -> Screen:
        """What did not fit; what was explained above it was read. A list to be read back counts on."""
        before = screen.before + screen.items if screen.kind == "readback" else ()
        return replace(screen, items=self._left, before=before, lines=())

    def _taken(self, given: list[Answer]) -> str:
        return taken(self.session.kb, given)

    def _record(self, changes: list[Change], message: str = "") -> None:
        self.session.answer(changes)
        self.message = message

    def _forward(self, words: str = "") -> None:
        """On from a page that one went back to, unless it takes more words."""
        if is_nothing(words) or words in ("", "s"):
            self._back = max(self._back - 1, 0)

    @property
    def _side(self) -> str | None:
        return self.session.case.file.complaint.side

    # -- commands

    def _command(self, letter: str, rest: str, screen: Screen) -> None:
        if letter in "h?e+ru":
            self._fields.leave()
        if letter in ("+", "e", "paste", "n") and screen.kind == "checklist":
            self._held = replace(screen, items=screen.items + self._left)
        elif letter in ("b", "m") or (letter == "u" and screen.kind != "readback"):
            self._held = None
        match letter:
            case "q":
                raise Leave
            case "b":
                self._back = min(self._back + 1, len(answered_screens(self.session.picture)))
                self.message = "" if self._back else "This is the first screen."
                self._fields.leave()
            case "h":
                overlays.show_help(self.console, screen, rest)
            case "?":
                overlays.show_reasons(self.console, self.session.picture, screen, rest)
            case "e":
                self.message = overlays.edit(self.session, self.console, rest)
            case "+" if are_notes(rest):
                self.message = pasting.read(self.session, self.console, rest)
            case "+":
                self.message = overlays.add(self.session, self.console, rest)
            case "n":
                self._note(rest)
            case "r":
                show_ranking(self.reporting, self.session, self.console)
                self.console.wait()
            case "paste":
                self._fields.leave()
                self.message = pasting.paste(self.session, self.console)
            case "point":
                self.message = point(self.session, self.console)
            case "u":
                before = self.session.picture
                undone = self.session.undo()
                if self._held and self._held.kind == "readback" and self.session.screen().kind != "readback":
                    self._held = None  # what was taken back lies before it
                self.message = (
                    taken_back(before, self.session.picture) if undone else "Nothing was answered in this sitting yet."
                )
                self._back = 0
            case "s":
                self._answer("s", screen)
            case "m":
                self._deeper()
            case "l":
                self.message = ask_for_letter(self.session, self.console)
            case "p" if rest.startswith("c"):
                self.message = self.reporting.write(self.session, "client")
            case "p":
                self.message = refused(self.session) or self.reporting.write(self.session, "physician")

    def _note(self, text: str) -> None:
        if not text:
            raise InputError("Type the note behind the n: n wears a splint at night")
        self.session.answer([Note(text)])
        self.message = noted(self.session.picture)
        if asked_back(self.session.picture):  # that page goes before the one on which it was typed
            self._held, self._back = None, 0

    def _deeper(self) -> None:
        depth = FURTHER.get(self.session.picture.depth)
        if depth is None:
            raise InputError("This is the full depth already; add what you found with +.")
        self._record([Field(("interview", "depth"), depth)], f"Going on with depth {depth}.")
