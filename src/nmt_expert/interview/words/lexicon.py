"""How people say it: the words of lexicon.yaml and those of the vocabulary, as one table of phrases."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@lru_cache(maxsize=1)
def written() -> dict[str, Any]:
    """lexicon.yaml as it is written."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # words are words: 'no' and 'on' are not false and true
    text = Path(__file__).with_name("lexicon.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=loader))  # noqa: S506 - makes nothing but texts
