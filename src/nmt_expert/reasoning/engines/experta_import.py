"""Imports experta 1.9.4 unchanged on today's Python, and undoes what its import does to others.

experta pins frozendict 1.2, which asks for collections.Mapping; Python 3.10 moved it (experta issue 34). experta also
calls logging.basicConfig() at import, which puts a handler on everybody's root logger.
"""

import collections
import collections.abc
import logging

_root = logging.getLogger()
_handlers, _level = _root.handlers[:], _root.level
collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
try:
    import experta
finally:
    del collections.Mapping  # type: ignore[attr-defined]
    _root.handlers[:], _root.level = _handlers, _level

__all__ = ["experta"]
