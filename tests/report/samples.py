"""Invented cases of every kind that a report must set well. No real person; wording is not clinical advice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import yaml

from nmt_expert.case.model import CaseFile
from nmt_expert.paths import shipped
from nmt_expert.reasoning import assessment as a

ZONES = shipped("rules") / "vocabulary" / "zones.yaml"


@dataclass
class Knowledge:
    """The part of the knowledge base that reports read."""

    zones: dict[str, Any]
    hypotheses: dict[str, Any]
    muscles: dict[str, Any] = field(default_factory=dict)
    wholes: dict[str, Any] = field(default_factory=dict)
    scale: Any = field(default_factory=lambda: SimpleNamespace(show_within=1.1))
    screens: tuple[Any, ...] = (
        SimpleNamespace(title="Illness: general", questions=("Fever or chills", "History of cancer")),
    )

    def implied(self, key: str) -> tuple[str, ...]:
        return ()

    def finding(self, key: str) -> Any:
        units = {"pain_intensity": "of 10", "duration_days": "days"}
        return SimpleNamespace(
            unit=units.get(key, ""), summary_of=(), implies=(), label=key, section="test", screen=False
        )


def knowledge() -> Knowledge:
    entries = yaml.safe_load(Path(ZONES).read_text(encoding="utf-8"))
    zones = {e["id"]: SimpleNamespace(label=e["label"], sided=e.get("sided", True)) for e in entries}
    muscles = {
        "infraspinatus": (
            "Infraspinatus",
            "shoulder",
            ["shoulder_front", "arm_front"],
            ["neck_back_upper", "forearm_volar_radial"],
        ),
        "upper_trapezius": ("Upper trapezius", "neck", ["neck_side", "mastoid", "temple"], ["occiput", "jaw"]),
        "scalenus_anterior": (
            "Scalenus anterior",
            "neck",
            ["chest_upper", "scapula_medial_border", "arm_side"],
            ["thumb", "finger_index"],
        ),
        "piriformis": ("Piriformis", "hip", ["buttock_mid", "hip_lateral"], ["thigh_back_upper", "thigh_back_lower"]),
        "gluteus_minimus_posterior": (
            "Gluteus minimus, posterior part",
            "hip",
            ["buttock_lower", "thigh_back_upper"],
            ["calf_upper"],
        ),
        "quadratus_lumborum": ("Quadratus lumborum", "low_back", ["iliac_crest", "sacroiliac"], ["groin"]),
        "suboccipitals": ("Suboccipital muscles", "neck", ["occiput", "temple"], ["eye"]),
    }
    nerves = {
        "entrapment.carpal_tunnel": ("wrist", ["thumb", "finger_index", "finger_middle", "finger_ring_radial"]),
        "entrapment.tos_scalene": (
            "neck",
            ["forearm_volar_ulnar", "hand_hypothenar", "finger_little", "finger_ring_ulnar"],
        ),
        "compression.root_c7": ("neck", ["forearm_dorsal_radial", "finger_middle", "finger_index"]),
        "compression.root_s1": ("low_back", ["calf_upper", "foot_lateral", "toe_little"]),
        "compression.cauda_equina": ("low_back", ["perineum"]),
        "other.cervical_facet": ("neck", []),
    }
    hypotheses: dict[str, Any] = {}
    for name, (_, region, essential, spillover) in muscles.items():
        trigger = SimpleNamespace(id=f"{name}_1", essential=tuple(essential), spillover=tuple(spillover))
        hypotheses[f"trigger_point.{name}"] = SimpleNamespace(
            plain="", regions=(region,), triggers=(trigger,), sensory=(), red_flag=""
        )
    for name, (region, sensory) in nerves.items():
        flag = "cauda_equina_syndrome" if name.endswith("cauda_equina") else ""
        hypotheses[name] = SimpleNamespace(
            regions=(region,), triggers=(), sensory=tuple(sensory), red_flag=flag, plain=""
        )
    labels = {name: SimpleNamespace(label=label) for name, (label, *_) in muscles.items()}
    return Knowledge(zones, hypotheses, labels)


def argument(
    *findings: str, weight: float = 0.6, strength: str = "moderate", basis: str = "consensus", rule: str = ""
) -> a.Argument:
    return a.Argument(
        rule=rule
        or f"rule/{abs(hash(findings)) % 1000 if not findings else findings[0].lower().replace(' ', '_')[:24]}",
        findings=findings,
        because="Pressure on this point is known to send pain to this place.",
        strength=strength,
        weight=weight,
        counted=weight,
        group="",
        basis=basis,  # type: ignore[arg-type]
        sources=("some_source_2017",) if basis == "sourced" else (),
    )


def untested(label: str, how: str = "Compare sides.") -> a.Untested:
    return a.Untested(label.lower().replace(" ", "_"), label, how, 0.6, -0.3)


def hypothesis(
    rank: int,
    name: str,
    structure: str,
    mechanism: str,
    label: str,
    side: str = "right",
    support: str = "good",
    triage: str = "treat",
    stability: float = 0.93,
    points: int = 3,
    linked: tuple[str, ...] = (),
    confirm: tuple[str, ...] = (),
) -> a.Hypothesis:
    speaks_for = (
        argument(f"{structure}: pressure reproduces the familiar pain ({side})", strength="strong", basis="sourced"),
        argument(f"Pain: temple ({side})", f"Pain: back of the neck just below the skull ({side})"),
        argument(f"{structure}: taut band ({side})", f"{structure}: hypersensitive spot (trigger point) ({side})"),
        argument("Worse with long low-load work at a screen", strength="weak"),
        argument(f"Limited rotation ({side})", strength="weak"),
    )
    against = (
        argument("Numbness: little finger", weight=-0.6),
        argument("not found: Spurling test", weight=-0.3, strength="LR 0.3", basis="sourced"),
        argument("Triceps reflex reduced or absent", weight=-0.6, strength="strong"),
    )
    tests = (
        untested("Local twitch on snapping palpation"),
        untested("Upper limb tension test"),
        untested("Response to two sessions"),
    )
    return a.Hypothesis(
        rank=rank,
        id=name,
        name=label,
        mechanism=mechanism,
        structure=structure,
        side=side,
        support=support,  # type: ignore[arg-type]
        score=2.0 - rank * 0.2,
        stability=stability,
        triage=triage,  # type: ignore[arg-type]
        arguments_for=speaks_for[:points],
        arguments_against=against[: max(1, points - 1)],
        untested=tests[:points],
        trigger_points=(),
        linked=linked,
        confirm=confirm,
        refer=("routine: no better after four sessions", "urgent: new weakness or numbness"),
    )


def finding(
    key: str, label: str, section: str, side: str = "", state: str = "present", value: float | None = None
) -> a.Finding:
    return a.Finding(key, label, state, side, section, value)  # type: ignore[arg-type]


FINDINGS = (
    finding("age", "Age", "history", state="value", value=41),
    finding("onset_gradual", "Gradual onset", "history"),
    finding("course_chronic", "Longer than three months", "history"),
    finding("onset_after_trauma", "Began after an injury", "history", state="absent"),
    finding("worse_with(desk_work)", "Worse with desk work", "history"),
    finding("pain_intensity", "Pain intensity", "symptom", state="value", value=6),
    finding("pain(temple)", "Pain: temple", "symptom", "right"),
    finding("pain(neck_back_upper)", "Pain: back of the neck just below the skull", "symptom", "right"),
    finding("pain(shoulder_top)", "Pain: top of the shoulder", "symptom", "right"),
    finding("forward_head", "Head carried forward", "posture"),
    finding("taut_band(upper_trapezius)", "Upper trapezius: taut band", "palpation", "right"),
    finding(
        "hypersensitive_spot(upper_trapezius)",
        "Upper trapezius: hypersensitive spot (trigger point)",
        "palpation",
        "right",
    ),
    finding(
        "familiar_pain(upper_trapezius)", "Upper trapezius: pressure reproduces the familiar pain", "palpation", "right"
    ),
    finding("limited(neck_rotation)", "Limited neck rotation", "motion", "left"),
    finding("reflex_reduced(triceps)", "Triceps reflex reduced or absent", "neuro", "right", "absent"),
    finding("weak(elbow_extension)", "Weak elbow extension", "neuro", "right", "absent"),
    finding("spurling", "Spurling test", "test", "right", "absent"),
)
FACTORS = (
    a.Factor(
        "desk_screen_work",
        "Long low-load work at a screen",
        "biomechanical",
        ("posture_gait",),
        ("Upper trapezius trigger point",),
        "Break every 30 to 45 minutes, forearm support, larger font, vary posture.",
        "Pain stays after four weeks of changes.",
        (),
        "moderate",
    ),
    a.Factor(
        "poor_sleep",
        "Sleeps badly",
        "psychosocial",
        ("stress",),
        (),
        "Regular hours, side-lying with a pillow that fills the shoulder.",
        "Snoring with daytime sleepiness.",
        (),
        "moderate",
    ),
    a.Factor(
        "low_vitamin_d",
        "Low vitamin D (as told)",
        "biochemical",
        ("nutrition",),
        (),
        "Ask the physician for the last result.",
        "",
        ("25-hydroxyvitamin D",),
        "weak",
    ),
)
SCREEN = a.Screen(
    "complete",
    (
        "not found: Thunderclap headache",
        "not found: Fever or chills",
        "not found: Unexplained weight loss",
        "not found: History of cancer",
    ),
    (),
)
PLAN = a.Plan(
    allowed=True,
    withheld="",
    examine=("Levator scapulae, suboccipitals and sternocleidomastoid on the right", "Upper limb tension tests"),
    treat=(
        "Upper trapezius: 10 to 20 seconds of steady pressure at 4 to 7 of 10, two to four presses a point",
        "Three to six sessions, one a week",
    ),
    aftercare=("Soreness may last 24 to 36 hours",),
    home=(
        "Stretch the side of your neck gently: 3 times 30 seconds, twice a day",
        "Move your screen straight in front of you",
    ),
    reassess="After two sessions, or two weeks",
    measures=("NPRS 6 of 10 now; a change of 2 counts", "PSFS: desk work 4 of 10; a change of 2 counts"),
)
WAITS = "None of this complaint until a physician has examined it."
PROFILES = a.Profiles(
    {
        "ischemia": (),
        "trigger_points": ("Upper trapezius: hypersensitive spot (trigger point) (right)",),
        "nerve": (),
        "posture_gait": ("Head carried forward", "Long low-load work at a screen"),
        "nutrition": ("Low vitamin D (as told)",),
        "stress": ("Sleeps badly",),
    },
    {
        "biomechanical": ("Head carried forward",),
        "biochemical": ("Low vitamin D (as told)",),
        "psychosocial": ("Sleeps badly",),
    },
    (("C4", ("Upper trapezius", "Levator scapulae")),),
)
TRAPEZIUS = hypothesis(
    1,
    "trigger_point.upper_trapezius",
    "Upper trapezius",
    "trigger_point",
    "Upper trapezius trigger point",
    support="strong",
)
SUBOCCIPITAL = hypothesis(
    2,
    "trigger_point.suboccipitals",
    "Suboccipital muscles",
    "trigger_point",
    "Suboccipital trigger point",
    support="some",
    points=2,
)
FACET = hypothesis(
    3,
    "other.cervical_facet",
    "C2-3 facet joint",
    "other",
    "Cervical facet joint pain",
    support="some",
    stability=0.5,
    points=1,
)


def case(case_id: str = "NMT-2024-0117", **fields: Any) -> CaseFile:
    data: dict[str, Any] = {
        "schema": "nmt-case/1",
        "id": case_id,
        "date": date(2024, 5, 14),
        "client": {
            "reference": "C-0042",
            "name": "Jordan Sample",
            "born": date(1983, 2, 9),
            "sex": "female",
            "age": 41,
            "occupation": "bookkeeper",
        },
        "complaint": {"text": "Right-sided neck pain with headache", "side": "right", "since": "four months"},
    }
    return msgspec.convert({**data, **fields}, CaseFile)


def assessment(**fields: Any) -> a.Assessment:
    base: dict[str, Any] = {
        "case": "NMT-2024-0117",
        "urgency": "treat",
        "urgency_why": "Leading hypothesis: Upper trapezius trigger point.",
        "summary": "Findings fit best with upper trapezius trigger point, right (strong support).",
        "flags": (),
        "screen": SCREEN,
        "hypotheses": (TRAPEZIUS, SUBOCCIPITAL, FACET),
        "further": (),
        "outside": "",
        "unexplained": (),
        "chains": (
            (
                a.ChainLink("factor", "Long low-load work at a screen"),
                a.ChainLink("posture", "Head carried forward"),
                a.ChainLink("trigger_point", "Upper trapezius: trigger point"),
            ),
        ),
        "factors": FACTORS,
        "cautions": (),
        "profiles": PROFILES,
        "plan": PLAN,
        "findings": FINDINGS,
        "provenance": a.Provenance("0.1.0", "3f9ac2e17b5d4a60c1", "experta", 7, 14),
    }
    return a.Assessment(**{**base, **fields})


Sample = tuple[CaseFile, a.Assessment]


def short() -> Sample:
    return case(), assessment(
        hypotheses=(TRAPEZIUS,),
        factors=FACTORS[:1],
        findings=FINDINGS[6:13],
        chains=(),
        plan=a.Plan(True, "", (), PLAN.treat, (), PLAN.home[:1], PLAN.reassess, ()),
    )


def ordinary() -> Sample:
    return case(), assessment()


def long() -> Sample:
    more = tuple(
        finding(f"tender(muscle_{i})", f"Muscle number {i} of the shoulder girdle: tender", "palpation", "left")
        for i in range(40)
    )
    tests = tuple(finding(f"test_{i}", f"Provocation test number {i}", "test", "right", "absent") for i in range(30))
    notes = ["The client reports that the pain began while moving house and changed after a holiday. " * 8]
    factors = tuple(FACTORS * 3)
    return case(notes=notes), assessment(
        findings=(*FINDINGS, *more, *tests),
        factors=factors,
        hypotheses=many()[1].hypotheses,
        further=(FACET,),
        unexplained=tuple(f"Muscle number {i} of the shoulder girdle: tender" for i in range(12)),
        screen=a.Screen(
            "incomplete", tuple(f"not found: Question number {i} of the screen" for i in range(20)), SCREEN.asked
        ),
    )


def emergency() -> Sample:
    flag = a.Flag(
        "cauda_equina_syndrome",
        "Cauda equina syndrome",
        "emergency",
        ("Numb between the legs", "New difficulty passing urine", "Weak ankle push-off (both sides)"),
        "Stop. Call an ambulance or send the client to an emergency department now; telephone ahead.",
        "The nerves at the bottom of your spine may be squeezed. This needs a hospital today, now.",
        "Numbness of the saddle with new bladder trouble is the picture of the syndrome.",
        "contraindicated",
    )
    root = hypothesis(
        1,
        "compression.cauda_equina",
        "Cauda equina",
        "compression",
        "Cauda equina compression",
        "both",
        "strong",
        "emergency",
    )
    s1 = hypothesis(
        2,
        "compression.root_s1",
        "S1 root",
        "compression",
        "S1 root compression",
        "left",
        "good",
        "treat_and_refer",
        confirm=("MRI of the lumbar spine",),
    )
    found = (
        finding("pain(lumbosacral)", "Pain: lumbosacral junction", "symptom", "both sides"),
        finding("numbness(perineum)", "Numbness: perineum", "symptom"),
        finding("numbness(foot_lateral)", "Numbness: outer border of the foot", "symptom", "left"),
        finding("bladder_new", "New difficulty passing urine", "history"),
        finding("reflex_reduced(achilles)", "Achilles reflex reduced or absent", "neuro", "both sides"),
    )
    return case(
        "NMT-2024-0200", complaint={"text": "Low back pain with numb seat since yesterday", "since": "yesterday"}
    ), assessment(
        urgency="emergency",
        urgency_why="Red flag raised: Cauda equina syndrome.",
        flags=(flag,),
        summary="Emergency: findings fit best with cauda equina compression (strong support).",
        hypotheses=(root, s1),
        findings=found,
        chains=(),
        factors=(),
        plan=a.Plan(
            False, "None before a physician has seen the client.", (), (), (), (), "After the physician's clearance", ()
        ),
        screen=a.Screen(
            "incomplete",
            ("Numb between the legs", "New difficulty passing urine"),
            ("Fever or chills", "History of cancer"),
        ),
    )


def inconclusive() -> Sample:
    weak = tuple(
        hypothesis(i, h.id, h.structure, h.mechanism, h.name, "unspecified", "little", stability=0.3, points=1)
        for i, h in enumerate((TRAPEZIUS, SUBOCCIPITAL, FACET), 1)
    )
    return case("NMT-2024-0300", date=None, client={}, complaint={}), assessment(
        urgency="refer",
        urgency_why="No hypothesis is supported well enough to treat on.",
        summary="Findings do not point clearly to one source; safety screen not done.",
        hypotheses=weak,
        chains=(),
        factors=(),
        outside="No hypothesis is supported well. This may lie outside what these rules know.",
        unexplained=("Widespread pain", "Tired all day"),
        findings=(
            finding("widespread_pain", "Widespread pain", "symptom"),
            finding("fatigue", "Tired all day", "history"),
        ),
        screen=a.Screen("not screened", (), ("Fever or chills", "History of cancer", "Unexplained weight loss")),
        plan=a.Plan(False, WAITS, ("Complete the safety screen",), (), (), (), "", ()),
        profiles=a.Profiles(dict.fromkeys(PROFILES.six_factors, ()), {}, ()),
    )


def bilateral() -> Sample:
    back = hypothesis(
        1,
        "trigger_point.quadratus_lumborum",
        "Quadratus lumborum",
        "trigger_point",
        "Quadratus lumborum trigger point",
        "both",
    )
    hip = hypothesis(
        2, "trigger_point.piriformis", "Piriformis", "trigger_point", "Piriformis trigger point", "left", "good"
    )
    found = (
        finding("pain(lumbar)", "Pain: low back beside the spine", "symptom", "both sides"),
        finding("pain(sacroiliac)", "Pain: over the sacroiliac joint", "symptom", "both sides"),
        finding("pain(thigh_back_upper)", "Pain: back of the thigh, upper half", "symptom", "left"),
        finding(
            "hypersensitive_spot(quadratus_lumborum)",
            "Quadratus lumborum: hypersensitive spot (trigger point)",
            "palpation",
            "both sides",
        ),
        finding(
            "hypersensitive_spot(piriformis)", "Piriformis: hypersensitive spot (trigger point)", "palpation", "left"
        ),
        finding("trendelenburg", "Trendelenburg gait", "gait", "left"),
        finding("slr", "Straight leg raise", "test", "", "absent"),
    )
    return case(
        "NMT-2024-0400", complaint={"text": "Low back pain on both sides", "side": "both", "since": "two years"}
    ), assessment(
        hypotheses=(back, hip),
        findings=found,
        summary="Findings fit best with quadratus lumborum trigger point, both sides (good support).",
    )


def many() -> Sample:
    names = ("infraspinatus", "upper_trapezius", "scalenus_anterior", "suboccipitals")
    labels = {
        "infraspinatus": "Infraspinatus",
        "upper_trapezius": "Upper trapezius",
        "scalenus_anterior": "Scalenus anterior",
        "suboccipitals": "Suboccipital muscles",
    }
    muscles = [
        hypothesis(
            i,
            f"trigger_point.{name}",
            labels[name],
            "trigger_point",
            f"{labels[name]} trigger point",
            support="good",
            points=4,
        )
        for i, name in enumerate(names, 1)
    ]
    nerves = [
        hypothesis(
            5,
            "compression.root_c7",
            "C7 root",
            "compression",
            "C7 root compression",
            support="some",
            triage="treat_and_refer",
        ),
        hypothesis(
            6,
            "entrapment.carpal_tunnel",
            "Median nerve",
            "entrapment",
            "Median nerve entrapment at the carpal tunnel",
            support="some",
            triage="treat_and_refer",
            stability=0.7,
        ),
        hypothesis(7, "other.cervical_facet", "Facet joint", "other", "Cervical facet joint pain", support="some"),
    ]
    found = (
        *FINDINGS,
        finding("numbness(thumb)", "Numbness: thumb", "symptom", "right"),
        finding(
            "hypersensitive_spot(infraspinatus)",
            "Infraspinatus: hypersensitive spot (trigger point)",
            "palpation",
            "right",
        ),
    )
    return case("NMT-2024-0500"), assessment(hypotheses=(*muscles, *nerves), findings=found, further=(FACET,))


def chained() -> Sample:
    scalene = hypothesis(
        1,
        "trigger_point.scalenus_anterior",
        "Scalenus anterior",
        "trigger_point",
        "Scalenus anterior trigger point",
        "left",
        support="strong",
        linked=("entrapment.tos_scalene",),
    )
    plexus = hypothesis(
        2,
        "entrapment.tos_scalene",
        "Brachial plexus",
        "entrapment",
        "Brachial plexus entrapment between the scalenes",
        "left",
        support="good",
        triage="treat_and_refer",
        linked=("trigger_point.scalenus_anterior",),
        confirm=("Nerve conduction study of the medial antebrachial cutaneous nerve",),
    )
    chain = tuple(
        a.ChainLink(kind, label)  # type: ignore[arg-type]
        for kind, label in (
            ("factor", "Shallow upper-chest breathing"),
            ("posture", "Head carried forward"),
            ("muscle", "Scalenus anterior"),
            ("trigger_point", "Scalenus anterior: trigger point"),
            ("nerve", "Brachial plexus entrapment between the scalenes"),
        )
    )
    found = (
        finding("pain(chest_upper)", "Pain: upper chest", "symptom", "left"),
        finding("pain(scapula_medial_border)", "Pain: between the shoulder blade and the spine", "symptom", "left"),
        finding("tingling(finger_little)", "Tingling: little finger", "symptom", "left"),
        finding("numbness(hand_hypothenar)", "Numbness: little-finger side of the palm", "symptom", "left"),
        finding(
            "hypersensitive_spot(scalenus_anterior)",
            "Scalenus anterior: hypersensitive spot (trigger point)",
            "palpation",
            "left",
        ),
        finding("spurling", "Spurling test", "test", "left", "absent"),
    )
    caution = a.Caution(
        "anticoagulants",
        "Anticoagulant drugs",
        "relative",
        "Pressure below 5 of 10, no friction.",
        "Bruising",
        (),
        True,
    )
    return case(
        "NMT-2024-0600", complaint={"text": "Tingling in the little finger at night", "side": "left"}
    ), assessment(
        urgency="treat_and_refer",
        urgency_why="Leading hypothesis: Scalenus anterior trigger point.",
        hypotheses=(scalene, plexus),
        chains=(chain,),
        findings=found,
        cautions=(caution,),
        summary="Findings fit best with scalenus anterior trigger point, left (strong support).",
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src='file:///etc/passwd'>",
    "<link rel=attachment href='file:///etc/passwd'>",
    "</style><style>@import 'http://127.0.0.1:9/x'</style>",
    "{{ 7*7 }}{% for x in y %}",
    "<svg><use href='http://127.0.0.1:9/a'/></svg>",
    "\u202egnirts desrever\u202c",
    "Z\u0335\u0321\u0337\u0322a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307lgo",
    "👩‍⚕️ emoji 🦴",
    "control \x07\x1b[31m characters",
    "Łukasz Ąćęłńóśźż Ñandú Χαράλαμπος Дмитрий Nguyễn",
    "محمد عبد الله 山田太郎",
    "'\"><b>bold</b>&amp;",
)


def hostile() -> Sample:
    text = " ".join(HOSTILE)
    client = {"name": text, "reference": HOSTILE[0], "occupation": HOSTILE[4]}
    entries = [{"text": bad, "note": bad} for bad in HOSTILE]
    wrong = hypothesis(1, "trigger_point.upper_trapezius", HOSTILE[1], "trigger_point", HOSTILE[2])
    return case(
        "NMT-2024-0700", client=client, complaint={"text": text, "since": HOSTILE[3]}, findings=entries, notes=[text]
    ), assessment(
        hypotheses=(wrong,),
        summary=HOSTILE[0],
        urgency_why=HOSTILE[3],
        unexplained=HOSTILE,
        findings=tuple(finding("pain(temple)", bad, "symptom") for bad in HOSTILE),
    )


SAMPLES: dict[str, Callable[[], Sample]] = {
    f.__name__: f for f in (short, ordinary, long, emergency, inconclusive, bilateral, many, chained, hostile)
}
