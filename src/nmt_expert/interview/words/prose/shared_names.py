"""Names that several parts of the body share, by the region spoken of: a squeeze of the leg, of the forefoot, of the biceps."""

from __future__ import annotations

import re
from functools import lru_cache

from nmt_expert.interview.words.lexicon import written


def in_full(text: str, region: str) -> str:
    """The text with the full names of tests and signs that are called alike elsewhere, where they stand at the head of a part."""
    for pattern, full in _names(region):
        text = pattern.sub(full, text)
    return text


@lru_cache(maxsize=32)
def _names(region: str) -> list[tuple[re.Pattern[str], str]]:
    every = [(entry["say"], entry["by"][region]) for entry in written()["shared_names"] if region in entry["by"]]
    return [
        (re.compile(rf"(?i)(?:(?<=^)|(?<=[,;] ))(?:{'|'.join(map(re.escape, say))})\b(?! of\b)"), full)
        for say, full in every
    ]
