"""Every kind of broken case gets one clear text with its place and the way to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.case.load import load_case
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase

_BROKEN = Path(__file__).parent / "broken"
# file -> what its message must say: the place, what is wrong, the mend
_EXPECTED = {
    "syntax.yaml": ["syntax.yaml:4:1", "a bracket that opens above does not close"],
    "duplicate_key.yaml": ["duplicate_key.yaml:4:1", "'complaint' stands twice", "keep one"],
    "bare_yes.yaml": ["bare_yes.yaml:3:", "bare 'yes'", "quote it"],
    "unknown_key.yaml": ["unknown_key.yaml:4:5", "unknown key 'presnt'", "'present'"],
    "unknown_finding.yaml": ["unknown_finding.yaml:4:5", "unknown finding 'spurlin'", "'spurling'", "nmt vocabulary"],
    "unknown_zone.yaml": ["unknown_zone.yaml:4:5", "zones have no 'thum'", "'thumb'"],
    "family_without_subject.yaml": ["family_without_subject.yaml:4:5", "needs its subject"],
    "impossible_side.yaml": ["impossible_side.yaml:5:5", "midline", "remove `side:`"],
    "bad_side.yaml": ["bad_side.yaml:5:5", "'lefft' is not one of", "'left'"],
    "contradiction.yaml": ["contradiction.yaml:6:5", "present and absent (right)", "keep one"],
    "number_as_presence.yaml": ["number_as_presence.yaml:4:5", "is a number", "value:"],
    "presence_as_number.yaml": ["presence_as_number.yaml:4:13", "is not a number", "present: spurling"],
    "value_out_of_range.yaml": ["value_out_of_range.yaml:4:13", "outside 30 to 45", "98.6 °F are 37.0 °C"],
    "empty.yaml": ["empty.yaml", "empty or not a case", "schema: nmt-case/1"],
    "a_list.yaml": ["a_list.yaml", "not a case"],
    "newer_schema.yaml": ["newer_schema.yaml:1:1", "nmt-case/2", "update nmt-expert"],
    "no_schema_id.yaml": ["no_schema_id.yaml", "'id' is missing"],
    "age.yaml": ["age.yaml:3:10", "age", "120"],
    "all_at_once.yaml": [":3:10: age", ":4:23: unknown region", ":6:6: unknown finding", ":7:5:", "'spurlin'", "'sid'"],
    "areas.yaml": [
        "'pain(shoulder_frnt)'",
        "unknown quality 'quality_dul'. Did you mean 'quality_dull'",
        "unknown quality 'spurling'",
        "there is no other area P3",
        "there is no other area P2",
        "the area P2 stands twice",
        "worst 4 is less than now 6",
    ],
    "control_character.yaml": ["control_character.yaml", "a control character (U+0007)"],
}


@pytest.mark.parametrize("name", sorted(_EXPECTED))
def test_a_broken_case_says_where_and_how_to_mend_it(name: str, kb: KnowledgeBase) -> None:
    with pytest.raises(NmtError) as caught:
        load_case(_BROKEN / name, kb)
    for part in _EXPECTED[name]:
        assert part in str(caught.value)


def test_every_broken_fixture_is_tested() -> None:
    assert {p.name for p in _BROKEN.iterdir()} == set(_EXPECTED)


def test_all_problems_of_a_case_are_reported_together(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text("schema: nmt-case/1\nid: two\nfindings:\n  - present: spurlin\n  - present: pain(thum)\n")
    with pytest.raises(NmtError) as caught:
        load_case(path, kb)
    assert "two.yaml:4:5" in str(caught.value)
    assert "two.yaml:5:5" in str(caught.value)


def test_a_missing_file_names_the_nearest_one(kb: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "anna.yaml").write_text("")
    with pytest.raises(NmtError, match=r"no such file.*'anna.yaml'"):
        load_case(tmp_path / "ana.yaml", kb)


def test_a_case_of_ten_megabytes_is_refused_unread(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_text("# " + "x" * 10_000_000)
    with pytest.raises(NmtError, match="larger than 1 MB"):
        load_case(path, kb)


def test_text_that_is_not_utf8_is_refused(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"schema: nmt-case/1\nid: caf\xe9\n")
    with pytest.raises(NmtError, match="UTF-8"):
        load_case(path, kb)


def test_a_deeply_nested_case_is_refused(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text("[" * 20_000)
    with pytest.raises(NmtError, match=r"nested|expected|not readable|did not find"):
        load_case(path, kb)
