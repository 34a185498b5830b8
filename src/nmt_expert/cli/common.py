"""What several commands share: the case that a name means, the knowledge base and the engine, and the assessment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nmt_expert.errors import NmtError, as_argument, nearest
from nmt_expert.paths import shipped
from nmt_expert.reasoning.engines import NAMES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from nmt_expert.knowledge.base import KnowledgeBase

_ENDINGS = (".yaml", ".yml")
_NAMED = 8  # hypotheses that a word may mean are named


def case_path(name: str) -> Path:
    """A file, with or without its ending, or the id of a case in the library."""
    path = Path(name)
    for file in (path, *(path.with_name(path.name + ending) for ending in _ENDINGS if path.name)):
        if name and file.is_file():
            return file
    if path.is_dir():
        raise NmtError(f"{name or '(nothing)'}: not a case but a folder; name a file in it.")
    if path.exists():  # a pipe, as in <(command)
        return path
    library = shipped("cases")
    if path.suffix not in _ENDINGS and path.name == name:
        for folder in (library, *sorted(library.iterdir())):
            if (folder / f"{name}.yaml").is_file():
                return folder / f"{name}.yaml"
    beside = [p.name for e in _ENDINGS for p in path.parent.glob(f"*{e}")] if path.parent.is_dir() else []
    if path.suffix in _ENDINGS or path.name != name:
        begin = as_argument(path if path.suffix in _ENDINGS else path.with_name(path.name + ".yaml"))
        raise NmtError(
            f"{path}: there is no such file.{nearest(path.name, beside)} Begin a new case with: nmt assess {begin}"
        )
    known = (p.stem for p in library.rglob("*.yaml"))
    near = nearest(name, beside) or nearest(name, known)  # one's own files before a thousand published cases
    raise NmtError(f"'{name}' is neither a file nor a case of the library.{near} List them with: nmt cases list")


def complete_case(_context: click.Context, _argument: click.Parameter, begun: str) -> list[CompletionItem]:
    """What the shell offers for a CASE: files, and the ids of library cases that go on as begun."""
    from click.shell_completion import CompletionItem

    ids = sorted(path.stem for path in shipped("cases").rglob("*.yaml") if begun and path.stem.startswith(begun))
    return [CompletionItem(begun, type="file"), *map(CompletionItem, ids)]


def json_option(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --json, which gives `what`."""
    return click.option("--json", "as_json", is_flag=True, help=what)


as_json_option = json_option("The same as JSON.")


def echo_json(data: object) -> None:
    """Prints data of ours as JSON, readable."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(data), indent=2).decode())


def written(path: Path, content: bytes) -> None:
    """Writes a file and says so. Raises NmtError when it cannot be written."""
    stored(path, content)
    click.echo(f"{path}: written.")


def stored(path: Path, content: bytes) -> None:
    """Writes a file. Raises NmtError when it cannot be written."""
    from nmt_expert.write import write_atomically

    try:
        write_atomically(path, content)
    except OSError as error:
        raise NmtError(f"{path} cannot be written: {error.strerror or error}.") from None


def made_folder(folder: Path) -> None:
    """Makes a folder and those above it. Raises NmtError when it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NmtError(f"{folder} cannot be made a folder: {error.strerror}.") from None


def _own(context: click.Context, _option: click.Parameter, named: tuple[Path, ...]) -> tuple[Path, ...]:
    from nmt_expert.own_rules import own_rules

    return named or (() if context.resilient_parsing else own_rules())


def rules_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--rules",
        "extra",
        multiple=True,
        type=click.Path(path_type=Path),
        callback=_own,
        help="A folder of own rules laid over the shipped ones; otherwise those of NMT_RULES or the settings.",
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
    """The id of the hypothesis that a name means. Raises NmtError when it means none, or several, which are named."""
    from nmt_expert.knowledge.search import hypotheses_meant

    meant, named = hypotheses_meant(kb, name)
    if named and len(meant) == 1:
        return meant[0].id
    if meant:
        which = "; ".join(f"'{h.id}' ({h.name})" for h in meant[:_NAMED])
        more = f"; and {len(meant) - _NAMED} more" if len(meant) > _NAMED else ""
        begin = f"'{name}' may mean several hypotheses" if named else f"no hypothesis is called '{name}'"
        raise NmtError(f"{begin}. Name the one that you mean: {which}{more}.")
    ids = {id: None for h in kb.hypotheses for id in (h, h.partition(".")[2])}
    near = nearest(name, ids)
    raise NmtError(f"no hypothesis is called '{name}'.{near} Search with: nmt vocabulary {as_argument(name)}")
