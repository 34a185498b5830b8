"""What the medicines of a client say by themselves: a blood thinner is one, also where nobody ticked it."""

from __future__ import annotations

import re
from collections.abc import Iterable

BLOOD_THINNER = "anticoagulant_use"
# Aspirin is left out: most who name it take it for pain.
_NAMES = re.compile(
    r"\b(?:warfarin|coumadin|phenprocoumon|marcumar|acenocoumarol|apixaban|eliquis|rivaroxaban|xarelto|dabigatran|pradaxa|"
    r"edoxaban|lixiana|\w*heparin|enoxaparin|dalteparin|tinzaparin|fondaparinux|clopidogrel|plavix|prasugrel|ticagrelor|"
    r"anticoagulants?|blood thinners?|doac)\b",
    re.I,
)
_NOT_TAKEN = re.compile(
    r"\b(?:no|not|never|without|stop(?:s|ped)?|until|ended|earlier|previous(?:ly)?|former(?:ly)?|allerg\w+|"
    r"gel|cream|ointment)\b",
    re.I,
)


def thins_blood(medicines: Iterable[str]) -> int | None:
    """Which of the medicines is a blood thinner that is taken, counted from 0."""
    found = (i for i, text in enumerate(medicines) if _NAMES.search(text) and not _NOT_TAKEN.search(text))
    return next(found, None)
