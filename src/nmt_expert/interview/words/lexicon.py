"""How people say it: the words of lexicon.yaml and said.yaml and those of the vocabulary, as one table of phrases."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from nmt_expert import private_cache


@lru_cache(maxsize=1)
def written() -> dict[str, Any]:
    """lexicon.yaml as it is written, with the phrases of single findings (said.yaml) under 'said'."""
    texts = [Path(__file__).with_name(name).read_bytes() for name in ("lexicon.yaml", "said.yaml")]
    key = sha256(b"\0".join(texts)).digest()
    return private_cache.derived("lexicon", key, dict[str, Any], lambda: _read(*texts))


def _read(lexicon: bytes, said: bytes) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # words are words: 'no' and 'on' are not false and true
    return {**yaml.load(lexicon, Loader=loader), "said": yaml.load(said, Loader=loader)}  # noqa: S506 - nothing but texts
