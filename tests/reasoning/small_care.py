"""A few small muscles, nerves and clients, made by hand."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Factor, Family
from nmt_expert.knowledge.model import Hypothesis as Known
from nmt_expert.reasoning.assessment import Caution, Hypothesis, Support
from nmt_expert.reasoning.care.circumstances import Circumstances
from tests.reasoning.small import knowledge

SIGNS = ("familiar_pain", "referred_pain", "hypersensitive_spot", "taut_band", "tender", "tight")


def known(id: str, mechanism: str, **more: object) -> Known:
    name = id.rpartition(".")[2]
    plain = Known(id, name.upper(), mechanism, ("neck",), True, "common", "treat", structure=f"Muscle {name}")  # type: ignore[arg-type]
    return replace(plain, **more)


def base(*more: Known, **protocols: list[dict[str, Any]]) -> KnowledgeBase:
    """Muscles a to f; a has the satellites b and c; the nerve n is pressed by b; the root r shares C6 with the nerve."""
    muscles = [known(f"trigger_point.{name}", "trigger_point", roots=("C5",)) for name in "abcdef"]
    muscles[0] = replace(muscles[0], satellites=("b", "c"), roots=("C5", "C6"), posture=("slumped",), factors=("desk",))
    nerve = known("entrapment.n", "entrapment", muscles=("b",), roots=("C6",))
    root = known("compression.r", "compression", roots=("C6",), muscles=("d",))
    kb = knowledge([])
    families = {sign: Family(sign, "muscles", "palpation", sign + ": {subject}", "?", "") for sign in SIGNS}
    desk = Factor("desk", "Desk work", "biomechanical", ("ischemia",), (), "", "Move.", "", "", (), "", "", ())
    sad = replace(desk, id="sad", label="Low mood", domain="psychosocial", nmt_factors=("stress",))
    findings = {
        "desk": replace(kb.findings["f1"], key="desk", label="Desk", section="factor"),
        "sad": replace(kb.findings["f1"], key="sad", label="Sad", section="factor"),
        "slumped": replace(kb.findings["f1"], key="slumped", label="Slumped", section="posture"),
        "foot_drop": replace(kb.findings["f1"], key="foot_drop", label="Foot drop", section="neuro"),
        "appetite_lost": replace(kb.findings["f1"], key="appetite_lost", label="No appetite", section="history"),
    }
    return replace(
        kb,
        families=families,
        hypotheses={h.id: h for h in (*muscles, nerve, root, *more)},
        protocols=protocols,
        factors={"desk": desk, "sad": sad},
        findings=kb.findings | findings,
    )


def listed(*ids: str, support: Support = "good", linked: tuple[str, ...] = ()) -> tuple[Hypothesis, ...]:
    mechanisms = {"trigger_point", "entrapment", "compression"}
    return tuple(
        Hypothesis(
            rank=i,
            id=id,
            name=id.rpartition(".")[2].upper(),
            mechanism=kind if (kind := id.partition(".")[0]) in mechanisms else "other",  # type: ignore[arg-type]
            structure="",
            side="left",
            support=support,
            score=0.0,
            stability=1.0,
            triage="treat",
            arguments_for=(),
            arguments_against=(),
            linked=linked,
        )
        for i, id in enumerate(ids, 1)
    )


def points(*names: str) -> tuple[str, ...]:
    return tuple(f"trigger_point.{name}" for name in names)


def felt(*keys: str) -> list[Observation]:
    return [Observation(key, "present") for key in keys]


def client(
    kb: KnowledgeBase,
    *keys: str,
    told: tuple[Hypothesis, ...] = (),
    warned: tuple[Caution, ...] = (),
    age: float | None = None,
) -> Circumstances:
    years = [Observation("age", "value", value=age)] if age is not None else []
    return Circumstances(kb, [*felt(*keys), *years], told, warned)


def caution(*forbids: str) -> Caution:
    return Caution("pregnancy", "Pregnancy", "relative", "", "", (), False, forbids=forbids)
