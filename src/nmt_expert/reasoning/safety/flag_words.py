"""What a raised flag tells to do and to say, under the level at which it was raised.

The words of a flag are written for its usual level, and some speak of several. What else they hold - what the hands leave
alone, when it becomes worse - is told at every level; when to act is told as the level says it, and nothing else.
"""

from __future__ import annotations

import re

from nmt_expert.knowledge.model import RedFlag, Urgency

DO = {
    "emergency": "Stop. Call the emergency number or send to an emergency department now. Do not treat, and do not let the "
    "client drive.",
    "urgent": "Send to a physician today or tomorrow. If it grows worse or new signs join before, send at once.",
    "refer": "Arrange an appointment with a physician. If it grows worse or new signs join before, send at once.",
}
SAY = {
    "emergency": "You need medical help now. I will see that you get it.",
    "urgent": "A physician should look at this today or tomorrow. If it gets worse before, seek help at once.",
    "refer": "A physician should look at this in the next days or weeks. If it gets worse before, seek help at once.",
}
DO_BESIDE = "Name this too to the physician who sees the client."
SAY_BESIDE = "Please tell the physician about this as well."
_CLAUSE = re.compile(r"(?<=[.;]) ")
_TAIL = re.compile(r", and [^.;]*(?:same day|today)(?=[.;])")  # of a clause that says more than when
_LATER = re.compile(
    r"^(?!.*emergency department).*(?:same.day|next.day|within (?:days|a |one )|\btoday\b|\bplanned\b|"
    r"Refer to the physician|faster if)",
    re.I,
)
_IF_WORSE = re.compile(r"^(?:emergency|call the emergency number) (?:if|when|with|in|for) ", re.I)
_CALLED = re.compile(r"^(?:Stop\.|Call the emergency number(?! when)|Send everybody|Stay with)")
_LEFT_ALONE = re.compile(r"^(?:No|Non|Do not|Never|Ask alone|Follow the local) ", re.I)
_NOT_TREATED = re.compile(r"^Do not treat(?: the area)?\.?$")  # said with the call for help
_HASTE = re.compile(r"^Do not treat, |^Do not wait")


def to_do(flag: RedFlag, level: Urgency) -> str:
    """What the therapist does about a flag that was raised at this level."""
    clauses = _CLAUSE.split(_TAIL.sub("", flag.do))
    own = _CLAUSE.split(flag.do)
    if level == flag.urgency and (level != "emergency" or not any(_LATER.match(c) or _IF_WORSE.match(c) for c in own)):
        return flag.do
    if level == "emergency":
        now = [c for c in clauses if not _LATER.match(c) and not _IF_WORSE.match(c)]
        called = flag.urgency == level and _CALLED.match(flag.do)
        return _joined(now if called else [DO[level], *(c for c in now if not _NOT_TREATED.match(c))])
    alone = [c for c in clauses if (_LEFT_ALONE.match(c) and not _HASTE.match(c)) or c.lower().startswith("emergency ")]
    return _joined([DO[level], *alone])


def to_say(flag: RedFlag, level: Urgency) -> str:
    """What the client is told of a flag that was raised at this level."""
    return flag.say if level == flag.urgency else SAY[level]


def _joined(clauses: list[str]) -> str:
    """Clauses of several sentences as sentences: each begins large, and none ends in a semicolon."""
    return " ".join(f"{clause[:1].upper()}{clause[1:].rstrip(';.')}." for clause in clauses)
