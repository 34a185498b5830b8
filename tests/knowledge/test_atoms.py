"""An atom is taken apart in one place."""

from __future__ import annotations

import pytest

from nmt_expert.knowledge.atoms import Atom, atom_of, family_of, subject_of


@pytest.mark.parametrize(
    ("text", "atom"),
    [
        ("+pain(thumb)", Atom("", "pain(thumb)", "", False, "")),
        ("~-weak(hip_flexion)", Atom("~", "weak(hip_flexion)", "", True, "")),
        ("&+spurling", Atom("&", "spurling", "", False, "")),
        ("age>=50", Atom("", "age", "", False, ">=50")),
        ("temperature<=35.5", Atom("", "temperature", "", False, "<=35.5")),
        ("|@sciatica", Atom("|", None, "sciatica", False, "")),
        ("@both#1a", Atom("", None, "both#1a", False, "")),
    ],
)
def test_an_atom_says_what_it_asks_for(text: str, atom: Atom) -> None:
    assert atom_of(text) == atom


def test_a_finding_has_its_family_and_perhaps_a_subject() -> None:
    assert [(family_of(key), subject_of(key)) for key in ("pain(thumb)", "spurling")] == [
        ("pain", "thumb"),
        ("spurling", ""),
    ]
