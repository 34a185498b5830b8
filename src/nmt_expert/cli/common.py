"""What several commands share: the case that a name means, the knowledge base and the engine, and the assessment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nmt_expert.errors import NmtError, nearest
from nmt_expert.paths import shipped
from nmt_expert.reasoning.engines import NAMES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from nmt_expert.knowledge.model import KnowledgeBase


def case_path(name: str) -> Path:
    """A file, or the id of a case in the library."""
    path = Path(name)
    if path.exists():
        return path
    if path.suffix:
        beside = [p.name for p in path.parent.glob(f"*{path.suffix}")] if path.parent.is_dir() else []
        raise NmtError(
            f"{path}: there is no such file.{nearest(path.name, beside)} Begin a new case with: nmt assess {path}"
        )
    library = shipped("cases")
    found = list(library.rglob(f"{name}.yaml"))
    if found:
        return found[0]
    known = [p.stem for p in library.rglob("*.yaml")]
    raise NmtError(
        f"'{name}' is neither a file nor a case of the library.{nearest(name, known)} List them with: nmt cases list"
    )


def complete_case(_context: click.Context, _argument: click.Parameter, begun: str) -> list[CompletionItem]:
    """What the shell offers for a CASE: files, and the ids of library cases that go on as begun."""
    from click.shell_completion import CompletionItem

    ids = sorted(path.stem for path in shipped("cases").rglob("*.yaml") if begun and path.stem.startswith(begun))
    return [CompletionItem(begun, type="file"), *map(CompletionItem, ids)]


def rules_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--rules",
        "extra",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A folder of own rules laid over the shipped ones.",
    )(function)


def engine_option(default: str = "experta") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --engine. All give the same assessment; the plain evaluator is no library, only the rules' meaning."""
    return click.option(
        "--engine",
        "engine_name",
        type=click.Choice(NAMES),
        default=default,
        show_default=True,
        help="The rule engine; all give the same assessment.",
    )


def find_hypothesis(kb: KnowledgeBase, name: str) -> str:
    """The id that a name means: an id, the part behind its dot, or NmtError with the nearest."""
    if name in kb.hypotheses:
        return name
    short = [h for h in kb.hypotheses if h.partition(".")[2] == name]
    if short:
        return short[0]
    raise NmtError(f"unknown hypothesis '{name}'.{nearest(name, kb.hypotheses)} Search with: nmt vocabulary {name}")
