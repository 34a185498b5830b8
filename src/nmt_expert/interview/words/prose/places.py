"""A place in few words, and one word that stands for several: 'outer side of the thigh' is 'outer thigh', 'front and outer
side of the thigh' both, as are 'ring and little fingers' and 'upper and lower trapezius'."""

from __future__ import annotations

import re

_AND = r"(?:,? (?:and|or) (?:the )?|, (?:the )?|/)"
_ASPECT = (
    r"(?:front|back|side|inner|outer|top|upper|middle|mid|lower|low|medial|lateral|anterior|posterior|dorsal|volar|radial|ulnar|inside"
    r"|outside|internal|external|inward|outward|thumb side|little finger side)"
)
_FACE = r"(?: sides?| aspects?| parts?| edges?| borders?| surfaces?| face| half| fibres?)?"
_PART = (
    r"(?:lower leg|upper arm|shoulder blade|big toe|great toe|knee|ankle|thigh|forearm|arm|foot|feet|shoulder|elbow|wrist"
    r"|hand|leg|calf|calves|heel|hip|neck|head|chest|shin|abdomen|buttock|back|trapezius|trap|deltoid|gastrocnemius|pterygoid"
    r"|rotation|scalene|epicondyle|malleolus)"
)
_DIGIT = r"(?:thumb|index|middle|long|ring|little|small|second|third|fourth|fifth|first|big|great)"
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NTH = r"[1-5](?:st|nd|rd|th)?"
_MORE = rf"(?:(?:,? and |,? or |, |/|-| to | through ){_NTH})*"
_IN_FIGURES = re.compile(
    rf"\b(?P<before>[1-5](?:st|nd|rd|th){_MORE}) (?P<part>finger|digit|toe)s?\b|(?<!great )(?<!big )\b(?P<named>finger|digit|toe)s? (?P<behind>{_NTH}{_MORE})\b",
    re.IGNORECASE,
)
_RUN = re.compile(r"([1-5])(?:st|nd|rd|th)?(?:(?:-| to | through )([1-5]))?")
_LISTS = (
    re.compile(
        rf"\b(?P<each>{_ASPECT}{_FACE}(?:{_AND}{_ASPECT}{_FACE})*)"
        rf"(?: of)?(?: the| his| her| my| both)?(?P<side> left| right)? (?P<part>{_PART})s?\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<each>{_DIGIT}(?:{_AND}{_DIGIT})+)(?P<side>) (?P<part>finger|digit|toe)s?\b", re.IGNORECASE),
)
_NOUNS = re.compile(r"\b(\w+) (and|or) (\w+) (tunnel|canal)s?\b|\b(sensory) (and) (motor) (deficit)s?\b", re.IGNORECASE)
_MUSCLES = re.compile(
    r"\b(gluteus|glute|teres|pectoralis|pec|vastus|peroneus|scalenus|adductor|rectus capitis posterior) (\w+)(,? and | and/or | or |/)"
    r"(medius|minimus|maximus|major|minor|medialis|lateralis|longus|brevis|magnus|medius|anterior|posterior|med|min|max)\b",
    re.IGNORECASE,
)
_EACH = re.compile(rf"\b({_ASPECT}|{_DIGIT}){_FACE}\b", re.IGNORECASE)


def spread(text: str) -> str:
    """The text with each aspect beside the part that it is of."""
    text = _IN_FIGURES.sub(_in_words, text)
    for pattern in _LISTS:
        text = pattern.sub(_apart, text)
    text = _NOUNS.sub(lambda m: "{0} {3} {1} {2} {3}".format(*(g for g in m.groups() if g)), text)
    return _MUSCLES.sub(r"\1 \2 and \1 \4", text)


def _in_words(match: re.Match[str]) -> str:
    """'Digits 4 and 5' and '4th and 5th digits' are 'fourth and fifth digits', '1st to 3rd digits' all three."""
    meant: list[int] = []
    for first, last in _RUN.findall(match["behind"] or match["before"]):
        meant += range(int(first), int(last or first) + 1)
    return " and ".join(_ORDINALS[n - 1] for n in meant) + f" {match['part'] or match['named']}"


def _apart(match: re.Match[str]) -> str:
    of = f" {match['part']}{match['side'] or ''}"
    return " and ".join(
        each[1] if each[1].lower() == "thumb" else each[1] + of for each in _EACH.finditer(match["each"])
    )
