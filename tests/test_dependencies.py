"""What is imported is declared; what is declared is locked, with hashes and without naming where it comes from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, Any]:
    return tomllib.loads((repository / "pyproject.toml").read_text())


def _names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(text).name) for text in requirements}


def _imported(folder: Path) -> set[str]:
    """The distributions whose modules the Python files of a folder import."""
    modules = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    installed = packages_distributions()
    return {canonicalize_name(installed[name][0]) for name in modules - sys.stdlib_module_names if name in installed}


def test_what_the_program_imports_is_declared(repository: Path, project: dict[str, Any]) -> None:
    declared = _names(project["project"]["dependencies"])
    # what stands for experta, which asks for an older one
    declared |= _names(project["tool"]["uv"]["override-dependencies"])
    declared |= _names([text for extra in project["project"]["optional-dependencies"].values() for text in extra])
    assert _imported(repository / "src") - declared == {"nmt-expert"}


def test_what_the_tests_import_is_declared(repository: Path, project: dict[str, Any]) -> None:
    declared = _names(project["project"]["dependencies"]) | _names(project["dependency-groups"]["dev"])
    assert _imported(repository / "tests") - declared == {"nmt-expert"}


@pytest.mark.parametrize(
    ("lock", "groups"), [("requirements.lock", ["dev"]), ("benchmarks/requirements.lock", ["bench"])]
)
def test_lock_holds_what_is_declared(lock: str, groups: list[str], repository: Path, project: dict[str, Any]) -> None:
    pinned = dict(re.findall(r"^([\w.-]+)==([^ ;]+)", (repository / lock).read_text(), re.M))
    wanted = [text for group in groups for text in project["dependency-groups"][group]]
    if "dev" in groups:
        wanted += project["project"]["dependencies"] + project["tool"]["uv"]["override-dependencies"]
        wanted += project["build-system"]["requires"]
    for requirement in map(Requirement, wanted):
        version = pinned.get(canonicalize_name(requirement.name), "none")
        assert version in requirement.specifier, f"{requirement} is not what {lock} pins ({version}): make lock"


@pytest.mark.parametrize("lock", ["requirements.lock", "benchmarks/requirements.lock"])
def test_lock_has_a_hash_for_each_and_names_no_host(lock: str, repository: Path) -> None:
    text = (repository / lock).read_text()
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=)", text, re.M), "an option of pip stands in the lock"
