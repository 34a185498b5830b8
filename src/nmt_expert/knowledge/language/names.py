"""Looks up what the words of a condition name: findings, families, patterns, signs and groups.

A checked condition names keys of findings only (`pain(lumbar)`), and patterns as `@pattern`: groups are spread out and
signs are replaced by what they stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from nmt_expert.errors import nearest
from nmt_expert.knowledge.base import SINGULAR, KnowledgeBase
from nmt_expert.knowledge.belongs import mend
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.language.tree import (
    AllOf,
    AnyOf,
    Compare,
    CountOf,
    Finding,
    Tree,
    Unless,
    Word,
    children,
    words,
)
from nmt_expert.knowledge.language.units import in_unit_of

Report = Callable[[int, str, str], None]  # offset in the sentence, message, code
MOST = 3_000  # findings that one condition may name once groups and signs are spread out


class Names:
    """Everything that a word of a condition can name."""

    def __init__(self, kb: KnowledgeBase, groups: Mapping[str, Group]) -> None:
        self.kb = kb
        self.groups = groups
        self.signs: dict[str, Tree] = {}
        self.used: set[str] = set()  # groups (`@leg`) and signs that some condition names

    def taken(self, name: str) -> str | None:
        """What already has this name, for a sign that would like it."""
        kinds: dict[str, Mapping[str, object]] = {
            "a finding": self.kb.findings,
            "a family": self.kb.families,
            "a pattern": self.kb.patterns,
        }
        kinds["a shared sign"] = self.signs
        return next((kind for kind, known in kinds.items() if name in known), None)

    def resolved(self, tree: Tree, report: Report, signs: Mapping[str, Tree] | None = None) -> Tree | None:
        """The condition with every name looked up; None when something was wrong. `signs` are those of its entry."""
        look = _Look(self, {**self.signs, **(signs or {})}, report)
        found = look.up(tree)
        if not look.wrong and size(found) > MOST:
            look.say(
                words(tree)[0].at, f"names {size(found):,} findings once spread out; at most {MOST:,}", "condition"
            )
        return None if look.wrong else found


def size(tree: Tree) -> int:
    """How many findings a condition names."""
    return (
        len(tree.keys)
        if isinstance(tree, Finding)
        else 1
        if isinstance(tree, Compare)
        else sum(map(size, children(tree)))
    )


class _Look:
    """Looks up one condition."""

    def __init__(self, names: Names, signs: Mapping[str, Tree], report: Report) -> None:
        self.names = names
        self.kb = names.kb
        self.signs = signs
        self.report = report
        self.wrong = False

    def say(self, at: int, message: str, code: str) -> None:
        self.wrong = True
        self.report(at, message, code)

    def up(self, tree: Tree) -> Tree:
        match tree:
            case AllOf(parts):
                return AllOf(tuple(map(self.up, parts)))
            case AnyOf(parts):
                return AnyOf(tuple(map(self.up, parts)))
            case CountOf(n, parts, at):
                if not 1 <= n <= len(parts):
                    self.say(at, f"{n} of {len(parts)} conditions can never or always hold", "condition")
                return replace(tree, parts=tuple(map(self.up, parts)))
            case Unless(base, nots):
                return Unless(self.up(base), self._only_findings(nots))
            case Compare():
                return self._compared(tree)
            case Finding():
                return self._finding(tree)

    def _only_findings(self, nots: Tree) -> Tree:
        found = self.up(nots)
        todo = [found]
        for part in todo:  # grows while it is read
            todo += part.parts if isinstance(part, AnyOf) else ()
            single = isinstance(part, Finding) and part.needed == 1 and not any(k.startswith("@") for k in part.keys)
            if not self.wrong and not single and not isinstance(part, AnyOf | Compare):
                message = (
                    "`unless` may name findings only, joined with `or`; no pattern and nothing that holds together"
                )
                self.say(words(nots)[0].at, message, "condition")
        return found

    # -- findings

    def _finding(self, tree: Finding) -> Tree:
        if tree.subjects:
            keys = self._members(tree)
        elif len(tree.names) == 1 and tree.names[0] in self.signs:
            return self._sign(tree)
        else:
            keys = tuple(key for name in tree.names for key in self._plain(name, tree))
        found = replace(tree, names=keys, subjects=())
        if tree.n and not 1 <= tree.n <= len(found.keys):
            self.say(tree.names[0].at, f"{tree.n} of {len(found.keys)} findings can never or always hold", "condition")
        for key in found.keys:
            self._check_side(tree, key)
        return found

    def _sign(self, tree: Finding) -> Tree:
        (name,) = tree.names
        self.names.used.add(name)
        if tree.absent or tree.side != "same":
            self.say(
                name.at, f"'{name}' is a sign, a condition of its own; it stands without `no` and side", "condition"
            )
        return self.signs[name]

    def _plain(self, name: Word, tree: Finding) -> tuple[Word, ...]:
        """The keys that a word without subject names."""
        if name.startswith("@"):
            members = self._group(name, "findings", "")
            return tuple(Word(f"@{m}" if m in self.kb.patterns else m, name.at) for m in members)
        if name in self.kb.patterns:
            if tree.absent or tree.side not in ("same", "either"):
                self.say(name.at, f"'{name}' is a pattern: it holds or not, on this side or `either side`", "condition")
            return (Word(f"@{name}", name.at),)
        return (name,) if self._known(name) else ()

    def _known(self, name: Word) -> bool:
        finding = self.kb.finding(str(name))
        if finding is not None:
            if finding.unit:
                self.say(name.at, f"'{name}' is a number: compare it, `{name} >= ...` or `{name} <= ...`", "value")
            return True
        if name in self.kb.families:
            over = self.kb.families[name].over
            message = f"'{name}' is a family; write {name}(subject) with a subject of {over}, or `{name} in @group`"
            self.say(name.at, message, "unknown")
            return False
        known = [*self.kb.findings, *self.kb.families, *self.signs, *(p for p in self.kb.patterns if "#" not in p)]
        self.say(name.at, f"unknown finding '{name}'.{mend(self.kb, name, known)}", "unknown")
        return False

    def _members(self, tree: Finding) -> tuple[Word, ...]:
        """The keys of families with subjects."""
        keys: list[Word] = []
        for name in tree.names:
            family = self.kb.families.get(name)
            if family is None:
                what = "a finding of its own, without subject" if name in self.kb.findings else "no family"
                self.say(name.at, f"'{name}' is {what}.{nearest(name, self.kb.families)}", "unknown")
                continue
            known = {**self.kb.subjects(family.over), **self.kb.wholes.get(family.over, {})}
            for subject in tree.subjects:
                if subject.startswith("@"):
                    keys += [
                        Word(f"{name}({member})", subject.at) for member in self._group(subject, family.over, name)
                    ]
                elif subject in known:
                    keys.append(Word(f"{name}({subject})", name.at))
                else:
                    kind, place = SINGULAR[family.over], f" in {name}({subject})"
                    hint = f" Write @{subject}." if subject in self.names.groups else mend(self.kb, subject, known)
                    self.say(subject.at, f"unknown {kind} '{subject}'{place}.{hint}", "unknown")
        return tuple(keys)

    def _group(self, ref: Word, wanted: str, family: str) -> tuple[str, ...]:
        group = self.names.groups.get(ref[1:])
        if group is None:
            fitting = [f"@{g.id}" for g in self.names.groups.values() if g.of == wanted]
            self.say(ref.at, f"unknown group '{ref}'.{nearest(ref, fitting)}", "unknown")
            return ()
        self.names.used.add(ref)
        if group.of != wanted:
            goes = f"'{family}' goes with {wanted}" if family else "only a group of findings stands alone"
            self.say(ref.at, f"{ref} is a group of {group.of}; {goes}", "group")
            return ()
        return group.members

    def _check_side(self, tree: Finding, key: str) -> None:
        finding = self.kb.finding(key)
        if tree.side in ("both", "opposite") and finding is not None and not finding.sided:
            word = "bilateral" if tree.side == "both" else "opposite"
            self.say(tree.names[0].at, f"'{key}' has no side; take out `{word}`", "side")

    # -- numbers

    def _compared(self, tree: Compare) -> Tree:
        name = tree.name
        finding = self.kb.finding(str(name)) or next(
            (f for f in self.kb.findings.values() if f.unit and f.key == f"{name}_{f.unit}"), None
        )
        if finding is None:
            numbers = [key for key, f in self.kb.findings.items() if f.unit]
            self.say(name.at, f"unknown number '{name}'.{nearest(name, numbers)}", "unknown")
        elif not finding.unit:
            self.say(name.at, f"'{name}' is not a number: it is present or absent", "value")
        else:
            bound = in_unit_of(finding, name, tree.bound, tree.unit)
            if isinstance(bound, str):
                self.say(name.at, bound, "value")
            else:
                return Compare(Word(finding.key, name.at), tree.op, bound)
        return tree
