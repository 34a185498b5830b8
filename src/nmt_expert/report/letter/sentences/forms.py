"""The words: what a letter calls a sign, where two findings are one term, how a negative is said."""

from __future__ import annotations

# Signs of a place; those of the same places are joined: 'numbness and tingling of the thumb'.
PLACE_SIGNS = {
    "pain": "pain",
    "numbness": "numbness",
    "tingling": "tingling",
    "burning": "burning",
    "shooting": "shooting pain",
    "cramp": "cramp",
    "stiffness": "stiffness",
    "itch": "itch",
    "cold_feeling": "cold feeling",
    "heaviness": "heaviness",
    "swelling": "swelling",
    "colour_change": "skin colour change",
    "tenderness": "tenderness",
    "tender": "tenderness",
    "lump": "lump",
    "sensory_loss": "reduced feeling",
    "allodynia": "allodynia",
    "hyperalgesia": "hyperalgesia to pinprick",
    "taut_band": "taut band",
    "hypersensitive_spot": "hypersensitive spot",
    "familiar_pain": "familiar pain on pressure",
    "referred_pain": "referred pain on pressure",
    "twitch": "local twitch",
    "spasm": "raised tone",
    "tight": "shortness",
    "painful_stretch": "pain on stretch",
    "wasting": "wasting",
}
# Families whose places follow in one list.
LISTS = {
    "weak": "weakness in",
    "painful_resisted": "pain on resisted",
    "limited": "limitation of",
    "limited_passive": "passive limitation of",
    "pain_on": "symptoms on",
    "reflex_reduced": "reduced",
    "reflex_brisk": "brisk",
    "tinel": "positive Tinel sign at",
    "tender_site": "point tenderness at",
    "worse_with": "worse with",
    "better_with": "better with",
}
NEGATIVE_LISTS = {
    "weak": "no weakness in",
    "limited": "full",
    "limited_passive": "full passive",
    "pain_on": "no symptoms on",
    "painful_resisted": "no pain on resisted",
    "reflex_reduced": "no reduced",
    "reflex_brisk": "no brisk",
    "tinel": "negative Tinel sign at",
    "tender_site": "no point tenderness at",
    "worse_with": "not worse with",
    "better_with": "not better with",
}
FREE = {"limited", "pain_on"}  # where neither is found in a movement
FREE_TERM = "full and painless"
SUBJECT_FIRST = {  # families whose label begins with the place
    "tender", "taut_band", "hypersensitive_spot", "familiar_pain", "referred_pain", "twitch", "spasm", "tight",
    "painful_stretch", "wasting",
}  # fmt: skip

TERMS = {  # where a physician has a term of his own
    "quality_electric": "electric pain",
    "quality_numb": "numbness with the pain",
    "pain_severe": "severe pain",
    "wakes_at_night": "woken at night",
    "onset_after_trauma": "began after an injury",
    "saddle_numbness": "saddle anaesthesia",
    "new_bladder_incontinence": "new urinary incontinence",
    "new_bladder_retention_or_hesitancy": "new urinary retention or hesitancy",
    "new_bowel_incontinence": "new bowel incontinence",
    "fever_or_chills": "fever or chills",
    "absent_pulse": "missing or weak pulse",
    "worse_with(night)": "worse at night",
    "worse_with(morning)": "worse in the morning",
    "limited(hand_behind_back)": "hand behind the back limited",
}
NO = {  # the negative of a finding whose label is no noun
    "reflex_change_any": "no reflex change",
    "weakness_any": "no weakness",
    "sensory_loss_any": "no reduced feeling",
    "paraesthesia_any": "no numbness or tingling",
    "muscle_wasting": "no wasting",
    "wakes_at_night": "not woken at night",
    "fever_or_chills": "no fever or chills",
    "unexplained_weight_loss": "no unexplained weight loss",
    "saddle_numbness": "no saddle anaesthesia",
    "limps": "no limp",
    "pain_constant": "pain not constant",
    "straight_leg_raise": "straight leg raise negative",
    "onset_after_trauma": "no injury before",
    "low_back_or_leg_pain": "no low back, buttock or leg pain",
    "headache_present": "no headache",
}
# Any of the first, with or without the others, is one term.
ONE_TERM = (
    (
        {"wasting(abductor_pollicis_brevis)", "wasting(opponens_pollicis)"},
        {"hand_intrinsic_wasting", "muscle_wasting"},
        "thenar wasting",
    ),
    ({"worse_with(night)"}, {"wakes_at_night"}, "worse at night, waking the client"),
)

# Zones that together are one place: the letter names the whole.
WHOLES = (
    (("finger_ring_radial", "finger_ring_ulnar"), "ring finger"),
    (("thigh_back_upper", "thigh_back_lower"), "back of the thigh"),
    (("thigh_front_upper", "thigh_front_lower"), "front of the thigh"),
    (("calf_upper", "calf_lower"), "calf"),
    (("neck_back_upper", "neck_back_lower"), "back of the neck"),
    (("thoracic_upper", "thoracic_mid", "thoracic_lower"), "upper to lower thoracic back"),
    (("buttock_upper", "buttock_mid", "buttock_lower"), "buttock"),
    (("shoulder_top", "shoulder_front", "shoulder_side", "shoulder_back"), "whole shoulder"),
    (("arm_front", "arm_side", "arm_back", "arm_inner"), "whole upper arm"),
    (
        ("forearm_volar_radial", "forearm_volar_ulnar", "forearm_dorsal_radial", "forearm_dorsal_ulnar"),
        "whole forearm",
    ),
    (("forearm_volar_ulnar", "forearm_dorsal_ulnar"), "little-finger side of the forearm"),
    (("forearm_volar_radial", "forearm_dorsal_radial"), "thumb side of the forearm"),
    (("forearm_volar_radial", "forearm_volar_ulnar"), "palm side of the forearm"),
    (("forearm_dorsal_radial", "forearm_dorsal_ulnar"), "back of the forearm"),
    (("hand_dorsum_radial", "hand_dorsum_ulnar"), "back of the hand"),
    (("knee_front", "knee_inner", "knee_outer", "knee_back"), "whole knee"),
    (("toe_great", "toes_middle", "toe_little"), "all toes"),
    (("perineum", "genitals"), "perineum and genitals"),
)
PREPOSITIONS = ("in ", "on ", "over ", "above ", "below ", "behind ", "between ", "around ", "along ")
NAMES = {  # capital inside a sentence
    "Achilles", "Adson", "Allen", "Apley", "Babinski", "Bakody", "Beatty", "Beevor", "Boston", "Budapest",
    "Canadian", "Carnett", "Cozen", "Dejerine", "Dix", "Durkan", "Ely", "Finkelstein", "Freiberg", "Froment",
    "Gaenslen", "Guyon", "Halstead", "Hawkins", "Hoffa", "Hoffmann", "Homans", "Horner", "Jeanne", "Kehr", "Kemp",
    "Kernig", "Lachman", "Lasegue", "Lhermitte", "Marfan", "Maudsley", "McMurray", "Mill", "Mills", "Morton",
    "Mulder", "Murphy", "Neer", "Noble", "O", "Ober", "Ottawa", "Pace", "Parkinson", "Patrick", "Paxinos",
    "Phalen", "Popeye", "Raynaud", "Romberg", "Roos", "Royal", "Schober", "Slump", "Speed", "Spurling",
    "Thessaly", "Thomas", "Thompson", "Tinel", "Trendelenburg", "Tromner", "Wartenberg", "Wells", "Wright",
    "Yergason",
}  # fmt: skip
