"""Where conditions stand in an entry, so that the formatter spells each of them."""

from __future__ import annotations

import pytest

from nmt_expert.knowledge.written.conditions_of import Path, at_path, conditions_of


@pytest.mark.parametrize(
    ("kind", "entry", "paths"),
    [
        ("finding", {"id": "f", "follows_from": "a"}, [("follows_from",)]),
        ("finding", {"id": "f", "when": "a"}, []),
        ("sign", {"id": "s", "when": "a"}, [("when",)]),
        ("rule", {"id": "r"}, []),
        ("caution", {"id": "c", "when": None}, []),
        ("nerve", {"hallmark": "a", "arguments": [{"when": "b"}, {"own_name": "c"}]}, [
            ("hallmark",), ("arguments", 0, "when"), ("arguments", 1, "own_name"),
        ]),
        ("muscle", {"hallmark": "a"}, []),
        ("score", {"items": [{"when": "a"}, {"when": "b"}], "given": "c"}, [
            ("items", 0, "when"), ("items", 1, "when"), ("given",),
        ]),
        ("score", {"items": []}, []),
        ("pattern", {"when": "a", "items": [{"when": "b"}]}, [("when",)]),
        ("red_flag", {"signs": {"s": "a"}, "urgent": {"u": "c", "v": {"when": "d"}}}, [
            ("signs", "s"), ("urgent", "u"), ("urgent", "v", "when"),
        ]),
    ],
)  # fmt: skip
def test_every_condition_of_an_entry_is_found(kind: str, entry: dict[str, object], paths: list[Path]) -> None:
    assert list(conditions_of(kind, entry)) == paths
    assert all(isinstance(at_path(entry, path), str) for path in paths)
