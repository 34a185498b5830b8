"""What a complaint began after, by the form in which it is told: 'began after pulling a heavy pallet', 'since the instrumentation L2-L5',
'a biopsy, symptoms began afterwards'."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGUN = r"(?:began|begun|started|onset|came on|developed|appeared|arose|acute|sudden(?:ly)?|noticed|triggered|brought on|caused|blamed|since)"
_SYMPTOM = (
    r"(?:pains?|\w*ache|numb\w*|tingl\w*|weak\w*|swelling|stiff\w*|symptoms?|complaints?|palsy|foot drop|paraesthesia)"
)
_OPERATION = (
    r"(?:surgery|operations?|procedure|biopsy|arthroscopy|arthroplasty|replacement|fusion|instrumentation|discectomy|laminectomy|decompression"
    r"|(?:hernia|cuff|labral|tendon|surgical) repair|repair of|reconstruction|osteotomy|mastectomy|hysterectomy|caesarean|c-section|prostatectomy"
    r"|appendi\w+ectomy|thyroidectomy|laparoscopy|laparotomy|thoracotomy|sternotomy|carpal tunnel release|removal of|catheteri[sz]ation|angiography)"
)
_AFTER_SURGERY = (
    re.compile(rf"\b(?:since|following) (?:the |a |an |his |her |left |right )*(?:[\w-]+ ){{0,2}}?{_OPERATION}"),
    re.compile(
        rf"\b(?:{_BEGUN}|{_SYMPTOM})\b[^.;]{{0,40}}?\bafter (?:the |a |an |his |her |left |right )*(?:[\w-]+ ){{0,2}}?{_OPERATION}"
    ),
    re.compile(rf"^after (?:the |a |an |his |her |left |right )*(?:[\w-]+ ){{0,2}}?{_OPERATION}"),
    re.compile(
        rf"\b{_OPERATION}\b.*\b(?:{_BEGUN}|{_SYMPTOM})\b(?:[\s,]+[\w-]+){{0,6}}?[\s,]+(?:afterwards|thereafter|after it|after that|since then|since)\b"
    ),
)
_HEAVY = r"(?:long|heavy|hard|intense|strenuous|unusual|unaccustomed|vigorous|exhausting|extensive|first|\d+[- ](?:mile|kilomet\w+|km|k|hours?))"
_LOAD = (
    r"(?:rides?|runs?|walks?|hikes?|hiking|practice|training|sessions?|workouts?|match|game|gardening|digging|shifts?|work|exercise|climb\w*"
    r"|swim\w*|tours?|race|skiing|cycling|rowing|dancing|cleaning|decorating|painting|lifting|tournament|class|drive)"
)
_AFTER_LOAD = (
    re.compile(
        rf"\b(?:after|during|following) (?:an? |the |some |his |her )?{_HEAVY}[- ](?:[\w-]+[ ]){{0,2}}?{_LOAD}\b"
    ),
    re.compile(
        r"\b(?:after|while|when|on) (?:pulling|pushing|lifting|carrying|moving|shifting|dragging|hauling|shovelling) (?:an? |the |some )?(?:very )?(?:heavy|big|large)\b"
    ),
    re.compile(r"\btried to (?:lift|move|push|pull|carry|shift) (?:an? |the )?(?:very )?(?:heavy|big|large)\b"),
)
_BETTER = re.compile(
    r"\b(?:better|relief|relieved|improv\w+|pain[- ]free|worse|no|not|without|never|unchanged|persist\w+|failed|if|planned)\b"
)
_TELLS = re.compile(rf"^\W*(?:after|during|following|tried)\b|\b{_BEGUN}\b")


def began_after(text: str) -> Iterator[str]:
    """Findings that tell after what a complaint began, from a line in lower case."""
    if _BETTER.search(text):
        return
    if any(pattern.search(text) for pattern in _AFTER_SURGERY):
        yield "onset_after_surgery"
    if _TELLS.search(text) and any(pattern.search(text) for pattern in _AFTER_LOAD):
        yield "onset_after_overload"
