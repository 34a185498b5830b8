"""Damaged text: what a slip, another program or somebody hostile makes of a YAML file. Everything follows from `chance`."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import yaml

# Words that mean something to YAML, to a terminal, to a template, or to nobody.
_WORDS = [
    *(
        "!!int x",
        "!!python/name:os.system",
        "!!set {a, b}",
        "!!binary aGk=",
        "! x",
        "&a",
        "*a",
        "<<: *a",
        "? [a]",
        "? ",
    ),
    *("{{ name }}", "{x}", "{0}", "{}", "{subject.__class__}", "{name:>99999999}", "%s", "$essential", "$(reboot)"),
    *("yes", "No", "~", "null", "true", "True", "047", "08", "4_7", "1:30", "0x1f", "4e1", "1e400", ".nan", "-.inf"),
    *("-1", "0", "0.0", "1e-9", "999999999999999", "9" * 5000, "38,5", "2026-02-30", "3.4.1980", "2026-01-01T10:00:00"),
    *("\t", " ", "\n", "\r", "\r\n", "\x00", "\x07", "\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x0c", "\x7f", "\x85"),
    *(
        "\u2028",
        "\u2029",
        "\u00a0",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "\ud800",
        "😖",
        "é",
        "e\u0301" * 50,
        "日本",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "- ",
        ": ",
        ":",
        ",",
        "'",
        '"',
        "|",
        ">",
        "#",
        " #",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "@",
        "`",
    ),
    *(
        '"\\e[31m"',
        '"\\0"',
        '"\\u2029"',
        '"\\ud83d"',
        '"\\x"',
        "[" * 60,
        "{a: " * 60,
        "- " * 60,
        "(" * 60,
        "x" * 20_000,
    ),
    *(
        "left",
        "both",
        "midline",
        "opposite",
        "either",
        "present",
        "absent",
        "value",
        "not_tested",
        "at_least",
        "any",
        "all",
    ),
]
_VALUES: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        0.0,
        0.5,
        1e308,
        -1e308,
        10**14,
        "",
        " ",
        "x",
        "yes",
        "047",
        "{x}",
        "{",
        "{0.real}",
        "@",
        "$",
    ),
    *([], {}, [[]], [None], [True], [""], [{}], {"a": None}, {"id": "x"}, {"": ""}, {"present": []}, {"when": {}}),
    *("x" * 20_000, ["x"] * 3000, {f"k{i}": i for i in range(3000)}, [{"id": "x"}] * 200, "a\nb", "\u2029", "é" * 500),
]


def damaged_text(content: bytes, chance: Random) -> bytes:
    """The content with one to four small damages of its bytes."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        content = chance.choice(_BYTES)(content, chance)
    return content


def damaged_data(content: bytes, chance: Random) -> bytes:
    """The content with one to four damages of what it says."""
    data = {"all": copy.deepcopy(_said(content))}
    for _ in range(chance.choice((1, 1, 2, 4))):
        chance.choice(_DATA)(data, chance)
    return written(data["all"], chance)


@cache
def _said(content: bytes) -> Any:
    return yaml.load(content, Loader=yaml.CSafeLoader)


def written(data: Any, chance: Random) -> bytes:
    """The data as YAML, or as JSON, which is YAML too."""
    if chance.random() < 0.2 or r"\ud800" in repr(data):  # which YAML cannot write
        return json.dumps(data, ensure_ascii=chance.random() < 0.5, default=str).encode("utf-8", "surrogatepass")
    text = yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=10_000)
    return str(text).encode("utf-8", "surrogatepass")


class _NoAliases(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _word(chance: Random) -> bytes:
    return chance.choice(_WORDS).encode("utf-8", "surrogatepass")


def _insert(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + _word(chance) + content[at:]


def _replace_word(content: bytes, chance: Random) -> bytes:
    words = content.split(b" ")
    words[chance.randrange(len(words))] = _word(chance)
    return b" ".join(words)


def _flip(content: bytes, chance: Random) -> bytes:
    if not content:
        return b"\xff"
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def _cut(content: bytes, chance: Random) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:start] + content[end:] if chance.random() < 0.5 else content[:start]


def _repeat_line(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at:at] = [lines[at]] * chance.choice((1, 2, 50, 2000))
    return b"\n".join(lines)


def _move_line(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return b"\n".join(lines)


def _indent_line(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" " + lines[at], b"\t" + lines[at], lines[at].lstrip(), b"# " + lines[at]))
    return b"\n".join(lines)


def _other_encoding(content: bytes, chance: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(("latin-1", "utf-16", "utf-8-sig", "cp1252")), "replace")


def _aliases(content: bytes, chance: Random) -> bytes:
    keys = ", ".join(f"k{i}" for i in range(chance.choice((3, 3000))))
    return content + f"\nmore: [&a [{keys}], {', '.join(['*a'] * chance.choice((1, 2000)))}]\n".encode()


_BYTES: list[Callable[[bytes, Random], bytes]] = [
    *(_insert, _insert, _replace_word, _replace_word, _flip, _cut),
    *(_repeat_line, _move_line, _indent_line, _other_encoding, _aliases),
]


def _places(node: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """(container, key or index) of every value inside."""
    for key in list(node) if isinstance(node, dict) else range(len(node)):
        found.append((node, key))
        if isinstance(node[key], dict | list):
            _places(node[key], found)
    return found


def _set(data: Any, chance: Random) -> None:
    container, key = chance.choice(_places(data, []))
    container[key] = copy.deepcopy(chance.choice(_VALUES))


def _word_inside(data: Any, chance: Random) -> None:
    container, key = chance.choice(_places(data, []))
    if isinstance(container[key], str):
        at = chance.randrange(len(container[key]) + 1)
        container[key] = container[key][:at] + chance.choice(_WORDS) + container[key][at:]


def _drop(data: Any, chance: Random) -> None:
    container, key = chance.choice(_places(data, []))
    if container is not data:
        del container[key]


def _add_key(data: Any, chance: Random) -> None:
    container, _ = chance.choice(_places(data, []))
    if isinstance(container, dict):
        container[chance.choice((*_WORDS[:40], "note", "side", "id", "x"))] = copy.deepcopy(chance.choice(_VALUES))


def _copy_over(data: Any, chance: Random) -> None:
    """What belongs somewhere else."""
    places = _places(data, [])
    (container, key), (other, name) = chance.choice(places), chance.choice(places)
    if container is not data:
        container[key] = copy.deepcopy(other[name])


def _rename_key(data: Any, chance: Random) -> None:
    container, key = chance.choice(_places(data, []))
    if isinstance(container, dict) and container is not data and isinstance(key, str):
        container[key[:-1] or "x"] = container.pop(key)


def _wrap(data: Any, chance: Random) -> None:
    container, key = chance.choice(_places(data, []))
    for _ in range(chance.choice((1, 1, 3, 60))):
        container[key] = [container[key]] if chance.random() < 0.6 else {"any": container[key]}


_DATA: list[Callable[[Any, Random], None]] = [
    *(_set, _set, _set, _word_inside, _word_inside, _drop, _add_key, _copy_over, _rename_key, _wrap),
]
