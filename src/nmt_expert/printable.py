"""Text that somebody else wrote, made harmless for a terminal."""

from __future__ import annotations

import re

# Control characters but tab and newline, line separators, what turns the direction or is not seen, lone surrogates.
# Joiners stay: scripts and emoji need them.
_STEERS = (  # compiled when first used, which --help does not
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """The text with everything that could steer a terminal written out, as \\x1b."""
    return re.sub(_STEERS, lambda found: found[0].encode("unicode_escape").decode(), text)


def visible(text: str) -> str:
    """What was typed or pasted, without what nobody sees: a key that the terminal did not know, a mark of direction."""
    return re.sub(_STEERS, "", text)
