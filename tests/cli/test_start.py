"""What a cold start leaves alone: a library that the command does not need is not imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

NEVER = {"pydantic", "ruamel", "jinja2", "weasyprint", "rapidfuzz", "lark", "PIL"}


@pytest.mark.parametrize(
    ("args", "never"),
    [
        (["--help"], NEVER | {"yaml", "msgspec", "platformdirs", "experta", "clips"}),
        (["rank", "uq-035", "--engine", "plain"], NEVER | {"experta", "clips"}),
        (["rank", "uq-035", "--engine", "clips"], NEVER | {"experta"}),
        (["rank", "uq-035"], NEVER | {"clips"}),
    ],
    ids=["help", "plain", "clips", "experta"],
)
def test_a_start_imports_what_it_needs(args: list[str], never: set[str]) -> None:
    code = (
        f"import sys; sys.argv = ['nmt', *{args!r}]\nfrom nmt_expert.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    status = end.code\n"
        "print(status, *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # the cache is there from now on
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    status, *imported = done.stderr.split()
    assert status == "0"
    assert not never & set(imported)
