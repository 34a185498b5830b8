"""What clinicians write short - 'c/o', 'LBP', 'WNL', '+ve', '2/52', 'b/l', '4+/5' - and other turns of phrase, as plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.prose.ranges import ranges_named
from nmt_expert.interview.words.prose.spine import levels_named
from nmt_expert.interview.words.signs import in_words

_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_TIME_ON = rf"(?:(?:the )?(?:last|past|next|following|recent|few|several|some|couple|{_NUMBER}|(?:a|an)(?= ))|(?:hours|days|weeks|months|years|time)\b)"
_OPERATION = (
    r"(?:fusion|fused|discectomy|laminectomy|decompression|instrumentation|fixation|stabili[sz]ation|operation|surgery)"
)
_GAMES = r"(?:tennis|squash|badminton|padel|golf|football|soccer|rugby|basketball|volleyball|hockey|cricket|softball|baseball|handball|netball)"
_SPORT = r"(?:workouts?|training|sports?|running|exercis\w+|physical activity|activity|work|gym|cycling|swimming|tennis|dancing)"
_SUBJECT = r"(?:the |his |her )?(?:pains?|symptoms?|complaints?|condition|it|problem|everything|things)"
_VERB = r"(?:is|are|was|has|have|had|been|got|gets|getting|became|becoming|become|grew|now|then|and|much|clearly|lately|recently|all|even|still)"
_GRADE = "(?:[0-5]|none|one|two|three|four|five)"
_FIGURES = {"none": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_FEELING = r"(?:light touch|soft touch|pin ?prick|touch|sensation|sensibility|feeling|sensitivity)"
_MODES = r"(?:(?:pain|temperature|warmth|vibration|cold|skin)(?: (?:and|or))? )?"
_LESS = r"(?:reduced|decreased|diminished|impaired|altered|lost|less|lessened|dull(?:ed|er)?|blunted|poor)"


def _figure(grade: str) -> str:
    return _FIGURES.get(grade.lower(), grade)


def _half(match: re.Match[str]) -> str:
    whole = match[1] or match[2]
    return {"1": "one", "2": "two", "3": "three"}.get(whole, whole) + " and half"


_SIGNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?i)\bb ?(?:&|/|\+) ?b\b"), "bladder and bowel"),
    (re.compile(r"(?i)^\s*(?:there is )?no pain\s*$"), "pain free"),
    (
        re.compile(
            r"(?i)^\s*(?:there (?:is|was) )?no (?:local |focal |significant )?tenderness(?: (?:on|to) palpation)?\s*$"
        ),
        "nowhere tender",
    ),
    (
        re.compile(
            r"(?i)\b(?:put down to|label+ed(?: as)?|referred as|treated as|diagnosed as|told it was|thought to be)\b"
        ),
        "earlier diagnosis called",
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
                rf"(?i)\b{short}\.? (?=(?:left |right )?(?:thigh|knee|calf|leg|shoulder|neck|arm|hip|ankle|heel|forearm|elbow|epicondyle|malleolus|foot)\b)"
            ),
            f"{full} ",
        )
        for short, full in (("post", "posterior"), ("ant", "anterior"), ("lat", "lateral"), ("med", "medial"))
    ),
    (re.compile(r"(?<=\d) ?[\u00b0\u00ba]"), " degrees "),
    (re.compile(r"(?<=\d) ?%"), " percent"),
    (re.compile(r"(?<=\d)(mm|deg)\b"), r" \1"),
    (re.compile(r"(?i)\bextension (?:of |is )?[-\u2010-\u2015\u2212] ?(\d+)"), r"extension lacks \1"),
    (re.compile(r"(?i)\bmoderately severe\b"), "moderate"),
    # a complaint that is worse as such, and not worse with something
    (
        re.compile(
            r"(?i)(?<!no )(?<!not )\b(?:worse|stronger|more (?:severe|intense|frequent|painful|troublesome))(?: and worse)?"
            r"(?= (?:since\b|lately|recently|over time|with time|as time|day by day|week by week|by the (?:day|week)|each (?:day|week)|every (?:day|week)"
            rf"|(?:over|for|in|during) {_TIME_ON}))"
        ),
        "getting worse",
    ),
    (
        re.compile(
            rf"(?i)(^|,\s*)((?:(?:{_SUBJECT}|{_VERB})\s+){{0,8}})worse(?: again| now| lately| recently)?(?=\s*(?:$|,))"
        ),
        r"\1\2getting worse",
    ),
    (
        re.compile(
            r"(?i)\b(pains?|symptoms?|ache|discomfort)((?: that| which)? (?:grows|is growing|keeps growing|rises|rose|is rising|mounts|escalated|intensified"
            r"|built up|has built up|keeps increasing|increases(?= (?:daily|day|week|over|from))|increased over|worsens(?! (?:with|on|at|by|when|after|in))))\b"
        ),
        r"\1, getting worse",
    ),
    (
        re.compile(r"(?i)\b(?:did|does|has) not help(?:ed)? (?:for long|lastingly|in the long run)\b"),
        "helped only briefly",
    ),
    *(
        (
            re.compile(
                rf"(?i)\b(?:{level}\d{{1,2}}(?:[\s/-]+(?:to )?[a-z]?\d{{1,2}}){{0,6}}\s+(?={_OPERATION})|(?P<op>{_OPERATION}) (?:of |at |from )?(?={level}\d))"
            ),
            lambda m, part=part: f"{m['op'] + ' ' if m['op'] else ''}{part} ",
        )
        for level, part in (("C", "cervical spine"), ("L", "lumbar spine"))
    ),
    (re.compile(rf"(?i)\b(?:in|at|during) (?={_GAMES}\b)"), "playing "),
    (re.compile(r"(?i)\bfell down (?:the |some |a flight of |\w+ )?(?:stairs|steps)\b"), "fell downstairs"),
    (
        re.compile(
            r"(?i)\bon (?=(?:steroids|cortisone|warfarin|apixaban|statins?|(?:ator|simva|rosuva)(?:va)?statin|tamoxifen|letrozole)\b)"
        ),
        "taking ",
    ),
    (
        re.compile(
            r"(?i)\bat once(?= (?:after|pain|discomfort|numb|tingl|weak))|(?<=pain )at once\b|(?<=began )at once\b|(?<=onset )at once\b"
        ),
        "immediately",
    ),
    (re.compile(r"(?i)\b(?:running|ran) (?:at )?(?:(?:full|top) (?:speed|pace)|flat out)\b"), "in a full sprint"),
    (re.compile(r"(?i)\b(?:on and off|off and on)\b(?! sick)"), "recurrent"),
    (
        re.compile(r"(?i)\bfelt (?:and heard |or heard )?an? (?:sudden |loud )?(?:pop|snap|crack|tear|rip)\b"),
        "heard a pop",
    ),
    (re.compile(r"(?i)\bwoke(?: up)? (?=(?:with|unable)\b(?!.{0,24}neck))"), "noticed on waking, "),
    (
        re.compile(
            r"(?i)\b(?:systems? review|review of systems|systemic (?:review|enquiry)|ros) (?:negative|normal|unremarkable|clear|nil)\b"
        ),
        "no other symptoms",
    ),
    # carrying on, and what is no longer done
    (
        re.compile(rf"(?i)\b(?:keeps? up|still does) (?:with )?(?:his |her |the |their )?(?:\w+ )?(?={_SPORT}\b)"),
        "continues to train, ",
    ),
    (re.compile(r"(?i)\bstill (?:plays|runs|trains|cycles|climbs|dances|competes)\b"), "continues to play"),
    (
        re.compile(
            r"(?i)\b(?:keeps|kept|prevents|prevented|stops|stopped) (?:him|her|them|me) from (?:working|going to work)\b"
        ),
        "unable to work",
    ),
    (
        re.compile(
            r"(?i)\b(?:keeps|kept|prevents|prevented|stops|stopped) (?:him|her|them|me) from (?!sleep|fall|lying|getting)\w+ing\b"
        ),
        "cannot train",
    ),
    # 'a two-month history of low back pain' is no back pain before
    (
        re.compile(
            r"(?i)(\b(?:hours?|days?|weeks?|wks?|months?|mths?|years?|yrs?)|/(?:7|52|12))[ -]+(?:history|hx|h/o)(?: of)?\b"
        ),
        r"\1 of",
    ),
    (re.compile(r"(?i)^\s*(?:it is |is |now |at times |sometimes |often |very ){0,6}severe(?=\s*$|,)"), "severe pain"),
    (re.compile(r"(?i)\b(left|right)[ -]sided (?=[a-z])"), r"\1 "),
    (
        re.compile(
            r"(?i)\b(no|denies|denies any|without|without any|free of) ((?:left |right )?(?:neck|shoulder|arm|elbow|wrist|hand|upper back|low back"
            r"|lower back|back|hip|groin|leg|knee|ankle|foot|jaw)) (?:symptoms?|complaints?|problems?|trouble|issues)(?: (?:or|and) signs)?"
            r"(?=\s*$|,| (?:or|and|nor)\b)"
        ),
        r"\1 \2 pain",
    ),
    (
        re.compile(
            r"(?i)\b(?:overlying )?skin (?:over|of|at|on|around|above) [^,;]{3,40}? (?:is |was |looks |looked |appears )?"
            r"(?:normal|intact|unremarkable|clear)\b"
        ),
        "skin normal",
    ),
    (re.compile(r"(?i)\bpain at rest (?:is )?absent\b"), "no pain at rest"),
    (re.compile(r"(?i)\bmoderately severe\b"), "moderate"),
    (re.compile(r"(?i)\bsoles?\b(?! of (?:the |his |her )?(?:shoe|boot|foot|feet))"), "sole of the foot"),
    (
        re.compile(
            r"(?i)\bpalm(?:ar)? (?:side|aspect|surface) of (?=(?:the |his |her )?(?:\w+ (?:joint )?(?:of the )?){0,3}(?:finger|thumb|digit))"
        ),
        "",
    ),
    (re.compile(r"(?i)\b(\d|three|two|one) (?:1/2|\u00bd)|\b(\d)\.5(?= (?:fingers|digits))"), _half),
    (re.compile(r"(?i)\b([ctls]\d{1,2})\s*[/-]\s*[ctls]?(\d{1,2})\b"), r"\1 \2"),
    (
        re.compile(
            r"(?i)\b((?:trigger points?|pressure|pressing|palpation) [^,;]{0,80}?)\brefer(?:s|red|ring)? (?=(?:to|into|down)\b)"
        ),
        r"\1refers pain radiating ",
    ),
    (
        re.compile(
            r"(?i)\b(?:runs?|running|ran|shoots?|shooting|goes|going|travels?|travelling|extends?|extending|moved|shifted|climbs|passes"
            r"|refers|referred|referring|tracks?|tracking)\s+(?=(?:down|up|into|to|from|along|through|over|towards?|across)\b(?! sleep|(?: and (?:up|down))? (?:the )?(?:steps|stairs|hills?)))"
        ),
        lambda m: "shooting radiating " if m[0].lower().startswith("sho") else "radiating ",
    ),
)


def plain(text: str) -> str:
    """The text with what is written short in full."""
    text = levels_named(in_words(text))
    for pattern, full in _SIGNS:
        text = pattern.sub(full, text)
    return ranges_named(_short().sub(lambda m: _full()[_key(m[0])], text))


def _key(text: str) -> str:
    return " ".join(text.lower().split())


@lru_cache(maxsize=1)
def _full() -> dict[str, str]:
    return {short: full for full, shorts in written()["short"].items() for short in shorts}


@lru_cache(maxsize=1)
def _short() -> re.Pattern[str]:
    every = "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in sorted(_full(), key=len, reverse=True))
    return re.compile(rf"(?<![\w/+-])(?:{every})(?![\w/+])", re.IGNORECASE)
