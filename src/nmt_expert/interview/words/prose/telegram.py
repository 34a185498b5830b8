"""The telegram style of a hurried note - 'P&N thumb + IF', 'R biceps ↓', 'Spurling + R', 'flex 3/4 p+', 'pain → lat arm' - in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from nmt_expert.interview.words.lexicon import written

_SIDE = r"(?:left|right|both sides|bilat\w*|[LRB])"
_END = r"(?=\s*(?:$|[,;.)(]))"
_PART = (
    r"(?:thigh|knee|calf|leg|shoulder|neck|arm|hip|ankle|heel|forearm|elbow|wrist|hand|foot|toe|chest|rib|cheek|epicondyle|malleol\w+|mall|joint|jt|line|jl"
    r"|menisc\w+|condyle|collateral|border|aspect|side|plateau|patell\w+|delt\w*|gastroc\w*|ham\w*|quad\w*|tib\w*|calc\w*|pterygoid|compartment"
    r"|capsule|cuff|talar|talofib\w*|cutaneous|plica|retinac\w*|facet|edge|scap\w*|axilla\w*|low back|tubercle|drawer)"
)
_MOVE = (
    r"(?:flex(?:ion)?|ext(?:ension)?|rot(?:ation)?|SF|side[- ]?(?:flex(?:ion)?|bend(?:ing)?)|abd(?:uction)?|add(?:uction)?|[EI]R|DF|PF|inv(?:ersion)?|ev(?:ersion)?"
    r"|sup(?:ination)?|pron(?:ation)?|elev(?:ation)?|HBB)"
)
_MOVED = rf"(?P<move>(?:\b{_SIDE} )?\b{_MOVE}\b(?: {_SIDE}\b)?)"
_HURTS = r"(?: ?(?:\(?[pP]\+{0,3}1?\)?|\+[pP]|\+?P1|sore|painful|pain|sore \+*|uncomfortable)(?![\w+]))"
_FINGERS = {"IF": "index finger", "MF": "middle finger", "RF": "ring finger", "LF": "little finger"}
_FULL = {"R": "right ", "L": "left "}
_OF_A_HAND = re.compile(r"(?i)thumb|finger|hand|digit|numb|tingl|p&n|fdp|\blt\b")
_LESS = r"(?:reduced|\u2193|dull(?:er)?|absent|less|decreased|diminished|impaired|altered|intact|normal|NAD|equal|full)"


def _moves(match: re.Match[str]) -> str:
    """A movement that is limited, and one that hurts too."""
    return f"{match['move']} limited" + (f", {match['move']} painful" if match["sore"] else "")


def _through(match: re.Match[str]) -> str:
    """From which angle of a joint to which: 'ROM 5-110'."""
    lacks = f", extension lacks {match['first']} degrees" if int(match["first"]) >= _LACKS else ""
    return f"flexion {match['last']} degrees{lacks}"


def _girth(match: re.Match[str]) -> str:
    """How much thicker one calf is."""
    return f"calf {f'{_THICKER} cm ' if float(match['more']) >= _THICKER else ''}larger than the other side"


_THICKER = 3  # centimetres


def _stiff_for(match: re.Match[str]) -> str:
    """How long a joint is stiff in the morning."""
    hours = match["unit"].lower().startswith("h")
    long = not match["long"][0].isdigit() or hours or float(match["long"]) > _SHORT_STIFF
    return f"stiff, morning stiffness {'over' if long else 'under'} 30 minutes"


_SHORT_STIFF = 30  # minutes
_LACKS = 5  # degrees from which a joint does not straighten

_WRITTEN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?i)(?:^|\s)(?:\u2192|[-=]+>) ?(?:ED|A&E|GP|urgent\w*|USS|MRI|x-?ray|XR|refer\w*|r/f|ortho\w*|spinal|r/?v|999)\b.*$"), ""),
    (re.compile(r"(?:^|(?<=[?:] ))\W*\d{2} ?[FM]\b(?![-/])"), ""),
    (re.compile(r"\?(?=[A-Za-z])"), "query "),
    (re.compile(r"(?i)\b(index|middle|ring|little)((?:,| and| or| \+|/) ?)(?=(?:index|middle|ring|little)\b)"), r"\1 finger\2"),
    (re.compile(r"(?i)\b(tinel\w*(?:'s)?) (?:at )?ct\b"), r"\1 carpal tunnel"),
    (re.compile(r"(?i)\b(tinel\w*(?:'s)?) (?:at )?cubital\b(?! tunnel)"), r"\1 cubital tunnel"),
    # sides
    (re.compile(r"(?i)\b(\d+) ?(?:v|vs\.?) ?\d+ ?kg\b"), r"\1 kg"),
    (re.compile(r"\b[LR] ?>+ ?[LR]\b|\b[LR] ?<+ ?[LR]\b"), "both sides"),
    (re.compile(r"(?<=[a-z0-9)+] )(?<!vitamin )(?<!vit )(?<!hepatitis )(?<!hep )(?<!type )(?<!group )(?<!part )B(?=\s+[a-z<>(\d+]|\s*(?:$|[,;.)]))"), "both sides"),
    (re.compile(r"\((?:[LR]|left|right)\W? ?-?\d[\d/+-]*\w*\)"), ""),
    (re.compile(r"(?i)\b(?:cf|c/w|cw|vs?\.?|versus|compared (?:to|with)) (?:the )?(?:\d+ ?(?:kg|degrees|\u00b0)?|(?:\d+ ?)?(?:L|R|left|right|other side))(?=\W|$)(?: ?[LR]\b)?"), ""),
    (re.compile(r"(?i)(?<!worse )(?<!more )(?<!greater )\bthan (?:the )?(?:L|R|left|right)(?: side)?(?=\W|$)"), "than the other side"),
    (re.compile(rf"\b([LR]) ?\+{{1,3}}(?![\w+])(?! ?[LR]\b){_END}"), r"positive \1"),
    (re.compile(r"(?i)(?:(?<=^)|(?<=[,;] ))(?P<name>[A-Za-z][\w/]*(?: [a-z]+)?):? no(?=\s*(?:$|[,;]))"), r"no \g<name>"),
    (re.compile(r"\bB(?= (?:hands?|feet|foot|shoulders?|knees?|hips?|legs?|arms?|wrists?|ankles?|thighs?|calves|heels?|elbows?|UL|LL)\b)"), "both"),
    (re.compile(r"(?i)(?<!no )(?<!not )(?<!weak )(?<!poor )(?<!absent )\b(?:(?:DP|dorsalis pedis)(?:/| and | & |,? )(?:PT|posterior tibial)|pedal|foot|dorsalis pedis|tibial) pulses? ?(?:is |are |were |both )?(?:\+{1,3}|normal|present|palpable|intact|full|equal|good|2\+|ok|strong)(?![\w+])"), "leg pulses normal"),
    # arrows and signs
    (re.compile(rf"(?i)\b(KJ|AJ|BJ|TJ|jerks?|reflex(?:es)?)((?: {_SIDE})?) ?(?:3\+|4\+|\+\+\+\+?|\u2191+)(?!\w)"), r"\1\2 brisk"),
    (re.compile(r"(?i)\bplantars? ?\u2191+"), "plantars upgoing"),
    (re.compile(r"(?i)\bplantars? ?\u2193+"), "plantars downgoing"),
    (re.compile(r"\u2193+(?=[A-Za-z])"), "reduced "),
    (re.compile(r"\u2191+(?=[A-Za-z])"), "raised "),
    (re.compile(r" ?\u2193+"), " reduced "),
    (re.compile(r" ?\u2191+"), " raised "),
    (re.compile(r"[\u2206\u0394]"), "change"),
    (re.compile(r"(?i)\s*(?:\u2192|[-=]{1,2}>)\s*(?=[^,;\u2192]*(?:pain|numb|tingl|p&n|symptoms?|\bsx|headache|\bHA)\b)"), " gives "),
    (re.compile(r"\s*(?:\u2192|[-=]{1,2}>)\s*"), " radiating to "),
    (re.compile(rf"(?<=[a-z]) ?={_END}"), " equal"),
    (re.compile(r"\b2\u00b0 ?(?:to )?(?=[a-z])"), "due to "),
    (re.compile(r"(?i)\b(?:plantars?|babinskis?) down\b"), "plantars downgoing"),
    (re.compile(r"(?i)\b(?:AROM ?= ?PROM|PROM ?=* ?(?:=|same as|equals?(?: to)?) ?AROM|active ?= ?passive|passive ?= ?active)\b"), "passive range same as active"),
    # what is written short
    (re.compile(r"(?i)\b(?P<levels>[CTL]\d{1,2}(?:[-/,][CTLS]?\d{1,2}){0,3}) (?:(?:L|R|left|right|bilat\w*) )?(?:[CU]PAs?|PAs?|PAIVMs?)\b"), r"PA \g<levels>"),
    (re.compile(r"(?i)\b((?:ache|aching|pain)\b[^,;.\d]{0,12}?) (?:central(?:ly)? |at |over |around )?L[1-5](?:[-/]L?[1-5]|[-/]S1)?\b"), r"\1 lumbar"),
    (re.compile(r"(?i)\bcalf (?:girth |circumference |measures )?(?P<more>\d+(?:\.\d)?) ?cm (?:>|larger|bigger|more|greater)(?: than)?(?: (?:the )?(?:L|R|left|right|other side))?\b"), _girth),
    (re.compile(r"(?i)\bno (?:hx of |history of )?steroids\b(?! inj)"), "no steroid tablets"),
    (re.compile(r"(?i)\b1st DI\b|\bFDI\b"), "first dorsal interosseous"),
    (re.compile(r"\b(right |left |[RL])?(UE|LE)(?=:? 5/5)"), lambda m: f"{_FULL.get(m[1] or '', m[1] or '')}{'arm' if m[2] == 'UE' else 'leg'} strength"),
    (re.compile(r"(?i)(?<=to |or )shake hands\b|\bor shake hands\b"), lambda m: m[0].replace("shake hands", "handshake")),
    (re.compile(r"(?i)\b(?:in|at|@) ?(?:90|45|neutral)(?: ?\u00b0| ?deg\w*)? ?(?:of )?(?:hip |shoulder )?(?:flex(?:ion)?|abd(?:uction)?)\b"), ""),
    (re.compile(r"(?i)\b(DF|dorsiflexion) (?:with )?(?:the )?knee (?:straight|ext\w*) (\d+)(?:,? ?(?:and )?(?:with )?(?:the )?knee (?:bent|flex\w*) \d+)?"), r"dorsiflexion \2 degrees"),
    (re.compile(r"(?i)\bresisted SLR\b[^,;.]{0,14}\bgroin\b(?: pain)?"), "resisted straight leg raise hurts in the groin"),
    (re.compile(r"(?i)\b(?:ex|former)[- ]smoker\b"), "smoked in the past"),
    (re.compile(r"\b(KJ|AJ|BJ|TJ)s?/(?=(?:KJ|AJ|BJ|TJ)s?\b)"), r"\1 and "),
    (re.compile(r"(?i)\b(?:can'?t|cannot|could(?:n't| not)|unable to|not able to) (?:FWB|WB|weight[- ]?bear)\b"), "cannot bear weight"),
    (re.compile(r"\bNT\b"), "not tender"),
    (re.compile(r"\b(?:FF|[Ee]lev)(?= \d{2})"), "flexion"),
    (re.compile(r"(?i)\bpron\b(?=\s*(?:$|[,;:]|and|\d|full|5/5))"), "pronation"),
    (re.compile(r"(?i)\bsup\b(?=\s*(?:$|[,;:]|and|\d|full|5/5))"), "supination"),
    (re.compile(r"(?i)\bR ?(UE|LE)\b"), r"right \1"),
    (re.compile(r"(?i)\bL ?(UE|LE)\b"), r"left \1"),
    (re.compile(r"\bHIT\b"), "head impulse test"),
    (re.compile(rf"\bDH\b(?= ?(?:{_SIDE}\b|pos|neg|\+|-))"), "Dix-Hallpike"),
    (re.compile(r"\bWHAT\b(?= ?(?:test|pos|neg|\+|-))"), "WHAT test"),
    (re.compile(r"(?i)\bpalps\b"), "palpitations"),
    (re.compile(r"(?i)\bupp(?:ed|ing) (?=(?:his |her |the )?(?:mileage|training|distance|running))"), "increased "),
    (re.compile(r"(?i)\brolled (?:over )?(?:on )?(?:it|(?:the |his |her )?(?:(?:left|right|[LR]) )?(?:ankle|foot))\b(?: in(?:ward)?s?)?"), "turned the ankle inward"),
    (re.compile(rf"\bLT\b(?=(?: (?:and|&|/) ?(?:PP|pinprick))? {_LESS})|(?<=reduced )LT\b"), "light touch"),
    (re.compile(r"\bTOP\b"), "tender"),
    (re.compile(r"(?i)\bsh\b(?= (?:abd|flex|ER|IR|ext|ROM|elev)\b)"), "shoulder"),
    (re.compile(r"\b[Ss]xs?\b"), "symptoms"),
    (re.compile(r"(?i)\bpost[.-]? ?(?=(?:med|lat)\w* )"), "postero"),
    (re.compile(r"(?i)\bant\b\.?"), "anterior"),
    *(
        (re.compile(rf"(?i)\b{short}\b\.? (?={_PART}\b)|(?<=, ){short}\b\.?(?=\s*(?:$|[,;/]))"), f"{full} ")
        for short, full in (("post", "posterior"), ("lat", "lateral"), ("med", "medial"))
    ),
    (re.compile(r"\bw (?=[a-z])"), "with "),
    (re.compile(r"(?<=[a-z)])\s\+\s(?=[a-z(])(?!(?:left|right|both|bilat)\b)"), " and "),
    (re.compile(r"(?<=[a-z]{2}) & (?=[A-Za-z]{2})"), " and "),
    (re.compile(r"\b(\d{1,2}) ?w\b(?!/)"), r"\1 weeks"),
    (re.compile(r"(?i) and (?=(?:her|his|the) \w+ (?:is|are|was|were|gives?|has|have|does|feels?|moves?)\b)"), ", "),
    (re.compile(r"(?i)\bam stiff(?:ness)?\b|\bstiff(?:ness)? (?:in |on )?(?:the )?(?:am\b|a\.m\.?)"), "stiff in the morning"),
    (re.compile(r"(?i)\b(?:EMS|morning stiffness|stiff(?:ness)? (?:in the mornings?|on waking))(?: of| for| lasting| lasts| first)? ?[<>~]? ?(?:\d+ ?(?:-|\u2013|to) ?)?(?P<long>\d+(?:\.\d+)?|an?|half an?) ?(?P<unit>min\w*|h(?:ou)?rs?|h)\b"), _stiff_for),
    (re.compile(r"(?i)\b(?P<part>neck|shoulder|elbow|wrist|hand|hip|knee|ankle|foot|back|low back) (?:is |gives (?:her |him |me )?)?(?:no (?:trouble|problems?|issues?|bother)|fine|okay|ok)(?=\s*(?:$|[,;.]))"), r"no \g<part> pain"),
    # ranges
    (re.compile(rf"(?i){_MOVED}(?: ROM)? (?:1/2|1/3|2/3|3/4|1/4|nil|minimal|\+{{1,3}} ?restr\w*)(?P<sore>{_HURTS})?(?![\w/])"), _moves),
    (re.compile(rf"(?i){_MOVED} (?P<far>\d{{1,3}}) ?(?:\u00b0|deg\w*)?{_HURTS}{_END}"), r"\g<move> \g<far>, \g<move> painful"),
    (re.compile(r"(?i)\bROM(?: is)? (?P<first>\d{1,2}) ?(?:-|\u2013|to) ?(?P<last>\d{2,3})\b"), _through),
    (re.compile(r"(?i)\bflex(?:ion)? (?:fingertips|fingers|hands?|FT|FTF)(?: reach)? to (?:the )?(?:knees?|patell\w+|mid[- ]?(?:shin|thigh)s?|thighs?)\b"), "flexion limited"),
    (re.compile(rf"(?i)(?P<name>\b(?:{_MOVE}|EHL|FDP|FPL|APB|FDI|ADM|glut\w* (?:med|max)|quad\w*|ham\w*|deltoid|biceps|triceps|grip|tib ant)(?: (?:little finger|index finger|{_SIDE}))?) (?P<grade>[0-4])[+-]?(?=\s*(?:$|[,;.)]|{_SIDE}\b))"), r"\g<name> \g<grade>/5"),
    (re.compile(r"(?i)\b(APB|FDI|FDP|EHL|FPL|ADM) 5(?=\s*(?:$|[,;.)]))"), r"\1 5/5"),
)  # fmt: skip
_SLASH = re.compile(r"(?<=[a-z]{3})/(?=[a-z]{3})")
_DENIES = re.compile(r"(?i)\b(?:no|nil|denies|without|not|nor)\b")


def spelled_out(text: str) -> str:
    """The text with what a telegram leaves out or writes as a sign."""
    text = _outcomes().sub(_outcome, text)
    if _OF_A_HAND.search(text):
        text = re.sub(r"\b(?:IF|MF|RF|LF)\b", lambda m: _FINGERS[m[0]], text)
    for pattern, full in _WRITTEN:
        text = pattern.sub(full, text)
    return _SLASH.sub(" or " if _DENIES.search(text) else " and ", re.sub(r"  +", " ", text))


def _outcome(match: re.Match[str]) -> str:
    """How a named test came out: a sign alone behind its name is no 'and' and no dash."""
    return f"{match['name']} {'positive' if match['sign'][0] == '+' else 'negative'}{match['side'] or ''}"


@lru_cache(maxsize=1)
def _outcomes() -> re.Pattern[str]:
    every = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(written()["signed"], key=len, reverse=True)
    )
    return re.compile(
        rf"(?i)(?P<name>\b(?:{every})(?:'?s)?(?: (?:test|sign))?)(?P<side>(?: {_SIDE})?)"
        rf" ?(?P<sign>\+{{1,3}}(?!\w)|[-\u2013\u2212](?=\s*(?:$|[,;.)]|{_SIDE}\b)))"
    )
