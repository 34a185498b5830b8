"""Pasted notes, SOAP or prose: what was understood as findings, with the words it came from, and what was not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from nmt_expert.case.duration import course
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.prose.contrast import by_side
from nmt_expert.interview.words.prose.left_over import left_over
from nmt_expert.interview.words.prose.recognise import Recogniser, Understood
from nmt_expert.knowledge.base import KnowledgeBase

LONGEST = 20_000  # letters
FAST = 100  # beats a minute
_CLAUSE = re.compile(
    r"(?<![ap]\.m)(?<!e\.g)(?<!i\.e)(?<!approx)[.;!]+[\"\u201d]?(?=\s|$)|\n+|(?<=\?)\s+(?=[A-Z0-9])|\s(?=but\s(?!painful|sore|(?:full|free|complete)\s*(?:$|[,;.])))"
)
_HEADING = re.compile(r"^\s*(?:[-*\u2022]\s*)?([A-Za-z][A-Za-z/ ]{0,23}?)\s*[:\-]\s*(?=\S|$)")
_SET_ASIDE = re.compile(
    r"^\W*(?:imp|impression|d?dx|plan|rx|tx|hep|adv|advice|advised|refer|review|r/v|rv|called 999|sent to|discussed|educated|edu)\b(?! (?:was|of|is|had|were|pain)\b)",
    re.IGNORECASE,
)  # a clause of its own, without a heading
_CORRECTION = re.compile(r"(\d{1,3})([lrb]?)([+-]?)", re.IGNORECASE)
_SIDES = {"l": "left", "r": "right", "b": "both"}


@dataclass
class Notes:
    """What notes say: findings, and the clauses and parts of clauses of which nothing was used."""

    found: list[Understood] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)


def read_notes(kb: KnowledgeBase, text: str, side: str | None = None) -> Notes:
    """Reads notes. `side`: that of the complaint, which holds where a clause says none. What is said to be there and not to
    be there on one side is not understood. Raises InputError for a text that is too long."""
    if len(text) > LONGEST:
        raise InputError(f"These notes have {len(text)} letters; paste at most {LONGEST} at a time.")
    reader = Recogniser(kb, wholes=True)
    notes, joint, region, home = Notes(), "", "", ""
    clauses = list(_clauses(text))
    for place, clause in enumerate(clauses):
        joint = reader.joint(clause) or joint
        region = reader.region(clause) or region
        home = home or region
        of = joint or written()["joint_of_region"].get(region, "")
        read = partial(reader.clause, side=side, joint=of, region=region, home=home, earlier=clauses[:place])
        sides = by_side(clause)
        found = [replace(u, words=clause) for part in sides for u in read(part) if not _of_the_sound_side(kb, u, side)]
        notes.found += [u for u in found if not any(_same(u, other) for other in notes.found)]
        if not found:
            notes.not_understood.append(clause)
        elif len(sides) == 1:
            notes.not_understood += left_over(clause, found, read)
    notes.found = _not_implied(kb, _together(_timed(notes.found)))
    for u in _contradicted(notes.found):
        notes.found.remove(u)
        notes.not_understood.append(u.words)
    notes.not_understood = list(dict.fromkeys(notes.not_understood))
    return notes


def corrected(found: list[Understood], line: str) -> list[Understood]:
    """The findings after one line of corrections: '3' leaves it out, '3r' is on the right, '3-' is absent, '3+' present.
    Raises InputError."""
    changed: dict[int, Understood | None] = {}
    for token in line.replace(",", " ").split():
        match = _CORRECTION.fullmatch(token)
        if match is None or not 1 <= int(match[1]) <= len(found):
            raise InputError(
                f"'{token[:30]}' is not understood. 3 leaves 3 out, 3l 3r 3b is its side, 3- it is absent, 3+ present."
            )
        place = int(match[1]) - 1
        u = found[place]
        if match[2]:
            u = replace(u, side=_SIDES[match[2].lower()])
        if match[3]:
            u = replace(u, state="absent" if match[3] == "-" else "present")
        changed[place] = u if match[2] or match[3] else None
    kept = (changed.get(place, u) for place, u in enumerate(found))
    return [u for u in kept if u is not None]


def _clauses(text: str) -> Iterator[str]:
    """The clauses that may state findings; what stands under a diagnosis, a plan or the family is passed over."""
    sections = written()["sections"]
    states = True
    for clause in _CLAUSE.split(text):
        if heading := _HEADING.match(clause):
            name = " ".join(heading[1].lower().split())
            if name in sections["found"] or name in sections["not_found"]:
                states = name in sections["found"]
                clause = clause[heading.end() :]
        if clause.strip() and states and not _SET_ASIDE.match(clause):
            yield clause.strip()


def _timed(found: list[Understood]) -> list[Understood]:
    """With the course that a duration means. Of several that do not agree it is the first if that is the longest too;
    else nobody but the therapist knows which one is that of the complaint."""
    times = [u for u in found if u.key == "duration_days"]
    first = times[0] if times and all((u.value or 0) <= (times[0].value or 0) for u in times) else None
    timed = []
    for u in found:
        if u.key != "duration_days" or u is first:
            timed.append(u)
        if u is first and course(u.value or 0) == "present":
            timed.append(replace(u, key="course_chronic", state="present", value=None))
    return [u for place, u in enumerate(timed) if not any(_same(u, other) for other in timed[:place])]


def _together(found: list[Understood]) -> list[Understood]:
    """With what a fast pulse means, and vomiting beside a headache."""
    states = {u.key: u.state for u in found}
    more = [
        replace(u, key="fast_pulse_over_100", state="present", value=None)
        for u in found
        if u.key == "pulse_rate" and (u.value or 0) > FAST
    ]
    if states.get("headache_present") == "present":
        more += [replace(u, key="vomiting_with_headache") for u in found if u.key == "vomited"]
    return [*found, *(u for u in more if u.key not in states)]


def _not_implied(kb: KnowledgeBase, found: list[Understood]) -> list[Understood]:
    """Without what a closer finding of the same words says already: 'below the knee' is also 'into the leg'."""
    closer = {
        (general, u.words)
        for u in found
        if u.state == "present" and not u.among and (finding := kb.finding(u.key))
        for general in finding.implies
    }
    return [u for u in found if u.state != "present" or (u.key, u.words) not in closer]


def _of_the_sound_side(kb: KnowledgeBase, u: Understood, side: str | None) -> bool:
    """Is it only said of the other side that nothing was found there on examination?"""
    finding = kb.finding(u.key)
    told = finding is None or finding.section in ("symptom", "history")
    return u.state == "absent" and not told and {u.side, side} == {"left", "right"}


def _same(one: Understood, other: Understood) -> bool:
    return (one.key, one.state, one.side, one.among) == (other.key, other.state, other.side, other.among)


def _contradicted(found: list[Understood]) -> list[Understood]:
    """Findings that are said to be there and not there on a side."""
    states: dict[tuple[str, str | None], set[str]] = {}
    for u in found:
        states.setdefault((u.key, u.side), set()).add(u.state)
    return [u for u in found if len(states[u.key, u.side]) > 1]
