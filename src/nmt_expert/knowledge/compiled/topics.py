"""Broad questions of the safety screen: what each stands for, itself, through those it joins and those behind it."""

from __future__ import annotations

from itertools import chain, zip_longest

from nmt_expert.knowledge import model
from nmt_expert.knowledge.written.schema.safety import TopicEntry


def topics(entries: list[TopicEntry]) -> dict[str, model.Topic]:
    """Topics by id. One that joins others names what they name in turn, and has behind it what is behind them."""
    own = {e.id: e.covers for e in entries}
    found = {}
    for e in entries:
        joined = [own[name] for name in e.joins if name in own]
        rows = zip_longest(*(covers.items() for covers in joined))
        found[e.id] = model.Topic(
            e.id,
            e.label,
            e.ask,
            covers={**e.covers, **dict(pair for pair in chain(*rows) if pair)},
            rare=tuple(other.id for other in entries if other.of and other.of in (e.id, *e.joins)),
            top=not e.of,
            look=e.look,
            apart=e.apart,
            words={key: tuple(phrases) for key, phrases in e.words.items()},
            sudden=tuple(e.sudden),
            note=e.note,
        )
    return found


def who(entries: list[TopicEntry]) -> dict[str, model.Who]:
    """Findings that concern some people only."""
    return {key: model.Who(w.sex or "", w.from_, w.below) for e in entries for key, w in e.who.items()}


def topic_findings(entries: list[TopicEntry]) -> dict[str, model.Finding]:
    """The answer to a broad question is kept as a finding; no rule speaks of it."""
    return {
        e.id: model.Finding(e.id, e.label, e.ask, "history", "interview", ("general",), how=e.note, screen=True)
        for e in entries
    }
