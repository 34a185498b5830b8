"""How long a complaint has lasted is counted from what was said, or asked again; it is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from nmt_expert.case.duration import agree, course, days_of, lies_ahead

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("45 min", 0.0312), ("30 minutes", 0.0208), ("3 h", 0.125), ("12 hours", 0.5), ("an hour", 0.0417), ("36 hrs", 1), ("this morning", 0),
        ("today", 0), ("yesterday", 1), ("since yesterday", 1), ("last night", 1), ("3 days", 3), ("ten days", 10),
        ("10 days ago", 10), ("2 wks", 14), ("6w", 42), ("6/52", 42), ("3/7", 3), ("2/12", 60), ("six wk.", 42),
        ("two-week", 14), ("a fortnight", 14), ("about 3 months", 91), ("~3 weeks", 21), ("ca. 3 wks", 21),
        ("3 weeks or so", 21), ("the last 3 weeks", 21), ("for 6 months", 182), ("half a year", 182), ("½ year", 182),
        ("1.5 years", 547), ("1,5 y", 547), ("1½ years", 547), ("a year", 365), ("since 2 years", 730),
        ("1 decade", 3652), ("1 year and 2 months", 426), ("2 years, 3 months", 821), ("3 to 4 weeks", 21), ("3-4 wks", 21),
        ("since Tuesday", 4), ("since friday", 1), ("2026-03-04", 262), ("since 2026-03-04", 262), ("3 March", 263),
        ("March 3, 2024", 993), ("1st of December", 355), ("since March", 235), ("since May 2020", 2365), ("since 2019", 2517),
        ("two and a half years", 913), ("a year and a half", 547), ("six weeks and a half", 45), ("since 2024-03", 965),
        ("2 nights", 2), ("thirty days", 30), ("forty days", 40), ("fifty days", 50), ("an hour and a half", 0.0625),
        ("a couple of weeks", 14), ("20 days", 20), ("nineteen days", 19), ("half an hour", 0.0208), ("26 hours", 1), ("49 hours", 2),
        ("now", 0), ("just now", 0), ("earlier today", 0), ("this afternoon", 0), ("this evening", 0),
        ("the day before yesterday", 2), ("12 to 24 hours", 0.5), ("2 to 3 weeks", 14), ("since Sunday", 6), ("5 Feb 2026", 289),
    ],
)  # fmt: skip
def test_a_time_that_is_told_is_counted(said: str, days: int) -> None:
    assert days_of(said, SATURDAY) == days
    assert days_of(said.upper(), SATURDAY) == days


@pytest.mark.parametrize(
    "said",
    [
        "", "since", "5", "6m", "45m", "1 m 2 weeks", "6 mornings", "3 decennia", "lower", "mainly", "day",
        "a few days", "several weeks", "for ages", "since childhood", "last week", "over 3 months", "less than a week",
        "since Saturday", "since October", "since 2025", "since 2027", "2027-01-01", "2026-02-31", "31 feb", "4.3.2026",
        "2-8 weeks", "4 to 3 weeks", "1000 years", "-3 days", "3 days 4", "march 3 2026 2026", "3 march 4", "s", "no", "1e9 days",
        "2026-11-22", "up to 3 weeks", "3 to many weeks", "3 to 4 visits", "since December 2026", "several and a half years", "101 years",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_not_guessed(said: str) -> None:
    assert days_of(said, SATURDAY) is None


def test_a_day_needs_todays_date() -> None:
    assert days_of("since Tuesday") is None
    assert days_of("3 weeks") == 21


def test_a_course_is_chronic_after_three_months() -> None:
    assert (course(92), course(93)) == ("absent", "present")


@pytest.mark.parametrize(("one", "other", "both"), [(91, 90, True), (0, 1, True), (2, 730, False), (0, 42, False)])
def test_two_statements_of_one_duration(one: int, other: int, both: bool) -> None:
    assert agree(one, other) is both


def test_a_date_to_come_is_told_from_one_that_is_none() -> None:
    assert [lies_ahead(said, SATURDAY) for said in ("2031-01-01", "2026-11-22", "since 2031", "2026-11-21", "2020-01-01", "3 weeks", "soon")] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip
