"""The words that reports use for the program's grades, with the sentence that defines each; dates, sides, lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from nmt_expert.reasoning.assessment import HASTE, TREATABLE, Assessment, ChainLink, Hypothesis

URGENCY = {  # word, and what it asks of the physician
    "emergency": ("Emergency", "medical help now"),
    "urgent": ("Urgent", "physician today or tomorrow"),
    "refer": ("Refer", "planned medical appointment before treatment goes on"),
    "treat_and_refer": ("Treat and refer", "treatment goes on while you examine"),
    "treat": ("Treat", "no referral needed on these findings"),
}
NOTHING_FITS = {  # where the urgency would leave treatment free, and nothing is supported well enough to treat on
    "treat": ("Examine further", "no referral needed on these findings, but nothing fits well enough to treat on"),
    "treat_and_refer": ("Refer and examine further", "please examine; nothing fits well enough yet to treat on"),
}
WAITS = "treatment waits for your written word"
PALPATE_FIRST = {
    "treat": "no referral needed on these findings; no muscle to treat was found yet",
    "treat_and_refer": "please examine; no muscle to treat was found yet",
}
DEADLINE = {
    "emergency": "now",
    "urgent": "today or tomorrow",
    "refer": "at a planned appointment",
    "treat_and_refer": "at the next visit",
}
SOON = {  # how soon the client comes back to the physician, by the words of the rules
    "emergency": "At once",
    "urgent": "Today or tomorrow",
    "soon": "Within days",
    "routine": "At a planned visit",
    "refer": "At a planned visit",
}
MECHANISM = {
    "trigger_point": "Trigger point",
    "entrapment": "Nerve entrapment",
    "compression": "Nerve compression",
    "other": "Neither muscle nor nerve",
}
SUPPORT = {"strong": 4, "good": 3, "some": 2, "little": 1}
SIX_FACTORS = {
    "ischemia": "Ischaemia",
    "trigger_points": "Trigger points",
    "nerve": "Nerve entrapment or compression",
    "posture_gait": "Posture and gait",
    "nutrition": "Nutrition and metabolism",
    "stress": "Stress",
}
DOMAINS = {"biomechanical": "Biomechanical", "biochemical": "Biochemical", "psychosocial": "Psychosocial"}
TERMS = (
    "Support (strong, good, some, little) is an order, not a probability. Rank firm: holds in nine of ten redraws of the "
    "rules' weights; fairly firm: in six; unsettled: in fewer. No item is a medical diagnosis."
)
CAVEAT = "What a red flag stands for is mostly no hypothesis of this list: that something else leads makes it no less likely."
LIMITS = (
    "No imaging or laboratory result was used; the client's statements are not verified; what was not tested counts "
    "neither way. The therapist's own judgement decides.",
    "Examiners agree only moderately on palpated trigger points (kappa about 0.45; 0.58 where pressure reproduces the "
    "familiar pain: Rathbone 2017).",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def headline(assessment: Assessment) -> tuple[str, str]:
    """The word of the urgency and what it asks; it promises no treatment where none goes on."""
    word, asks = URGENCY[assessment.urgency]
    if assessment.urgency not in TREATABLE:
        return word, asks
    if not assessment.plan.allowed:
        return NOTHING_FITS[assessment.urgency]
    if waits(assessment):
        return word, WAITS
    return (word, asks) if assessment.plan.treat else (word, PALPATE_FIRST[assessment.urgency])


def waits(assessment: Assessment) -> bool:
    """Whether a caution lets treatment begin only when a physician has agreed."""
    return any(caution.clearance for caution in assessment.cautions)


def confidence_words(a: Assessment) -> str:
    """What the support of the first hypothesis meant on published cases; '' where nobody measured it, and beside a red flag
    of haste: it was counted over all cases, and such ones are few of them and mostly of another kind."""
    c = a.confidence
    if c is None or not c.cases or alarmed(a):
        return ""
    return (
        f"In {c.cases} published cases with {c.support} support like this the first was right in {c.first}, and the answer "
        f"was among the first three in {c.three}."
    )


def alarmed(a: Assessment) -> bool:
    """Whether a red flag asks for haste."""
    return any(flag.urgency in HASTE for flag in a.flags)


def caveat(a: Assessment) -> str:
    """How little a ranking says beside a red flag of haste; '' where none stands, or the danger itself leads."""
    leads = bool(a.hypotheses) and a.hypotheses[0].triage == a.urgency
    return CAVEAT if alarmed(a) and a.hypotheses and not leads else ""


def apart_words(a: Assessment) -> str:
    """Which two cannot be told apart, and the test that would; '' where the first is clear."""
    if a.apart is None:
        return ""
    said = f"Cannot tell 1 and 2 apart: {a.apart.first}; {a.apart.second}."
    if a.urgency in HASTE:  # hands test nothing now
        return said
    if not a.apart.test:
        return f"{said} No examination is known that would."
    return f"{said} Best told apart by: {a.apart.test} (if found, it speaks for {a.apart.favours})."


def story(chain: Iterable[ChainLink]) -> str:
    """'Clenching + Ongoing stress → Masseter: trigger point': factors, and postures, stand beside each other."""
    steps = groupby(chain, key=lambda link: link.kind if link.kind in ("factor", "posture") else link)
    return " → ".join(" + ".join(link.label for link in links) for _, links in steps)


def unwatched(assessment: Assessment) -> str:
    """What the rules in use do not watch for although the shipped ones do, or ''."""
    weakened = assessment.provenance.weakened
    return f"Own rules in use watch less: {'; '.join(weakened)}." if weakened else ""


def own_rules(assessment: Assessment) -> str:
    """What a clinic's own rules add, change and switch off, or ''."""
    own = assessment.provenance.own
    return f"Own rules in use - {'. '.join(own)}." if own else ""


def day(value: date | None) -> str:
    """'14 May 2024' in every locale, or ''."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if value else ""


def side_word(side: str) -> str:
    return {"left": "left", "right": "right", "both": "both sides", "both sides": "both sides"}.get(side, "")


def sided(label: str, side: str) -> str:
    """'Piriformis (left)'."""
    word = side_word(side)
    return f"{label} ({word})" if word else label


def firmness(stability: float) -> str:
    return "rank firm" if stability >= 0.9 else "rank fairly firm" if stability >= 0.6 else "rank unsettled"


def how_sure(hypothesis: Hypothesis) -> str:
    """'strong support, rank firm'."""
    return f"{hypothesis.support} support, {firmness(hypothesis.stability)}"


def listed(items: Iterable[str], most: int, more: str = "more") -> str:
    """Items apart by semicolons, at most `most`; the rest is counted."""
    found = list(items)
    text = "; ".join(found[:most])
    return f"{text}; and {len(found) - most} {more}" if len(found) > most else text


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
