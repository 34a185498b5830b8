"""Loads what later screens need while the therapist reads the first one."""

from __future__ import annotations

import threading

AFTER = 0.3  # seconds: while an import holds the interpreter, a Ctrl-C just before the prompt would go unheard
_started = threading.Event()


def start() -> None:
    """Imports, once and in the background, what saving and ranking need."""
    if not _started.is_set():
        _started.set()
        timer = threading.Timer(AFTER, _load)
        timer.daemon = True
        timer.start()


def _load() -> None:
    import ruamel.yaml

    import nmt_expert.reasoning.assess
    import nmt_expert.reasoning.engines.experta_engine  # noqa: F401

    ruamel.yaml.YAML()
