"""The one spelling of conditions in rule files; what a rule asks for stays the same, and that is proven."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nmt_expert.errors import NmtError
from nmt_expert.files import decoded
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language.fold import folded
from nmt_expert.knowledge.language.nested import read
from nmt_expert.knowledge.language.spell import spelled
from nmt_expert.knowledge.language.tidy import tidy
from nmt_expert.knowledge.language.tree import Path
from nmt_expert.knowledge.written.files import RuleFile
from nmt_expert.knowledge.written.load import kind_of, loaded
from nmt_expert.knowledge.written.respelled import respelled
from nmt_expert.knowledge.written.yaml_source import parse


def formatted(folders: Sequence[Sequence[RuleFile]]) -> list[list[RuleFile]]:
    """The same files with every condition as a sentence in its one spelling, lists named by their groups.

    Raises ProblemsError when the rules are wrong, NmtError when the new spelling would say something else.
    """
    files = loaded(folders)
    before = compile_rules(files)
    groups = Conditions(files, before, []).names.groups

    def respell(raw: Any, path: Path) -> str | None:
        tree = read(raw, path, lambda *_: None)  # right, since the rules compile
        return spelled(folded(tidy(tree), before, groups)) if tree is not None else None

    def anew(file: RuleFile) -> RuleFile:
        text = decoded(file.content, file.name)
        kind = kind_of(file.name)
        if kind is None:
            return file
        return file._replace(content=respelled(text, parse(text, file.name, aliases=True), kind, respell).encode())

    new = [[anew(file) for file in folder] for folder in folders]
    changed = sorted(_meaning(before).items() ^ _meaning(compile_rules(loaded(new))).items())
    if changed:
        raise NmtError(f"the new spelling of '{changed[0][0]}' would say something else; nothing was written.")
    return new


def _meaning(kb: KnowledgeBase) -> dict[str, str]:
    """What every rule asks for, whatever the order in which alternatives are written."""
    return {
        rule.id: repr(
            (
                sorted((n, sorted(kb.atoms[atom] for atom in atoms)) for n, atoms in rule.groups),
                sorted(kb.atoms[atom] for atom in rule.nots),
            )
        )
        for rule in kb.rules
    }
