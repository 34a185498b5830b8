"""Views beside the ranking: perpetuating factors, the six NMT factors, the three domains, shared roots, and chains."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of, subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import ChainLink, Factor, Hypothesis, Profiles
from nmt_expert.reasoning.ranking.rank import WELL
from nmt_expert.reasoning.words import observation_label

SIX_FACTORS = ("ischemia", "trigger_points", "nerve", "posture_gait", "nutrition", "stress")
DOMAINS = ("biomechanical", "biochemical", "psychosocial")
_NERVE_SIGNS = (
    "numbness(", "tingling(", "sensory_loss(", "reflex_reduced(", "tinel(", "foot_drop", "wrist_drop", "finger_drop",
    "saddle_numbness", "paraesthesia_any", "sensory_loss_any", "reflex_change_any",
)  # fmt: skip
_POWER = ("weak(", "wasting(")  # of a nerve only where something argues well for a nerve: a torn tendon is weak, too
_NUTRITION = {"low_energy_or_missed_periods", "unexplained_weight_loss", "appetite_lost"}  # asked by the safety screen
_TRIGGER_SIGNS = ("hypersensitive_spot(", "familiar_pain(", "referred_pain(", "taut_band(", "twitch(")


def found_factors(
    kb: KnowledgeBase, observations: Iterable[Observation], listed: Iterable[Hypothesis]
) -> tuple[Factor, ...]:
    """Perpetuating factors that were found, those that keep a listed hypothesis going first."""
    listed = list(listed)
    found = []
    for o in observations:
        factor = kb.factors.get(o.key)
        if factor is None or o.state != "present":
            continue
        keeps = tuple(h.name for h in listed if factor.id in kb.hypotheses[h.id].factors)
        found.append(
            Factor(
                factor.id,
                factor.label,
                factor.domain,
                factor.nmt_factors,
                keeps,
                factor.advise,
                factor.refer_when,
                factor.tests,
                factor.evidence,
            )
        )
    return tuple(sorted(found, key=lambda f: (not f.keeps_going, f.id)))


def profiles(kb: KnowledgeBase, observations: Iterable[Observation], listed: Iterable[Hypothesis]) -> Profiles:
    """What speaks for each of the six factors and three domains, and which root the involved muscles share.

    For muscles and nerves, a hypothesis that leads or is well supported speaks, too.
    """
    observations = [o for o in observations if o.state == "present"]
    pointed = {subject_of(o.key) for o in observations if o.key.startswith(_TRIGGER_SIGNS)}
    nerve = any(h.mechanism in ("entrapment", "compression") and h.support in WELL for h in listed)
    six: dict[str, list[str]] = {name: [] for name in SIX_FACTORS}
    domains: dict[str, list[str]] = {name: [] for name in DOMAINS}
    for o in observations:
        finding = kb.finding(o.key)
        if finding is None:
            continue
        label = observation_label(o, kb)
        factor = kb.factors.get(o.key)
        if o.key in _NUTRITION:
            six["nutrition"].append(label)
        elif factor is not None:
            domains[factor.domain].append(label)
            for name in factor.nmt_factors:
                six[name].append(label)
        elif finding.section in ("posture", "gait"):
            six["posture_gait"].append(label)
            domains["biomechanical"].append(label)
        elif o.key.startswith(_TRIGGER_SIGNS):
            six["trigger_points"].append(label)
        elif o.key.startswith(("tender(", "tight(", "spasm(")) and subject_of(o.key) not in pointed:
            six["ischemia"].append(label)  # sore or tight, and no sign of a trigger point in it
        elif o.key.startswith(_NERVE_SIGNS) or (nerve and o.key.startswith(_POWER)):
            six["nerve"].append(label)
    for h in listed:
        if h.mechanism != "other" and (h.support in WELL or (h.rank == 1 and h.support != "little")):
            six["trigger_points" if h.mechanism == "trigger_point" else "nerve"].append(h.name)
    return Profiles(
        {name: tuple(dict.fromkeys(labels)) for name, labels in six.items()},
        {name: tuple(dict.fromkeys(labels)) for name, labels in domains.items()},
        _roots(kb, observations, listed),
    )


def _roots(
    kb: KnowledgeBase, observations: list[Observation], listed: Iterable[Hypothesis]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The Myokinesthetic view: nerve roots shared by the muscles that were found involved. A view, not evidence."""
    involved = {h.id.removeprefix("trigger_point.") for h in listed if h.mechanism == "trigger_point"}
    for o in observations:
        family, subject = family_of(o.key), subject_of(o.key)
        if subject in kb.muscles and family in kb.families and kb.families[family].over == "muscles":
            involved.add(subject)
    shared: dict[str, list[str]] = {}
    for muscle in sorted(involved):
        known = kb.hypotheses[f"trigger_point.{muscle}"]
        for root in known.roots:
            shared.setdefault(root, []).append(known.structure)
    return tuple(
        sorted(
            ((root, tuple(names)) for root, names in shared.items() if len(names) > 1), key=lambda r: (-len(r[1]), r[0])
        )
    )


def chains(
    kb: KnowledgeBase, observations: Iterable[Observation], listed: Iterable[Hypothesis]
) -> tuple[tuple[ChainLink, ...], ...]:
    """Stories: factor -> posture -> muscle -> trigger point -> nerve, as far as the case shows each step."""
    observations = [o for o in observations if o.state == "present"]
    listed = list(listed)
    stories = []
    for muscle in (h for h in listed if h.mechanism == "trigger_point"):
        known = kb.hypotheses[muscle.id]
        before = [
            ChainLink("factor", kb.factors[o.key].label)
            for o in observations
            if o.key in kb.factors and o.key in known.factors
        ]
        before += [ChainLink("posture", observation_label(o, kb)) for o in observations if o.key in known.posture]
        nerves = [h for h in listed if h.id in muscle.linked and h.mechanism == "entrapment"]
        link = ChainLink("trigger_point", f"{known.structure}: trigger point")
        if nerves:
            stories += [
                (*before, ChainLink("muscle", known.structure), link, ChainLink("nerve", nerve.name))
                for nerve in nerves
            ]
        elif before:
            stories.append((*before, link))
    for root in (h for h in listed if h.mechanism == "compression"):
        stories += [
            (ChainLink("nerve", root.name), ChainLink("nerve", f"{h.name} (double crush)"))
            for h in listed
            if h.id in root.linked and h.mechanism == "entrapment"
        ]
    return tuple(stories)
