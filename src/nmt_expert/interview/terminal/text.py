"""Screens as lines of text, as wide as the terminal, for a terminal, a screen reader or a pipe."""

from __future__ import annotations

import shutil
import textwrap

import click

from nmt_expert.interview.screens.items import said_so_far
from nmt_expert.interview.screens.progress import step
from nmt_expert.interview.screens.screen import Item, Screen
from nmt_expert.printable import printable
from nmt_expert.reasoning.safety.flag_words import orders
from nmt_expert.reasoning.words import grouped

_WIDEST = 100
_MARGIN = 4
KEYS = "? why  h how  b back  :u undo  e edit  + add  n note  r ranking  q leave"


def width() -> int:
    """Columns that a line may take: those of the terminal, and 79 where there is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST) - 1


def screen_lines(screen: Screen, message: str = "") -> list[str]:
    """A screen from the progress line to the line that says what may be typed."""
    if screen.kind == "stop":
        return [
            *wrap(f"== {screen.title} =="),
            *_what_to_do(screen),
            *(line for text in screen.lines for line in wrap(text)),
            *(wrap(message) if message else []),
        ]
    lines = [*_progress(screen), *_flags(screen), *(wrap(message) if message else []), *wrap(f"== {screen.title} ==")]
    told = screen.kind == "open" and screen.items
    for text in (f"So far: {said_so_far(screen.items)}", *screen.lines[1:]) if told else screen.lines:
        lines += wrap(text)
    if told:
        return lines
    for number, item in screen.numbered:
        lines += answer_lines(number, item) if screen.kind == "readback" else item_lines(number, item)
    return lines


def wrap(text: str, indent: int = 0, most: int | None = None) -> list[str]:
    """Lines no wider than the terminal, without control characters."""
    return textwrap.wrap(
        printable(text), most or width(), initial_indent=" " * indent, subsequent_indent=" " * indent
    ) or [""]


def fitting(line: str) -> list[str]:
    """A line as it is where it fits the terminal, else broken between words, without its bold and colour."""
    seen = click.unstyle(line)
    if len(seen) <= shutil.get_terminal_size((80, 24)).columns:
        return [line]
    parts = wrap(seen, len(seen) - len(seen.lstrip()))
    return [*parts[:-1], parts[-1] + " " * seen.endswith(" ")]


def item_lines(number: int, item: Item) -> list[str]:
    """One finding: what is asked, whether it has a side or is a number, and the answer that it has."""
    text = item.ask or item.label
    if item.unit:
        text += f" [number, {item.unit}]"
    elif item.sided:
        text += " [l r b]"
    if item.answer:
        text += f"  -> {item.answer}"
    return textwrap.wrap(printable(text), width(), initial_indent=f"{number:>2}  ", subsequent_indent=" " * _MARGIN)


def answer_lines(number: int, item: Item) -> list[str]:
    """One answer to be read back."""
    return textwrap.wrap(
        printable(f"{item.label}: {item.answer}"),
        width(),
        initial_indent=f"{number:>2}  ",
        subsequent_indent=" " * _MARGIN,
    )


def hint(screen: Screen) -> list[str]:
    """What may be typed, in a few lines."""
    return [line for text in _hint(screen) for line in wrap(text)]


def _hint(screen: Screen) -> list[str]:
    match screen.kind:
        case "field" if screen.choices:
            return ["  ".join(f"{letter} {meaning}" for letter, meaning in screen.choices.items()) + "  s skip"]
        case "open" if screen.id == "chart":
            return [
                "Words, side l r b, commas; ok knee: free; p1 dull 4/10 worst 7; :point draws; :paste notes; Enter leaves",
                KEYS,
            ]
        case "open":
            nothing = (
                "- nothing found  s not tested  Enter done"
                if screen.id.startswith("scan.")
                else "Enter when that is all"
            )
            return [f"Words or first letters, side l r b, no ... denies, commas; :paste reads notes.  {nothing}", KEYS]
        case "checklist" if any(item.named for item in screen.items):
            return ["3 yes  3ac a and c  3- no  - no to others  s not known", KEYS]
        case "checklist":
            sides = "1r right  1l left  1b both  " if any(item.sided for item in screen.items) else ""
            return [f"1 yes  {sides}1- no  - no to all others  s not tested", KEYS]
        case "readback":
            done = f"when these are right, {screen.after} more follow" if screen.after else "when it is right"
            return [f"Correct with 3- or 3r, who and why with e and its name; Enter {done}.", KEYS]
        case "stop":
            return ["p report  e edit an answer  :u takes the last answer back  n note  q save and leave"]
        case "ranking":
            return [
                "p report for the physician  p c page for the client  m ask more (deeper)",
                "l for the letter: medicines, allergies, what the client was told, consent to send, copy",
                KEYS,
            ]
        case _:
            return [KEYS]


def _progress(screen: Screen) -> list[str]:
    lines = wrap(said) if (said := step(screen.progress)) else []
    if lines and screen.progress.first_rank:
        lines += wrap(f"First rank: {screen.progress.first_rank}.")
    return lines


def _flags(screen: Screen) -> list[str]:
    """Red flags that stand, in short; what to do was said when each was raised."""
    if not screen.flags:
        return []
    more = f"; {len(screen.flags) - 2} more" if len(screen.flags) > 2 else ""
    return wrap("! Red flag: " + "; ".join(f"{flag.name} ({flag.urgency})" for flag in screen.flags[:2]) + more)


def _what_to_do(screen: Screen) -> list[str]:
    lines: list[str] = []
    for flag, order in zip(screen.flags, orders(screen.flags), strict=True):
        lines += ["", *wrap(f"! {flag.name}"), *wrap(f"Found: {'; '.join(grouped(flag.findings))}", 2)]
        lines += [*wrap(f"DO NOW: {order}", 2), *wrap(f"SAY: {flag.say}", 2)]
    return lines
