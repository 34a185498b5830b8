"""Every text of the client's page, in one catalogue. `_` marks it for translation; English only now.

What the rules say to clients and what the body chart names goes through `translated` and the same catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _

translated = _


@dataclass(frozen=True)
class Sign:
    """When to get help; `more` is said where one of the findings `there` is known already."""

    text: str
    more: str = ""
    there: tuple[str, ...] = ()


PAGE = {  # headings and what stands between the lines of the page
    "title": _("Your assessment"),
    "on": _("on"),
    "for": _("For"),
    "report": _("Report"),
    "found": _("What we found"),
    "do": _("What you can do"),
    "care": _("Take care"),
    "after": _("After treatment"),
    "help": _("When to get help"),
    "call": _("Call {number} at once if:"),
    "see": _("See a doctor soon, and tell us, if you have:"),
    "next": _("Next:"),
    "questions": _("Questions?"),
    "closing": _("These are our working ideas. They are not a medical diagnosis."),
}
FOUND_ELSE = _("What else we found")  # below a doctor who is needed now
DRAWING = _("Drawing of the body.")
REGIONS = {
    "head": _("head"),
    "face": _("face or jaw"),
    "neck": _("neck"),
    "shoulder": _("shoulder"),
    "thorax": _("upper back or chest"),
    "arm": _("upper arm"),
    "elbow": _("elbow"),
    "forearm": _("forearm"),
    "wrist": _("wrist"),
    "hand": _("hand"),
    "abdomen": _("belly"),
    "pelvis": _("hips"),
    "low_back": _("low back"),
    "hip": _("hip or buttock"),
    "thigh": _("thigh"),
    "knee": _("knee"),
    "leg": _("lower leg"),
    "ankle": _("ankle"),
    "foot": _("foot"),
}
BODY = _("body")
SIDES = {"left": _(" on the left"), "right": _(" on the right"), "both": _(" on both sides")}
ACT_HEADINGS = {"now": _("Important now"), "also": _("Please also")}
ACT = {
    "emergency": _("You need medical help now. Please do not wait."),
    "urgent": _("Please see a doctor today or tomorrow. Take this page with you."),
    "refer": _("Please make an appointment with your doctor. Take this page with you."),
    "treat_and_refer": _("Please tell your doctor about this at your next visit. Take this page with you."),
}
ABOUT = _("It is about your {place}.")
WORSE = _("If it gets worse before then, get help at once.")
NO_DRIVING = _("Do not drive yourself.")
WAITS = _("We begin to treat you when your doctor has agreed.")
ZONES = {  # labels of the body chart that only the trade understands
    "sacroiliac joint": _("joint of spine and pelvis"),
    "lumbosacral junction": _("base of the back"),
    "sacrum": _("bone above the tailbone"),
}
DRAWN = {
    "pain": _("You feel {what} here"),
    "numb": _("You feel numb or tingling here"),
    "told": _("You feel it somewhere here"),
}
OR = _(" or ")
# what was found by hand, in a muscle
FELT = {
    "familiar_pain": _("We found a sore spot in a muscle at your {place}. Pressing it brought on the pain you know."),
    "referred_pain": _("We found a sore spot in a muscle at your {place}. Pressing it sent pain to another place."),
    "hypersensitive_spot": _("We found a very sore spot in a muscle at your {place}."),
    "taut_band": _("We found a tight band in a muscle at your {place}."),
}
FITS = _("What you told us and what we saw fits {plain}.")
MAY_ALSO = _("It may also be {plain}. We want to find out.")
MUSCLE = _("a muscle at your {place} that sends pain. We will check it with our hands")
NAMED_MUSCLE = _("a muscle{side} that sends pain: the one {plain}. We will check it with our hands")
NERVE = _("a squeezed nerve at your {place}")
PRESSED = _("a pressed nerve that starts at your {place}")
OTHER = _("something other than a muscle or nerve at your {place}. A doctor can look into it")
OPEN = _("What we found does not point clearly to one cause yet. We want to look further.")
UNWATCHED = _("We did not check for all signs of: {names}.")
AFTER = (
    _("You may feel sore, as after sport. This should fade within 24 to 36 hours."),
    _("The muscle may stay easier for 4 to 14 days. How long depends on what you do."),
    _("Keep moving gently. Leave heavy new work for a day or two."),
    _("Call us if the soreness lasts longer than 36 hours or gets worse."),
)
STOP_EXERCISE = _(
    "The thick line shows where you feel it. Once or twice a day is enough. Stop if it tingles, shoots or hurts more."
)
NEXT = _("We test the same movement again each time. If you are no better after two to four weeks, we think again.")
STOP = (
    Sign(_("numbness or weakness that is new or that spreads")),
    Sign(
        _("pain that gets worse every day, or wakes you every night"),
        _("pain that keeps getting worse, or wakes you more often than now"),
        (
            "course_progressive", "pain_progressive_despite_care", "wakes_at_night", "wakes_second_half_of_night",
            "night_pain_worse_lying",
        ),
    ),
    Sign(_("fever"), _("more fever"), ("fever_or_chills",)),
    Sign(
        _("losing weight without trying"),
        _("losing more weight without trying"),
        ("unexplained_weight_loss", "rapid_weight_loss"),
    ),
)  # fmt: skip
STOP_TREATED = (Sign(_("dark urine, or a bruise that grows")), Sign(_("a calf that swells and hurts")))
_CHEST = ("sternum", "chest_upper", "chest_breast", "chest_side", "chest_any", "costal_margin")
STOP_EMERGENCY = (
    Sign(
        _("you lose control of your bladder or bowel, or go numb between the legs"),
        _("trouble with your bladder or bowel, or numbness between the legs, begins or gets worse"),
        (
            "saddle_numbness", "new_bladder_incontinence", "new_bladder_retention_or_hesitancy", "cannot_pass_urine",
            "new_bowel_incontinence",
        ),
    ),
    Sign(
        _("you have chest pain or cannot get your breath"),
        _("your chest pain gets worse, changes or spreads, or you cannot get your breath"),
        (
            "chest_pressure_or_tightness", "chest_pain_present",
            *(f"{family}({place})" for family in ("pain", "burning", "heaviness") for place in _CHEST),
        ),
    ),
    Sign(
        _("you get a sudden, very bad headache, or your face droops or your speech is slurred"),
        _("a very bad headache, a drooping face or slurred speech begins or gets worse"),
        ("thunderclap_headache", "face_droop", "speech_disturbance"),
    ),
)  # fmt: skip
ARTERITIS = ("giant_cell_arteritis", "polymyalgia_rheumatica")  # red flags: sight is lost for good where it is not said
STOP_ARTERITIS = (
    Sign(_("your sight blurs, doubles or goes dark, even for a moment")),
    Sign(
        _("you get a new headache, a sore scalp, or a jaw that tires when you chew"),
        _("your head, scalp or jaw hurts more"),
        ("headache_present", "new_headache_over_50", "jaw_claudication", "scalp_tenderness"),
    ),
)
CANNOT_PASS_WATER = Sign(  # what a red flag of rules/safety has said to the client
    "If you cannot pass water or the numbness spreads, say so at once.",
    _("Say at once if the numbness spreads."),
    ("cannot_pass_urine",),
)
CARE = {  # by caution: what this client heeds
    "pregnancy": _(
        "You are or may be pregnant. Lie on your side. Tell us and your midwife about bleeding, a bad headache or a swollen leg."
    ),
    "postpartum": _("You gave birth not long ago. Call a doctor if one leg swells or you cannot get your breath."),
    "anticoagulants": _(
        "You take a blood thinner. Do not press hard or use a ball or massage gun. Call a doctor the same day if a bruise grows."
    ),
    "osteoporosis": _("Your bones may be thin. Do not press hard on ribs or spine. Do not bend and twist with a load."),
    "diabetes_insensate": _("Your skin feels less in places. Use no heat there, and check the skin every day."),
    "recent_surgery": _("You had an operation. Do not press or stretch near the wound until your surgeon agrees."),
    "joint_replacement": _("You have a new joint or a fused spine. Keep to the limits that your surgeon gave you."),
    "child_or_dependent": _("A parent or carer should read this page, too, and stay with you at each visit."),
    "hypermobility": _("Your joints bend far. Do not stretch to the end. Make the muscles stronger instead."),
    "lymphoedema_risk": _("Do not press hard on the arm or leg at risk of swelling, and use no heat there."),
    "implanted_device": _("Do not press near your implant."),
    "cancer_site": _("Tell your cancer team about our sessions. Do not press on treated places."),
    "latex_oil_allergy": _("Remind us of your allergy at each visit."),
}
