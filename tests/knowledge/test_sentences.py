"""Sentences of rules: what they say, and where a wrong one is wrong."""

from __future__ import annotations

import time
from importlib.resources import files
from pathlib import Path

import pytest
from lark import Lark

from nmt_expert.case.observation import Observation
from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.knowledge.language.mistakes import SentenceError
from nmt_expert.knowledge.language.sentence import parse_case
from nmt_expert.knowledge.language.tree import Stated
from nmt_expert.reasoning.engines.clips_engine import ClipsEngine
from nmt_expert.reasoning.engines.experta_engine import ExpertaEngine
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from tests.knowledge.broken_sentences import BROKEN, BROKEN_CLIENTS
from tests.knowledge.tiny import FILES, compiled, write

_C, _F = "conditions/arm.yaml", "vocabulary/findings/tests.yaml"
_WHEN = "fever and angle <= 20"
_VOCABULARY = {
    _F: FILES[_F]
    + '- {id: lasting_days, label: L, ask: "Days?", section: history, regions: [neck], record: true,'
    + " value: {unit: days, range: [0, 900]}}\n",
    "vocabulary/groups.yaml": "- {id: hand, of: zones, members: [thumb, sternum]}\n"
    "- {id: signs_of_heat, of: findings, members: [fever, hot]}\n",
    "vocabulary/signs.yaml": "- {id: warm_joint, when: fever or angle >= 30}\n- {id: twice, when: warm_joint and spurling}\n",
}


def _rules(folder: Path, sentence: str, **more: str) -> Path:
    assert _WHEN in FILES[_C]
    return write(folder, **{**_VOCABULARY, _C: FILES[_C].replace(_WHEN, sentence), **more})


def _problems(folder: Path) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        compiled(folder)
    return [str(problem) for problem in caught.value.problems]


def _groups(folder: Path, sentence: str) -> list[tuple[int, set[str]]]:
    """The groups of the rule that says `sentence`, atoms by name; what must not hold comes last with -1."""
    kb = compiled(_rules(folder, sentence))
    rule = kb.rules_by_id["other.arthritis/warm"]
    groups = [(n, {kb.atoms[a] for a in atoms}) for n, atoms in rule.groups]
    return groups + ([(-1, {kb.atoms[a] for a in rule.nots})] if rule.nots else [])


@pytest.mark.parametrize(("sentence", "word", "says"), [one for ones in BROKEN.values() for one in ones])
def test_a_broken_sentence_is_met_at_its_word(sentence: str, word: str, says: str, tmp_path: Path) -> None:
    before = "    - {id: warm, when: '"
    (problem,) = _problems(_rules(tmp_path, f"'{sentence}'"))
    at = sentence.rindex(word) if word else len(sentence.rstrip())
    assert problem.startswith(f"conditions/arm.yaml:8:{len(before) + at + 1}: ")
    assert says in problem


@pytest.mark.parametrize(("client", "word", "says"), [one for ones in BROKEN_CLIENTS.values() for one in ones])
def test_a_broken_client_is_met_at_its_word(client: str, word: str, says: str) -> None:
    with pytest.raises(SentenceError) as caught:
        parse_case(client)
    assert caught.value.at == (client.rindex(word) if word else len(client.rstrip()))
    assert says in str(caught.value)


def test_every_construct_of_the_grammar_is_broken_somewhere() -> None:
    text = files("nmt_expert.knowledge.language").joinpath("grammar.lark").read_text()
    lark = Lark(text, parser="lalr", lexer="basic", start=["condition", "case"])
    constructs = {rule.alias or rule.origin.name for rule in lark.rules if not rule.options.expand1 or rule.alias}
    assert {name for name in constructs if not name.startswith("_")} <= BROKEN.keys() | BROKEN_CLIENTS.keys()


