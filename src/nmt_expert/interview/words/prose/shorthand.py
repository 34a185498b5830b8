"""What clinicians write short - 'c/o', 'LBP', 'WNL', '+ve', '2/52', 'b/l', '4+/5' - and other turns of phrase, as plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.prose.exam_turns import EXAMINED
from nmt_expert.interview.words.prose.history_turns import TOLD
from nmt_expert.interview.words.prose.ranges import ranges_named
from nmt_expert.interview.words.prose.spine import levels_named
from nmt_expert.interview.words.prose.telegram import spelled_out
from nmt_expert.interview.words.signs import in_words

_AHEAD = 9  # words in which the part stands that something runs to


def _half(match: re.Match[str]) -> str:
    whole = match[1] or match[2]
    return {"1": "one", "2": "two", "3": "three"}.get(whole, whole) + " and half"


def _to_a_part(match: re.Match[str]) -> bool:
    """Does something run to a part of the body, and not somebody to the gym?"""
    behind = re.split(r"[,;.]|\b(?:with|for|because|when|who|clinic)\b", match.string[match.end() :].lower())[0]
    return not set(re.findall(r"[a-z0-9]+", behind)[:_AHEAD]).isdisjoint(written()["extent"]["body"])


_SIGNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\bHA\b(?! inj)"), "headache"),
    (
        re.compile(
            r"(?<=[a-z)] )(?<!vitamin )(?<!vit )(?<!hepatitis )(?<!hep )(?<!type )(?<!group )B(?=\s*(?:$|[,;)]))|\(B\)|^B(?= [a-z])"
        ),
        "both sides",
    ),
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
    *EXAMINED,
    *TOLD,
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
    (  # what pressing a muscle sends is its referred pain, and not where the client feels it
        re.compile(
            r"(?i)\b((?:trigger points?|m?trps?|pressure|pressing|palpation|palpating) [^,;]{0,80}?)\brefer(?:s|red|ring)? (?:pain )?(?:to|into|down)\b[^,;]*"
        ),
        r"\1with referred pain",
    ),
    (
        re.compile(
            r"(?i)\b(?:runs?|running|ran|shoots?|shooting|goes|going|travels?|travelling|extends?|extending|moved|shifted|climbs|passes"
            r"|refers|referred|referring|tracks?|tracking)\s+(?=(?:down|up|into|to|from|along|through|over|towards?|across)\b(?! sleep|(?: and (?:up|down))? (?:the )?(?:steps|stairs|hills?)))"
        ),
        lambda m: (
            ("shooting radiating " if m[0].lower().startswith("sho") else "radiating ") if _to_a_part(m) else m[0]
        ),
    ),
)


def plain(text: str) -> str:
    """The text with what is written short in full."""
    text = levels_named(in_words(spelled_out(text)))
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
