"""What a worker does: a few cases in, one line of JSON each out. A process prepares itself once."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from nmt_expert.batch.source import Item
from nmt_expert.case.load import parse_case
from nmt_expert.errors import NmtError
from nmt_expert.files import decoded
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base, nothing_collected
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines import engine
from nmt_expert.reasoning.engines.interface import Engine
from nmt_expert.reasoning.judge import judge
from nmt_expert.reasoning.ranking.rank import support_word


class Job(NamedTuple):
    """How the cases are assessed; the same for a whole batch."""

    rules: tuple[str, ...]  # folders of own rules
    engine: str
    whole: bool  # the whole assessment instead of its gist


class RaisedFlag(msgspec.Struct, frozen=True):
    id: str
    urgency: str


class Ranked(msgspec.Struct, frozen=True):
    id: str
    side: str
    score: float
    support: str


class Gist(msgspec.Struct, frozen=True):
    """The line of one case: its urgency, the raised flags and the hypotheses that are listed by default."""

    source: str
    case: str
    urgency: str
    why: str
    flags: tuple[RaisedFlag, ...]
    hypotheses: tuple[Ranked, ...]
    rules: str
    schema: str = "nmt-batch/1"


class Unreadable(msgspec.Struct, frozen=True):
    """The line of a case that could not be assessed."""

    source: str
    error: str
    rules: str
    schema: str = "nmt-batch/1"


@cache
def _prepared(rules: tuple[str, ...], name: str) -> tuple[KnowledgeBase, Engine]:
    kb = knowledge_base([Path(folder) for folder in rules])
    kb.rules = list(kb.rules)  # many cases look at every rule
    ready = engine(name, kb)
    gc.freeze()  # what stays is not looked through again for every case
    return kb, ready


def assessed(job: Job, some: Sequence[Item]) -> list[bytes]:
    """One line for each case, in their order. A case that cannot be assessed says why, and stops nothing."""
    kb, ready = _prepared(job.rules, job.engine)
    with nothing_collected():  # a case leaves little garbage: looking for it would take a third of the time
        return [_line(item, job, kb, ready) for item in some]


def _line(item: Item, job: Job, kb: KnowledgeBase, ready: Engine) -> bytes:
    try:
        if item.error:
            raise NmtError(item.error)
        case = parse_case(decoded(item.content, item.source), item.source, kb)
        if job.whole:
            whole = msgspec.to_builtins(assess(case, kb, ready))
            return msgspec.json.encode({"source": item.source, "rules": kb.hash, **whole})
        judged = judge(case, kb, ready)
    except NmtError as error:
        return msgspec.json.encode(Unreadable(item.source, str(error), kb.hash))
    except Exception as error:  # what was typed into a case stands in no message of ours
        return msgspec.json.encode(Unreadable(item.source, f"an error of ours ({type(error).__name__})", kb.hash))
    gist = Gist(
        source=item.source,
        case=case.file.id,
        urgency=judged.level,
        why=judged.why,
        flags=tuple(RaisedFlag(flag.id, flag.urgency) for flag in judged.flags),
        hypotheses=tuple(
            Ranked(line.hypothesis, line.side, round(line.scored.score, 3), support_word(kb, line.scored.score))
            for line in judged.lines[: judged.shown]
        ),
        rules=kb.hash,
    )
    return msgspec.json.encode(gist)
