"""What readers of YAML disagree about, and what costs more than it says, is refused with its place."""

from __future__ import annotations

import re
import time

import pytest

from nmt_expert.errors import ProblemsError
from nmt_expert.knowledge.written.yaml_source import MAX_DEPTH, MAX_VALUES, parse


def _refused(text: str, aliases: bool = False) -> str:
    with pytest.raises(ProblemsError) as caught:
        parse(text, "own.yaml", aliases)
    (problem,) = caught.value.problems
    return str(problem)


def test_what_has_no_words_of_ours_is_said_in_those_of_the_reader() -> None:
    assert "did not find expected digit" in _refused("%YAML 9\n---\na: b")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 47", 47),
        ("a: -3", -3),
        ("a: 0", 0),
        ("a: 0.5", 0.5),
        ("a: -.5", -0.5),
        ("a: '047'", "047"),
        ("a: 'yes'", "yes"),
        ("a: true", True),
        ("a: True", "True"),
        ("a: 2026-11-21", "2026-11-21"),
        ("a: 5-10", "5-10"),
        ("a: C5/6", "C5/6"),
        ("a: ~", None),
        ("a:", None),
        ("a: [1, [b, {c: d}]]", [1, ["b", {"c": "d"}]]),
        ("a: |\n  two\n  lines\n", "two\nlines\n"),
        ("\ufeffa: b", "b"),
        ("a: b\u2028c\x85d", "b c d"),
        ('a: "b\\u2029c"', "b c"),
        ('a: "\\e[31mb\\0c\\r"', "[31mbc"),
        ("--- \na: b\n...\n", "b"),
        ("a: 😖 größer", "😖 größer"),
    ],
)
def test_what_is_plain_is_read(text: str, data: object) -> None:
    assert parse(text, "own.yaml") == {"a": data}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_nothing_is_nothing(text: str) -> None:
    assert parse(text, "own.yaml") is None


@pytest.mark.parametrize(
    "number",
    ["047", "08", "007", "4_7", "1:30", "0x1f", "0o17", "0b1", "4e1", "1.5e3", ".inf", "-.INF", ".nan", "9" * 5000],
)
def test_a_number_that_readers_read_differently_is_refused(number: str) -> None:
    text = _refused(f"client:\n  age: {number}\n")
    assert text.startswith(f"own.yaml:2:8: '{number[:200]}")
    assert "put it in quotes if it is a text" in text
    assert len(text) < 600


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: yes", "1:4", "a bare 'yes'"),
        ("no: a", "1:1", "a bare 'no'"),
        ("a: !!int x", "1:4", "the tag tag:yaml.org,2002:int is not read"),
        ("a: !!python/name:os.system", "1:4", "is not read"),
        ("a: !!set {b, c}", "1:4", "is not read"),
        ("!!str a: b", "1:1", "a key is one word"),
        ("a: !!! very bad", "1:4", "a text that begins with ! in quotes"),
        ("a: {{ name }}", "1:5", "put a text that begins with { [ * & or ! in quotes"),
        ("{{ name }}: a", "1:1", "a key is one word"),
        ("? [a]\n: b", "1:3", "a key is one word"),
        ("5: a", "1:1", "'5' cannot be a key"),
        ("{temperature: 38,5}", "1:18", "a decimal number is written with a point"),
        ("~: a", "1:1", "'~' cannot be a key"),
        ("a: 1\na: 2", "2:1", "the key 'a' stands twice"),
        ("a: &x b", "1:4", "&x is not read here"),
        ("a: *x", "1:4", "*x is not read here"),
        ("a: b\n---\nc: d", "2:1", "a second document begins here"),
        ("a: b\nc: d\x0ce", "2:5", "a control character (U+000C) stands here"),
        ("a: b\ud800", "1:5", "U+D800"),
        ("a: b\n\tc: d", "2:1", "indent with spaces"),
        ("a: @home", "1:4", "put the text in quotes"),
        ("a: one: two", "1:7", "put the text in quotes"),
        ("a: [b", "2:1", "does not end"),
        ("a: b\n\u00a0 c: d", "2:1", "an invisible character (no-break space)"),
        ("a: [fever\u200b]", "1:5", "an invisible character (zero width space)"),
        ("a: b\n\ufeffc: d", "2:2", "an invisible character (zero width no-break space, column 1)"),
        ("[" * 100_000, "1:", "deep"),
        ("- " * 100_000, "1:", "deep"),
        ("{a: " * 100_000, "1:", "deep"),
    ],
)
def test_what_means_different_things_or_nothing_is_refused_with_its_place(text: str, place: str, says: str) -> None:
    said = _refused(text)
    assert said.startswith(f"own.yaml:{place}")
    assert says in said
    assert "\n" not in said
    assert said.isprintable()


def test_nesting_is_read_to_its_bound() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "own.yaml") is not None
    assert "nested too deeply" in _refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def test_aliases_of_rules_are_read() -> None:
    assert parse("- &x [a, &y b]\n- *x\n- *y\n", "own.yaml", aliases=True) == [["a", "b"], ["a", "b"], "b"]
    assert "*y names nothing above" in _refused("- &x a\n- *y\n", aliases=True)
    assert "names nothing above" in _refused("- &x [*x]\n", aliases=True)


def test_what_multiplies_is_refused_before_it_costs_anything() -> None:
    keys = ", ".join(f"k{i}" for i in range(3000))
    started = time.process_time()
    assert f"more than {MAX_VALUES:,} values" in _refused(f"- &x [{keys}]\n" + "- *x\n" * 2000, aliases=True)
    laughs = "- &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"- &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "values" in _refused(laughs, aliases=True)
    assert "values" in _refused("- a\n" * (MAX_VALUES + 1))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("a: [\n", "a bracket that opens above does not close"),
        ("- a:\n    b:\n     c: d\n      e: f\n", "this key stands deeper than the one above; align the two, or put"),
        ("id: a\n  name: b\n", "align the two, begin the entry above with '- '"),
        ("a:\n  - b\n  c: 1\n", "align it with the key of the list"),
        ("a: - b\n", "a line of its own"),
        ("a: ? b\n", "begins with \\? needs quotes"),
        ("a: |x\n", "on the next line, indented"),
        ('a: "x\n---\ny"\n', "close the quote"),
        ("%YAML 9.9\n---\na: 1\n", "leave out the line"),
        ("%FOO\n", "leave out the line"),
        ("a: !x!y 1\n", "begins with ! needs quotes"),
        ("{a: 1} b\n", "something follows"),
    ],
)
def test_what_the_parser_cannot_read_is_told_with_the_mend(text: str, mend: str) -> None:
    assert re.search(mend, _refused(text))
