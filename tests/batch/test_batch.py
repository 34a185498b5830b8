"""Many cases at once: the order stays, a bad case stops nothing, a batch goes on where it stopped, few cases are in memory."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nmt_expert.batch.run import lines
from nmt_expert.batch.source import Item, items
from nmt_expert.batch.work import Job
from nmt_expert.case.load import load_case
from nmt_expert.cli.main import nmt
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine

_JOB = Job((), "plain", whole=False)


def _case(number: int, finding: str = "saddle_numbness") -> str:
    return json.dumps({"schema": "nmt-case/1", "id": f"c-{number}", "findings": [{"present": [finding]}]})


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Two good lines, one that names no finding, one that is no case, a blank one, and a good one."""
    path = tmp_path / "cases.jsonl"
    bad = ["", _case(3, "sadle_numbness"), "[1, 2]", _case(6)]
    path.write_text("\n".join([_case(1), _case(2, "fever_or_chills"), *bad]) + "\n")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(nmt, ["batch", *map(str, arguments), "--workers", "1"])


def _read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_order_stays_and_a_bad_case_says_why(batch: Path, tmp_path: Path) -> None:
    out, table = tmp_path / "out.jsonl", tmp_path / "out.csv"
    result = _run(batch, "-o", out, "--summary", table)
    assert result.exit_code == 0
    found = _read(out)
    assert [line["source"] for line in found] == [f"{batch}:{n}" for n in (1, 2, 4, 5, 6)]
    assert [line.get("case") for line in found] == ["c-1", "c-2", None, None, "c-6"]
    assert found[0]["urgency"] == "emergency"
    assert "Did you mean 'saddle_numbness'?" in str(found[2]["error"])
    assert "empty or not a case" in str(found[3]["error"])
    assert "2 could not be assessed; their lines say why" in result.output
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert [row["urgency"] for row in rows] == ["emergency", found[1]["urgency"], "", "", "emergency"]
    assert "cauda_equina_syndrome" in rows[0]["flags"].split()


def test_a_batch_goes_on_where_it_stopped(batch: Path, tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.jsonl", tmp_path / "part.jsonl"
    _run(batch, "-o", whole)
    content = whole.read_bytes()
    cut = content.index(b"\n", content.index(b"\n") + 1) + 30  # in the middle of the third line
    part.write_bytes(content[:cut])
    refused = _run(batch, "-o", part)
    assert "go on with --resume" in str(refused.exception)
    assert part.read_bytes() == content[:cut]
    assert "3 cases in" in _run(batch, "-o", part, "--resume").output
    assert part.read_bytes() == content


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"cases.jsonl:1", b"other.jsonl:1", "of other cases"),
        (b'"rules":"', b'"rules":"0', "made with other rules"),
        (b'{"source"', b'"source"', "no line of a batch"),
    ],
)
def test_a_foreign_output_is_not_gone_on_with(batch: Path, tmp_path: Path, old: bytes, new: bytes, told: str) -> None:
    out = tmp_path / "out.jsonl"
    _run(batch, "-o", out)
    out.write_bytes(changed := out.read_bytes().replace(old, new, 1))
    assert told in str(_run(batch, "-o", out, "--resume").exception)
    assert out.read_bytes() == changed


def test_files_folders_and_lines_are_read_and_said_as_rank_says(
    some_case: str, batch: Path, tmp_path: Path, kb: KnowledgeBase
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "one.yaml").write_bytes(Path(some_case).read_bytes())
    found = list(items([folder, batch]))
    assert [item.source for item in found][:2] == [str(folder / "one.yaml"), f"{batch}:1"]
    (line,) = lines(iter(found[:1]), _JOB, ThreadPoolExecutor(1), 1)
    said, expected = json.loads(line), assess(load_case(Path(some_case), kb), kb, PlainEngine(kb))
    assert said["urgency"] == expected.urgency
    assert [h["id"] for h in said["hypotheses"]] == [h.id for h in expected.hypotheses]
    assert [h["score"] for h in said["hypotheses"]] == [h.score for h in expected.hypotheses]
    (line,) = lines(iter(found[:1]), _JOB._replace(whole=True), ThreadPoolExecutor(1), 1)
    assert json.loads(line)["summary"] == expected.summary


def test_few_cases_are_in_memory(kb: KnowledgeBase) -> None:
    """However many there are: they are read as workers ask for them."""
    read = 0

    def endless() -> Iterator[Item]:
        nonlocal read
        while True:
            read += 1
            yield Item(str(read), b"no case")

    written = lines(endless(), _JOB, ThreadPoolExecutor(2), 2)
    for _ in range(300):
        next(written)
    assert read < 300 + 200
    written.close()  # type: ignore[attr-defined]


def test_an_error_of_ours_names_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("what the client said")

    monkeypatch.setattr("nmt_expert.batch.work.judge", broken)
    (line,) = lines(iter([Item("x", _case(1).encode())]), _JOB, ThreadPoolExecutor(1), 1)
    assert json.loads(line)["error"] == "an error of ours (KeyError)"


def test_what_is_missing_is_said_before_anything_is_written(tmp_path: Path) -> None:
    result = _run(tmp_path / "nowhere.jsonl", "-o", tmp_path / "out.jsonl")
    assert isinstance(result.exception, NmtError)
    assert "there is no such file or folder" in str(result.exception)
    assert not (tmp_path / "out.jsonl").exists()


def test_a_cluster_gives_the_same_lines(batch: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    local, cluster = tmp_path / "local.jsonl", tmp_path / "cluster.jsonl"
    _run(batch, "-o", local)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as running:
        result = _run(batch, "-o", cluster, "--dask", running.scheduler_address)
    assert result.exit_code == 0, result.exception
    assert cluster.read_bytes() == local.read_bytes()
