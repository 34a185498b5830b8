"""A little of `make fuzz` in every run of the tests, and the damage that could be done in the commands themselves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.pool import MEMORY, SECONDS, made, tried
from tests.fuzz.targets import known, own_folders


@pytest.fixture(scope="module", autouse=True)
def fuzz_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = dict(os.environ)
    own_folders(str(tmp_path_factory.mktemp("fuzz")))
    known()
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.parametrize("target", ["case", "rules", "cache"])
@pytest.mark.parametrize("part", range(3))
def test_a_handful_of_damaged_inputs_is_met(target: str, part: int) -> None:
    inputs = {"case": 25, "rules": 15, "cache": 1}[target]
    for number in range(part * inputs, (part + 1) * inputs):
        name = f"{target}-0-{number}"
        outcome = tried(*made(name), name)
        assert not outcome.startswith("!"), f"{name}: {outcome}"


def test_a_name_makes_the_same_input_again() -> None:
    assert made("case-7-3")[0] == made("case-7-3")[0]
    assert made("rules-7-3")[0] == made("rules-7-3")[0]
    assert made("rules-7-3")[0] != made("rules-7-4")[0]


def _aliases() -> str:
    return f"notes: [&a [{', '.join(f'k{i}' for i in range(30_000))}], {', '.join(['*a'] * 2000)}]\n"


_HEAD = "schema: nmt-case/1\nid: a-1\n"
_SMALL_AND_COSTLY = {
    "aliases": _HEAD + _aliases(),
    "unknown keys": _HEAD + "".join(f"key_number_{i}: {i}\n" for i in range(29_000)),
    "unknown findings": _HEAD + f"findings: [{{present: [{', '.join(f'fever{i}' for i in range(40_000))}]}}]\n",
    "unknown findings one by one": _HEAD + "findings:\n" + "".join(f"- present: phalem{i}\n" for i in range(2_000)),
    "many findings": _HEAD + "findings:\n" + "- present: phalen\n" * 12_000,
    "a long key": _HEAD + f"{'x' * 900_000}: 1\n",
    "a long number": _HEAD + f"client: {{age: {'9' * 900_000}}}\n",
    "deep": _HEAD + "a: " + "[" * 300_000 + "\n",
    "a long line of nothing": _HEAD + "a: [" + "," * 900_000 + "]\n",
    "many lines": "- a\n" * 240_000,
    "many documents": "--- a\n" * 160_000,
}


@pytest.mark.parametrize("name", sorted(_SMALL_AND_COSTLY))
def test_a_small_file_costs_little(name: str, tmp_path: Path) -> None:
    """One sentence, exit 1, within five seconds and 500 MB, nothing raw on the terminal."""
    path = tmp_path / "case.yaml"
    path.write_text(_SMALL_AND_COSTLY[name])
    code = (
        "import resource, sys; sys.argv = ['nmt', 'rank', sys.argv[1], '--engine', 'plain']\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS + 5}, {SECONDS + 5}))\n"
        "from nmt_expert.cli.main import main\n"
        "try:\n    main()\n"
        "except SystemExit as done:\n"
        "    used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "    from pathlib import Path\n"
        "    own = Path('/proc/self/status')\n"  # what is left of its starter's memory in ru_maxrss is not in VmHWM
        "    most = own.read_text().partition('VmHWM:')[2].split()[0] if own.exists() else used.ru_maxrss\n"
        "    print(__import__('json').dumps([done.code, used.ru_utime + used.ru_stime, int(most) * 1024]))\n"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    status, seconds, memory = json.loads(run.stdout)
    assert status == 1
    assert 0 < len(run.stderr) < 60_000
    assert all(line.isprintable() for line in run.stderr.splitlines())
    assert seconds < SECONDS
    assert memory < MEMORY
