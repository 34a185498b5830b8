"""What `nmt rules new` writes is right as soon as its blanks are filled in, and says so where they are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nmt_expert.authoring.start import kinds, own_file, start
from nmt_expert.cli.rules_author import new
from nmt_expert.errors import ProblemsError
from nmt_expert.knowledge.written.load import BLANK
from tests.knowledge.tiny import FILES, compiled, lint_codes, write

_FILLED = {
    "<id>": "own",
    "<name>": "Own",
    "<region>": "hand",
    "<zone>": "thumb",
    "<other zone>": "sternum",
    "<other finding>": "fever",
    "<movement>": "elbow_extension",
    "<activity>": "writing",
    "<muscle>": "anconeus",
    "<nerve>": "own nerve",
    "<root>": "C7",
    "<test>": "spurling",
    "<it in everyday words>": "a sore hand",
    "<source>": "study_2003",
    "<hypothesis>": "other.arthritis",
    "<argument>": "own_argument",
    "<alternative>": "own_alternative",
    "<group>": "heat",
    "<condition>": "fever and spurling",
    "<client>": "fever, spurling",
    "<other client>": "fever",
    "<address>": "https://x.org/own",
}
_C = "conditions/arm.yaml"
# what must stand besides, so that an entry is used
_BESIDES = {
    "finding": {_C: FILES[_C].replace("fever and", "own and")},
    "sign": {_C: FILES[_C].replace("fever and", "own and")},
    "group": {_C: FILES[_C].replace("fever and angle <= 20", "'pain in @own'")},
    "nerve": {
        "templates/more.yaml": "- id: drawn_nerve\n  for_each: nerve\n  when: pain in $pain\n  weak for {hypothesis}: Why.\n"
    },
    "pattern": {_C: FILES[_C].replace("fever and", "own and")},
    "factor": {},
    "presentation": {
        "vocabulary/families.yaml": FILES["vocabulary/families.yaml"]
        + '- {id: worse_with, over: activities, section: symptom, label: "Worse with {subject}", ask: "Worse with {subject}?"}\n'
    },
    "source": {_C: FILES[_C].replace("because: Inflamed and stiff.", "because: Stiff., source: own")},
}


def _filled(kind: str) -> str:
    return BLANK.sub(lambda blank: _FILLED.get(blank[0], "what a person writes"), start(kind))


@pytest.mark.parametrize("kind", kinds())
def test_a_start_is_right_when_its_blanks_are_filled(kind: str, tmp_path: Path) -> None:
    place, text = own_file(kind), _filled(kind)
    assert "<" not in text
    if place is None:
        changes = {_C: FILES[_C] + text}
    else:
        changes = {str(place): FILES.get(str(place), "") + text} | _BESIDES.get(kind, {})
    assert lint_codes(write(tmp_path, **changes)) == set()


def test_the_help_names_every_kind() -> None:
    told = re.findall(r"[a-z]+", CliRunner().invoke(new, ["--help"]).output)
    assert set(kinds()) <= set(told)


@pytest.mark.parametrize("kind", kinds())
def test_a_blank_left_is_an_error_with_its_place(kind: str, tmp_path: Path) -> None:
    place = own_file(kind)
    changes = {_C: FILES[_C] + start(kind)} if place is None else {str(place): FILES.get(str(place), "") + start(kind)}
    with pytest.raises(ProblemsError) as caught:
        compiled(write(tmp_path, **changes))
    blanks = [
        line for line in start(kind).splitlines() if not line.lstrip().startswith("#") for _ in BLANK.finditer(line)
    ]
    told = [problem for problem in caught.value.problems if problem.code == "blank"]
    assert len(told) == len(blanks)
    assert all("is still to be filled in" in problem.message and problem.column > 1 for problem in told)


def test_a_start_is_put_behind_what_a_folder_holds(tmp_path: Path) -> None:
    for _ in range(2):
        result = CliRunner().invoke(new, ["muscle", "--into", str(tmp_path)])
        assert result.exit_code == 0, result.output
    assert (tmp_path / "anatomy/muscles/own.yaml").read_text() == start("muscle") + "\n" + start("muscle")


@pytest.mark.parametrize(
    ("args", "says"), [(["muscel"], "Did you mean 'muscle'?"), (["argument", "--into", "x"], "under `arguments:`")]
)
def test_what_cannot_be_begun_is_said(
    args: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(new, args)
    assert says in str(result.exception)
    assert list(tmp_path.iterdir()) == []
