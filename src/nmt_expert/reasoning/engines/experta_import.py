"""Imports experta 1.9.4, the last release, unchanged, and undoes what its import does to others.

It calls logging.basicConfig(), which puts a handler on everybody's root logger. It pins frozendict 1.2, which asks for
collections.Mapping; Python 3.10 moved it (experta issue 34). requirements.lock takes today's frozendict instead; plain
pip and pipx, which know no override, install the old one.
"""

import collections
import collections.abc
import logging

_root = logging.getLogger()
_handlers, _level = _root.handlers[:], _root.level
try:
    import frozendict
except AttributeError:  # frozendict 1.2
    collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    try:
        import frozendict  # noqa: F401
    finally:
        del collections.Mapping  # type: ignore[attr-defined]
try:
    import experta
    from experta.matchers import ReteMatcher
finally:
    _root.handlers[:], _root.level = _handlers, _level

__all__ = ["ReteMatcher", "experta"]
