"""Entries that carry no rule of their own, as the compiled knowledge base keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from nmt_expert.knowledge import model
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.expand import Frames
from nmt_expert.knowledge.compiled.topics import topic_findings, topics, who
from nmt_expert.knowledge.scale import Scale
from nmt_expert.knowledge.written.load import Item, RuleFiles
from nmt_expert.knowledge.written.schema import anatomy

S = TypeVar("S", bound=msgspec.Struct)
_PROTOCOLS = ("aftercare", "home", "measures", "regions", "technique")


def without_rules(files: RuleFiles, frames: Frames) -> KnowledgeBase:
    """The knowledge base of `files` before any rule is compiled."""
    assert files.scale is not None
    entries = {kind: [item.entry for item in items] for kind, items in files.items.items()}

    def structs(kind: str, struct: type[S]) -> dict[str, S]:
        return {e.id: _struct(struct, e, sources=sources_of(e)) for e in entries.get(kind, ())}

    return KnowledgeBase(
        hash="",  # of the compiled form, known when it is complete
        scale=msgspec.convert(files.scale.model_dump(), Scale),
        zones=structs("zone", model.Subject),
        movements=structs("movement", model.Subject),
        activities=structs("activity", model.Subject),
        sites=structs("site", model.Subject),
        reflexes=structs("reflex", model.Subject),
        families=structs("family", model.Family),
        implications=[],
        both_sides={},
        findings={
            **_findings(entries.get("finding", [])),
            **_factor_findings(entries.get("factor", [])),
            **topic_findings(entries.get("topic", [])),
        },
        hypotheses={
            h.id: h
            for h in [_muscle(item, frames) for item in files.of("muscle")]
            + [_hypothesis(item, frames) for item in files.of("nerve") + files.of("condition")]
        },
        patterns=structs("pattern", model.Pattern),
        atoms=[],
        rules=[],
        flags={
            e.id: _struct(model.RedFlag, e, urgency=e.most_urgent, sources=sources_of(e))
            for e in entries.get("red_flag", ())
        },
        cautions={
            e.id: _struct(model.Caution, e, conditional=e.when is not None, sources=sources_of(e))
            for e in entries.get("caution", ())
        },
        screens=list(structs("screen", model.Screen).values()),
        topics=topics(entries.get("topic", [])),
        who=who(entries.get("topic", [])),
        factors=structs("factor", model.Factor),
        loads={
            e.id: tuple([f"trigger_point.{m}" for m in e.overloads] + e.hypotheses) for e in entries.get("load", ())
        },
        protocols={kind: [e.model_dump(exclude_unset=True) for e in entries.get(kind, ())] for kind in _PROTOCOLS},
        contradictions=(),
        scores=(),
        sources=structs("source", model.Source),
        synonyms={phrase.lower(): tuple(e.means) for e in entries.get("synonym", ()) for phrase in e.say},
        weakened=tuple(files.weakened),
        own=tuple(files.own),
        own_hypotheses=tuple(files.own_hypotheses),
    )


def sources_of(entry: Any) -> tuple[str, ...]:
    """Every source that an entry names as the place where it was seen."""
    seen = [
        *getattr(entry, "guideline", ()),
        *(s for support in getattr(entry, "provenance", ()) for s in support.source),
    ]
    return tuple(dict.fromkeys(seen))


def _struct(struct: type[S], entry: Any, **more: Any) -> S:
    """The fields that the compiled form keeps of an entry; `more` replaces or adds some."""
    return msgspec.convert({**entry.model_dump(), **more}, struct)


def _findings(entries: list[Any]) -> dict[str, model.Finding]:
    findings = {}
    for e in entries:
        unit, (low, high) = (e.value.unit, e.value.range) if e.value else ("", (0, 0))
        findings[e.id] = _struct(model.Finding, e, key=e.id, unit=unit, low=low, high=high)
    return findings


def _factor_findings(entries: list[Any]) -> dict[str, model.Finding]:
    """A perpetuating factor is a finding too."""
    return {e.id: model.Finding(e.id, e.label, e.ask, "factor", "interview", ("general",)) for e in entries}


def _muscle(item: Item[Any], frames: Frames) -> model.Hypothesis:
    e: anatomy.MuscleEntry = item.entry
    fields = frames.muscle(item)
    return _struct(
        model.Hypothesis,
        e,
        id=f"trigger_point.{e.id}",
        name=f"{e.name}: myofascial trigger points",
        mechanism="trigger_point",
        regions=[e.region],
        structure=e.name,
        pain=fields["essential"],
        posture=fields["posture"],
        factors=fields["factors"],
    )


def _hypothesis(item: Item[Any], frames: Frames) -> model.Hypothesis:
    e: anatomy.HypothesisEntry = item.entry
    return _struct(
        model.Hypothesis,
        e,
        mechanism=e.id.split(".")[0],
        structure=getattr(e, "nerve", e.name),
        posture=frames.condition(item).get("posture", []),
        refer=[f"{r.urgency}: {r.when}" for r in e.refer],
        icd10cm=e.icd10cm.code if e.icd10cm else "",
    )


def basis_of(known: Mapping[str, Any], sources: Iterable[str]) -> model.Basis:
    """What a rule with these sources rests on; a textbook that nobody opened counts for nothing."""
    kinds = {e.kind for s in sources if (e := known.get(s)) is not None and e.seen != "textbook"}
    return "sourced" if kinds - {"practice"} else "practice" if kinds else "consensus"


def stated(entry: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    """What a written rule says beside its condition and its conclusion; `known`: all sources."""
    return {
        "because": entry.because,
        "sources": tuple(entry.source),
        "basis": basis_of(known, entry.source),
        "population": entry.population,
        "reference": entry.reference,
        "note": entry.note,
        "life": entry.life,
    }
