"""How people say it: the words of lexicon.yaml and said.yaml and those of the vocabulary, as one table of phrases."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@lru_cache(maxsize=1)
def written() -> dict[str, Any]:
    """lexicon.yaml as it is written, with the phrases of single findings (said.yaml) under 'said'."""
    return {**_read("lexicon.yaml"), "said": _read("said.yaml")}


def _read(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # words are words: 'no' and 'on' are not false and true
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=loader))  # noqa: S506 - makes nothing but texts
