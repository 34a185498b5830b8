"""How twelve published cases read, sentence by sentence. Written anew with NMT_WRITE_GOLDEN=1, then read by eye.

What was told and what was seen depend on vocabulary and grammar only, not on the ranking.
"""

from __future__ import annotations

import os
from pathlib import Path

from nmt_expert.case.load import load_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines import engine
from nmt_expert.report.letter.findings import EXAMINED, PERSON
from nmt_expert.report.letter.sentences.item import items
from nmt_expert.report.letter.sentences.sentence import rows

# short and long, an emergency, two sides, muscles, nerves and roots
CASES = [
    "lq-010", "lq-018", "lq-036", "lq-040", "lq-066", "lq-097", "lq-108", "uq-012", "uq-026", "uq-035", "uq-043", "uq-061",
]  # fmt: skip
GOLDEN = Path(__file__).with_name("golden_findings.txt")


def letter(name: str, kb: KnowledgeBase) -> str:
    assessment = assess(load_case(shipped("cases") / "library" / f"{name}.yaml", kb), kb, engine("plain", kb))
    made = items(tuple(f for f in assessment.findings if f.key not in PERSON), kb)
    told = rows([i for i in made if i.section not in EXAMINED])
    seen = rows([i for i in made if i.section in EXAMINED])
    lines = [
        f"{title}{f' ({row.name.lower()})' if row.name else ''}: {row.line}"
        for title, part in (("Told", told), ("Seen", seen))
        for row in part
    ]
    return "\n".join([name, *lines])


def test_findings_read_as_they_were_read_by_eye(kb: KnowledgeBase) -> None:
    written = "\n\n".join(letter(name, kb) for name in CASES) + "\n"
    if os.environ.get("NMT_WRITE_GOLDEN"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")
