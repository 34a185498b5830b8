"""Words that a client's page does not use: what only the trade understands."""

from __future__ import annotations

import re

JARGON = re.compile(
    r"\b(?:hypothes[ie]s|entrap\w*|compress\w*|trigger points?|myofascial|referral|perpetuat\w*|spillover|consensus|"
    r"tendinopath\w*|syndrome|neuropath\w*|radiculopath\w*|neuralgia|stenosis|arthr\w+|fasci\w+|bursitis|tendinitis|"
    r"suboccipital\w*|median|ulnar|radial|sciatic|peroneal|tibial|femoral|plexus|lumbar|cervical|thoracic|sacroiliac|"
    r"anterior|posterior|lateral|medial|proximal|distal|palpat\w*|ischa?emi\w*|acute|chronic|facet|"
    r"satellites?|synergists?|antagonists?|orthos[ie]s|proprioce\w*|prone|supine|block test|cautions?|isometric|"
    r"eccentric|neural|mobilis\w*|scapula\w*|pelvic tilt|red flags?)\b",
    re.I,
)
PARTS = {  # words for the body part of each region
    "head": ("head",),
    "face": ("face", "jaw", "tooth", "teeth"),
    "neck": ("neck", "collarbone"),
    "shoulder": ("shoulder", "collarbone", "arm"),
    "thorax": ("back", "chest", "rib", "ribs", "collarbone", "shoulder blade"),
    "arm": ("arm",),
    "elbow": ("elbow",),
    "forearm": ("forearm", "elbow"),
    "wrist": ("wrist",),
    "hand": ("hand", "finger", "thumb"),
    "abdomen": ("belly",),
    "pelvis": ("pelvis", "groin", "hip", "buttock"),
    "low_back": ("back",),
    "hip": ("hip", "buttock"),
    "thigh": ("thigh", "buttock", "groin", "hip"),
    "knee": ("knee", "kneecap"),
    "leg": ("leg", "calf", "shin", "heel"),
    "ankle": ("ankle", "heel"),
    "foot": ("foot", "toe", "toes", "heel"),
}
