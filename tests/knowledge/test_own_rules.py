"""A folder of own rules: what it adds, changes and switches off, with reasons; and a rule's life."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest
from msgspec.structs import replace

from nmt_expert.case.load import load_case, parse_case
from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.check import check_rules
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import RuleFiles, load
from nmt_expert.knowledge.written.schema.rules import ArgumentEntry
from nmt_expert.knowledge.written.yaml_source import parse
from nmt_expert.own_rules import own_rules
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.explanation.confidence import confidence
from nmt_expert.reasoning.judge import judge
from tests.knowledge.tiny import FILES, lint_codes, write

_C = "conditions/arm.yaml"
_CHANGED = FILES[_C].replace("  name: Arthritis", "  changed: we see it often\n  name: Arthritis")


def _files(folder: Path, own: dict[str, str]) -> RuleFiles:
    below = write(folder / "shipped")
    for name, text in own.items():
        path = folder / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return load([below, folder / "own"])


def _with(folder: Path, own: dict[str, str]) -> KnowledgeBase:
    return compile_rules(_files(folder, own))


def test_what_is_added_and_changed_is_said_with_its_reason(tmp_path: Path) -> None:
    added = _CHANGED + FILES[_C].replace("other.arthritis", "other.new").replace("name: Arthritis", "name: New")
    kb = _with(tmp_path, {_C: added.replace("prior: rare", "prior: common")})
    assert kb.own == ("added: other.new", "changed: other.arthritis (we see it often)")
    assert kb.hypotheses["other.arthritis"].prior == "common"
    assert set(kb.own_hypotheses) == {"other.arthritis", "other.new"}


def test_what_is_asked_more_is_said_as_well(tmp_path: Path) -> None:
    kb = _with(
        tmp_path,
        {
            "vocabulary/findings/own.yaml": '- {id: burnt, label: Burnt, ask: "Burnt?", section: history, regions: [hand]}\n',
            "safety/screen.yaml": "- {id: own_page, title: Own, regions: [hand], questions: [burnt]}\n",
            "safety/topics.yaml": "- {id: topic_own, label: Own, ask: Burnt?, covers: {burnt: a burn}}\n",
        },
    )
    assert sorted(kb.own[0].removeprefix("added: ").split("; ")) == ["burnt", "own_page", "topic_own"]


def test_an_own_hypothesis_is_not_told_with_the_accuracy_of_others(kb: KnowledgeBase, some_case: str) -> None:
    case, engine = load_case(Path(some_case), kb), PlainEngine(kb)
    lines = judge(case, kb, engine).lines
    assert confidence(kb, lines)
    assert confidence(msgspec.structs.replace(kb, own_hypotheses=(lines[0].hypothesis,)), lines) is None


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (_C, FILES[_C], r"arm\.yaml:1:3: 'other\.arthritis' stands in the rules below; say why.*\[changed\]"),
        (
            _C,
            _CHANGED.replace("other.arthritis", "other.artritis"),
            "no condition 'other.artritis' to change. Did you mean",
        ),
        (_C, _CHANGED.replace("we see it often", "[a]"), "changed: a sentence that says why"),
        (
            _C,
            "- {id: other.artritis, switched_off: why}\n",
            "no condition 'other.artritis' to switch off. Did you mean",
        ),
        (_C, "- {id: other.arthritis/war, switched_off: why}\n", "'other.arthritis/war' to switch off. Did you mean"),
        (_C, "- {id: other.arthritis, switched_off: ''}\n", "at least 1 character"),
        (_C, "- {id: other.arthritis, switched_off: why, prior: rare}\n", "unknown key 'prior'"),
        ("vocabulary/zones.yaml", "- {id: thumb, switched_off: why}\n", "unknown key 'switched_off'"),
    ],
)
def test_a_change_without_reason_or_object_is_refused(file: str, text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=says):
        _with(tmp_path, {file: text})


@pytest.mark.parametrize(
    ("file", "id", "gone"),
    [
        (_C, "other.arthritis/warm", {"other.arthritis/warm"}),
        (_C, "other.arthritis", {"other.arthritis/warm", "hot_joint"}),
        (
            "anatomy/muscles/own.yaml",
            "anconeus",
            {"drawn(anconeus)", "tender(anconeus)", "trigger_point.anconeus/spurling_seen"},
        ),
        ("templates/own.yaml", "tender", {"tender(anconeus)"}),
        ("patterns/own.yaml", "hot_joint", {"hot_joint"}),
        ("safety/red_flags/own.yaml", "infection", {"infection/hot"}),
    ],
)
def test_what_is_switched_off_is_not_in_use_and_said(file: str, id: str, gone: set[str], tmp_path: Path) -> None:
    files = _files(tmp_path, {file: f"- {{id: {id}, switched_off: not here}}\n"})
    kb = compile_rules(files)
    before = {rule.id for rule in compile_rules(load([tmp_path / "shipped"])).rules}
    assert before - {rule.id for rule in kb.rules} == gone
    assert kb.own == (f"switched off: {id} (not here)",)
    assert {problem.code for problem in check_rules(files, kb)} <= {"line-long"}


@pytest.mark.parametrize("text", [_CHANGED, FILES[_C] + "- {id: other.new, switched_off: why}\n"])
def test_the_rules_below_have_nothing_to_change(text: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="only a folder of own rules changes or switches off"):
        compile_rules(load([write(tmp_path, **{_C: text})]))


def _arthritis(more: str) -> str:
    return FILES[_C].replace("because: Inflamed and stiff.", f"because: Inflamed and stiff., {more}")


def test_a_rule_on_trial_is_shown_and_counts_nowhere(tmp_path: Path) -> None:
    case = "schema: nmt-case/1\nid: t\nfindings:\n  - {present: pain(thumb), side: left}\n  - {present: fever}\n  - {value: {angle: 10}}\n"
    said = {}
    for status in ("experimental", "deprecated", "consensus"):
        kb = compile_rules(load([write(tmp_path / status, **{_C: _arthritis(f"status: {status}")})]))
        said[status] = assess(parse_case(case, "t.yaml", kb), kb, PlainEngine(kb))
        rule = kb.rules_by_id.get("other.arthritis/warm")
        assert (rule.life if rule else "not in use") == ("not in use" if status == "deprecated" else status)
    assert said["experimental"].provenance.experimental == ("other.arthritis/warm: Inflamed and stiff.",)
    assert said["deprecated"].provenance.experimental == said["consensus"].provenance.experimental == ()
    scores = {status: [h.score for h in a.hypotheses if h.id == "other.arthritis"] for status, a in said.items()}
    assert scores["experimental"] == scores["deprecated"] != scores["consensus"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("status: sourced", "status-unfounded"),
        ("status: sourced, source: study_2003", ""),
        ("status: consensus, author: A. Therapist", "review-missing"),
        ("status: consensus, author: A. Therapist, reviewer: A. Therapist", "review-missing"),
        ("status: consensus, author: A. Therapist, reviewer: B. Therapist, date: 2026-11-28", ""),
        ("status: experimental, author: A. Therapist", ""),
    ],
)
def test_what_counts_was_looked_at_twice(more: str, code: str, tmp_path: Path) -> None:
    files = load([write(tmp_path, **{_C: _arthritis(more)})])
    found = {problem.code for problem in check_rules(files, compile_rules(files))} - {"line-long"}
    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("anatomy/muscles/arm.yaml", "where: middle", "where: middle, status: seen", "status-unfounded"),
        ("anatomy/muscles/arm.yaml", "where: middle", "where: middle, status: seen, source: study_2003", ""),
        ("safety/red_flags/all.yaml", "  guideline: study_2003\n", "", "flag-without-source"),
    ],
)
def test_what_is_said_to_be_seen_and_every_red_flag_name_their_source(
    file: str, old: str, new: str, code: str, tmp_path: Path
) -> None:
    assert old in FILES[file]
    assert lint_codes(write(tmp_path, **{file: FILES[file].replace(old, new)})) == ({code} if code else set())


@pytest.mark.parametrize(("more", "says"), [("status: tried", "'tried' is not one of"), ("date: May 2026", "date: ")])
def test_a_wrong_life_is_refused(more: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=says):
        compile_rules(load([write(tmp_path, **{_C: _arthritis(more)})]))


def test_folders_come_from_the_environment_or_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "config.yaml"
    monkeypatch.setenv("NMT_CONFIG", str(settings))
    monkeypatch.delenv("NMT_RULES", raising=False)
    assert own_rules() == ()
    settings.write_text("paper: a4\nrules: [ours, /srv/theirs]\n")
    assert own_rules() == (tmp_path / "ours", Path("/srv/theirs"))
    monkeypatch.setenv("NMT_RULES", f"one:{tmp_path}")
    assert own_rules() == (Path("one"), tmp_path)
    monkeypatch.setenv("NMT_RULES", "")
    assert own_rules() == ()
    monkeypatch.delenv("NMT_RULES")
    settings.write_text("rules: ours\n")
    with pytest.raises(NmtError, match="`rules` is a list of folders"):
        own_rules()


@pytest.mark.parametrize(
    "own",
    [
        {"anatomy/muscles/own.yaml": FILES["anatomy/muscles/arm.yaml"].replace("anconeus", "brachialis")},
        {"templates/own.yaml": FILES["templates/drawing.yaml"].replace("  for_each", "  changed: why\n  for_each")},
        {_C: _CHANGED.replace("prior: rare", "prior: common")},
        {"safety/red_flags/own.yaml": FILES["safety/red_flags/all.yaml"].replace("id: infection", "id: own")},
        {"patterns/own.yaml": "- {id: hot_joint, switched_off: why}\n"},
        {"vocabulary/sites.yaml": "- {id: cubital_tunnel, label: the cubital tunnel, region: elbow}\n"},
    ],
)
def test_rules_below_are_kept_as_they_were_compiled(own: dict[str, str], tmp_path: Path) -> None:
    files = _files(tmp_path, own)
    kept, anew = compile_rules(files, compile_rules(load([tmp_path / "shipped"]))), compile_rules(files)
    assert [_said(kept, rule) for rule in kept.rules] == [_said(anew, rule) for rule in anew.rules]
    assert (kept.patterns, kept.both_sides, kept.hypotheses) == (anew.patterns, anew.both_sides, anew.hypotheses)


def _said(kb: KnowledgeBase, rule: Rule) -> tuple[Rule, object, object]:
    """A rule with its conditions by name, whatever their numbers."""
    groups = [(n, sorted(kb.atoms[atom] for atom in atoms)) for n, atoms in rule.groups]
    return replace(rule, groups=(), nots=()), groups, sorted(kb.atoms[atom] for atom in rule.nots)


def test_what_names_a_refused_entry_is_no_second_mistake(tmp_path: Path) -> None:
    muscle = FILES["anatomy/muscles/arm.yaml"].replace("anconeus", "brachialis").replace("name:", "nam:")
    rule = (
        FILES["patterns/rules.yaml"].split("- id: hot_joint")[1].replace("other.arthritis", "trigger_point.brachialis")
    )
    with pytest.raises(ProblemsError) as caught:
        _with(tmp_path, {"anatomy/muscles/own.yaml": muscle, "patterns/own.yaml": f"- id: own_rule{rule}"})
    assert {problem.file for problem in caught.value.problems} == {"anatomy/muscles/own.yaml"}


def test_an_argument_that_is_not_there_is_called_an_argument(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"no argument 'other\.arthritis/war' .* 'other\.arthritis/warm'"):
        _with(tmp_path, {_C: "- {id: other.arthritis/war, switched_off: why}\n"})


def test_the_entries_of_the_page_on_own_rules_are_right(repository: Path, tmp_path: Path) -> None:
    page = (repository / "docs/own-rules.md").read_text(encoding="utf-8")
    blocks = [dedent(block) for block in re.findall(r"(?:^    .*\n)+", page, re.M)]
    argument = next(block for block in blocks if block.startswith("- lag_sign"))
    assert ArgumentEntry.model_validate(parse(argument, "page")[0]).status == "experimental"
    switched = [block for block in blocks if "switched_off:" in block]
    rule = next(block for block in blocks if block.startswith("- id: our_root_age"))
    for name, text in (("anatomy/nerves", switched[0]), ("conditions", switched[1]), ("patterns", rule)):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "own.yaml").write_text(text)
    assert load([repository / "rules", tmp_path]).problems == []
