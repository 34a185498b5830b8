"""What the shell asks of the program: its version, and how a word that was begun goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

NMT = str(Path(sys.executable).with_name("nmt"))


def _run(*args: str, **env: str) -> str:
    return subprocess.run([NMT, *args], capture_output=True, text=True, check=True, env={**os.environ, **env}).stdout


def _completed(words: str) -> list[str]:
    """What bash is offered for the last of these words."""
    count = str(words.count(" "))
    return _run(COMP_WORDS=words, COMP_CWORD=count, _NMT_COMPLETE="bash_complete").splitlines()


def test_version_names_the_rules_that_a_ranking_uses(some_case: str) -> None:
    rules = json.loads(_run("rank", some_case, "--json"))["provenance"]["rules"]
    assert _run("--version").endswith(f", rules {rules}\n")


def test_shell_completes_commands_options_and_cases() -> None:
    assert set(_completed("nmt rep")) == {"plain,report", "plain,replay"}
    assert "plain,--engine" in _completed("nmt rank --")
    assert _completed("nmt rank uq-035") == ["file,uq-035", "plain,uq-035"]
    assert _completed("nmt rank ") == ["file,"]
