"""Turns of phrase of an examination in plain words: grades of strength, loss of feeling, reflexes, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable

_GRADE = "(?:[0-5]|none|one|two|three|four|five)"
_FIGURES = {"none": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_FEELING = r"(?:light touch|soft touch|pin ?prick|touch|sensation|sensibility|feeling|sensitivity)"
_MODES = r"(?:(?:pain|temperature|warmth|vibration|cold|skin)(?: (?:and|or))? )?"
_LESS = r"(?:reduced|decreased|diminished|impaired|altered|lost|less|lessened|dull(?:ed|er)?|blunted|poor)"


def _figure(grade: str) -> str:
    return _FIGURES.get(grade.lower(), grade)


# heart and lungs are one finding, of which neither alone is enough
_WELL = r"(?: (?:sounds?|examination|exam|auscultation))?(?: (?:is|are|was|were|sounds?))? (?:all )?(?:normal|clear|unremarkable|nad)\b"
_HEART = rf"(?:heart|hs|cvs|cardiac|cardiovascular){_WELL}"
_LUNGS = rf"(?:lungs?|chest|breath|respiratory|resp){_WELL}"
_BETWEEN = r"(?:[^;]{0,30}?)(?:,| and| &) (?:the )?"

EXAMINED: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(rf"(?i)\b(?:{_HEART}{_BETWEEN}{_LUNGS}|{_LUNGS}{_BETWEEN}{_HEART})"),
        r"\g<0>, heart and lungs normal",
    ),
    (re.compile(r"(?i)\b5\s*-\s*/\s*5\b"), "4/5"),
    (re.compile(r"(?i)\b(\d)\s*[+-]?\s*/\s*5\b"), r"\1/5"),
    (
        re.compile(
            rf"(?i)\b(?:mrc(?: grade)?|grade|mmt)\s+({_GRADE})\b(?:\s*[+-])?(?!\s*/|\s+(?:sprain|tear|strain|injury|rupture|opening|laxity)|\s+\w+ (?:sprain|tear|strain|injury))"
            rf"|\b({_GRADE})\s*[+-]?\s+(?:out\s+)?of\s+(?:5|five)\b"
        ),
        lambda m: f"{_figure(m[1] or m[2])}/5",
    ),
    (
        re.compile(
            rf"(?i)\b{_MODES}{_FEELING}(?: (?:and|or|to) {_FEELING}){{0,4}} (?:(?:is|was|are|were) )?(?:\w+ly )?{_LESS}\b(?! pain)"
        ),
        "sensation reduced",
    ),
    (re.compile(rf"(?i)\b{_LESS} {_MODES}{_FEELING}(?: (?:and|or|to) {_FEELING}){{0,4}}\b"), "reduced sensation"),
    (re.compile(rf"(?i)\b(strength|power) (?:(?:is|was) )?(?:\w+ly )?{_LESS}\b"), r"\1 reduced"),
    (re.compile(rf"(?i)\b{_LESS} (strength|power)\b"), r"reduced \1"),
    (
        re.compile(
            rf"(?i)\b{_LESS} ((?:\w+ )?(?:dorsi|plantar ?)?(?:flexion|extension|abduction|adduction|eversion|inversion|rotation|opposition)) (?:strength|power)\b"
        ),
        r"weak \1",
    ),
    (
        re.compile(
            r"(?i)\b(?P<root>[cls][1-8])((?: ?(?:,|and|/) ?[cls]?[1-8]){0,8}) (?:myotomes? )?(?P<weak>weakness|weak|[0-4]/5|reduced strength)\b"
        ),
        r"\g<root> weakness",
    ),
    (re.compile(r"(?i)\b(reflex\w*|jerks?) 0(?!\S)"), r"\1 absent"),
    (
        re.compile(r"(?i)\b(DF|PF) (?=\w+/5|weak)"),
        lambda m: "dorsiflexion " if m[1].upper() == "DF" else "plantarflexion ",
    ),
    (
        re.compile(
            r"(?i)\b(slr|straight[- ]leg[- ]rais\w*)((?: (?:left|right|bilat\w*|both sides?))?) (?:to )?(?:8\d|90)(?: ?\u00b0| ?deg(?:rees?)?)?"
            r"((?: (?:bilat\w*|(?:on )?both sides|left|right))?)(?=\s*(?:$|,))"
        ),
        r"\1\2 negative\3",
    ),
    (re.compile(r"(?i)\bweak push[- ]off\b"), "weak plantarflexion"),
    (re.compile(r"(?i)\bpins ?(?:\+|&|n|'n'|/) ?needles\b"), "pins and needles"),
    (re.compile(r"(?i)\btwo[- ]point discrimination|\b2 ?pd\b"), "two point discrimination"),
    (
        re.compile(
            r"(?i)\bno ((?:left |right )?)((?:\w+ (?:and|or) )?\w+ (?:jerk|reflex)(?:es|s)?|reflexes)\b(?! (?:change|asymmetr|differ|loss|abnormal|deficit))"
            r"(?: (?:could be |was |were )?(?:elicited|obtained|found|present))?"
        ),
        lambda m: f"{m[1]}{m[2].replace(' or ', ' and ')} missing",
    ),
    (
        re.compile(
            r"(?i)\b(reflex\w*|jerks?)\b([^,;]*?)\b1\+(?!\w)(?: (?:against|versus|vs\.?|compared (?:with|to)) 2\+)?"
        ),
        r"\1\2reduced",
    ),
    (re.compile(r"(?i)\b(reflex\w*|jerks?|pulses?)\b([^,;]*?)\b2\+(?!\w)"), r"\1\2normal"),
    (re.compile(r"(?i)\b(reflex\w*|jerks?)\b([^,;]*?)\b[34]\+(?!\w)"), r"\1\2brisk"),
    (re.compile(r"(?i)\b(?:bmi|body mass index)\D{0,8}(?:3\d|[4-6]\d)(?:\.\d+)?\b"), "obesity"),
    (
        re.compile(
            r"(?i)\b(?:feeling|sensation|sensibility|light touch|pinprick) ((?:of|in|at|over|on|around|along) [^,;]{3,60}?) (?:is |was )?"
            r"(?:lost|reduced|diminished|decreased|less|dull|duller|impaired|altered)\b"
        ),
        r"reduced feeling \1",
    ),
    (
        re.compile(
            r"(?i)\b(?:strength|power) of ((?:the )?[^,;]{3,40}?) (?:is |was )?(?:lost|reduced|diminished|decreased|less|impaired)\b"
        ),
        r"weak \1",
    ),
    (
        re.compile(
            r"(?i)\b(?P<joint>(?:neck|shoulder|elbow|wrist|hip|knee|ankle|back|trunk|jaw) )?(?:active |passive )?(?:movements?|range|rom)"
            r"(?P<of> of (?:the )?(?:left |right )?\w+)?(?: is| was)? (?:full|free|complete) but (?:painful|sore)\b"
        ),
        lambda m: f"{m['joint'] or ''}movement{m['of'] or ''} full, {m['joint'] or ''}movement{m['of'] or ''} painful",
    ),
    *(
        (
            re.compile(
                rf"(?i)\b{short}\.? (?=(?:left |right )?(?:thigh|knee|calf|leg|shoulder|neck|arm|hip|ankle|heel|forearm|elbow|epicondyle|malleolus|foot|joint line|jl|menisc\w+|condyle|collateral|border|aspect|side|plateau|patell\w+)\b)"
            ),
            f"{full} ",
        )
        for short, full in (("post", "posterior"), ("ant", "anterior"), ("lat", "lateral"), ("med", "medial"))
    ),
    (re.compile(r"(?<=\d) ?[\u00b0\u00ba]"), " degrees "),
    (re.compile(r"(?<=\d) ?%"), " percent"),
    (re.compile(r"(?<=\d)(mm|deg)\b"), r" \1"),
    (re.compile(r"(?i)\bextension (?:of |is )?[-\u2010-\u2015\u2212] ?(\d+)"), r"extension lacks \1"),
)
