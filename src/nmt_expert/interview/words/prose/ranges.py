"""A joint that is limited is one whose movement is: 'both shoulders limited and painful', 'no restriction of the knee', 'Neck:
restricted in all directions', 'active and passive range reduced'."""

from __future__ import annotations

import re
from collections.abc import Callable

_JOINT = r"(?P<joint>neck|cervical spine|shoulder|elbow|wrist|finger|hip|knee|ankle|jaw|low(?:er)? back|lumbar spine|lumbar|trunk|back)"
_ADVERB = r"(?:severely |markedly |clearly |very |slightly |mildly |moderately |globally |strongly |grossly )?"
_LIMITED = r"(?:limited|restricted)"
_EVERY = r"(?:in|to) (?:all|every|each|several|most) (?:directions?|planes?|movements?)"
_RANGE = r"(?:movements?|motions?|ranges?(?: of (?:motion|movement))?|rom|mobility)"
_END = r"(?=\s*(?:$|[,;:(.]|and\b|with\b|but\b|due\b|because\b))"
_SIDE = r"(?P<side>left |right |both )?"


def _said(found: re.Match[str]) -> str:
    """The movement of a joint, limited and, where it is said, painful."""
    pain = " and painful" if found["pain"] or found["sore"] or found["by"] else ""
    return f"{_joint(found)} movement {found['not'] or ''}limited{pain}"


def _joint(found: re.Match[str]) -> str:
    said = found["joint"].lower()
    return (found.groupdict().get("side") or "") + (
        "low back" if said in ("lumbar", "back", "trunk", "lumbar spine") else said
    )


def _before(found: re.Match[str]) -> str:
    """'No restricted or tender cervical spine': one word for the movement and one for the part."""
    sore = f"{found['with'] or 'and '}{found['sore']}{found['joint']}" if found["sore"] else ""
    return f"limited {_joint(found)} movement {sore}".rstrip()


_TURNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(
            rf"(?i)(?<!\bof )(?<!\bof the )(?<!\bor )\b{_JOINT}s?(?: joints?)?(?: bilaterally| on both sides)?(?::| is| are| was| were)? {_ADVERB}(?P<not>not )?(?:{_LIMITED}(?P<pain> and painful)?"
            rf"(?: {_EVERY})?|(?:stiff|reduced)(?P<sore> and painful)? {_EVERY})(?P<by> by pain)?{_END}"
        ),
        _said,
    ),
    (
        re.compile(rf"(?i)(?<!of )\b{_LIMITED} (?P<with>or |and )?(?P<sore>tender |painful )?{_SIDE}{_JOINT}s?{_END}"),
        _before,
    ),
    (
        re.compile(
            rf"(?i)\b{_JOINT} (?:lacks|loses|is short of) (?:about )?(?:\d+|five|ten|fifteen|twenty|thirty) degrees\b"
        ),
        lambda m: f"{_joint(m)} movement limited",
    ),
    (
        re.compile(
            r"(?i)^\s*(?:all )?movements? (?:is |are |was |were )?(limited|restricted|reduced)(?P<by> by pain)?\b"
        ),
        lambda m: f"range {m[1]}" + (" and painful" if m["by"] else ""),
    ),
    (
        re.compile(
            r"(?i)\b(?P<one>\w+ing) (?P<and>and|or) (?P<other>\w+ing) (?P<of>of )?(?:the |his |her )?(?P<side>left |right |both )?"
            r"(?P<part>neck|head|shoulder|arm|elbow|forearm|wrist|fingers?|thumb|hip|knee|foot|feet|ankle|toes|big toe|back|trunk|jaw|mouth)\b"
        ),
        lambda m: f"{m['one']} {m['side'] or ''}{m['part']} {m['and']} {m['other']} {m['side'] or ''}{m['part']}",
    ),
    (
        re.compile(
            r"(?i)\bresisted ([^,;]{3,40}?) (?:is |was |were |strong and |full and )*(?:painless|pain[- ]free)\b"
        ),
        r"no pain on resisted \1",
    ),
    (
        re.compile(
            r"(?i)\bstretch(?:ing)? (?:of )?(?:the )?([a-z ]{3,30}?) (?:is |was )?(?:hurts|painful|sore|(?:reproduces|brings)(?: on)? (?:the|her|his|their)"
            r" (?:\w+ )?(?:pain|symptoms))\b"
        ),
        r"painful stretch of \1",
    ),
    (
        re.compile(r"(?i)\b(?:bend|pull)(?:ing)? (?:the )?(?P<part>foot|toes|big toe|wrist) (?:up|back|upwards?)\b"),
        r"lifting the \g<part>",
    ),
    (re.compile(r"(?i)\bbend(?:ing)? (?:the )?foot (?:down|downwards?)\b"), "pointing the foot"),
    (
        re.compile(r"(?i)\b(abdomen|belly|tummy) (?:is |was )?soft(?:,| and)? (?:not |non[- ]?)tender\b"),
        r"\1 soft, no tender \1",
    ),
    (
        re.compile(
            r"(?i)\b(give|cause|produce|elicit)s? (?:local|lateral|medial|posterior|anterior|sharp|mild|severe|slight|some|the) pain\b"
        ),
        r"\1s pain",
    ),
    (re.compile(r"(?i)\b(\d+ degrees),? (limited|restricted|reduced|painful)\b"), r"\2, \1"),
    (
        re.compile(rf"(?i)\b(?:restriction|limitation) (?:of|in|at) (?:the )?{_SIDE}{_JOINT}s?{_END}"),
        lambda m: f"limited {_joint(m)} movement",
    ),
    (
        re.compile(
            rf"(?i)(?:\b{_JOINT} )?\b(?P<move>{_RANGE})(?P<of> of (?:the )?(?:left |right )?\w+)? (?:is |was )?(?P<pain>painful|sore|uncomfortable)"
            r" but (?:full|free|complete|normal)\b"
        ),
        lambda m: (
            f"{m['joint'] or ''} {m['move']}{m['of'] or ''} full, {m['joint'] or ''} {m['move']}{m['of'] or ''} painful"
        ),
    ),
)


def ranges_named(text: str) -> str:
    """The text with the movement of a joint where only the joint is said to be limited."""
    for pattern, said in _TURNS:
        text = pattern.sub(said, text)
    return text
