"""A typed line in its sentences, and a sentence in its parts: a full stop parts as a comma does."""

from __future__ import annotations

import re

from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.numbers import numbers_in
from nmt_expert.interview.words.signs import in_words, no_angle

_STOP = re.compile(
    r"(?<!approx)(?<!e\.g)(?<!i\.e)(?<![ap]\.m)"
    r"(?:(?i:(?<=[a-z]{4})|(?<=\bneg)|(?<=\bpos)|(?<=\bnad)|(?<=\bnil)|(?<=\bwnl))[.!]+(?=\s+(?!(?:[lrb]|lt|rt)\b))"
    r"|[.!]+(?=\s+(?:[A-Z][A-Za-z]|\d)|\s*$))"
)  # not behind what is written short: 'lev. scap', 'inf. r'
_ON_IT = re.compile(r"\b(l(?:ie|ies|ying|ay)|sle(?:eps?|eping|pt)) on it\b", re.IGNORECASE)
_REFERS = re.compile(r"(?:refers|referred|referring|sends)\b.*\b(?:to|into|down)\b", re.IGNORECASE)
_TWO_WORDS = re.compile(r"\b(taut|jump) (?:bands?|sign)\b", re.IGNORECASE)
_PASTE = ":paste reads notes."
_SHOWN = 60  # letters of what means nothing
_MANY = 3  # sentences: nobody types so many to one question
_WORDS = 100  # of a text that says something, and is no key that was held down
_LONGEST = 1000  # letters of one line of words


def sentences(text: str) -> list[str]:
    """The sentences of a line; 'lev. scap r' is one."""
    return [said.strip() for said in _STOP.split(text) if said.strip()]


def said_in(text: str) -> list[list[str]]:
    """The parts of each sentence of a line, with words for signs. Raises InputError for what is no line."""
    refuse_what_is_no_line(text)
    return [parts_of(in_words(sentence)) for sentence in sentences(one_word(text))]


def one_word(text: str) -> str:
    """With the words of hands that are two as one; 'it' alone says nothing, and 'lying' is another thing."""
    return _TWO_WORDS.sub(r"\1", _ON_IT.sub(r"\1 on that side", text))


def refers(part: str) -> bool:
    """'Refers to the thumb': is it said of the muscle before?"""
    return _REFERS.match(part) is not None


def refuse_what_is_no_line(text: str) -> None:
    """Raises InputError for what is too long, for no angle of a joint, and for red flags as a whole."""
    if too_long(text):
        raise InputError(f"That is {len(text)} letters; type a few words, or have it read as notes.", keys=_PASTE)
    if angle := no_angle(text):
        raise InputError(f"'{angle}' is no angle of a joint: type it with 0 to 180 degrees.")
    if re.search(r"\bred flags?\b", text.lower()):
        raise InputError(
            "Whether there are red flags, the safety screen finds out: its questions are answered one by one."
        )


def parts_of(sentence: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in re.split(r"[,;]+", sentence) if part.strip()]


def too_long(text: str) -> bool:
    """Is it too long for a line of words?"""
    return len(text) > _LONGEST


def are_notes(text: str) -> bool:
    """Is it so long that it is read as notes are, with all that was understood to be seen before it is taken?"""
    return len(sentences(text)) >= _MANY or (too_long(text) and len(text.split()) > _WORDS)


def nothing_called(part: str) -> InputError:
    """That a part means nothing, and what could be done with it."""
    if any(key != "duration_days" for key, _ in numbers_in(part)):
        said = f"'{part}' is a number: answer its question with it, or have it read as notes."
        return InputError(said, keys=_PASTE)
    shown = part if len(part) <= _SHOWN else part[:_SHOWN] + " ..."
    said = f"Nothing here is called '{shown}'. Try the part of the body or the first letters of other words."
    return InputError(f"{said} Or keep it as a note.", keys=f"Type: n {shown}")
