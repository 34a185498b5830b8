"""What may lower an emergency, and what may not: the check of rules says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.errors import ProblemsError
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.check import check_rules
from nmt_expert.knowledge.written.load import load
from tests.knowledge.tiny import FILES, compiled, write

_TESTS, _ZONES = "vocabulary/findings/tests.yaml", "vocabulary/zones.yaml"
_HISTORY = "".join(
    f'- {{id: {id}, label: "{id}", ask: "{id}?", section: {section}, regions: [{region}]{more}}}\n'
    for id, section, region, more in (
        ("course_chronic", "history", "general", ""),
        ("course_recurrent", "history", "general", ""),
        ("investigations_normal", "history", "general", ""),
        ("echo_normal", "history", "general", ", implies: [investigations_normal]"),
        ("overbreathing", "symptom", "thorax", ""),
        ("lump", "palpation", "hand", ""),
    )
)
_FLAG = """\
- id: infection
  name: Infection
  regions: [hand]
  emergency:
    hot: {when: fever, lowered_by: [milder]}
  lowers:
    milder:
      when: %s
      because: It is milder.
  do: Send on.
  say: See a doctor today.
  manual_therapy: contraindicated
  because: Fever.
"""


def _lowered_wrongly(folder: Path, when: str) -> list[str]:
    files = load([write(folder, **{"safety/red_flags/all.yaml": _FLAG % when, _TESTS: FILES[_TESTS] + _HISTORY})])
    found = [problem for problem in check_rules(files, compile_rules(files)) if problem.code == "lowered-wrongly"]
    assert {(problem.file, problem.line) for problem in found} <= {("safety/red_flags/all.yaml", 8)}
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    ("when", "word", "why"),
    [
        ("course_chronic", "course_chronic", "how long it has lasted clears nothing"),
        ("investigations_normal", "investigations_normal", "a past test says nothing of today"),
        ("echo_normal", "echo_normal", "a past test says nothing of today"),
        ("course_recurrent", "course_recurrent", "how long it has lasted clears nothing"),
        ("tender(anconeus)", "tender(anconeus)", "a tender place is found beside every disease"),
        ("lump", "lump", "a tender place is found beside every disease"),  # of the flag's own region too
        ("pain(sternum)", "pain(sternum)", "it lies at another site"),
        ("spurling and (angle >= 20 or pain(sternum))", "pain(sternum)", "it lies at another site"),
        ("spurling or lump", "lump", "a tender place is found beside every disease"),
    ],
)
def test_what_says_nothing_of_this_complaint_now_lowers_no_emergency(
    tmp_path: Path, when: str, word: str, why: str
) -> None:
    assert _lowered_wrongly(tmp_path, when) == [f"'{word}' may not lower an emergency: {why}"]


@pytest.mark.parametrize(
    "when", ["pain(thumb)", "spurling", "angle >= 20", "overbreathing", "spurling and pain(thumb)"]
)
def test_what_concerns_the_complaint_may_lower_it(tmp_path: Path, when: str) -> None:
    """Drawn where the flag lies; or no place at all, as fast breathing with the tingling hands that it brings."""
    assert _lowered_wrongly(tmp_path, when) == []


def test_every_wrong_word_is_named(tmp_path: Path) -> None:
    found = _lowered_wrongly(tmp_path, "lump and course_chronic and spurling")
    assert [message.split("'")[1] for message in found] == ["course_chronic", "lump"]


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("[milder]}", "[mildr]}", "5:", "nothing under `lowers:` is called 'mildr'. Did you mean 'milder'?"),
        ("  emergency:", "  urgent:", "5:", "'hot' is urgent; only an emergency can be lowered"),
        (", lowered_by: [milder]", "", "7:", "no emergency is lowered by 'milder'; name it in `lowered_by:`"),
    ],
)
def test_what_lowers_and_what_is_lowered_must_meet(tmp_path: Path, old: str, new: str, place: str, says: str) -> None:
    flag = (_FLAG % "spurling").replace(old, new)
    with pytest.raises(ProblemsError) as caught:
        compiled(write(tmp_path, **{"safety/red_flags/all.yaml": flag}))
    told = [problem for problem in map(str, caught.value.problems) if says in problem]
    assert [problem.startswith(f"safety/red_flags/all.yaml:{place}") for problem in told] == [True]
    spare = 2 if "mildr" in new else 1  # a name that is misspelt leaves the right one unused
    assert len(caught.value.problems) == spare


@pytest.mark.parametrize(("level", "idle"), [("emergency", False), ("urgent", False), ("refer", True)])
def test_words_for_a_level_that_no_alternative_has_are_named(tmp_path: Path, level: str, *, idle: bool) -> None:
    """The emergency may be lowered to urgent, so that urgent has a use."""
    flag = (_FLAG % "spurling").replace("  say:", f"  act: {{{level}: Go.}}\n  say:")
    folder = write(tmp_path, **{"safety/red_flags/all.yaml": flag, _TESTS: FILES[_TESTS] + _HISTORY})
    if not idle:
        assert compiled(folder).flags["infection"].act == {level: "Go."}
        return
    with pytest.raises(ProblemsError, match="nothing raises 'infection' as refer; take this line out"):
        compiled(folder)


def test_an_emergency_is_lowered_by_what_it_names_and_by_nothing_else(tmp_path: Path) -> None:
    flag = (_FLAG % "spurling").replace("  lowers:", "    stiff: fever and angle <= 20\n  lowers:")
    kb = compiled(write(tmp_path, **{"safety/red_flags/all.yaml": flag}))
    lowered = {rule.id: rule.lowered_by for rule in kb.rules if rule.kind == "flag"}
    assert lowered == {"infection/hot": ("infection/lowers/milder",), "infection/stiff": ()}
    (lower,) = [rule for rule in kb.rules if rule.kind == "lower"]
    assert (lower.id, lower.because) == ("infection/lowers/milder", "It is milder.")


@pytest.mark.parametrize("urgency", ["emergency", "urgent"])
@pytest.mark.parametrize("when", ["fever unless spurling", "fever and (spurling or (angle >= 20 unless fever))"])
def test_nothing_silences_an_emergency_or_urgent_alternative(tmp_path: Path, urgency: str, when: str) -> None:
    flag = FILES["safety/red_flags/all.yaml"].replace("urgent: {hot: {when: fever}}", f"{urgency}: {{hot: {when}}}")
    with pytest.raises(ProblemsError, match="nothing silences an emergency or urgent sign"):
        compiled(write(tmp_path / "hasty", **{"safety/red_flags/all.yaml": flag}))
    planned = flag.replace(f"{urgency}: ", "refer: ")
    assert any(
        rule.nots for rule in compiled(write(tmp_path / "refer", **{"safety/red_flags/all.yaml": planned})).rules
    )


@pytest.mark.parametrize("urgency", ["emergency", "urgent"])
@pytest.mark.parametrize(
    ("when", "passes"),
    [
        ("fever and no spurling", False),
        ("fever and (no spurling or no pain(thumb))", False),
        ("2 of (fever, no spurling, no pain(thumb))", False),
        ("fever and (no spurling or (no pain(thumb) and angle >= 20))", False),
        ("fever and (no spurling or angle >= 20)", True),
        ("2 of (fever, pain(thumb), no spurling)", True),
    ],
)
def test_no_danger_waits_until_something_was_denied(tmp_path: Path, urgency: str, when: str, passes: bool) -> None:
    flag = FILES["safety/red_flags/all.yaml"].replace("when: fever", f"when: '{when}'")
    folder = write(tmp_path, **{"safety/red_flags/all.yaml": flag.replace("urgent:", f"{urgency}:")})
    if passes:
        assert compiled(folder)
    else:
        with pytest.raises(ProblemsError, match=r"raised only once 'no [\w()]+' was asked.*\[veto\]"):
            compiled(folder)
    planned = flag.replace("urgent:", "refer:")
    assert compiled(write(tmp_path, **{"safety/red_flags/all.yaml": planned}))
