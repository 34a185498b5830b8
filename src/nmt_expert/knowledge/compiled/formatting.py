"""The one spelling and layout of rule files; what a rule asks for stays the same, and that is proven."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.errors import NmtError
from nmt_expert.files import decoded
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language import sentence
from nmt_expert.knowledge.language.fold import folded
from nmt_expert.knowledge.language.spell import spelled
from nmt_expert.knowledge.language.tidy import tidy
from nmt_expert.knowledge.written.conditions_of import at_path, conditions_of
from nmt_expert.knowledge.written.files import RuleFile
from nmt_expert.knowledge.written.layout.file import laid_out
from nmt_expert.knowledge.written.load import RuleFiles, kind_of, loaded
from nmt_expert.knowledge.written.yaml_source import parse


def formatted(
    folders: Sequence[Sequence[RuleFile]],
    below: Sequence[Sequence[RuleFile]] = (),
    kb: KnowledgeBase | None = None,
) -> list[list[RuleFile]]:
    """The same files in the one layout, every condition in its one spelling, lists named by their groups.

    `below`: the folders over which these are laid, and `kb` their knowledge base. Raises ProblemsError when the rules are wrong, NmtError when the new spelling would say something else.
    """
    files = loaded([*below, *folders])
    before = compile_rules(files, kb)
    groups = Conditions(files, before, []).names.groups

    def respell(condition: str) -> str:
        return spelled(folded(tidy(sentence.parse(condition)), before, groups))

    def anew(file: RuleFile) -> RuleFile:
        text = decoded(file.content, file.name)
        if kind_of(file.name) is None:
            return file
        data = parse(text, file.name, aliases=True)
        new = laid_out(text, data, lambda entry: kind_of(file.name, entry) or "", respell)
        return file._replace(content=new.encode())

    new = [[anew(file) for file in folder] for folder in folders]
    if all(list(old) == laid for old, laid in zip(folders, new, strict=True)):
        return new
    files_after = loaded([*below, *new])
    changed = sorted(_meaning(before).items() ^ _meaning(compile_rules(files_after, kb)).items())
    changed += sorted(_beside(files).items() ^ _beside(files_after).items())
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


def _beside(files: RuleFiles) -> dict[str, str]:
    """Everything that entries say beside their conditions."""
    found = {}
    for kind, items in files.items.items():
        for item in items:
            said = item.entry.model_dump(by_alias=True)
            for path in conditions_of(kind, said):
                at_path(said, path[:-1])[path[-1]] = None
            found[f"{kind} {item.entry.id}"] = repr(said)
    return found
