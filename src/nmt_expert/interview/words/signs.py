"""Signs and hurried spelling in words: '+ve', '(-)', 'SLR +', 'stress #', 'cant'; read so in what is typed and in notes."""

from __future__ import annotations

import re

_DASH = r"[-\u2010-\u2015\u2212]"
_SIDE = r"(?:l|r|b|left|right|both|bilat\w*)\b"
_DIGIT = r"(?:thumb|index|middle|ring|little)"
_SIGNS = (
    # how a test came out: with any dash and also joined to its name, a bare sign before a side or at the end
    (re.compile(r"(?i)(?:(?<=[\w)])|(?<!\S))\(?\+ ?ve\b\.?\)?|\(\+\)"), " positive "),
    (re.compile(rf"(?i)(?:(?<=[\w)])|(?<!\S))\(?{_DASH} ?ve\b\.?\)?|\({_DASH}\)"), " negative "),
    (re.compile(r"(?i)\bpos\b\.?"), "positive"),
    (re.compile(r"(?i)\bneg\b\.?"), "negative"),
    (re.compile(rf"(?i)(?<=[a-z])(?<!\b[lrb])(?<!left)(?<!right) \+(?=\s*(?:$|[,;]|{_SIDE}))"), " positive"),
    # a bare dash only behind a name by itself; in a sentence it is a dash
    (re.compile(rf"(?i)((?:^|[,;])\s*\w+(?: \w+){{0,2}}) {_DASH}(?=\s*(?:$|[,;]))"), r"\1 negative"),
    (re.compile(r"(?i)(?:(?<=positive )|(?<=negative ))\bslump\b(?! test)"), "slump test"),
    (re.compile(rf"(?i)\bslump(?= (?:{_SIDE} )?(?:positive|negative)\b)"), "slump test"),
    (re.compile(r"(?<![\w#])#(?![\d#])"), " fracture "),
    (re.compile(r"(?i)\b(ca|do|does|did|is|was|wo|could|has|have)nt\b"), r"\1n't"),
    (re.compile(r"(?i)\bidx\b"), "index"),
    (re.compile(r"(?i)\bnite(s?)\b"), r"night\1"),
    (re.compile(rf"(?i)\b(?P<digit>{_DIGIT}(?: finger)?) (?={_DIGIT}\b)"), r"\g<digit> and "),
)
_TURN = re.compile(r"\b(\d{3,}) ?(?:degrees?|deg\b|\u00b0)", re.IGNORECASE)
_WHOLE_TURN = 180  # degrees: no joint moves further


def in_words(text: str) -> str:
    """The text with words where a sign or hurried spelling stands."""
    for pattern, full in _SIGNS:
        text = re.sub(r"  +", " ", pattern.sub(full, text))
    return text


def no_angle(text: str) -> str:
    """The first number of degrees that is no angle of a joint, as it stands; '' where there is none."""
    return next((found[0] for found in _TURN.finditer(text) if int(found[1]) > _WHOLE_TURN), "")
