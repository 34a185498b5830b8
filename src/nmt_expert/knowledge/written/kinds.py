"""Kinds of field that the formats of rules share: what is let in cannot break what uses it later."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

_FIELDS = re.compile(r"\{[^{}]*\}|[{}]")


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError(f"{str(value).lower()} is no number")
    return value


def _only(field: str, text: str) -> str:
    """The text, if it has no braces but those of the one field that is filled in."""
    for found in _FIELDS.findall(text):
        if found != field:
            raise ValueError(f"'{found}' is not filled in; only {field} is")
    return text


def _with_subject(text: str) -> str:
    if "{subject}" not in _only("{subject}", text):
        raise ValueError("needs {subject}, which stands for the zone, muscle or movement")
    return text


def _sentence(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("write a sentence, as in `fever and age >= 50`; docs/rule-language.md explains it")
    return value


def _ordered(interval: tuple[float, float]) -> tuple[float, float]:
    if interval[0] >= interval[1]:
        raise ValueError(f"the first number, {interval[0]:g}, must be below the second, {interval[1]:g}")
    return interval


CONDITION = "A condition, as a sentence: docs/rule-language.md"
Condition = Annotated[str, BeforeValidator(_sentence), Field(description=CONDITION)]
Number = Annotated[float, BeforeValidator(_no_truth), Field(allow_inf_nan=False)]
Share = Annotated[Number, Field(ge=0, le=1)]
Weight = Annotated[Number, Field(ge=-10, le=10)]  # log10 of a likelihood ratio
Ratio = Annotated[Number, Field(gt=0, le=100_000)]  # a likelihood ratio
RatioInterval = Annotated[tuple[Ratio, Ratio], AfterValidator(_ordered)]
Range = Annotated[tuple[Number, Number], AfterValidator(_ordered)]
Label = Annotated[str, Field(min_length=1)]
SubjectText = Annotated[str, AfterValidator(_with_subject)]
