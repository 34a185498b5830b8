"""Files that people name are read whole or refused with one sentence; in folders nothing is skipped in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nmt_expert.errors import NmtError
from nmt_expert.files import MAX_BYTES, read_bytes, read_text, yaml_files
from nmt_expert.knowledge.written.files import read_rules


def _refused(path: Path) -> str:
    with pytest.raises(NmtError) as caught:
        read_text(path)
    return str(caught.value)


def test_lines_end_in_one_way_and_the_byte_order_mark_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\re: f\n")
    assert read_text(path) == "a: b\nc: d\ne: f\n"


def test_what_is_no_readable_file_of_text_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "anna.yaml").write_text("")
    assert "there is no such file. Did you mean 'anna.yaml'?" in _refused(tmp_path / "ana.yaml")
    assert "a folder, not a file" in _refused(tmp_path)
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "a pipe or a device" in _refused(tmp_path / "pipe.yaml")
    assert "a pipe or a device" in _refused(Path("/dev/zero"))
    (tmp_path / "round.yaml").symlink_to("round.yaml")
    assert "cannot be read" in _refused(tmp_path / "round.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"a: b\nc: \xe9\n")
    assert "latin.yaml:2: not UTF-8 text (byte 8)" in _refused(tmp_path / "latin.yaml")


def test_no_more_is_read_than_a_file_may_hold(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert len(read_bytes(path)) == MAX_BYTES
    os.truncate(path, 1 << 40)  # a terabyte of nothing
    assert "larger than 1 MB" in _refused(path)


def test_a_pipe_that_the_shell_makes_is_read() -> None:
    read, write = os.pipe()
    os.write(write, b"a: b\n")
    os.close(write)
    assert read_bytes(Path(f"/dev/fd/{read}")) == b"a: b\n"
    os.close(read)


def test_a_folder_gives_its_yaml_files_and_names_the_rest(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.yml", "a.yaml", "deep/c.YAML", "d.yaml.txt", "notes.pdf"):
        (tmp_path / name).write_text("")
    for left in (".a.yaml.swp", "a.yaml~", "#a.yaml#", "a.yaml.bak", "~$a.yaml", ".git/x.yaml", ".hidden.yaml"):
        (tmp_path / left).write_text("")
    (tmp_path / ".#a.yaml").symlink_to("somebody@somewhere.1234")  # the lock of an editor: a link to nothing
    written, others = yaml_files(tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in written] == ["a.yaml", "b.yml", "deep/c.YAML"]
    assert [p.name for p in others] == ["d.yaml.txt", "notes.pdf"]


def test_links_are_followed_but_not_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.yaml").write_text("")
    (tmp_path / "rules/patterns").symlink_to(tmp_path / "elsewhere")
    assert [p.name for p in yaml_files(tmp_path / "rules")[0]] == ["a.yaml"]
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "rules")
    with pytest.raises(NmtError, match="a link that leads back into its own folder"):
        yaml_files(tmp_path / "rules")


def test_a_folder_that_holds_too_much_is_refused(tmp_path: Path) -> None:
    for i in range(5001):
        (tmp_path / f"{i}.csv").write_text("")
    with pytest.raises(NmtError, match="holds more than 5,000 files"):
        yaml_files(tmp_path)


def test_a_folder_that_may_not_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_path: object) -> object:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(os, "scandir", refuses)
    with pytest.raises(NmtError, match="cannot be opened"):
        yaml_files(tmp_path)


@pytest.mark.parametrize("name", ["mine.yaml.txt", "mine.json", "mine.yaml.md", "mine"])
def test_no_file_in_a_folder_of_rules_is_skipped_in_silence(name: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Our rules")
    (tmp_path / "LICENSE").write_text("")
    (tmp_path / "why.txt").write_text("")
    (tmp_path / "a.yaml").write_text("")
    assert [file.name for file in read_rules([tmp_path])[0]] == ["a.yaml"]
    (tmp_path / name).write_text("")
    with pytest.raises(NmtError, match=r"not read; a file of rules ends in \.yaml"):
        read_rules([tmp_path])


def test_a_folder_that_holds_only_what_is_not_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml~").write_text("- a\n")
    with pytest.raises(NmtError, match="holds no file of rules"):
        read_rules([tmp_path])


def test_the_two_endings_of_yaml_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns/mine.yml").write_text("- a\n")
    ((file,),) = read_rules([tmp_path])
    assert file.name == "patterns/mine.yml"
    assert file.content == b"- a\n"
