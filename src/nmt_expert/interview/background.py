"""Loads what later screens need while the therapist reads the first one."""

from __future__ import annotations

import threading

_started = threading.Event()


def start() -> None:
    """Imports, once and in the background, what saving and ranking need."""
    if not _started.is_set():
        _started.set()
        threading.Thread(target=_load, name="nmt-interview-preload", daemon=True).start()


def _load() -> None:
    import ruamel.yaml

    import nmt_expert.reasoning.assess
    import nmt_expert.reasoning.engines.experta_engine  # noqa: F401

    ruamel.yaml.YAML()
