"""What clinicians write short - 'c/o', 'LBP', 'WNL', '+ve', '2/52', 'b/l', '4+/5' - and other turns of phrase, as plain words."""

from __future__ import annotations

import re
from functools import lru_cache

from nmt_expert.interview.words.lexicon import written

_SIGNS = (
    (re.compile(r"(?i)^\s*(?:there is )?no pain\s*$"), "pain free"),
    (re.compile(r"(?i)^\s*no (?:local )?tenderness\s*$"), "nowhere tender"),
    (
        re.compile(
            r"(?i)\b(?:put down to|label+ed(?: as)?|referred as|treated as|diagnosed as|told it was|thought to be)\b"
        ),
        "earlier diagnosis called",
    ),
    (re.compile(r"(?i)\b(\d)\s*[+-]?\s*/\s*5\b"), r"\1/5"),
    (re.compile(r"(?i)\bgrade\s+([0-5])\b(?!/)|\b([0-5])\s+(?:out\s+)?of\s+5\b"), lambda m: f"{m[1] or m[2]}/5"),
    (re.compile(r"(?i)\b(reflex\w*|jerks?)\b([^,;]*?)\b1\+(?!\w)"), r"\1\2reduced"),
    (re.compile(r"(?i)\b(reflex\w*|jerks?|pulses?)\b([^,;]*?)\b2\+(?!\w)"), r"\1\2normal"),
    (re.compile(r"(?i)\b(reflex\w*|jerks?)\b([^,;]*?)\b[34]\+(?!\w)"), r"\1\2brisk"),
    (re.compile(r"(?i)\b([ctls]\d{1,2})\s*[/-]\s*[ctls]?(\d{1,2})\b"), r"\1 \2"),
    (
        re.compile(
            r"(?i)\b(?:runs?|running|ran|shoots?|shooting|goes|going|travels?|travelling|extends?|extending|moved|shifted|climbs|passes"
            r"|refers|referred|referring|tracks?|tracking)\s+(?=(?:down|up|into|to|from|along|through|over|towards?|across)\b(?! sleep))"
        ),
        "radiating ",
    ),
)


def plain(text: str) -> str:
    """The text with what is written short in full."""
    for pattern, full in _SIGNS:
        text = pattern.sub(full, text)
    return _short().sub(lambda m: _full()[_key(m[0])], text)


def _key(text: str) -> str:
    return " ".join(text.lower().split())


@lru_cache(maxsize=1)
def _full() -> dict[str, str]:
    return {short: full for full, shorts in written()["short"].items() for short in shorts}


@lru_cache(maxsize=1)
def _short() -> re.Pattern[str]:
    every = "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in sorted(_full(), key=len, reverse=True))
    return re.compile(rf"(?<![\w/+-])(?:{every})(?![\w/+])", re.IGNORECASE)
