"""Files are written whole or not at all, privately, and nothing of a killed run stays."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nmt_expert.write import remove_unfinished, write_atomically

KILLED = """
import os, signal, sys
from pathlib import Path
from nmt_expert.write import write_atomically
write_atomically(Path(sys.argv[1]), b"half", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"old")
    path.chmod(0o644)
    return path


def test_a_written_file_is_its_owners_alone(path: Path) -> None:
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(path: Path, tmp_path: Path) -> None:
    def interrupted(source: str, target: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"half", interrupted)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["case.yaml"]


def test_what_a_killed_write_left_goes_with_the_next(path: Path, tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(os.listdir(tmp_path)) == 2
    write_atomically(path, b"new")
    assert os.listdir(tmp_path) == ["case.yaml"]


def test_what_another_process_is_writing_stays_for_an_hour(tmp_path: Path) -> None:
    other = tmp_path / f".nmt-{os.getpid()}-x"
    other.touch()
    remove_unfinished(tmp_path)
    assert other.exists()
    long_ago = time.time() - 4000
    os.utime(other, (long_ago, long_ago))
    remove_unfinished(tmp_path)
    assert not other.exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_its_target_is_written(tmp_path: Path, there: bool) -> None:
    target = tmp_path / "away" / "case.yaml"
    target.parent.mkdir()
    if there:
        target.write_bytes(b"old")
    link = tmp_path / "case.yaml"
    link.symlink_to("away/case.yaml")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path / "away") == ["case.yaml"]


def test_a_device_is_written_into_and_stays() -> None:
    write_atomically(Path(os.devnull), b"new")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path, b"new")
