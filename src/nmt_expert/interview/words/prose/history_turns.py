"""Turns of phrase of a history in plain words: what grows worse, operations by their level, sport, what is carried on or given up."""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_TIME_ON = rf"(?:(?:the )?(?:last|past|next|following|recent|few|several|some|couple|{_NUMBER}|(?:a|an)(?= ))|(?:hours|days|weeks|months|years|time)\b)"
_OPERATION = (
    r"(?:fusion|fused|discectomy|laminectomy|decompression|instrumentation|fixation|stabili[sz]ation|operation|surgery)"
)
_GAMES = r"(?:tennis|squash|badminton|padel|golf|football|soccer|rugby|basketball|volleyball|hockey|cricket|softball|baseball|handball|netball)"
_SPORT = r"(?:workouts?|training|sports?|running|exercis\w+|physical activity|activity|work|gym|cycling|swimming|tennis|dancing)"
_SUBJECT = r"(?:the |his |her )?(?:pains?|symptoms?|complaints?|condition|it|problem|everything|things)"
_VERB = r"(?:is|are|was|has|have|had|been|got|gets|getting|became|becoming|become|grew|now|then|and|much|clearly|lately|recently|all|even|still)"

TOLD: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
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
            r"(?i)\b(?:getting|got|growing|grown|become|becoming|became|been|now) (?:(?:ever|much|a lot|lots|far|so|very|even|steadily|slowly|gradually|more and) ){0,3}"
            r"(?:worse|bad|stronger|more (?:painful|severe|intense|frequent|troublesome))\b(?=\s*(?:$|[,;)]|now\b|since\b|lately\b|recently\b|and\b))"
        ),
        lambda m: "painful, getting worse" if "painful" in m[0] else "getting worse",
    ),
    (
        re.compile(
            r"(?i)\b(?:(?:last|past|these) (?:few|couple of|two|three) (?:days|weeks|months),? (?:it is |is )?|each time |lately |steadily )(?:(?:a lot|much|far|even) )?(?:worse|stronger)\b(?! (?:with|on|when|after|at|by)\b)"
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
    (re.compile(r"(?i)\bhelp(?:s|ed|ing)? (?:only |very |but )?little\b"), "hardly helps"),
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
)
