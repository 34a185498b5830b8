"""How far two readings of a case's triage agree, and the program with each (cases/triage_labels.tsv, docs/triage.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from nmt_expert.evaluation.score import Result
from nmt_expert.paths import shipped

Pairs = Sequence[tuple[str, str]]


def readings() -> dict[str, tuple[str, str]]:
    """First and second reading of each case; '' where there is none yet."""
    lines = (shipped("cases") / "triage_labels.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {case: (first, second) for case, first, second in rows}


def agreement(results: Iterable[Result]) -> dict[str, Pairs]:
    """Pairs of labels of these cases: the two readings, and the program beside each."""
    known = readings()
    judged = [(r.triage, *known[r.case]) for r in results if r.case in known]
    return {
        "the two readings": [(first, second) for _, first, second in judged if first and second],
        "program and first reading": [(given, first) for given, first, _ in judged if first],
        "program and second reading": [(given, second) for given, _, second in judged if second],
    }


def kappa(pairs: Pairs) -> float:
    """Cohen's kappa (Cohen J, A coefficient of agreement for nominal scales, 1960); 1 when only one label occurs."""
    observed = sum(a == b for a, b in pairs) / len(pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[label] * other[label] for label in one) / len(pairs) ** 2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0
