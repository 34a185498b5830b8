"""What a folder of own rules may switch off, and what is then not in use."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from nmt_expert.knowledge.written.kinds import Label
from nmt_expert.knowledge.written.schema.common import Strict

# kinds whose entries can be switched off, and how reports call them
SWITCHABLE = {
    "red_flag": "red flag",
    "muscle": "muscle",
    "nerve": "nerve",
    "condition": "condition",
    "rule": "rule",
    "pattern": "pattern",
    "template": "template",
    "caution": "caution",
    "urgency": "rule of urgency",
}
# kinds of which reports name what own rules add: what reasons, and what asks
REPORTED = (*SWITCHABLE, "finding", "screen", "topic")


class SwitchedOff(Strict):
    """An entry of the shipped rules, or one argument of it, that a folder of own rules takes out, and why."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_.]+(/[a-z0-9_]+)?$")]
    switched_off: Label


def in_use(rule: Any, off: set[str]) -> bool:
    """Is a compiled rule not deprecated, and neither it nor what it speaks of switched off?"""
    kinds = {"flag": "red_flag", "lower": "red_flag", "caution": "caution", "argument": "hypothesis"}
    is_off = f"text {rule.text}" in off or f"{kinds.get(rule.kind, '-')} {rule.target}" in off
    return not is_off and not rule.life.startswith("deprecated")
