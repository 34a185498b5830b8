"""The wheel carries rules, cases and templates, and runs from any folder. `make test-wheel` also installs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nmt_expert.knowledge.base import KnowledgeBase


@pytest.fixture(scope="module")
def unpacked(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder)
    return folder


@pytest.mark.parametrize("folder", ["rules", "cases", "report_templates"])
def test_wheel_carries_every_file_of(folder: str, unpacked: Path, repository: Path) -> None:
    files = [path for path in (repository / folder).rglob("*") if path.is_file()]
    assert files
    for path in files:
        shipped = unpacked / "nmt_expert/data" / path.relative_to(repository)
        assert shipped.read_bytes() == path.read_bytes()


def test_wheel_ranks_as_the_checkout_does_from_another_folder(
    unpacked: Path, tmp_path: Path, kb: KnowledgeBase
) -> None:
    code = "import nmt_expert; from nmt_expert.cli.main import main; print(nmt_expert.__file__); main()"
    ranked = subprocess.run(
        [sys.executable, "-P", "-c", code, "rank", "uq-035", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    origin, _, assessment = ranked.stdout.partition("\n")
    assert Path(origin).is_relative_to(unpacked)
    assert json.loads(assessment)["provenance"]["rules"] == kb.hash
    assert json.loads(assessment)["hypotheses"][0]["id"] == "entrapment.carpal_tunnel"
