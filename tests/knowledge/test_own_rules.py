"""A folder of own rules: what it adds, changes and switches off, with reasons; and a rule's life."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.check import check_rules
from nmt_expert.knowledge.written.load import RuleFiles, load
from nmt_expert.own_rules import own_rules
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
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
