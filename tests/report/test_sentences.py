"""Findings in sentences: each said once, nothing else said, none too long."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmt_expert.case.load import load_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import Finding
from nmt_expert.reasoning.engines import engine
from nmt_expert.report.letter.findings import PERSON, split
from nmt_expert.report.letter.sentences import forms
from nmt_expert.report.letter.sentences.item import items, small
from nmt_expert.report.letter.sentences.phrases import duration, phrases
from nmt_expert.report.letter.sentences.sentence import MOST, rows

KB: KnowledgeBase = knowledge_base(())
LIBRARY = sorted((shipped("cases") / "library").glob("*.yaml"))
FAMILIES = {**forms.PLACE_SIGNS, **forms.LISTS}
# words that join, and what a sign or a term is called
OURS = set(
    re.findall(
        r"[a-z0-9]+",
        " ".join(
            (
                *FAMILIES.values(), *forms.NEGATIVE_LISTS.values(), *forms.TERMS.values(), *forms.NO.values(), forms.FREE_TERM,
                *(term for *_, term in forms.ONE_TERM), *(whole for _, whole in forms.WHOLES),
                "no not found negative positive of and or on the left right both sides for day days week weeks month months year years fingers toes",
            )
        ).lower(),
    )
)  # fmt: skip
NO_PLACE = [key for key in KB.findings if "(" not in key and key not in PERSON]


@st.composite
def findings(draw: st.DrawFn) -> tuple[Finding, ...]:
    places = st.sampled_from(sorted(FAMILIES)).flatmap(
        lambda family: st.sampled_from(sorted(KB.subjects(KB.families[family].over))).map(lambda s: f"{family}({s})")
    )
    keys = draw(st.lists(st.one_of(places, st.sampled_from(NO_PLACE)), max_size=25, unique=True))
    made = []
    for key in keys:
        known = KB.finding(key)
        assert known is not None
        side = draw(st.sampled_from(["left", "right", "both sides"])) if known.sided else ""
        state = "value" if known.unit else draw(st.sampled_from(["present", "present", "absent"]))
        made.append(Finding(key, known.label, state, side, known.section, 40.0 if known.unit else None))  # type: ignore[arg-type]
    return tuple(made)


def said_by(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


@given(findings())
@settings(max_examples=200, deadline=None)
def test_every_finding_stands_in_exactly_one_sentence_and_nothing_else_is_said(found: tuple[Finding, ...]) -> None:
    made = items(found, KB)
    stated = [(f.key, f.side, f.state) for f in found]
    assert sorted(said for item in made for said in item.says) == sorted(stated)
    assert sorted(i.key for p in phrases(made) for i in p.items) == sorted(i.key for i in made)
    text = " ".join(row.line for row in rows(made))
    labels = " ".join(f"{f.label} {KB.finding(f.key).unit}" for f in found)  # type: ignore[union-attr]
    assert said_by(text) <= said_by(labels) | OURS | {"40", "6"}  # forty days are six weeks


@given(findings())
@settings(max_examples=200, deadline=None)
def test_no_sentence_is_long_and_each_stands_under_its_side(found: tuple[Finding, ...]) -> None:
    for row in rows(items(found, KB)):
        for sentence in row.texts:
            assert len(sentence.split()) <= MOST
    sides = {"left": "Left", "right": "Right", "both sides": "Both sides", "": ""}
    assert {row.name for row in rows(items(found, KB))} <= {sides[f.side] for f in found}


@given(findings())
@settings(max_examples=100, deadline=None)
def test_what_is_present_comes_before_what_is_not(found: tuple[Finding, ...]) -> None:
    negative = [p.negative for p in phrases(items(found, KB))]
    assert negative == sorted(negative)


@pytest.mark.parametrize("path", LIBRARY[::4], ids=lambda p: p.stem)
def test_letter_of_a_case_says_each_finding_once(path: Path) -> None:
    assessment = assess(load_case(path, KB), KB, engine("plain", KB))
    said = [said for part in split(assessment, KB) for item in part for said in item.says]
    factors = [(f.key, f.side, f.state) for f in assessment.findings if f.section == "factor" and f.state == "present"]
    said += [factor for factor in factors if factor not in said]  # one that changes treatment is story, too
    said += [(f.key, f.side, f.state) for f in assessment.findings if f.key in PERSON]
    assert sorted(said) == sorted((f.key, f.side, f.state) for f in dict.fromkeys(assessment.findings))


def one(*found: tuple[str, str]) -> str:
    made = []
    for key, side in found:
        known = KB.finding(key.removeprefix("-"))
        assert known is not None
        made.append(Finding(known.key, known.label, "absent" if key[0] == "-" else "present", side, known.section))  # type: ignore[arg-type]
    return " ".join(f"{row.name}: {row.line}" for row in rows(items(tuple(made), KB)))


def test_symptoms_of_one_area_are_joined() -> None:
    found = [
        (f"{sign}({zone})", "right")
        for zone in ("thumb", "finger_index", "finger_middle")
        for sign in ("numbness", "tingling", "burning")
    ]
    assert one(*found) == "Right: Numbness, tingling and burning of the thumb, index and middle fingers."


def test_physicians_terms_stand_for_what_was_seen() -> None:
    seen = one(("wasting(opponens_pollicis)", "right"), ("muscle_wasting", "right"), ("phalen", "right"))
    assert seen == "Right: Thenar wasting; Phalen test positive."


def test_negatives_are_told_as_such() -> None:
    assert one(("-numbness(finger_little)", "right"), ("-pain(finger_little)", "right"), ("-spurling", "right")) == (
        "Right: No numbness or pain of the little finger; Spurling test negative."
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0.0312, "45 minutes"),
        (0.75, "18 hours"),
        (0, "less than a day"),
        (1, "1 day"),
        (10, "10 days"),
        (42, "6 weeks"),
        (180, "6 months"),
        (1100, "3 years"),
    ],
)
def test_durations_are_in_the_unit_that_people_say(days: float, words: str) -> None:
    assert duration(days) == words


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Beatty sign", "Beatty sign"), ("Ottawa knee rule positive", "Ottawa knee rule positive"),
     ("Piriformis: taut band", "piriformis: taut band"), ("A leg is weaker", "a leg is weaker"),
     ("Parkinson disease", "Parkinson disease")],
)  # fmt: skip
def test_inside_a_sentence_only_names_keep_their_capital(label: str, inside: str) -> None:
    assert small(label) == inside


def test_movements_that_are_free_are_said_once_and_without_what_is_open() -> None:
    keys = ("limited(neck_movement)", "pain_on(neck_movement)", "limited(jaw_opening)")
    labels = {key: found.label for key in keys if (found := KB.finding(key))}
    found = items(tuple(Finding(key, labels[key], "absent", "", "motion") for key in keys), KB)
    assert [p.text for p in phrases(found)] == ["full and painless neck movement", "full jaw opening"]
