"""What a raised flag tells to do and to say, under the level at which it was raised.

When to act is what the level says, or what the flag says of that level (`act`); what the hands do or leave alone is told at
every level, and below an emergency what would make one of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nmt_expert.knowledge.model import RedFlag, Urgency
from nmt_expert.reasoning.assessment import Flag

DO = {
    "emergency": "Stop. Call the emergency number or send to an emergency department now, and stay with the client. "
    "Do not treat, and do not let the client drive.",
    "urgent": "Do not treat the area. Send to a physician today or tomorrow, with a written note of the findings.",
    "refer": "Arrange an appointment with a physician, with a written note of the findings.",
}
SAY = {
    "emergency": "You need medical help now. I will see that you get it.",
    "urgent": "A physician should look at this today or tomorrow. If it gets worse before, seek help at once.",
    "refer": "A physician should look at this in the next days or weeks. If it gets worse before, seek help at once.",
}
DO_BESIDE = "Name this too to the physician who sees the client."
SAY_BESIDE = "Please tell the physician about this as well."
_WORSE = "If it grows worse or new signs join before, send at once."
_SENTENCE = re.compile(r"(?<=\.) ")


def to_do(flag: RedFlag, level: Urgency) -> str:
    """What the therapist does about a flag that was raised at this level."""
    worse = f"Emergency with {flag.worse}, or when it grows worse." if flag.worse else _WORSE
    parts = (flag.act.get(level, DO[level]), flag.do, "" if level == "emergency" else worse)
    return " ".join(filter(None, parts))


def to_say(flag: RedFlag, level: Urgency) -> str:
    """What the client is told of a flag that was raised at this level."""
    return flag.say if level == flag.urgency else SAY[level]


def orders(flags: Iterable[Flag]) -> list[str]:
    """What each of these flags asks for; a sentence that stands above already is not said again."""
    told: list[str] = []
    said: set[str] = set()
    for flag in flags:
        sentences = _SENTENCE.split(flag.do)
        new = [sentence for sentence in sentences if sentence not in said]
        told.append(" ".join(new if len(new) == len(sentences) else ["As above.", *new]))
        said.update(sentences)
    return told
