"""Lays templates over their frames: one rule text becomes one rule for every muscle, nerve or condition that it fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nmt_expert.knowledge.language.tree import AllOf, AnyOf, Compare, CountOf, Finding, Tree, Unless, Word, words
from nmt_expert.knowledge.written.load import Item, RuleFiles
from nmt_expert.knowledge.written.schema.rules import TemplateEntry

_FIELD = re.compile(r"\{([a-z_]*)\}")
# how the fields of a frame are called in the provenance of an entry
_SUPPORTED_AS = {
    "essential": {"triggers"},
    "spillover": {"triggers"},
    "limits": {"limited_motion"},
    "loads": {"aggravated_by"},
    "provoke": {"provoking"},
    "relieve": {"relieving"},
    "reflex_reduced": {"reflex"},
    "reflex_kept": {"reflex"},
    "posture": {"posture_gait"},
    "provoking_activities": {"provoking"},
    "both_sensory": {"sensory"},
    "both_motor": {"motor"},
    "spared_zones": {"spared"},
    "spared_motor": {"spared"},
    "factors": {"perpetuated_by"},
}


class EmptyFieldError(Exception):
    """A list that the template needs is empty for this entry: the template does not speak of it."""


class Frames:
    """The frames that templates are laid over, with what other files add to an entry."""

    def __init__(self, files: RuleFiles) -> None:
        self._files = files
        self._loaded_by: dict[str, list[str]] = {}  # hypothesis -> posture and gait findings or patterns
        for item in files.of("load"):
            for target in [f"trigger_point.{m}" for m in item.entry.overloads] + item.entry.hypotheses:
                self._loaded_by.setdefault(target, []).append(item.entry.id)
        self._sided_zones = {item.entry.id for item in files.of("zone") if item.entry.sided}
        self._sided_movements = {item.entry.id for item in files.of("movement") if item.entry.sided}
        self._kept_by: dict[str, list[str]] = {}
        for item in files.of("factor"):
            for muscle in item.entry.muscles:
                self._kept_by.setdefault(f"trigger_point.{muscle}", []).append(item.entry.id)

    def of(self, for_each: str) -> Iterator[tuple[Item[Any], dict[str, Any]]]:
        """(entry, its fields) of every entry that the frame covers."""
        if for_each in ("trigger", "muscle"):
            for item in self._files.of("muscle"):
                fields = self.muscle(item)
                if for_each == "muscle":
                    yield item, fields
                else:
                    for trigger in item.entry.triggers:
                        yield item, {**fields, **trigger.model_dump(), "trigger": trigger.id, "id": item.entry.id}
        elif for_each == "condition":
            for item in self._files.of("condition"):
                yield item, self.condition(item)
        else:
            for item in self._files.of("nerve"):
                if for_each == "nerve" or item.entry.id.startswith(for_each + "."):
                    yield item, self.condition(item)

    def muscle(self, item: Item[Any]) -> dict[str, Any]:
        entry = item.entry
        hypothesis = f"trigger_point.{entry.id}"
        essential = list(dict.fromkeys(zone for t in entry.triggers for zone in t.essential))
        spillover = [
            z for z in dict.fromkeys(zone for t in entry.triggers for zone in t.spillover) if z not in essential
        ]
        posture = list(dict.fromkeys(entry.posture + self.loaded_by(hypothesis)))
        return {
            **entry.model_dump(),
            "hypothesis": hypothesis,
            "essential": essential,
            "spillover": spillover,
            "posture": posture,
            "factors": list(dict.fromkeys(entry.factors + self._kept_by.get(hypothesis, []))),
        }

    def condition(self, item: Item[Any]) -> dict[str, Any]:
        fields: dict[str, Any] = {**item.entry.model_dump(), "hypothesis": item.entry.id}
        if "painless" in fields:
            fields["painless"] = ["painless"] if fields["painless"] else []
            # a test of the nerve says more than an activity that strains much else beside it
            activities = [key for key in fields["provoke"] if key.startswith(("worse_with(", "better_with("))]
            fields["provoking_activities"] = activities
            fields["provoke"] = [key for key in fields["provoke"] if key not in activities]
            # without a side of its own (cord, cauda), a lesion shows on both: one side alone is the mark of another nerve
            for name, sided in (("sensory", self._sided_zones), ("motor", self._sided_movements)):
                both = [] if item.entry.sided else [subject for subject in fields[name] if subject in sided]
                fields[f"both_{name}"] = both
                fields[name] = [subject for subject in fields[name] if subject not in both]
        if "posture" in fields:
            fields["posture"] = list(dict.fromkeys(fields["posture"] + self.loaded_by(item.entry.id)))
        return fields

    def loaded_by(self, hypothesis: str) -> list[str]:
        """Posture and gait findings, and patterns of them, that load this hypothesis."""
        return self._loaded_by.get(hypothesis, [])


def instantiate(template: TemplateEntry, when: Tree, fields: dict[str, Any]) -> dict[str, Any] | None:
    """The template's `when`, `then`, `because` and `partly` for one entry; None when a list that it needs is empty or too short.

    Raises KeyError with the name of a field that the frame does not have.
    """
    then = template.then.model_dump(by_alias=True, exclude_none=True)
    try:
        return {
            "when": _filled(when, fields),
            "then": {key: _text(value, fields) if isinstance(value, str) else value for key, value in then.items()},
            "because": _text(template.because, fields),
            "partly": _list(template.partly.removeprefix("$"), fields) if template.partly else (),
        }
    except EmptyFieldError:
        return None


def used_fields(when: Tree) -> set[str]:
    """Names of the `$field`s in a template's condition."""
    return {word[1:] for word in words(when) if word.startswith("$")}


def seen_in(entry: Any, fields: dict[str, Any], used: set[str]) -> tuple[str, ...]:
    """Sources in which the used fields of an entry were seen; () when they are general knowledge."""
    if used & {"essential", "spillover"} and "trigger" in fields:
        return tuple(fields["source"]) if fields["status"] != "textbook" else ()
    supported = used | {word for name in used for word in _SUPPORTED_AS.get(name, ())}
    return tuple(
        dict.fromkeys(
            source for support in entry.provenance if supported & set(support.supports) for source in support.source
        )
    )


def _filled(tree: Tree, fields: dict[str, Any]) -> Tree:
    """The condition with `$field` and `{field}` replaced by what the entry says."""
    match tree:
        case Finding():
            found = replace(tree, names=_words(tree.names, fields), subjects=_words(tree.subjects, fields))
            if len(found.keys) < (tree.n or 1):
                raise EmptyFieldError
            return found
        case AllOf() | AnyOf() | CountOf():
            return replace(tree, parts=tuple(_filled(part, fields) for part in tree.parts))
        case Unless():
            return Unless(_filled(tree.base, fields), _filled(tree.nots, fields))
        case Compare():
            return tree


def _words(written: tuple[Word, ...], fields: dict[str, Any]) -> tuple[Word, ...]:
    found: list[Word] = []
    for word in written:
        if word.startswith("$"):
            values = fields[word[1:]]
            if not values:
                raise EmptyFieldError
            found += [Word(value, word.at) for value in values]
        else:
            found.append(Word(_text(word, fields), word.at))
    return tuple(found)


def _list(name: str, fields: dict[str, Any]) -> tuple[str, ...]:
    if isinstance(fields[name], str):
        raise KeyError(name)
    return tuple(fields[name])


def _text(text: str, fields: dict[str, Any]) -> str:
    """The text with every `{field}` filled in; other braces stay what they are."""
    return _FIELD.sub(lambda found: str(fields[found[1]]), text)
