"""Puts the short form of an argument, a conclusion and a provenance in the place of the long one."""

from __future__ import annotations

from nmt_expert.knowledge.written.layout.nodes import Items, Pairs, Text, Value
from nmt_expert.knowledge.written.short_forms import ARGUMENT_KEYS

_SOURCE = ("id", "what", "kind", "seen", "doi", "pmid", "url", "note")  # a long address begins a line


def shorten(entry: Pairs, kind: str) -> None:
    """Shortens what the format of its kind lets be said shortly."""
    if kind in ("muscle", "nerve", "condition") and isinstance(arguments := entry.pairs.get("arguments"), Items):
        arguments.items = [_argument(a) if isinstance(a, Pairs) else a for a in arguments.items]
    if kind in ("rule", "template"):
        _conclusion(entry)
    if isinstance(provenance := entry.pairs.get("provenance"), Items):
        provenance.items = list(map(_support, provenance.items))
    if kind == "finding" and _text(entry, "position") == "interview":  # what is usual is not said
        del entry.pairs["position"]
    if kind == "source":
        entry.pairs = {key: entry.pairs[key] for key in sorted(entry.pairs, key=_SOURCE.index)}


def _argument(argument: Pairs) -> Pairs:
    pairs = dict(argument.pairs)
    name = _text(argument, "id")
    if name and name not in ARGUMENT_KEYS and "when" in pairs:
        pairs = {name: pairs.pop("when"), **pairs}
        pairs[name].comments = pairs.pop("id").comments + pairs[name].comments
    for side, key in (("for", "strength"), ("against", "against")):
        word = _text(argument, key)
        if word and "because" in pairs:
            first, *rest = pairs.items()
            said = {f"{word} {side}{_group(argument)}": pairs["because"]}
            pairs = dict([first]) | said | {k: v for k, v in rest if k not in (key, "because", "group")}
    return Pairs(pairs, comments=argument.comments)


def _conclusion(rule: Pairs) -> None:
    then = rule.pairs.get("then")
    if not isinstance(then, Pairs) or "because" not in rule.pairs:
        return
    side = "for" if "for" in then.pairs else "against"
    if set(then.pairs) - {side, "strength", "absent"} or not (word := _text(then, "strength")):
        return
    pairs: dict[str, Value] = {}
    for key, value in rule.pairs.items():
        if key == "then":
            pairs[f"{word} {side} {_text(then, side)}{_group(rule)}"] = rule.pairs["because"]
            pairs |= {"absent": then.pairs["absent"]} if "absent" in then.pairs else {}
        elif key not in ("because", "group"):
            pairs[key] = value
    rule.pairs = pairs


def _support(support: Value) -> Value:
    if isinstance(support, Pairs) and len(support.pairs) == 1:
        support.bare = True
    if not isinstance(support, Pairs) or not (source := _text(support, "source")) or "note" in support.pairs:
        return support
    supports = support.pairs.get("supports")
    if supports is None or (isinstance(supports, Items) and not supports.items):
        return Text(source, comments=support.comments)
    return Pairs({source: supports}, bare=True, comments=support.comments)


def _group(pairs: Pairs) -> str:
    group = _text(pairs, "group")
    return f" ({group})" if group else ""


def _text(pairs: Pairs, key: str) -> str:
    value = pairs.pairs.get(key)
    return value.text if isinstance(value, Text) else ""
