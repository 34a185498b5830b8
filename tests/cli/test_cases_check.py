"""nmt cases check FOLDER reads every case that lies there, and names what was meant to be one."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from nmt_expert.cli.cases import command

_CASE = "schema: nmt-case/1\nid: %s\nfindings: [{present: %s}]\n"


def _check(*paths: Path) -> Result:
    return CliRunner().invoke(command, ["check", *map(str, paths)])


def test_cases_of_either_ending_are_checked(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "anna.yml").write_text(_CASE % ("a-1", "phalen"))
    (tmp_path / "deep/bert.YAML").write_text(_CASE % ("b-1", "phalen"))
    (tmp_path / ".#anna.yml").symlink_to("somebody@somewhere.1234")
    (tmp_path / "anna.pdf").write_text("")
    assert "2 cases: nothing wrong" in _check(tmp_path).output
    (tmp_path / "carl.yml").write_text(_CASE % ("c-1", "phalem"))
    assert "carl.yml:3:" in str(_check(tmp_path).exception)


def test_a_folder_without_cases_is_not_right(tmp_path: Path) -> None:
    assert "No case stands there" in str(_check(tmp_path).exception)
    (tmp_path / "anna.yaml.txt").write_text(_CASE % ("a-1", "phalen"))
    assert "anna.yaml.txt: not read; a case ends in .yaml" in str(_check(tmp_path).exception)
