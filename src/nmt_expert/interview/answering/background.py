"""Loads what later screens need while the therapist reads the first one."""

from __future__ import annotations

import gc
import threading

from nmt_expert.interview.choice.touched import rules_touched
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.presenting import named

AFTER = 0.3  # seconds: while an import holds the interpreter, a Ctrl-C just before the prompt would go unheard
_started = threading.Event()


def start(kb: KnowledgeBase) -> None:
    """Loads, once and in the background, what understanding, choosing, saving and ranking need."""
    if not _started.is_set():
        _started.set()
        timer = threading.Timer(AFTER, load, (kb,))
        timer.daemon = True
        timer.start()


def load(kb: KnowledgeBase) -> None:
    """What else the first screen that needs it would wait for."""
    import ruamel.yaml

    import nmt_expert.reasoning.assess
    import nmt_expert.reasoning.engines.experta_engine  # noqa: F401
    from nmt_expert.interview.words.prose.notes import read_notes

    ruamel.yaml.YAML()
    read_notes(kb, "no pain")
    for hypothesis in kb.hypotheses:
        named(kb, hypothesis)
    rules_touched(kb, kb.presentations.shown)
    gc.freeze()  # all this stays: looking through it for garbage would take longer than a screen
