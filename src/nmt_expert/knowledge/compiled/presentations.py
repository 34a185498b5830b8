"""How conditions usually present, from rules/presentations/: what each finding is shown by, and how often all in all.

The neighbours of a condition are those of a region of the finding (knowledge/presenting.py says what is made of it).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from nmt_expert.errors import Problem, nearest
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.belongs import mend
from nmt_expert.knowledge.presentations import Presentations, Presenting, Shown
from nmt_expert.knowledge.presenting import LEVELS, weight
from nmt_expert.knowledge.scale import Scale
from nmt_expert.knowledge.written.load import Item, RuleFiles
from nmt_expert.knowledge.written.schema.presentation import Age, Since

_ONE = re.compile(r"\s*([a-z0-9_]+)(?:\s*\(\s*([a-z0-9_]+)\s*\)|\s+in\s*\(([^()]*)\))?\s*(,|$)")
_TOLD_APART = ("sex_female", "sex_male")
_FEWEST = 0.03  # share of clients below which nobody's judgement reaches
Shares = dict[str, dict[int, str]]  # finding -> number of the hypothesis -> level


def presentations(files: RuleFiles, kb: KnowledgeBase, problems: list[Problem]) -> Presentations:
    """The presentations of these files as weights; what names nothing is added to the problems."""
    items = [item for item in files.of("presentation") if _known(item, kb, problems)]
    shares: Shares = {}
    for number, item in enumerate(items):
        for level in LEVELS:
            for key in _keys(item, level, kb, problems):
                before = shares.setdefault(key, {}).setdefault(number, level)
                if before != level:
                    message = f"'{key}' stands under {before} too; keep one"
                    problems.append(item.problem((level,), message, "presentation"))
    for whole, parts in _wholes(kb, shares):
        shares[whole] = _of_parts([shares[part] for part in parts])
    usual = _Usual(kb, [kb.hypotheses[item.entry.id].regions for item in items])
    order = sorted(shares)
    named: list[list[tuple[int, str]]] = [[] for _ in items]
    for place, key in enumerate(order):
        for number, level in shares[key].items():
            named[number].append((place, level))
    return Presentations(
        hypotheses=tuple(item.entry.id for item in items),
        shown={key: _shown(kb, key, usual.of(key, shares[key]), shares[key]) for key in order},
        named=tuple(_packed(of_one)[0] for of_one in named),
        levels=tuple(_packed(of_one)[1] for of_one in named),
        people=_presenting(kb.scale, [item.entry for item in items]),
    )


def _shown(kb: KnowledgeBase, key: str, usual: float, levels: Mapping[int, str]) -> Shown:
    finding = kb.finding(key)
    return Shown(usual, *_packed(sorted(levels.items())), found=finding is not None and finding.examined)


def _packed(pairs: Sequence[tuple[int, str]]) -> tuple[bytes, bytes]:
    """Numbers and levels, as the cache keeps them."""
    return array("H", [number for number, _ in pairs]).tobytes(), bytes(LEVELS.index(level) for _, level in pairs)


def _known(item: Item[Any], kb: KnowledgeBase, problems: list[Problem]) -> bool:
    if (id := item.entry.id) in kb.hypotheses:
        return True
    problems.append(item.problem(("id",), f"unknown hypothesis '{id}'.{nearest(id, kb.hypotheses)}", "unknown"))
    return False


def _keys(item: Item[Any], level: str, kb: KnowledgeBase, problems: list[Problem]) -> Iterator[str]:
    text, place = getattr(item.entry, level), 0
    while place < len(text):
        said = _ONE.match(text, place)
        if said is None:
            message = "a list of findings, as in `pain in (shin, calf_upper), onset_gradual`"
            problems.append(item.problem((level,), message, "presentation", place))
            return
        name, one, several, _ = said.groups()
        for subject in [one] if several is None else [word.strip() for word in several.split(",")]:
            key = name if subject is None else f"{name}({subject})"
            finding = kb.finding(key)
            if finding is not None and (finding.unit or key in _TOLD_APART):
                meant = "say it as `female`" if key in _TOLD_APART else "a number; name what it means, or leave it out"
                message = f"{level}: '{key}' stands in no list: {meant}"
                problems.append(item.problem((level,), message, "presentation", said.start(1)))
            elif finding is None:
                known = (
                    kb.findings
                    if subject is None
                    else kb.subjects(kb.families[name].over)
                    if name in kb.families
                    else {}
                )
                message = f"{level}: unknown finding '{key}'.{mend(kb, subject or name, known)}"
                problems.append(item.problem((level,), message, "unknown", said.start(1)))
            else:
                yield key
        place = said.end()


def _wholes(kb: KnowledgeBase, shares: Shares) -> list[tuple[str, list[str]]]:
    """Findings whose spot was not told, such as pain(knee_any), with what is known of their parts."""
    families = [family for family in kb.families.values() if family.over in kb.wholes]
    found = [
        (f"{f.id}({w.id})", [f"{f.id}({part})" for part in w.parts])
        for f in families
        for w in kb.wholes[f.over].values()
    ]
    known = [(whole, [part for part in parts if part in shares]) for whole, parts in found if whole not in shares]
    return [(whole, parts) for whole, parts in known if parts]


def _of_parts(parts: Sequence[Mapping[int, str]]) -> dict[int, str]:
    """Of each hypothesis the level of its likeliest part; never, where no part is likelier."""
    found: dict[int, str] = {}
    for level in reversed(LEVELS):
        found |= {number: level for part in parts for number, said in part.items() if said == level}
    return found


class _Usual:
    """How often findings are shown all in all."""

    def __init__(self, kb: KnowledgeBase, regions: Sequence[Iterable[str]]) -> None:
        self._kb = kb
        self._of_region: dict[str, set[int]] = {}
        for number, names in enumerate(regions):
            for name in names:
                self._of_region.setdefault(name, set()).add(number)
        self._all = set(range(len(regions)))

    def of(self, key: str, levels: Mapping[int, str]) -> float:
        """The share of clients who show a finding, 0 to 1, over the conditions of its regions and those that name it."""
        finding, shown = self._kb.finding(key), self._kb.scale.shown
        regions = finding.regions if finding else ()
        near = self._all if "general" in regions else set().union(*(self._of_region.get(r, set()) for r in regions))
        near = near | set(levels)
        told = sum(shown[level] for level in levels.values())
        return round((told + shown["unnamed"] * (len(near) - len(levels))) / len(near), 5)


def _presenting(scale: Scale, entries: Sequence[Any]) -> Presenting:
    """Of each hypothesis, by age, sex and time since the onset."""
    ages = _bands(scale, [[e.age.get(band) for band in get_args(Age)] if e.age else [] for e in entries])
    since = _bands(scale, [[e.since.get(band) for band in get_args(Since)] if e.since else [] for e in entries])
    sexes = [[] if e.female is None else [e.female, 100 - e.female] for e in entries]
    return Presenting(ages, _bands(scale, sexes, even=True), since)


def _bands(scale: Scale, entries: Sequence[Sequence[int | None]], even: bool = False) -> tuple[tuple[float, ...], ...]:
    """The weight of each band for each entry: its share beside that of all entries, or beside an even one; () untold."""
    told = [[(n or 0) / 100 for n in entry] for entry in entries]
    width = max(map(len, told), default=0)
    whole = sum(map(sum, told)) or 1.0
    usual = [1 / width if even else sum(entry[i] for entry in told if entry) / whole for i in range(width)]

    def share(part: float) -> float:
        return (part + _FEWEST) / (1 + _FEWEST * width)

    return tuple(
        tuple(weight(scale, share(part), share(all_)) for part, all_ in zip(entry, usual, strict=True)) if entry else ()
        for entry in told
    )
