"""Numbers with their units: `duration <= 2 weeks` is 14 days."""

from __future__ import annotations

from nmt_expert.knowledge.model import Finding

# a month is 30 days and a year 365, as a client means them
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}


def in_unit_of(finding: Finding, name: str, bound: float, unit: str) -> float | str:
    """The bound in the finding's own unit, or what is wrong with it."""
    allowed = _DAYS if finding.unit == "days" else {finding.unit: 1, finding.unit.removesuffix("s"): 1}
    if not unit and name != finding.key:
        return f"'{name}' needs its unit: {', '.join(allowed)}"
    if unit and unit not in allowed:
        return f"'{name}' is counted in {finding.unit}, not in {unit}; write {', '.join(allowed)}"
    value = bound * (allowed[unit] if unit else 1)
    if not finding.low <= value <= finding.high:
        return f"{name} {value:g} is outside its range, {finding.low:g} to {finding.high:g} {finding.unit}"
    return value
