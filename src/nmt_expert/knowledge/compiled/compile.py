"""Turns checked entries into the compiled knowledge base: rules in normal form over numbered atoms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_expert.errors import Problem, ProblemsError, nearest
from nmt_expert.knowledge import model
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.conditions import Clause, Group, absent_counterpart, clause_of
from nmt_expert.knowledge.compiled.contradictions import contradictions
from nmt_expert.knowledge.compiled.entries import basis_of, sources_of, stated, without_rules
from nmt_expert.knowledge.compiled.expand import Frames, instantiate, seen_in, used_fields
from nmt_expert.knowledge.compiled.implications import implications
from nmt_expert.knowledge.compiled.kept import Kept
from nmt_expert.knowledge.compiled.never import never_holds
from nmt_expert.knowledge.compiled.presentations import presentations
from nmt_expert.knowledge.compiled.red_flags import flag_problems, flag_rules, vetoed
from nmt_expert.knowledge.compiled.rules_in_use import put_in_use
from nmt_expert.knowledge.compiled.scores import scores
from nmt_expert.knowledge.compiled.weights import of_ratio, of_word
from nmt_expert.knowledge.compiled.wholes import Reach, wholes, widened, widened_groups, widened_keys
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language.tree import Path, Tree
from nmt_expert.knowledge.written.load import Item, RuleFiles
from nmt_expert.knowledge.written.references import reference_problems, unknown_in, without_echoes
from nmt_expert.knowledge.written.schema import rules

_ABSENT = "Expected here, yet tested and not found. "


def compile_rules(files: RuleFiles, below: KnowledgeBase | None = None) -> KnowledgeBase:
    """The knowledge base of `files`. Raises ProblemsError with every problem that makes a rule impossible.

    `below`: that of the first folder alone, of which is taken what the later ones cannot change.
    """
    return _Compiler(files, below).run()


class _Compiler:
    def __init__(self, files: RuleFiles, below: KnowledgeBase | None) -> None:
        self.files = files
        self.kept = Kept(files, below)
        self.problems = list(files.problems)
        self.atoms: dict[str, int] = dict(below.atom_index) if below else {}
        self.rules: list[model.Rule] = []
        self.frames = Frames(files)
        self.patterns: dict[str, model.Pattern] = {}
        self.kb: KnowledgeBase
        self.conditions: Conditions
        self.sources = {item.entry.id: item.entry for item in files.of("source")}

    def run(self) -> KnowledgeBase:
        unread = [problem for problem in self.problems if problem.code in ("yaml", "blank")]
        if unread:  # what a file that cannot be read would have defined is no further problem
            raise ProblemsError(unread)
        if self.files.scale is None:
            raise ProblemsError(self.problems or [Problem("scale.yaml", 0, 0, "is missing from the rules", "file")])
        self.kb = without_rules(self.files, self.frames)
        self.patterns = self.kb.patterns
        self.kept.into(self.kb)
        self.conditions = Conditions(self.files, self.kb, self.problems)
        self.kb.wholes = wholes(self.files, self.kb, self.conditions.names.groups, self.problems)
        self.kb.implications = implications(self.files, self.kb, self.conditions, self.problems)
        for item in self.files.of("pattern"):
            self._pattern(item, item.entry.id, item.entry.sided)
        self._hypothesis_rules()
        self._templates()
        self._safety_rules()
        self.kb.contradictions = contradictions(self.files, self.kb, self.conditions, self.problems)
        self.kb.scores = scores(self.files, self.kb, self.conditions, self.problems)
        self.kb.presentations = presentations(self.files, self.kb, self.problems)
        self.problems += reference_problems(self.files, self.kb)
        if self.problems:
            raise ProblemsError(list(without_echoes(self.problems, self.files.refused)))
        self.kb.atoms = list(self.atoms)
        put_in_use(self.kb, self.rules, self.files.off)
        return self.kb

    # -- rules

    def _pattern(self, item: Item[Any], concluded: str, sided: bool) -> None:
        e = item.entry
        rest = {"kind": "pattern", "target": concluded, "sided": sided, "text": e.id} | stated(e, self.sources)
        self._add(item, ("when",), e.when, id=e.id, **rest)

    def _hypothesis_rules(self) -> None:
        for kind in ("muscle", "nerve", "condition"):
            for item in self.files.of(kind):
                hypothesis = item.entry.id if kind != "muscle" else f"trigger_point.{item.entry.id}"
                if kind != "muscle" and item.entry.hallmark is not None:
                    self._hallmark(item)
                for i, argument in enumerate(item.entry.arguments):
                    self._argument(item, ("arguments", i), argument, f"{hypothesis}/{argument.id}", hypothesis)
        for item in self.files.of("rule"):
            then = item.entry.then
            if then.pattern is not None:
                if then.pattern not in self.patterns:
                    self._unknown(item, ("then", "pattern"), "pattern", then.pattern, self.patterns)
                    continue
                self._pattern(item, then.pattern, self.patterns[then.pattern].sided)
            else:
                target = then.for_ or then.against or ""
                if target not in self.kb.hypotheses:
                    self._unknown(item, ("then",), "hypothesis", target, self.kb.hypotheses)
                    continue
                self._argument(item, (), item.entry, item.entry.id, target, then)

    def _hallmark(self, item: Item[Any]) -> None:
        """A rule that weighs nothing and shows that a hypothesis has its hallmark."""
        target = item.entry.id
        rest = {"kind": "argument", "target": target, "sided": self.kb.hypotheses[target].sided, "hallmark": True}
        rest |= {"text": (name := f"{target}/hallmark"), "group": "hallmark", "strength": "hallmark"}
        self._add(item, ("hallmark",), item.entry.hallmark, id=name, **rest)

    def _argument(
        self,
        item: Item[Any],
        path: tuple[str | int, ...],
        e: Any,
        rule_id: str,
        target: str,
        then: rules.Conclusion | None = None,
    ) -> None:
        """One argument, and its counterpart for a stated absence where it has one."""
        then = then or e.concluding(target)
        common = {
            "kind": "argument",
            "target": target,
            "sided": self.kb.hypotheses[target].sided,
            "text": rule_id,
        } | stated(e, self.sources)
        common["group"] = e.group or e.id
        self._conclude(item, (*path, "when"), e.when, rule_id, then, common)

    def _templates(self) -> None:
        for item in self.files.of("template"):
            e = item.entry
            when = self.conditions.read(item, ("when",), e.when)
            if when is None:
                continue
            used = used_fields(when)
            for frame_item, fields in self.frames.of(e.for_each):
                name = f"{e.id}({fields.get('trigger', fields['id'])})"
                if (kept := self.kept.of(name, item, frame_item)) is not None:
                    self.rules += kept
                    continue
                try:
                    filled = instantiate(e, when, fields)
                except KeyError as error:
                    text = f"the frame '{e.for_each}' has no field {error}"
                    self.problems.append(item.problem(("when",), text, "template"))
                    break
                if filled is None:
                    continue
                sources = seen_in(frame_item.entry, fields, used)
                target = filled["then"].get("for") or filled["then"]["against"]
                if target not in self.kb.hypotheses:
                    self._unknown(item, ("then",), "hypothesis", target, self.kb.hypotheses)
                    break
                common = {
                    "kind": "argument",
                    "target": target,
                    "sided": self.kb.hypotheses[target].sided,
                    "text": e.id,
                    "graded": e.graded,
                    "partly": filled["partly"],
                    "context": e.context,
                    "hallmark": e.hallmark,
                    "group": e.group or e.id,
                    "because": filled["because"],
                    "life": e.life,
                    "sources": sources,
                    "basis": basis_of(self.sources, sources),
                }
                then = rules.Conclusion.model_validate(filled["then"])
                before = len(self.problems)
                self._conclude(frame_item, (), filled["when"], name, then, common)
                if len(self.problems) > before and any(unknown_in(frame_item, self.kb)):
                    del self.problems[before:]  # it is said once, of the field in which the word stands

    def _conclude(
        self, item: Item[Any], path: Path, when: Any, rule_id: str, then: rules.Conclusion, common: dict[str, Any]
    ) -> None:
        sign = -1 if then.against else 1
        if then.lr is not None:
            clause = self._add(item, path, when, id=rule_id, **common, **of_ratio(then.lr.positive, then.lr.interval))
            if then.lr.negative is not None:
                self._counterpart(
                    item, path, rule_id, clause, common, of_ratio(then.lr.negative, then.lr.negative_interval)
                )
        else:
            assert then.strength is not None
            clause = self._add(item, path, when, id=rule_id, **common, **of_word(then.strength, sign, self.kb.scale))
            if then.absent is not None:
                self._counterpart(item, path, rule_id, clause, common, of_word(then.absent, -1, self.kb.scale))

    def _counterpart(
        self,
        item: Item[Any],
        path: Path,
        rule_id: str,
        clause: Clause | None,
        common: dict[str, Any],
        weight: dict[str, Any],
    ) -> None:
        if clause is None:
            return
        groups = absent_counterpart(clause.groups) if not clause.nots and not clause.inner else None
        if groups is None:
            self.problems.append(
                item.problem(
                    path,
                    "`absent` and a negative likelihood ratio need a condition of one present finding, or of `n of` such",
                    "absent",
                )
            )
            return
        negative = common | {"because": _ABSENT + common["because"], "graded": False, "partly": (), "hallmark": False}
        self._rule(f"{rule_id}/absent", groups, [], negative | weight)

    def _safety_rules(self) -> None:
        for item in self.files.of("red_flag"):
            self._red_flag(item)
        for item in self.files.of("urgency"):
            e = item.entry
            name = f"urgency/{e.id}"
            rest = {"kind": "urgency", "target": e.id, "sided": False, "urgency": e.at_least, "text": name}
            self._add(item, ("when",), e.when, id=name, **rest, **stated(e, self.sources))
        for item in self.files.of("caution"):
            e = item.entry
            if e.when is not None:
                seen = sources_of(e)
                rest = {"because": e.because, "text": e.id, "sources": seen, "basis": basis_of(self.sources, seen)}
                self._add(
                    item, ("when",), e.when, id=f"caution/{e.id}", kind="caution", target=e.id, sided=False, **rest
                )

    def _red_flag(self, item: Item[Any]) -> None:
        e = item.entry
        written = {} if self.kept.of("", item) is not None else e.signs
        signs = self.conditions.signs({name: (item, ("signs", name), when) for name, when in written.items()})
        for path, when, rest in flag_rules(item):
            basis = basis_of(self.sources, rest["sources"])
            clause = self._add(item, path, when, signs, target=e.id, sided=False, basis=basis, **rest)
            if clause is not None and rest["kind"] == "flag":
                self.problems += vetoed(item, path, rest["urgency"], clause)
        self.problems += flag_problems(item)

    def _add(
        self,
        item: Item[Any],
        path: tuple[str | int, ...],
        when: str | Tree,
        signs: Mapping[str, Tree] | None = None,
        *,
        id: str,
        **rest: Any,
    ) -> Clause | None:
        """Adds the rule of a condition, and the unnamed patterns inside it."""
        if path and (kept := self.kept.of(id, item)) is not None:  # those of a template were taken already
            self.rules += kept
            return None
        tree = self.conditions.resolved(item, path, when, id, signs)
        if tree is None:
            return None
        clause = clause_of(id, tree)
        if never := list(never_holds(item, path, clause, sided=rest["sided"])):
            self.problems += never
            return None
        reach: Reach = "danger" if rest["kind"] == "flag" else "all"
        for one in (clause, *clause.all_inner):
            self.kb.both_sides |= {name: widened_keys(self.kb, keys) for name, keys in one.both_sides.items()}
        for inner in clause.all_inner:
            self.patterns[inner.name] = model.Pattern(inner.name, inner.name, rest["sided"])
            named = {"kind": "pattern", "target": inner.name, "sided": rest["sided"], "text": rest["text"]}
            self._rule(inner.name, inner.groups, inner.nots, named, reach)
        self._rule(id, clause.groups, clause.nots, rest, "drawing" if rest.get("graded") else reach)
        return clause

    def _rule(self, id: str, groups: list[Group], nots: list[str], rest: dict[str, Any], reach: Reach = "all") -> None:
        on_trial = {"kind": "experimental"} if rest.get("life", "").startswith("experimental") else {}

        def number(atom: str) -> int:
            return self.atoms.setdefault(atom, len(self.atoms))

        wider = widened_groups(self.kb, groups, reach)
        self.rules.append(
            model.Rule(
                id=id,
                groups=tuple((n, tuple(map(number, atoms))) for n, atoms in wider),
                nots=tuple(map(number, widened(self.kb, nots))),
                **(rest | on_trial),
            )
        )

    def _unknown(self, item: Item[Any], path: Path, what: str, name: str, known: Any) -> None:
        self.problems.append(item.problem(path, f"unknown {what} '{name}'.{nearest(name, known)}", "unknown"))