_MEANINGS = {
    "fever": [(1, {"+fever"})],
    "no fever": [(1, {"-fever"})],
    "fever and spurling": [(1, {"+fever"}), (1, {"+spurling"})],
    "fever or spurling or hot": [(1, {"+fever", "+spurling", "@hot"})],
    "pain(thumb) bilateral": [(1, {"&+pain(thumb)"})],
    "spurling opposite": [(1, {"~+spurling"})],
    "spurling either side": [(1, {"|+spurling"})],
    "hot either side": [(1, {"|@hot"})],
    "pain in @hand": [(1, {"+pain(thumb)", "+pain(sternum)"})],
    "pain in 2 of @hand": [(2, {"+pain(thumb)", "+pain(sternum)"})],
    "pain in (thumb, @hand)": [(1, {"+pain(thumb)", "+pain(sternum)"})],
    "no pain in @hand": [(2, {"-pain(thumb)", "-pain(sternum)"})],
    "no pain in 1 of @hand": [(1, {"-pain(thumb)", "-pain(sternum)"})],
    "@signs_of_heat": [(1, {"+fever", "@hot"})],
    "2 of @signs_of_heat": [(2, {"+fever", "@hot"})],
    "2 of (fever, spurling, no pain(thumb))": [(2, {"+fever", "+spurling", "-pain(thumb)"})],
    "angle >= 30": [(1, {"angle>=30"})],
    "angle <= 20.5 degrees": [(1, {"angle<=20.5"})],
    "lasting <= 2 weeks": [(1, {"lasting_days<=14"})],
    "lasting_days <= 3 months": [(1, {"lasting_days<=90"})],
    "warm_joint": [(1, {"+fever", "angle>=30"})],
    "twice": [(1, {"+fever", "angle>=30"}), (1, {"+spurling"})],
    "spurling or warm_joint": [(1, {"+fever", "angle>=30", "+spurling"})],
    "spurling unless fever or pain in @hand": [(1, {"+spurling"}), (-1, {"+fever", "+pain(thumb)", "+pain(sternum)"})],
    "spurling unless warm_joint": [(1, {"+spurling"}), (-1, {"+fever", "angle>=30"})],
    "(spurling unless fever) and hot": [(1, {"+spurling"}), (1, {"@hot"}), (-1, {"+fever"})],
}


@pytest.mark.parametrize("sentence", _MEANINGS)
def test_what_a_sentence_asks_for(sentence: str, tmp_path: Path) -> None:
    assert _groups(tmp_path, f"'{sentence}'") == _MEANINGS[sentence]


@pytest.mark.parametrize(
    ("places", "fires"),
    [
        ({"thumb": "left", "wrist": "right"}, True),
        ({"thumb": "left right"}, True),
        ({"thumb": "left", "wrist": "left"}, False),
        ({"thumb": "left"}, False),
    ],
)
def test_a_group_is_bilateral_with_a_member_on_each_side(places: dict[str, str], fires: bool, tmp_path: Path) -> None:
    zones = FILES["vocabulary/zones.yaml"] + "- {id: wrist, label: Wrist, region: wrist, aspect: anterior}\n"
    kb = compiled(_rules(tmp_path, "'pain in (thumb, wrist) bilateral'", **{"vocabulary/zones.yaml": zones}))
    case = [Observation(f"pain({zone})", "present", frozenset(sides.split())) for zone, sides in places.items()]
    for engine in (PlainEngine(kb), ExpertaEngine(kb), ClipsEngine(kb)):
        fired = {kb.rules[firing.rule].id for firing in engine.infer(build_facts(case, kb))}
        assert ("other.arthritis/warm" in fired) == fires


def test_an_alternative_of_several_parts_becomes_an_unnamed_pattern(tmp_path: Path) -> None:
    kb = compiled(_rules(tmp_path, "fever or (spurling and angle >= 30)"))
    (inner,) = [rule for rule in kb.rules if rule.id == "other.arthritis/warm#1"]
    assert [{kb.atoms[a] for a in atoms} for _, atoms in inner.groups] == [{"+spurling"}, {"angle>=30"}]


@pytest.mark.parametrize(
    ("yaml_text", "place"),
    [
        ("fever or\n        spurling or fevr", "10:21"),
        (">-\n        fever or\n        spurling or\n        fevr", "12:9"),
        ("|\n        fever or\n        fevr or spurling", "11:9"),
        ('"fever or\n        fevr"', "10:9"),
    ],
)
def test_a_word_is_found_in_a_sentence_over_several_lines(yaml_text: str, place: str, tmp_path: Path) -> None:
    text = FILES[_C].replace("{id: warm, when: " + _WHEN + ",", f"id: warm\n      when: {yaml_text}\n     ")
    text = text.replace(
        " strength: moderate, because: Inflamed and stiff.}", "\n      strength: moderate\n      because: Hot."
    )
    (problem,) = _problems(write(tmp_path, **{**_VOCABULARY, _C: text.replace("     \n", "")}))
    assert problem.startswith(f"conditions/arm.yaml:{place}: unknown finding 'fevr'")


def test_all_wrong_words_of_a_file_come_at_once(tmp_path: Path) -> None:
    problems = _problems(_rules(tmp_path, "fevr and pain(thum) and (spurlin or angle >= 300)"))
    assert len(problems) == 4


