"""The age of a client in years: whole ones, and of a child under two years with its months."""

from __future__ import annotations

from datetime import date


def age_at(born: date, day: date) -> float:
    """Years from birth to a day; negative when the day is earlier. Under two years in twelfths, to two decimals."""
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    return round(months / 12, 2) if months < 24 else months // 12
