"""What is wrong in a sentence that the grammar refuses, in words that an author understands."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lark import UnexpectedInput

KEYWORDS = ("and", "or", "in", "of", "no", "unless", "bilateral", "opposite", "either", "side", "left", "right")
_READABLE = {
    "NAME": "a finding",
    "REF": "a @group",
    "INT": "a number",
    "DECIMAL": "a number",
    "OP": "`>=` or `<=`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "COMMA": "`,`",
    "VBAR": "`|`",
    "EQUAL": "`=`",
    "$END": "the end",
}
# what an author most likely meant by a word at a place where it cannot stand
_LIKELY = {
    "RPAR": "this `)` closes nothing; take it out",
    "COMMA": "a list stands in parentheses: `pain in (lumbar, sacrum)`, `2 of (fever, night_sweats)`",
    "UNLESS": "only one `unless` for one condition; join what follows it with `or`",
    "VBAR": "`|` joins qualities before `in`; between findings write `or`",
    "EQUAL": "write `>=` or `<=`",
}
# signs of programming languages, and the word that stands for each here
_SYMBOLS = {"&&": "and", "||": "or", "&": "and", "!": "no"}
_NEGATIONS = ("not", "without", "absent", "denies", "never")


class SentenceError(Exception):
    """A sentence that cannot be read; `at` is the offset of the word at which it stops making sense."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def explained(error: UnexpectedInput, text: str, client: bool = False) -> SentenceError:
    """The error of the grammar, in words; `client`: the sentence tells what a client has."""
    at = min(error.pos_in_stream or 0, len(text))
    token = getattr(error, "token", None)
    symbol = next((s for s in _SYMBOLS if text.startswith(s, at) or text.endswith(s, 0, at + 1)), "")
    if symbol and not text.startswith("!=", at):
        return SentenceError(f"'{symbol}' means nothing here; write `{_SYMBOLS[symbol]}`", at)
    if token is None:
        hint = "; write `>=` or `<=`" if text[at] in "<>≥≤" else ""
        return SentenceError(f"'{text[at]}' means nothing here{hint}", at)
    expected: set[str] = getattr(error, "expected", None) or {"$END"}
    if token.type == "$END":
        return SentenceError(_too_early(expected, text), len(text.rstrip()))
    before = text[:at].split()[-1:]
    if before and before[0].lower() in _NEGATIONS and token.type == "NAME":
        return SentenceError(f"write `no {token}`: what was looked for and not found", at - len(before[0]) - 1)
    return SentenceError(_misplaced(token, expected, client), at)


def _too_early(expected: set[str], text: str) -> str:
    if not text.strip():
        return "an empty condition"
    if expected == {"RPAR"} or ("RPAR" in expected and text.count("(") > text.count(")")):
        return "the sentence ends too early: a `(` is never closed"
    if "VBAR" in expected:
        return _LIKELY["VBAR"]
    return f"the sentence ends too early; expected {_listed(expected)}"


def _misplaced(token: Any, expected: set[str], client: bool) -> str:
    if "NAME" not in expected:  # something was said: a joining word or the end would follow
        if client and "INT" not in expected:
            return _in_a_client(token, expected)
        if token.type in ("AND", "OR"):
            if "VBAR" in expected and "AND" not in expected:
                return _LIKELY["VBAR"]
            return "`and` and `or` are mixed; put parentheses round what belongs together"
        if token.type in ("INT", "DECIMAL") and "OP" in expected:
            return _LIKELY["EQUAL"]
        if token.type in _LIKELY:
            return _LIKELY[token.type]
        near = get_close_matches(token.lower(), [word for word in KEYWORDS if word.upper() in expected], 1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        if expected & {"AND", "OR", "$END"}:
            return f"'{token}' cannot stand here; between two findings stands `and` or `or`.{hint}"
        return f"'{token}' cannot stand here; expected {_listed(expected)}.{hint}"
    return f"'{token}' cannot stand here; expected {_listed(expected)}"


def _in_a_client(token: Any, expected: set[str]) -> str:
    """What is wrong behind a fact of a client."""
    if "EQUAL" in expected and token.type in ("OP", "INT", "DECIMAL"):
        return "a client has one number: write `=`"
    near = get_close_matches(token.lower(), [word for word in KEYWORDS if word.upper() in expected], 1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"'{token}' cannot stand here; between two facts of a client stands a comma.{hint}"


def _listed(expected: set[str]) -> str:
    words = sorted({_READABLE.get(name, f"`{name.lower()}`") for name in expected})
    return ", ".join(words[:-1]) + (" or " if len(words) > 1 else "") + words[-1]
