"""JSON Schema of the files of rules, from which editors complete; generated from the formats that check the files."""

from __future__ import annotations

from typing import Any

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.kinds import CONDITION
from nmt_expert.knowledge.written.load import FORMATS
from nmt_expert.knowledge.written.own import SWITCHABLE, SwitchedOff
from nmt_expert.knowledge.written.references import NAMES
from nmt_expert.knowledge.written.schema.rules import LoadEntry, PatternEntry, RuleEntry, Scale
from nmt_expert.knowledge.written.short_forms import ARGUMENT_KEYS, SAID_FORMS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SAID = r"^(weak|moderate|strong|confirming|excluding) (for|against)"
_CONDITION = {"description": CONDITION, "type": "string"}
_REASON = {"description": "Strength, evidence group in parentheses, and the reason", "type": "string"}


def schemas(kb: KnowledgeBase) -> dict[str, dict[str, Any]]:
    """The schema of each file, by the pattern of its name inside a folder of rules; it knows the ids of `kb`."""
    found = {"scale.yaml": {"$schema": _DIALECT, **_Widened(kb).of(Scale)}}
    for pattern, kind, model in FORMATS:
        if kind == "load":  # among the patterns
            continue
        models = {"rule": [RuleEntry, PatternEntry, LoadEntry]}
        widened = _Widened(kb)
        entries = [widened.entry(m) for m in models.get(kind, [model])]
        entries += [widened.of(SwitchedOff)] if kind in SWITCHABLE else []
        items = entries[0] if len(entries) == 1 else {"anyOf": entries}
        schema = {"$schema": _DIALECT, "title": f"A file of {kind} entries", "type": "array", "items": items}
        found[pattern] = schema | {"$defs": widened.definitions}
    return found


def editor_settings(names: dict[str, str], folder: str) -> dict[str, Any]:
    """What VS Code's YAML extension needs: which schema, in `folder` of the workspace, goes with which files of rules."""
    return {"yaml.schemas": {f"./{folder}/{file}": [f"**/{pattern}"] for pattern, file in names.items()}}


class _Widened:
    """Schemas of formats with what their validators let in besides: short forms, and ids that are known."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self.definitions: dict[str, Any] = {}

    def entry(self, model: Any) -> dict[str, Any]:
        """The schema of an entry, which a folder of own rules may say to have changed."""
        schema = self.of(model)
        schema["properties"]["changed"] = {"description": "Why it is another than the shipped one", "type": "string"}
        return schema

    def of(self, model: Any) -> dict[str, Any]:
        schema: dict[str, Any] = model.model_json_schema(by_alias=True)
        for name, part in schema.pop("$defs", {}).items():
            self.definitions[name] = self._widened(name, part)
        return self._widened(model.__name__, schema)

    def _widened(self, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        for field, part in schema.get("properties", {}).items():
            if field in NAMES:
                self._ids(part, NAMES[field])
        if name == "ArgumentEntry":
            return {"anyOf": [_short_argument(schema), schema | {"patternProperties": {_SAID: _REASON}}]}
        if name in ("RuleEntry", "TemplateEntry"):
            schema["required"].remove("then")
            schema["patternProperties"] = {_SAID + r" \S+": _REASON}
            schema["properties"]["absent"] = {"enum": ["weak", "moderate", "strong", "excluding"]}
        if name == "Supports":
            short = {"type": "object", "minProperties": 1, "maxProperties": 1, "not": {"required": ["source"]}}
            return {"anyOf": [{"type": "string"}, schema, short]}
        return schema

    def _ids(self, schema: dict[str, Any], names: str) -> None:
        """Lets a list hold the known ids only, so that an editor offers them."""
        known: list[dict[str, Any]] = [{"enum": sorted(getattr(self._kb, names))}]
        if names == "findings":
            known[0]["enum"] += sorted(p for p in self._kb.patterns if "#" not in p)
            known.append({"pattern": r"^[a-z_]+\([a-z0-9_]+\)$"})
        word = known[0] if len(known) == 1 else {"anyOf": known}
        if schema.get("type") == "array":
            schema["items"] = word
        else:
            schema.clear()
            schema |= {"anyOf": [word, {"type": "array", "items": word}, {"const": ""}]}


def _short_argument(long: dict[str, Any]) -> dict[str, Any]:
    """An argument whose name stands before its condition."""
    kept = {key: part for key, part in long["properties"].items() if key in ARGUMENT_KEYS - {"id", "when"}}
    said = dict.fromkeys(SAID_FORMS, _REASON)
    return {
        "type": "object",
        "properties": kept | said,
        "patternProperties": {_SAID: _REASON},
        "additionalProperties": _CONDITION,
        "not": {"anyOf": [{"required": ["id"]}, {"required": ["when"]}]},
    }
