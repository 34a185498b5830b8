"""Notes that somebody annotated who had not seen the reader: how much of what they state is proposed, and what is proposed wrongly.

Those of `notes/known` were looked at while the reader was made; those of `notes/unseen` never, so only these foretell.
Beside each note (`NAME.txt`: a line with age, sex and side of the complaint, then the words) lies `notes/NAME.tsv`, a finding a
line: key, state (present, absent, value), side, value, words. A key '-' is said but no word of the vocabulary; it counts nowhere.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from figures import Figure

from nmt_expert.case.observation import Observation
from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.interview.words.prose.recognise import Understood
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.facts import build_facts

_FOLDER = Path(__file__).with_name("notes")
_SIDES = {"left": {"left"}, "right": {"right"}, "both": {"left", "right"}}
_NEAR = 0.1  # of a number, within which it is the same
Stated = set[tuple[str, str]]  # finding and state


@dataclass
class Counts:
    stated: int = 0
    proposed: int = 0
    proposals: int = 0
    wrong: int = 0
    sides: int = 0
    unknown: int = 0
    rows: list[Observation] = field(default_factory=list)


def annotated(kb: KnowledgeBase, folder: Path = _FOLDER) -> Iterator[Figure]:
    """The figures of the annotated notes, those that nobody looked at first."""
    for part in ("unseen", "known"):
        yield from _figures(kb, folder / part)


def _figures(kb: KnowledgeBase, folder: Path) -> Iterator[Figure]:
    counts = Counts()
    files = sorted(folder.glob("*.tsv"))
    for file in files:
        head, _, text = file.with_suffix(".txt").read_text(encoding="utf-8").partition("\n")
        side = re.search(r"side:\s*(left|right|both)", head)
        found = [u for u in read_notes(kb, text, side[1] if side else None).found if not u.among]
        _count(kb, _rows(kb, file, counts), found, counts)
    if files and counts.stated and counts.proposals:
        notes = f"{len(files)} {folder.name} notes"
        yield Figure(
            f"stated findings proposed ({notes})", 100 * counts.proposed / counts.stated, "%", goal="at least 70"
        )
        yield Figure(f"proposals that are not annotated ({notes})", 100 * counts.wrong / counts.proposals, "%")
        yield Figure(f"proposals with another side ({notes})", 100 * counts.sides / counts.proposals, "%")
        yield Figure(f"annotations that are no key ({notes})", counts.unknown, "")


def _rows(kb: KnowledgeBase, file: Path, counts: Counts) -> list[Observation]:
    rows = []
    for row in csv.reader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        key, state, side, value = ([cell.strip() for cell in row] + [""] * 4)[:4]
        if state not in ("present", "absent", "value") or key == "-":
            continue
        if kb.finding(key) is None:
            counts.unknown += 1
            continue
        said = re.search(r"\d+(?:\.\d+)?", value)
        number = float(said[0]) if state == "value" and said else None
        rows.append(Observation(key, state, frozenset(_SIDES.get(side, set())), number))  # type: ignore[arg-type]
    return rows


def _count(kb: KnowledgeBase, rows: list[Observation], found: Sequence[Understood], counts: Counts) -> None:
    read = [Observation(u.key, u.state, frozenset(_SIDES.get(u.side or "", set())), u.value) for u in found]
    truth, proposals = follows_from(kb, rows), {(o.key, str(o.state)) for o in read}
    follows = widened(kb, follows_from(kb, read), truth)
    for key, state in {(o.key, str(o.state)) for o in rows}:
        counts.stated += 1
        counts.proposed += (key, state) in follows and not (state == "value" and _other_number(key, rows, read))
    for key, state in proposals:
        counts.proposals += 1
        if state == "value" and (key, state) in truth:
            counts.wrong += _other_number(key, rows, read)
            continue
        right = (key, state) in truth or of_a_whole(kb, key, state, truth, proposals)
        counts.wrong += not right
        said = {s for o in rows if (o.key, str(o.state)) == (key, state) for s in o.sides}
        ours = {s for o in read if (o.key, str(o.state)) == (key, state) for s in o.sides}
        counts.sides += right and bool(said and ours and said != ours)


def widened(kb: KnowledgeBase, read: Stated, truth: Stated) -> Stated:
    """What was read, and the spots of a part read without its spot where the truth names every one of them."""
    spots = {
        (part, state)
        for key, state in read
        if (parts := kb.parts_of(key)) and all((part, state) in truth for part in parts)
        for part in parts
    }
    return read | spots


def follows_from(kb: KnowledgeBase, observations: list[Observation]) -> Stated:
    """The observations, what follows from them by the vocabulary, and a part of the body of which all spots are stated; of
    one that hurts somewhere it is true that it hurts."""
    stated = {(o.key, str(o.state)) for o in build_facts(observations, kb).observations}
    families = {key.partition("(")[0]: kb.families[key.partition("(")[0]].over for key, _ in stated if "(" in key}
    for family, over in families.items():
        for whole in kb.wholes.get(over, {}).values():
            for state in ("present", "absent"):
                parts = [(f"{family}({part})", state) in stated for part in whole.parts]
                if parts and all(parts):
                    stated.add((f"{family}({whole.id})", state))
    return stated


def of_a_whole(kb: KnowledgeBase, key: str, state: str, truth: Stated, proposals: Stated) -> bool:
    """Is it a part that is stated by one of its spots, or a spot of a stated part all of whose spots are proposed?"""
    family, _, subject = key.rstrip(")").partition("(")
    if family not in kb.families or not subject:
        return False
    if state == "present" and any((part, state) in truth for part in kb.parts_of(key)):
        return True
    return any(
        (f"{family}({whole.id})", state) in truth
        and subject in whole.parts
        and all((f"{family}({part})", state) in proposals for part in whole.parts)
        for whole in kb.wholes.get(kb.families[family].over, {}).values()
    )


def _other_number(key: str, rows: Sequence[Observation], read: Sequence[Observation]) -> bool:
    said = [o.value for o in rows if o.key == key and o.value is not None]
    ours = [o.value for o in read if o.key == key and o.value is not None]
    return bool(said and ours) and not any(abs(a - b) <= _NEAR * max(abs(a), 1) + 0.5 for a in said for b in ours)
