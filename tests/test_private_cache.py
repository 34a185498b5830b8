"""The cache is only an optimisation, and is never believed."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from nmt_expert import private_cache

_CONTENT = bytes(range(256)) * 40
_NAME, _KEY = "rules-these.bin", b"these rules"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(private_cache, "user_cache_path", lambda _name: tmp_path / "cache")
    return tmp_path / "cache"


def _read() -> bytes | None:
    kept = private_cache.read(_NAME, _KEY)
    return None if kept is None else bytes(kept.content)


def test_what_was_kept_is_read_again_and_is_private(folder: Path) -> None:
    assert _read() is None
    private_cache.write(_NAME, _KEY, _CONTENT)
    assert _read() == _CONTENT
    assert [path.name for path in folder.iterdir()] == [_NAME]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / _NAME).stat().st_mode & 0o777 == 0o600


def test_no_damage_is_believed(folder: Path) -> None:
    private_cache.write(_NAME, _KEY, _CONTENT)
    path = folder / _NAME
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(500):
        path.write_bytes(damaged(whole, chance))
        assert _read() is None
    path.write_bytes(whole)
    assert _read() == _CONTENT


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """The content with a bit flipped, cut off, with a piece zeroed, moved, or grown."""
    place = chance.randrange(len(whole))
    some = chance.randrange(1, 200)
    kinds: list[Callable[[], bytes]] = [
        lambda: whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :],
        lambda: whole[:place],
        lambda: whole[:place] + b"\xa5" * some + whole[place + some :] + b"\xa5",
        lambda: whole[place:] + whole[:place] if place else b"",
        lambda: whole + bytes(some),
    ]
    return chance.choice(kinds)()


def test_what_was_kept_for_other_rules_is_not_believed_under_this_name(folder: Path) -> None:
    private_cache.write(_NAME, b"older rules", _CONTENT)
    assert _read() is None


def _writable(path: Path) -> None:
    path.chmod(path.stat().st_mode | 0o002)


def _by_group(path: Path) -> None:
    path.chmod(path.stat().st_mode | 0o020)


@pytest.mark.parametrize("open_up", [_writable, _by_group])
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_somebody_else_could_have_written_is_not_believed_until_it_is_written_again(
    folder: Path, open_up: Callable[[Path], None], which: str
) -> None:
    private_cache.write(_NAME, _KEY, _CONTENT)
    open_up(folder if which == "folder" else folder / _NAME)
    assert _read() is None
    private_cache.write(_NAME, _KEY, _CONTENT)
    assert _read() == _CONTENT


@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_belongs_to_somebody_else_is_not_believed(
    folder: Path, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    private_cache.write(_NAME, _KEY, _CONTENT)
    if which == "folder":
        monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    else:
        real = os.fstat(os.open(folder / _NAME, os.O_RDONLY))
        foreign = os.stat_result((*real[:4], real.st_uid + 1, *real[5:]))
        monkeypatch.setattr(os, "fstat", lambda _descriptor: foreign)
    assert _read() is None


def test_a_folder_of_somebody_else_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    private_cache.write(_NAME, _KEY, _CONTENT)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_links_pipes_and_folders_under_the_name_are_not_read(folder: Path, tmp_path: Path, kind: str) -> None:
    private_cache.write(_NAME, _KEY, _CONTENT)
    path = folder / _NAME
    path.rename(tmp_path / "elsewhere")
    if kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(path, 0o600)
    else:
        path.mkdir(0o700)
    assert _read() is None
    private_cache.write(_NAME, _KEY, _CONTENT)
    assert _read() == (None if kind == "folder" else _CONTENT)
    assert (tmp_path / "elsewhere").read_bytes()[:-32] == _CONTENT


def test_the_oldest_are_dropped(folder: Path) -> None:
    for number in range(8):
        private_cache.write(f"rules-{number}.bin", _KEY, _CONTENT)
        os.utime(folder / f"rules-{number}.bin", (number, number))
    private_cache.write(_NAME, _KEY, _CONTENT)
    assert {path.name for path in folder.iterdir()} == {_NAME, *(f"rules-{n}.bin" for n in (5, 6, 7))}


def test_each_kind_keeps_its_own(folder: Path) -> None:
    for number in range(6):
        private_cache.write(f"rules-{number}.bin", _KEY, _CONTENT)
        private_cache.write(f"words-{number}.bin", _KEY, _CONTENT)
    kinds = sorted(path.name.partition("-")[0] for path in folder.iterdir())
    assert kinds == ["rules"] * 4 + ["words"] * 4


def test_what_is_derived_is_the_same_made_kept_and_after_damage(folder: Path) -> None:
    made: list[int] = []

    def make() -> dict[str, tuple[int, ...]]:
        made.append(1)
        return {"one": (1, 2)}

    def derived() -> dict[str, tuple[int, ...]]:
        return private_cache.derived("words", _KEY, dict[str, tuple[int, ...]], make)

    first = derived()
    assert first == derived() == {"one": (1, 2)}
    assert len(made) == 1
    (path,) = folder.iterdir()
    path.write_bytes(damaged(path.read_bytes(), random.Random(3)))
    assert derived() == first
    assert len(made) == 2


def test_a_place_where_nothing_can_be_kept_is_explained(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert private_cache.unusable() == ""
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert "belongs to somebody else" in private_cache.unusable()
    folder.rmdir()
    folder.write_text("a file where the folder should be")
    assert "cannot be written" in private_cache.unusable()


def test_a_place_that_cannot_be_written_is_done_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write_text("a file where the folder should be")
    private_cache.write(_NAME, _KEY, _CONTENT)
    assert _read() is None

    def homeless(_name: str) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(private_cache, "user_cache_path", homeless)
    private_cache.write(_NAME, _KEY, _CONTENT)
    assert _read() is None