_WRONG_VOCABULARY = {
    "unknown member": (
        "groups",
        "[thumb, sternum]",
        "[thumb, sternumm]",
        ["groups.yaml:1:42: unknown zone 'sternumm'", "'sternum'"],
    ),
    "unknown inner group": ("groups", "sternum]", '"@hnd"]', ["unknown group '@hnd'", "'@hand'"]),
    "group of another kind": (
        "groups",
        "[fever, hot]",
        '["@hand"]',
        ["@hand is a group of zones, 'signs_of_heat' one of findings"],
    ),
    "circle of groups": ("groups", "[thumb, sternum]", '[thumb, "@hand"]', ["rests on itself: hand > hand"]),
    "empty group": ("groups", "[thumb, sternum]", "[]", ["members"]),
    "group called like a zone": (
        "groups",
        "id: hand",
        "id: thumb",
        ["groups.yaml:1:4: 'thumb' is also one of the zones"],
    ),
    "circle of signs": (
        "signs",
        "fever or angle >= 30",
        "twice or fever",
        ["the sign rests on itself: warm_joint > twice > warm_joint"],
    ),
    "sign called like a finding": ("signs", "id: twice", "id: fever", ["'fever' is also a finding"]),
    "unknown word in a sign": ("signs", "fever or angle", "fevr or angle", ["signs.yaml:1:26: unknown finding 'fevr'"]),
    "sign that cannot be read": ("signs", "fever or angle", "fever angle", ["signs.yaml:1:32:"]),
}


@pytest.mark.parametrize("name", _WRONG_VOCABULARY)
def test_wrong_groups_and_signs_say_where(name: str, tmp_path: Path) -> None:
    file, old, new, expected = _WRONG_VOCABULARY[name]
    key = f"vocabulary/{file}.yaml"
    assert old in _VOCABULARY[key]
    problems = "\n".join(_problems(_rules(tmp_path, "fever", **{key: _VOCABULARY[key].replace(old, new)})))
    for part in expected:
        assert part in problems


def _bomb_of_signs() -> str:
    doubled = "".join(f"- {{id: s{i}, when: s{i - 1} and s{i - 1} and (s{i - 1} or fever)}}\n" for i in range(1, 60))
    return "- {id: s0, when: fever}\n" + doubled


def _bomb_of_groups() -> str:
    doubled = "".join(f'- {{id: g{i}, of: zones, members: ["@g{i - 1}", "@g{i - 1}"]}}\n' for i in range(1, 600))
    return "- {id: g0, of: zones, members: [thumb]}\n" + doubled


_MONSTERS = {
    "signs": ({"vocabulary/signs.yaml": _bomb_of_signs()}, "at most"),
    "groups": ({"vocabulary/groups.yaml": _bomb_of_groups()}, "more than 8 deep"),
    "groups from above": (
        {"vocabulary/groups.yaml": "".join(reversed(_bomb_of_groups().splitlines(True)))},
        "more than 8 deep",
    ),
    "long sentence": ({_C: FILES[_C].replace(_WHEN, "'" + "fever or " * 90_000 + "fever'")}, "at most 4,000"),
    "deep sentence": ({_C: FILES[_C].replace(_WHEN, "'" + "(" * 900 + "fever'")}, "more than 8 parentheses"),
    "deep file": ({_C: "[" * 90_000}, "arm.yaml"),
    "10 MB": ({_C: "# long\n" * 1_500_000}, "larger than 1 MB"),
}


@pytest.mark.parametrize("name", _MONSTERS)
def test_a_monster_is_refused_within_a_second(name: str, tmp_path: Path) -> None:
    changes, says = _MONSTERS[name]
    folder = write(tmp_path, **changes)
    start = time.process_time()
    with pytest.raises(NmtError, match=says):
        compiled(folder)
    assert time.process_time() - start < 1


def test_a_case_of_a_test() -> None:
    assert parse_case("pain(lumbar), no fever, weak(knee_extension) left, age = 62 years") == (
        Stated("pain(lumbar)", "present"),
        Stated("fever", "absent"),
        Stated("weak(knee_extension)", "present", "left"),
        Stated("age", "value", value=62, unit="years"),
    )


def test_what_is_compiled_keeps_no_word_of_a_sentence(tmp_path: Path) -> None:
    kb = compiled(_rules(tmp_path, "pain(thumb) and spurling and angle >= 30"))
    assert {type(kb.finding(key).key) for key in ("pain(thumb)", "spurling", "angle")} == {str}  # type: ignore[union-attr]
