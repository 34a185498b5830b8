"""One word that stands for several: 'front and outer side of the thigh', 'ring and little fingers', 'upper and lower trapezius'."""

from __future__ import annotations

import re

_AND = r"(?:,? (?:and|or) (?:the )?|, (?:the )?|/)"
_ASPECT = (
    r"(?:front|back|side|inner|outer|top|upper|middle|mid|lower|low|medial|lateral|anterior|posterior|dorsal|volar|radial|ulnar|inside"
    r"|outside|internal|external|inward|outward|thumb side|little finger side)"
)
_FACE = r"(?: sides?| aspects?| parts?| edges?| surfaces?| fibres?)?"
_PART = (
    r"(?:lower leg|upper arm|shoulder blade|big toe|great toe|knee|ankle|thigh|forearm|arm|foot|feet|shoulder|elbow|wrist"
    r"|hand|leg|calf|calves|heel|hip|neck|head|chest|shin|abdomen|buttock|back|trapezius|trap|deltoid|gastrocnemius|pterygoid"
    r"|rotation|scalene|epicondyle|malleolus)"
)
_DIGIT = r"(?:thumb|index|middle|long|ring|little|small|second|third|fourth|fifth|first|big|great)"
_LISTS = (
    re.compile(
        rf"\b(?P<each>{_ASPECT}{_FACE}(?:{_AND}{_ASPECT}{_FACE})+)"
        rf"(?: of)?(?: the| his| her| my| both)?(?P<side> left| right)? (?P<part>{_PART})s?\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<each>{_DIGIT}(?:{_AND}{_DIGIT})+)(?P<side>) (?P<part>finger|digit|toe)s?\b", re.IGNORECASE),
)
_MUSCLES = re.compile(
    r"\b(gluteus|glute|teres|pectoralis|pec|vastus|peroneus|scalenus|adductor|rectus capitis posterior) (\w+)(,? and | and/or | or |/)"
    r"(medius|minimus|maximus|major|minor|medialis|lateralis|longus|brevis|magnus|medius|anterior|posterior|med|min|max)\b",
    re.IGNORECASE,
)
_EACH = re.compile(rf"\b({_ASPECT}|{_DIGIT}){_FACE}\b", re.IGNORECASE)


def spread(text: str) -> str:
    """The text with each of a list beside what it is of: 'front and outer side of the thigh', 'front thigh and outer thigh'."""
    for pattern in _LISTS:
        text = pattern.sub(_apart, text)
    return _MUSCLES.sub(r"\1 \2 and \1 \4", text)


def _apart(match: re.Match[str]) -> str:
    of = f" {match['part']}{match['side'] or ''}"
    return " and ".join(
        each[1] if each[1].lower() == "thumb" else each[1] + of for each in _EACH.finditer(match["each"])
    )
