"""nmt rules test: what is told of rules that do otherwise than their clients say, and of rules without clients."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nmt_expert.authoring.client_tests.alone import RuleByRule
from nmt_expert.authoring.client_tests.clients import STEPS, ClientTest
from nmt_expert.authoring.client_tests.files import of_cautions, of_flag, of_hypothesis
from nmt_expert.authoring.client_tests.verdict import difference
from nmt_expert.cli.main import nmt
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase

_FLAG = """
- id: own_flag
  name: Own flag
  regions: [low_back]
  guideline: [cg_greenhalgh_2020]
  emergency:
    fever_and_back:
      when: pain(lumbar) and fever_or_chills
      %s
  do: Call.
  say: Please call.
  manual_therapy: contraindicated
  because: Fever with back pain.
"""


@pytest.fixture
def own(tmp_path: Path, kb: KnowledgeBase) -> Callable[[str], Result]:
    def run(clients: str, *more: str) -> Result:
        folder = tmp_path / "own" / "safety" / "red_flags"
        folder.mkdir(parents=True)
        source = next(iter(kb.sources))
        (folder / "own.yaml").write_text((_FLAG % clients).replace("cg_greenhalgh_2020", source))
        return CliRunner().invoke(nmt, ["rules", "test", "own_flag", "--rules", str(tmp_path / "own"), *more])

    return run


def test_an_own_rule_with_its_pair_is_tested(own: Callable[[str], Result]) -> None:
    result = own('fires: "pain(lumbar), fever_or_chills"\n      quiet: pain(lumbar)')
    assert result.exit_code == 0
    assert result.output == "2 clients: the rules do what each says.\n"


def test_the_difference_is_said_in_words_with_its_place(own: Callable[[str], Result]) -> None:
    result = own('fires: pain(lumbar)\n      quiet: "pain(lumbar), temperature = 39"')
    assert isinstance(result.exception, NmtError)
    assert "own.yaml:9:7: own_flag/fever_and_back: quiet instead of fires for: pain(lumbar)" in result.output
    assert "    not met: Fever" in result.output
    assert "fires instead of quiet for: temperature = 39" in result.output.replace("pain(lumbar), ", "")


def test_an_own_rule_without_clients_is_refused(own: Callable[[str], Result]) -> None:
    result = own("fires: pain(lumbar), fever_or_chills")
    assert str(result.exception) == "0 clients served otherwise than written, 1 own rule untested."
    assert "own_flag/fever_and_back: needs `quiet:`" in result.output


def test_a_folder_of_own_rules_is_tried_alone_with_its_tests_of_whole_flags(
    own: Callable[[str], Result], tmp_path: Path
) -> None:
    clinical = tmp_path / "own/tests/clinical/red_flags/own_flag.yaml"
    clinical.parent.mkdir(parents=True)
    clinical.write_text("fires: {emergency: ['pain(lumbar), fever_or_chills']}\n")
    told = own('fires: "pain(lumbar), fever_or_chills"\n      quiet: pain(lumbar)')
    assert told.output == "3 clients: the rules do what each says.\n"
    alone = CliRunner().invoke(nmt, ["rules", "test", "--rules", str(tmp_path / "own")])
    assert alone.output == "3 clients of your own rules: the rules do what each says.\n"
    clinical.write_text("fires: {urgent: ['pain(lumbar), fever_or_chills']}\n")
    wrong = CliRunner().invoke(nmt, ["rules", "test", "--rules", str(tmp_path / "own")])
    assert "red_flags/own_flag.yaml:1:18: emergency instead of urgent" in wrong.output


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("own_flga", "quiet: []", r"tests/clinical/red_flags/own_flga.yaml: unknown red flag 'own_flga'. Did you mean 'own_flag'"),
        ("own_flag", "quiet: [{case: fever, nte: x}]", r"tests/clinical/red_flags/own_flag.yaml:1:23: unknown key 'nte'. Did you mean 'note'"),
        ("own_flag", "quiet: [fevr]", r"tests/clinical/red_flags/own_flag.yaml:1:9: unknown finding 'fevr'"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_tests_of_a_folder_is_named_by_test_and_check(
    own: Callable[[str], Result], tmp_path: Path, name: str, text: str, says: str
) -> None:
    clinical = tmp_path / f"own/tests/clinical/red_flags/{name}.yaml"
    clinical.parent.mkdir(parents=True)
    clinical.write_text(f"{text}\n")
    tested = own('fires: "pain(lumbar), fever_or_chills"\n      quiet: pain(lumbar)')
    checked = CliRunner().invoke(nmt, ["rules", "check", "--rules", str(tmp_path / "own")])
    assert re.search(says, str(tested.exception))
    assert re.search(says, str(checked.exception))


def test_an_unknown_word_in_a_client_beside_a_rule_is_named_by_check(
    own: Callable[[str], Result], tmp_path: Path
) -> None:
    """Of every rule, with the place of the word and the nearest that is known."""
    tested = own('fires: "fever_or_chills, pain(lumbr)"\n      quiet: [pain(lumbar), fevr_or_chills]')
    checked = CliRunner().invoke(nmt, ["rules", "check", "--rules", str(tmp_path / "own")])
    for result in (tested, checked):
        told = "own.yaml:9:32: own_flag/fever_and_back: unknown zone 'lumbr' in pain(lumbr). Did you mean 'lumbar'?"
        assert told in str(result.exception)
    (rules,) = (tmp_path / "own").rglob("own.yaml")
    rules.write_text(rules.read_text().replace("lumbr", "lumbar"))
    checked = CliRunner().invoke(nmt, ["rules", "check", "--rules", str(tmp_path / "own")])
    assert "own.yaml:10:29: own_flag/fever_and_back: unknown finding 'fevr_or_chills'. Did" in str(checked.exception)


@pytest.mark.parametrize(
    "command", [["graph", "cauda_equina_syndrome", "-o"], ["schema"], ["new", "flag", "--into"], ["coverage", "--html"]]
)
def test_what_cannot_be_written_is_said(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(nmt, ["rules", *command, str(tmp_path / "file" / "x.svg")])
    assert isinstance(result.exception, NmtError)
    assert re.search("cannot be (written|made a folder): Not a directory", str(result.exception))


def test_where_no_client_is_written_nothing_was_tested(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nmt_expert.authoring.client_tests.suite.all_tests", lambda *_: [])
    result = CliRunner().invoke(nmt, ["rules", "test", "trigger_point.anconeus"])
    told = str(result.exception)
    assert told.startswith(
        "nothing was tested: no client is written for trigger_point.anconeus. Write them beside a rule"
    )
    assert "tests/clinical/red_flags/ID.yaml or hypotheses/ID.yaml" in told


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        ("anconeus", "\n\n- id: anconeus\n  name: Anconeus\n"),
        ("trigger_point.anconeus", "\n\n- id: anconeus\n"),
        ("compression.root_c6", "\n\n- id: compression.root_c6\n"),
        ("cauda_equina_syndrome", "\n\n- id: cauda_equina_syndrome\n"),
    ],
)
def test_a_whole_entry_is_shown_as_it_is_written(id: str, shown: str) -> None:
    output = CliRunner().invoke(nmt, ["rules", "show", id]).output
    assert shown in output
    assert output.count("- id: ") == 1


def test_a_rule_is_no_graph_of_its_own_but_leads_to_one() -> None:
    result = CliRunner().invoke(nmt, ["rules", "graph", "compression.root_c6/root_age"])
    assert "is a rule; what it leads to can be drawn: nmt rules graph compression.root_c6" in str(result.exception)


def test_an_unknown_id_names_the_nearest(kb: KnowledgeBase) -> None:
    result = CliRunner().invoke(nmt, ["rules", "test", "cauda_equina"])
    assert "Did you mean 'cauda_equina_syndrome' or 'compression.cauda_equina'?" in str(result.exception)


def test_a_caution_has_clients_too(tmp_path: Path, kb: KnowledgeBase) -> None:
    result = CliRunner().invoke(nmt, ["rules", "test", "caution/anticoagulants"])
    assert result.output == "2 clients: the rules do what each says.\n"
    path = tmp_path / "cautions.yaml"
    path.write_text("anticoagulant: {fires: [anticoagulant_use]}")
    with pytest.raises(
        NmtError, match=r"cautions.yaml:1:1: unknown caution 'anticoagulant'. Did you mean 'anticoagulants'"
    ):
        list(of_cautions(path, kb))


def _tests(path: Path, text: str, kb: KnowledgeBase) -> list[ClientTest]:
    path.write_text(text)
    return list((of_flag if "flags" in str(path.parent) else of_hypothesis)(path, kb))


def test_omission_allows_one_step_and_no_more(tmp_path: Path, kb: KnowledgeBase) -> None:
    (tmp_path / "flags").mkdir()
    path = tmp_path / "flags" / "cauda_equina_syndrome.yaml"
    case = "{case: 'saddle_numbness, pain(lumbar)', urgency: emergency}"
    whole, without_saddle, without_back = _tests(path, f"omission: [{case}]", kb)
    engine = RuleByRule(kb)
    assert difference(whole, kb, engine) == ""
    assert difference(without_back, kb, engine) == ""
    assert "not raised instead of at least urgent" in difference(without_saddle, kb, engine)
    defining = _tests(path, f"omission: [{case[:-1]}, defining: [saddle_numbness]}}]", kb)
    assert [test.wanted for test in defining] == list(STEPS[:2])
    with pytest.raises(NmtError, match="defining, but not in the case: fever"):
        _tests(path, f"omission: [{case[:-1]}, defining: [fever]}}]", kb)


def test_a_hypothesis_is_held_to_its_strongest_argument(tmp_path: Path, kb: KnowledgeBase) -> None:
    path = tmp_path / "entrapment.carpal_tunnel.yaml"
    engine = RuleByRule(kb)
    right = _tests(path, "for: {moderate: [carpal_compression]}\nquiet: [fever_or_chills]\n", kb)
    assert [difference(test, kb, engine) for test in right] == ["", ""]
    wrong = _tests(
        path,
        "for: {strong: [carpal_compression]}\nagainst: {weak: [carpal_compression]}\nquiet: [carpal_compression]\n",
        kb,
    )
    told = [difference(test, kb, engine) for test in wrong]
    assert "for moderate instead of for strong for: carpal_compression" in told[0]
    assert "quiet instead of against weak" in told[1]
    assert "because of: entrapment.carpal_tunnel/durkan" in told[2]
    with pytest.raises(NmtError, match=r"unknown hypothesis '.*_tunel'. Did you mean 'entrapment.carpal_tunnel'"):
        _tests(tmp_path / "entrapment.carpal_tunel.yaml", "quiet: [carpal_compression]", kb)


def test_a_vignette_says_where_a_hypothesis_stands(tmp_path: Path, kb: KnowledgeBase) -> None:
    path = tmp_path / "entrapment.carpal_tunnel.yaml"
    hand = "tingling(thumb), tingling(finger_index), worse_with(night), flick_sign, phalen"
    first, among = _tests(path, f"seen: consensus\nvignettes: {{typical: '{hand}', thin: {{case: '{hand}'}}}}", kb)
    engine = RuleByRule(kb)
    assert [difference(test, kb, engine) for test in (first, among)] == ["", ""]
    knee, wrist = _tests(path, "vignettes: {typical: pain(knee_front), thin: 'pain(wrist_radial), finkelstein'}", kb)
    told = difference(knee, kb, engine)
    assert "not in the ranking instead of first for: pain(knee_front)\n    ranking: " in told
    told = difference(wrist, kb, engine)
    assert "instead of among the first three" in told
    assert "ranking: other.de_quervain" in told
    with pytest.raises(NmtError, match=r"carpal_tunnel.yaml:1:\d+: unknown source 'kats'"):
        _tests(path, "seen: [kats]", kb)
    with pytest.raises(NmtError, match="classic"):
        _tests(path, "vignettes: {classic: phalen}", kb)
