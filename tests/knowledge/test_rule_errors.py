"""Wrong rules: every message has its place, the nearest known word and the mend, and all come at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from nmt_expert.errors import NmtError, ProblemsError, nearest
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.check import check_rules
from nmt_expert.knowledge.written.load import load
from tests.knowledge.tiny import FILES, SCALE, compiled, lint_codes, write

_N, _C, _M = "anatomy/nerves/arm.yaml", "conditions/arm.yaml", "anatomy/muscles/arm.yaml"
_P, _F, _T = "patterns/rules.yaml", "vocabulary/findings/tests.yaml", "templates/drawing.yaml"
_ALL_FLAGS = "safety/red_flags/all.yaml"
_MEASURED_GOOD = next(re.finditer(r"good: \[[0-9, ]+\], ", SCALE)).group()
# file, text replaced in it, what stands there instead, and what the message says
_BROKEN = {
    "syntax": (_N, "regions: [neck]", "regions: [neck", ["anatomy/nerves/arm.yaml:5:", "[yaml]"]),
    "duplicate key": (
        _N,
        "  prior: common",
        "  prior: common\n  prior: rare",
        ["arm.yaml:6:3", "'prior' stands twice"],
    ),
    "bare yes": (_F, "sided: true}", "sided: yes}", ["tests.yaml:1:", "bare 'yes'"]),
    "unknown key": (_N, "prior: common", "prio: common", ["arm.yaml:5:3", "unknown key 'prio'", "'prior'"]),
    "missing key": (_N, "  triage: refer\n", "", ["arm.yaml:1:3", "'triage' is missing"]),
    "unknown word": (_N, "prior: common", "prior: comon", ["arm.yaml:5:3", "'comon' is not one of", "'common'"]),
    "unknown finding": (_C, "fever and", "fevr and", ["arm.yaml:8:24", "unknown finding 'fevr'", "'fever'"]),
    "unknown subject": (
        _T,
        "tender({id})",
        "tender(anconeu)",
        ["unknown muscle 'anconeu' in tender(anconeu)", "'anconeus'"],
    ),
    "family without subject": (_C, "fever and", "pain and", ["'pain' is a family", "pain(subject)"]),
    "unknown zone": (_N, "sensory: [thumb]", "sensory: [thum]", ["arm.yaml:7:", "unknown 'thum'", "'thumb'"]),
    "unknown hypothesis": (
        _P,
        "for: other.arthritis",
        "for: other.artritis",
        ["rules.yaml", "unknown hypothesis 'other.artritis'", "'other.arthritis'"],
    ),
    "unknown pattern": (_P, "when: hot", "when: hott", ["unknown finding 'hott'", "'hot'"]),
    "unknown source": (_N, "source: study_2003", "source: study_2004", ["unknown 'study_2004'", "'study_2003'"]),
    "no sentence": (
        _C,
        "fever and angle <= 20",
        "{all: [fever]}",
        ["arm.yaml:8:18: when: write a sentence", "[schema]"],
    ),
    "no sentence in a short argument": (
        _C,
        "{id: warm, when: fever and angle <= 20, strength: moderate, because: Inflamed and stiff.}",
        "warm: {present: fever}\n      weak for: Inflamed.",
        ["arm.yaml:8:7: when: write a sentence", "[schema]"],
    ),
    "no sentence in a rule": (_P, "when: hot", "when: [hot]", ["rules.yaml:9:3: when: write a sentence"]),
    "value of a presence": (_C, "angle <=", "fever <=", ["'fever' is not a number"]),
    "presence of a value": (_C, "fever and", "angle and", ["'angle' is a number"]),
    "side of a finding without side": (_C, "fever and", "fever opposite and", ["'fever' has no side"]),
    "unknown side": (_C, "fever and", "spurling oposite and", ["'oposite' cannot stand here", "'opposite'"]),
    "impossible count": (
        _C,
        "fever and angle <= 20",
        "'3 of (fever, spurling)'",
        ["can never or always hold"],
    ),
    "negated pattern": (_C, "fever and", "spurling unless hot or", ["`unless` may name findings only"]),
    "two conclusions": (
        _C,
        "strength: moderate",
        "strength: moderate, against: weak",
        ["exactly one of strength, against or lr"],
    ),
    "absence of a conjunction": (
        _C,
        "strength: moderate",
        "strength: moderate, absent: weak",
        ["`absent` and a negative likelihood ratio need"],
    ),
    "unknown field of a frame": (
        _T,
        "because: '{name} is",
        "because: '{nam} is",
        ["the frame 'muscle' has no field 'nam'"],
    ),
    "duplicate id": (_F, "id: angle", "id: fever", ["tests.yaml:3:", "'fever' stands twice"]),
    "two arguments of one name": (
        _C,
        "  arguments:\n",
        "  arguments:\n    - {id: warm, when: fever, strength: weak, because: Warm.}\n",
        ["arm.yaml:9:", "two arguments are named 'warm'"],
    ),
}

_BROKEN |= {
    f"a flag that can never be raised: {when}": (_ALL_FLAGS, "when: fever", f"when: {when}", [f"{_ALL_FLAGS}:4:", says])
    for when, says in (
        ("spurling opposite", "'spurling opposite' can never hold here: this is judged without sides"),
        ("fever or (angle >= 20 and spurling opposite)", "'spurling opposite' can never hold here"),
        ("fever and no fever", "'fever' and 'no fever' never hold together"),
        ("fever and (spurling and no spurling)", "'spurling' and 'no spurling' never hold together"),
        ("angle >= 50 and fever and angle <= 20", "'angle >= 50' and 'angle <= 20' never hold together"),
        ("fever unless fever", "'fever' is asked for and taken out by `unless`"),
    )
}

_BROKEN |= {
    "a zone where a movement is asked for": (
        _C,
        "fever and",
        "tender(thumb) and",
        ["unknown muscle 'thumb' in tender(thumb). It is a zone: pain(thumb)"],
    ),
    "a muscle alone": (
        _C,
        "fever and",
        "anconeus and",
        ["unknown finding 'anconeus'. It is a muscle: tender(anconeus)"],
    ),
    "an id that is spelt as a name": (_C, "other.arthritis", "other.Arthritis-New", ["write other.arthritis_new"]),
    "an id of no mechanism": (_C, "other.arthritis", "arthritis", ["'arthritis' is no name here; small letters"]),
    "one argument of an entry": (
        _C,
        "id: other.arthritis",
        "id: other.arthritis/warm",
        ["one argument of 'other.arthritis' is not changed alone: switch it off"],
    ),
    "a rule among conditions": (
        _C,
        "- id: other.arthritis",
        "- {id: hotter, when: fever, weak for other.arthritis: Hot.}\n- id: other.arthritis",
        [f"{_C}:1:3: 'weak for other.arthritis' makes this a rule; put it into a file in patterns/"],
    ),
    "a rule with the id of a pattern": (_P, "- id: hot_joint", "- id: hot", ["'hot' is a pattern in patterns/rules"]),
}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (_N, "sensory: [thumb]", "sensory: [thum]"),  # templates are laid over it
        (_N, "  triage: refer\n", "  triag: refer\n"),  # a misspelt key is not missing as well
        (_C, "fever and angle <= 20", "{all: [fever, spurling]}"),
        (_P, "fever or (spurling and angle >= 50)", "{any: [fever, spurling]}"),  # what names the pattern is no second
        (_ALL_FLAGS, "when: fever", "when: [fever]"),
        (_P, "  then: {for: other.arthritis, strength: weak}\n  because: Heat.", "  medium for other.arthritis: Heat."),
        (
            _C,
            "- id: other.arthritis",
            "- {id: hot, when: fever, weak for other.arthritis: Hot.}\n- id: other.arthritis",
        ),
    ],
)
def test_one_mistake_is_one_message(file: str, old: str, new: str, tmp_path: Path) -> None:
    assert old in FILES[file]
    with pytest.raises(ProblemsError) as caught:
        compiled(write(tmp_path, **{file: FILES[file].replace(old, new, 1)}))
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("word", "found"),
    [("severe_pain", "pain_severe"), ("bend little finger", "little_finger_bending"), ("a.c", "a.b_c")],
)
def test_words_in_another_order_are_near(word: str, found: str) -> None:
    assert (
        nearest(word, ["pain", "a.d", "a.b_c", "pain_severe", "little_finger_bending"]) == f" Did you mean '{found}'?"
    )


_FAMILIES, _RATIO = "vocabulary/families.yaml", "lr: {positive: 3.5, negative: 0.5}"
_BROKEN |= {
    "ratio of nothing": (_N, "positive: 3.5", "positive: 0", ["arm.yaml", "positive", "greater than 0"]),
    "ratio that is true": (_N, "positive: 3.5", "positive: true", ["true is no number"]),
    "interval from nothing": (_N, _RATIO, "lr: {positive: 3.5, interval: [0, 5]}", ["greater than 0"]),
    "interval turned round": (_N, _RATIO, "lr: {positive: 3.5, interval: [5, 2]}", ["5, must be below the second, 2"]),
    "interval beside its ratio": (
        _N,
        _RATIO,
        "lr: {positive: 3.5, interval: [4, 5]}",
        ["4 to 5 must hold the ratio, 3.5"],
    ),
    "interval without ratio": (
        _N,
        _RATIO,
        "lr: {positive: 3.5, negative_interval: [0.4, 0.6]}",
        ["0.4 to 0.6 must hold the ratio, None"],
    ),
    "word inside a short argument": (
        _C,
        "{id: warm, when: fever and angle <= 20, strength: moderate, because: Inflamed and stiff.}",
        "warm: fever and fevr\n      weak for: Inflamed.",
        [f"{_C}:8:23: unknown finding 'fevr'"],
    ),
    "short argument with a wrong word": (
        _C,
        "{id: warm, when: fever and angle <= 20, strength: moderate, because: Inflamed and stiff.}",
        "warm: fever\n      wek for: Inflamed.",
        [f"{_C}:9:7: unknown key 'wek for'. Did you mean 'weak for'?"],
    ),
    "short argument of another": (
        _C,
        "{id: warm, when: fever and angle <= 20, strength: moderate, because: Inflamed and stiff.}",
        "warm: fever\n      weak for other.b: Inflamed.",
        ["an argument stands beside its hypothesis; write 'weak for: why'"],
    ),
    "short argument that excludes by for": (
        _C,
        "{id: warm, when: fever and angle <= 20, strength: moderate, because: Inflamed and stiff.}",
        "warm: fever\n      excluding for: Inflamed.",
        [f"{_C}:9:7: 'excluding' is not one of weak, moderate, strong, confirming"],
    ),
    "two reasons": (
        _C,
        "{id: warm, when: fever and angle <= 20, strength: moderate, because: Inflamed and stiff.}",
        "warm: fever\n      weak for: Inflamed.\n      because: Hot.",
        ["the reason stands behind 'weak for:' and under `because:`; keep one"],
    ),
    "short rule for nobody": (
        _P,
        "  then: {for: other.arthritis, strength: weak}\n  because: Heat.",
        "  weak for: Heat.",
        ["'weak for' does not say which hypothesis; write 'weak for HYPOTHESIS: why'"],
    ),
    "short rule for an unknown": (
        _P,
        "  then: {for: other.arthritis, strength: weak}\n  because: Heat.",
        "  weak for other.artritis: Heat.",
        [f"{_P}:10:3: unknown hypothesis 'other.artritis'. Did you mean 'other.arthritis'?"],
    ),
    "source without a name": (
        "sources/all.yaml",
        "what: A study, ",
        "",
        ["the key 'what' is missing: author, title, year"],
    ),
    "range of nothing": (_F, "range: [0, 90]", "range: [90, 90]", ["must be below the second"]),
    "label with a field": (_FAMILIES, "Pain: {subject}", "Pain: {x} {subject}", ["'{x}' is not filled in"]),
    "label with a lone brace": (_FAMILIES, "Pain: {subject}", "Pain: { {subject}", ["'{' is not filled in"]),
    "label that formats": (_FAMILIES, "Pain: {subject}", "Pain: {subject:>99999999}", ["is not filled in"]),
    "label without subject": (_FAMILIES, "Pain: {subject}", "Pain", ["needs {subject}"]),
    "empty label": ("vocabulary/zones.yaml", "label: Thumb", "label: ''", ["label", "at least 1 character"]),
    "scale that lacks a word": ("scale.yaml", "strong: 0.8, ", "", ["strengths lack strong"]),
    "a word of support that was not measured": ("scale.yaml", _MEASURED_GOOD, "", ["measured lack good"]),
    "scale that is a list": ("scale.yaml", "strengths:", "- strengths:", ["scale.yaml"]),
    "weight of nothing": ("scale.yaml", "weak: 0.2", "weak: 0", ["strengths are above 0"]),
    "infinite weight": ("scale.yaml", "weak: 0.2", "weak: 99999999", ["less than or equal to 10"]),
    "protocol of nothing": ("protocols/technique.yaml", "kind: order", "kinds: order", ["unknown key 'kinds'"]),
    "page without a title": (
        "sources/all.yaml",
        "what: A study, seen: abstract",
        "seen: page",
        ["the key 'what' is missing: author, title, year"],
    ),
    "research of no year": (
        "sources/all.yaml",
        "what: A study, seen: abstract",
        "what: A study, kind: research, seen: page",
        ["research needs its year, a doi or a pmid"],
    ),
    "change of a measure without its unit": (
        "protocols/measures.yaml",
        ", unit: points",
        "",
        ["a value needs its unit"],
    ),
    "template for nobody": (_T, "'{hypothesis}'", "'{hypothesIs}'", ["unknown hypothesis '{hypothesIs}'"]),
    "share of no list": (
        _T,
        "  because: Pain lies",
        "  partly: $pain-1\n  because: Pain lies",
        ["the frame 'muscle' has no field 'pain-1'"],
    ),
    "protocol of nobody": ("protocols/hands.yaml", "id: x", "id: x", ["belongs to no known folder"]),
    "protocol for an unknown muscle": ("protocols/regions.yaml", "[anconeus]", "[anconeu]", ["unknown 'anconeu'"]),
}
_OTHERS = {
    "scale.yaml": SCALE,
    "protocols/technique.yaml": "- {id: x, label: X, kind: order, do: D, why: W, basis: practice}\n",
    "protocols/hands.yaml": "- {id: x}\n",
    "protocols/measures.yaml": (
        "- {id: nprs, label: Pain, measures: pain, regions: [general], range: 0 to 10, better: lower,\n"
        "   change: {value: 2, unit: points, text: T}, licence: L, usable_freely: true, use: U}\n"
    ),
    "protocols/regions.yaml": "- {id: x, label: X, regions: [arm], muscles: [anconeus], because: B}\n",
}


@pytest.mark.parametrize("name", sorted(_BROKEN))
def test_a_wrong_rule_says_where_and_how_to_mend_it(name: str, tmp_path: Path) -> None:
    file, old, new, expected = _BROKEN[name]
    text = FILES.get(file) or _OTHERS[file]
    assert old in text
    with pytest.raises(ProblemsError) as caught:
        compiled(write(tmp_path, **{file: text.replace(old, new, 1)}))
    for part in expected:
        assert part in str(caught.value)


def test_a_rule_is_sourced_by_research_and_not_by_what_clinics_write(tmp_path: Path) -> None:
    assert compiled(write(tmp_path)).rules_by_id["compression.root_c7/spurling"].basis == "practice"
    source = FILES["sources/all.yaml"].replace("seen:", "kind: research, seen:")
    kb = compiled(write(tmp_path, **{"sources/all.yaml": source}))
    assert kb.rules_by_id["compression.root_c7/spurling"].basis == "sourced"
    assert kb.rules_by_id["other.arthritis/warm"].basis == "consensus"


def test_the_tiny_rules_are_right(tmp_path: Path) -> None:
    assert lint_codes(write(tmp_path)) == set()


def test_problems_of_several_files_come_together(tmp_path: Path) -> None:
    changes = {_N: FILES[_N].replace("thumb", "thum"), _C: FILES[_C].replace("fever", "fevr")}
    with pytest.raises(ProblemsError) as caught:
        compiled(write(tmp_path, **changes))
    assert {p.file for p in caught.value.problems} == {_N, _C}


def test_a_file_in_no_known_folder_is_named(tmp_path: Path) -> None:
    write(tmp_path, **{"anatomy/bones.yaml": "- {id: femur}\n"})
    with pytest.raises(ProblemsError, match=r"anatomy/bones\.yaml"):
        compiled(tmp_path)


def test_a_missing_folder_of_own_rules_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NmtError, match="no such folder of rules"):
        compiled(tmp_path / "nowhere")


_LINTED = {
    "pattern-unused": (_P, "when: hot", "when: fever"),
    "finding-idle": (
        _F,
        "- {id: fever",
        '- {id: idle, label: "I", ask: "I?", section: test, regions: [neck]}\n- {id: fever',
    ),
    "screen-gap": ("safety/screen.yaml", "questions: [fever]", "questions: [spurling]"),
    "hypothesis-unreachable": (_C, "strength: moderate", "against: moderate"),
    "rule-duplicate": (
        _C,
        "  arguments:\n",
        "  arguments:\n    - {id: again, when: fever and angle <= 20, strength: moderate, because: Again.}\n",
    ),
    "rule-contradiction": (
        _C,
        "  arguments:\n",
        "  arguments:\n    - {id: again, when: fever and angle <= 20, against: moderate, because: Again.}\n",
    ),
    "silence-argues": (
        _C,
        "  arguments:\n",
        "  arguments:\n    - {id: quiet, when: spurling unless fever, against: weak, because: Cold.}\n",
    ),
    "palpation-clears": (
        _C,
        "  arguments:\n",
        "  arguments:\n    - {id: sore, when: tender(anconeus) or fever, against: excluding, because: Sore.}\n",
    ),
    "rule-subsumed": (
        _C,
        "  arguments:\n",
        "  arguments:\n    - {id: wide, group: warm, when: fever, strength: moderate, because: Wide.}\n",
    ),
    "flag-without-action": ("safety/red_flags/all.yaml", "say: See a doctor today.", "say: ''"),
    "number-without-source": (_N, ", source: study_2003", ""),
    "source-unused": (
        "sources/all.yaml",
        "- {id: study_2003",
        "- {id: other_1999, what: Another, seen: page}\n- {id: study_2003",
    ),
    "source-untitled": (
        "sources/all.yaml",
        "- {id: study_2003, what: ",
        "- {id: study_2003, what: Page on x.org, note: ",
    ),
    "rule-untested": (_P, "quiet: spurling\n- id: hot_joint", "quiet: []\n- id: hot_joint"),
    "reason-missing": (_C, "because: Inflamed and stiff.", "because: ''"),
}


@pytest.mark.parametrize("code", sorted(_LINTED))
def test_a_lint_finds_what_cannot_be_meant(code: str, tmp_path: Path) -> None:
    file, old, new = _LINTED[code]
    assert old in FILES[file]
    text = FILES[file].replace(old, new, 1)
    folder = write(tmp_path, **{file: text})
    if code == "hypothesis-unreachable":  # nothing may draw for it or chain to it either
        write(tmp_path, **{file: text, _P: FILES[_P].replace("for: other.arthritis", "against: other.arthritis")})
    assert code in lint_codes(folder)


def test_a_line_over_the_edge_is_named_unless_it_is_an_address(tmp_path: Path) -> None:
    address = f"- {{id: a, what: Notes, seen: page,\n    url: https://x.org/{'a' * 120}}}\n# {'so ' * 50}\n"
    files = load([write(tmp_path, **{"sources/more.yaml": address})])
    found = [
        p for p in check_rules(files, compile_rules(files)) if p.file == "sources/more.yaml" and p.code == "line-long"
    ]
    assert [problem.line for problem in found] == [3]


@pytest.mark.parametrize(
    ("code", "file", "text"),
    [
        ("group-unused", "vocabulary/groups.yaml", "- {id: arm, of: zones, members: [thumb]}\n"),
        (
            "condition-deep",
            "vocabulary/signs.yaml",
            "- {id: sore, when: 'fever or (fever and (spurling or (fever and (spurling or fever))))'}\n",
        ),
        ("sign-unused", "vocabulary/signs.yaml", "- {id: ill, when: fever}\n"),
        (
            "list-long",
            "vocabulary/signs.yaml",
            "- {id: sore, when: 'pain in (thumb, sternum, thumb, sternum, thumb, sternum, thumb)'}\n",
        ),
    ],
)
def test_a_lint_finds_unused_names_and_long_lists(code: str, file: str, text: str, tmp_path: Path) -> None:
    folder = write(tmp_path, **{file: text})
    assert code in lint_codes(folder)
    used = {"arm": "pain in @arm", "ill": "ill", "sore": "sore"}[text.split("id: ")[1].split(",")[0]]
    write(
        tmp_path,
        **{
            file: text.replace(", sternum, thumb)", ")").replace(
                "(fever and (spurling or fever))", "2 of (fever, spurling)"
            ),
            _C: FILES[_C].replace("fever and angle <= 20", used),
        },
    )
    assert code not in lint_codes(folder)


_UNKNOWN_IN_SENTENCES = "".join(
    f"- {{id: s{i}, when: {' or '.join(f'unknown_{i}_{j}' for j in range(200))}}}\n" for i in range(50)
)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("vocabulary/signs.yaml", _UNKNOWN_IN_SENTENCES),
        ("anatomy/muscles/more.yaml", "- {id: m, name: M, region: elbow, triggers: [], satellites: [%s]}\n"),
        ("vocabulary/groups.yaml", "- {id: m, of: findings, members: [%s]}\n"),
    ],
)
def test_nobody_waits_for_the_ten_thousandth_unknown_name(
    file: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    def counted(word: str, known: Iterable[str]) -> str:
        nonlocal asked
        asked += 1
        return ""

    monkeypatch.setattr("nmt_expert.knowledge.belongs.nearest", counted)
    names = ", ".join(f"unknown_{i}" for i in range(10_000))
    with pytest.raises(ProblemsError) as caught:
        compiled(write(tmp_path, **{file: text.replace("%s", names)}))
    assert 0 < asked <= 400
    assert len(caught.value.problems) <= 400


def test_a_circle_of_patterns_is_found(tmp_path: Path) -> None:
    text = FILES[_P].replace("when: fever or", "when: hot or")
    assert "pattern-circular" in lint_codes(write(tmp_path, **{_P: text}))


def test_own_rules_laid_over_replace_entries_with_the_same_id(tmp_path: Path) -> None:
    from nmt_expert.knowledge.compiled.compile import compile_rules
    from nmt_expert.knowledge.written.load import load

    base, own = write(tmp_path / "base"), tmp_path / "own"
    (own / "vocabulary/findings").mkdir(parents=True)
    (own / "vocabulary/findings/mine.yaml").write_text(
        '- {id: fever, changed: our word, label: "My fever", ask: "Hot?", section: symptom, regions: [general]}\n'
    )
    kb = compile_rules(load([base, own]))
    assert kb.findings["fever"].label == "My fever"


def test_a_file_that_cannot_be_read_brings_no_messages_about_what_it_would_define(tmp_path: Path) -> None:
    text = FILES["vocabulary/findings/tests.yaml"] + "- {id: broken\n"
    with pytest.raises(ProblemsError) as caught:
        compiled(write(tmp_path, **{"vocabulary/findings/tests.yaml": text}))
    assert {p.code for p in caught.value.problems} == {"yaml"}


@pytest.mark.parametrize("counted", ["spurling, nod, fever", "no spurling, no nod, no fever"])
def test_a_rule_that_counts_what_follows_from_another_is_found(tmp_path: Path, counted: str) -> None:
    nod = '- {id: nod, label: "Nod", ask: "Nod?", section: test, regions: [neck], sided: true, implies: [spurling]}\n'
    twice = f"    - {{id: two, when: '2 of ({counted})', strength: weak, because: Two.}}\n"
    folder = write(tmp_path, **{_F: FILES[_F] + nod, _C: FILES[_C] + twice})
    assert lint_codes(folder) == {"rule-counts-twice"}


@pytest.mark.parametrize(("written", "apart"), [("", False), (", apart: true", True), (", apart: false", False)])
def test_a_broad_question_is_asked_apart_only_where_it_says_so(tmp_path: Path, written: str, apart: bool) -> None:
    topics = FILES["safety/topics.yaml"].replace("label: Heat", f"label: Heat{written}")
    kb = compiled(write(tmp_path, **{"safety/topics.yaml": topics}))
    assert [topic.apart for topic in kb.topics.values()] == [apart]
