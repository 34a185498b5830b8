"""What is damaged: cases of the library, and a tiny set of rules in which every kind of file and every word stands."""

from __future__ import annotations

from functools import cache

from nmt_expert.paths import shipped
from tests.knowledge.tiny import FILES, SCALE

_CASE = """schema: nmt-case/1
id: fuzz-1
title: Everything that a case can say
date: 2026-11-21
client: {reference: K-1, name: Anna, born: 1979-02-03, age: 47, sex: female, occupation: "potter", consent: true}
complaint: {text: "Numb thumb, worse at night", side: right, regions: [hand, wrist, neck], since: "3 weeks"}
findings:
  - present: [numbness(thumb), tingling(finger_index)]
    side: right
  - present: phalen
    side: both
    note: "after 20 seconds"
  - absent: [spurling, weak(elbow_extension)]
    side: left
  - value: {temperature: 38.5, duration_days: 21}
  - not_tested: [tinel(carpal_tunnel)]
  - text: "said that the sheet hurts"
notes: ["bring the old pictures"]
interview: {depth: quick, passed: [who]}
source: {title: T, authors: A, year: 2001, where: W, url: "https://example.org"}
answer: {mechanism: entrapment, structure: s, hypotheses: [entrapment.carpal_tunnel], triage: treat, kind: vignette}
"""
RULES = {
    **FILES,
    "vocabulary/groups.yaml": "- {id: digits, of: zones, members: [thumb]}\n- {id: all_tests, of: findings, members: [spurling, fever]}\n",
    "vocabulary/signs.yaml": "- {id: ill, when: fever or angle >= 60}\n",
    "patterns/loads.yaml": "- {id: spurling, overloads: [anconeus], hypotheses: [compression.root_c7], because: Load.}\n",
    "patterns/more.yaml": (
        "- {id: two_of, when: '2 of (spurling, fever, ill)', then: {for: other.arthritis, strength: weak}, group: hot,\n"
        "   because: Two., fires: ['spurling, fever'], quiet: [spurling]}\n"
        "- {id: other_side, when: pain in @digits and spurling opposite unless fever,\n"
        "   then: {against: trigger_point.anconeus, strength: excluding}, because: Other., fires: [], quiet: []}\n"
        "- {id: not_hot, sided: false, label: Not hot, when: '2 of (no spurling, no fever) unless ill', because: No.}\n"
        "- {id: seen, when: '2 of (spurling, fever)',\n"
        "   then: {for: compression.root_c7, lr: {positive: 4.1, negative: 0.3, interval: [2.0, 8.4], negative_interval: [0.1, 0.9]}},\n"
        "   because: Seen., source: study_2003, population: p, reference: r}\n"
        "- {id: chained, when: '2 of (hot, not_hot, spurling, pain(thumb) either side)',\n"
        "   then: {for: compression.root_c7, strength: moderate}, because: Chained.}\n"
    ),
    "safety/cautions.yaml": (
        "- {id: hot_skin, label: Hot skin, kind: local, when: fever, zones: [thumb], change: Wait., because: Heat.}\n"
        "- {id: artery, label: Artery, kind: local, muscles: [anconeus], change: Gently., because: It is there., clearance: true}\n"
    ),
    "factors/load.yaml": (
        "- {id: desk, label: Desk, ask: At a desk?, domain: biomechanical, nmt_factors: [posture_gait], muscles: [anconeus],\n"
        "   mechanism: m, advise: a, refer_when: r, tests: [t], evidence: weak, evidence_note: none}\n"
    ),
    "protocols/technique.yaml": "- {id: press, label: Press, kind: pressure, do: Press., why: Because., basis: practice}\n",
    "protocols/aftercare.yaml": "- {id: drink, label: Rest, kind: after_care, step: 1, do: Rest., say: Please rest., basis: consensus}\n",
    "protocols/regions.yaml": "- {id: arm, label: Arm, regions: [hand], tests: [look], safety: [infection], muscles: [anconeus], because: b}\n",
    "protocols/measures.yaml": (
        "- {id: nprs, label: Pain, measures: pain, regions: [general], range: 0 to 10, better: lower,\n"
        "   change: {value: 2, unit: points, text: t}, licence: l, usable_freely: true, use: u}\n"
    ),
    "templates/more.yaml": (
        "- {id: nerve_zone, for_each: nerve, when: 'pain in $sensory', then: {for: '{hypothesis}', strength: strong}, graded: true,\n"
        "   partly: $pain, because: 'Where {name} feels.'}\n"
        "- {id: posture, for_each: trigger, when: $posture, then: {for: '{hypothesis}', strength: weak}, context: true, because: B.}\n"
    ),
    "scale.yaml": SCALE,
}


@cache
def cases() -> list[bytes]:
    """Cases to damage; the one that says everything stands first."""
    library = sorted((shipped("cases") / "library").rglob("*.yaml"))
    return [_CASE.encode(), *(path.read_bytes() for path in library)]
