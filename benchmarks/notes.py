"""How much of pasted notes is understood: annotated notes (annotated.py), and the words of 40 published cases as one note each.

The annotated notes judge. Of the cases, drawn by a seed, what the case states stands for the truth. Two things make that harder
than notes are, so both ways are printed. Cases deny beside their words ("trauma", stated absent): *as written* leaves the words as they stand, *denials said*
puts a "no" before the words that the case denies and that deny nothing themselves. And cases leave out what their words say
besides, so the share that the case does not state overstates what is wrong; what it contradicts understates it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotated import Stated, annotated, follows_from, of_a_whole, widened
from figures import Figure

from nmt_expert.case.load import Case, load_case
from nmt_expert.case.observation import Observation
from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.interview.words.prose.recognise import Understood
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped

_SEED, _CASES = 40, 40
_DENIES = re.compile(
    r"n't\b|5/5|2\+|\b(?:no|not|non|none|nor|never|without|denies|denied|negative|normal(?:ly)?|full|free|intact|neither|absent"
    r"|unremarkable|nothing|nil|cannot|equal|symmetric\w*|painless|clear|spared|unchanged|stable|preserved|kept|gone|well"
    r"|only|little|flexor|supple|still|reaches|healthy|healed|alone|stop)\b",
    re.IGNORECASE,
)
_SIDES = {"left": {"left"}, "right": {"right"}, "both": {"left", "right"}}


def run() -> Iterator[Figure]:
    kb = knowledge_base()
    yield from annotated(kb)
    paths = random.Random(_SEED).sample(sorted(shipped("cases").glob("*/*.yaml")), _CASES)
    yield from _figures(kb, paths, "as written", said=False)
    yield from _figures(kb, paths, "denials said", said=True)


def _figures(kb: KnowledgeBase, paths: Sequence[Path], name: str, *, said: bool) -> Iterator[Figure]:
    stated = proposed = found = offered = wrong = contradicted = 0
    for path in paths:
        case = load_case(path, kb)
        understood = read_notes(kb, note_of(case, said=said), case.file.complaint.side).found
        sure = [u for u in understood if not u.among]
        truth, all_stated = _stated(case), follows_from(kb, case.observations)
        read = widened(kb, follows_from(kb, [_observation(u) for u in sure]), all_stated)
        choices = {(key, str(u.state)) for u in understood for key in u.among}
        stated += len(truth)
        found += len(truth & read)
        offered += len(truth & (read | choices))
        proposals = {(u.key, str(u.state)) for u in sure}
        proposed += len(proposals)
        wrong += sum(
            one not in all_stated and not of_a_whole(kb, *one, all_stated, proposals) for one in sorted(proposals)
        )
        contradicted += sum(
            (key, state) not in all_stated and (key, _OPPOSITE.get(state)) in all_stated for key, state in proposals
        )
    yield Figure(f"stated findings proposed ({name})", 100 * found / stated, "%", goal="at least 70")
    yield Figure(f"stated findings proposed or offered ({name})", 100 * offered / stated, "%")
    yield Figure(f"proposals that the case does not state ({name})", 100 * wrong / proposed, "%", goal="at most 3")
    yield Figure(f"proposals that the case contradicts ({name})", 100 * contradicted / proposed, "%")


_OPPOSITE = {"present": "absent", "absent": "present"}


def note_of(case: Case, *, said: bool) -> str:
    """The words of a case as one note. `said`: an entry that denies, in words that only name what it denies, says 'no'."""
    words = []
    for entry in case.file.findings:
        denies = entry.absent and not entry.present and not entry.value
        if entry.text:
            words.append(f"no {entry.text}" if said and denies and not _DENIES.search(entry.text) else entry.text)
    return ". ".join(words)


def _stated(case: Case) -> Stated:
    """What the entries of the case state; age and sex stand in its head."""
    keys = {key for entry in case.file.findings for key in (*entry.present, *entry.absent, *entry.value)}
    return {(o.key, str(o.state)) for o in case.observations if o.key in keys}


def _observation(u: Understood) -> Observation:
    return Observation(u.key, u.state, frozenset(_SIDES.get(u.side or "", set())), u.value)
