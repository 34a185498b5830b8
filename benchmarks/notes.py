"""How much of pasted notes is understood: the words of 40 published cases, read as one note each.

The cases are drawn by a seed. What the case states is the truth, though 40 % of what cases deny stands in words that do not
say no ("trauma", stated absent), and cases leave out what their words say besides; so the share found can hardly reach, and
the share called wrong overstates.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from figures import Figure

from nmt_expert.case.load import Case, load_case
from nmt_expert.case.observation import Observation
from nmt_expert.interview.words.notes import read_notes
from nmt_expert.interview.words.recognise import Understood
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.facts import build_facts

_SEED, _CASES = 40, 40
_SIDES = {"left": {"left"}, "right": {"right"}, "both": {"left", "right"}}
Stated = set[tuple[str, str]]  # finding and state


def run() -> Iterator[Figure]:
    kb = knowledge_base()
    paths = random.Random(_SEED).sample(sorted(shipped("cases").glob("*/*.yaml")), _CASES)
    stated = proposed = found = offered = wrong = 0
    for path in paths:
        case = load_case(path, kb)
        note = ". ".join(entry.text for entry in case.file.findings if entry.text)
        understood = read_notes(kb, note, case.file.complaint.side).found
        sure = [u for u in understood if not u.among]
        truth, read = _stated(case), _follows(kb, [_observation(u) for u in sure])
        choices = {(key, str(u.state)) for u in understood for key in u.among}
        stated += len(truth)
        found += len(truth & read)
        offered += len(truth & (read | choices))
        proposals = {(u.key, str(u.state)) for u in sure}
        proposed += len(proposals)
        wrong += len(proposals - _follows(kb, case.observations))
    yield Figure("stated findings proposed", 100 * found / stated, "%", goal="at least 70")
    yield Figure("stated findings proposed or offered", 100 * offered / stated, "%")
    yield Figure("proposals that the case does not state", 100 * wrong / proposed, "%", goal="at most 3")


def _stated(case: Case) -> Stated:
    """What the entries of the case state; age and sex stand in its head."""
    keys = {key for entry in case.file.findings for key in (*entry.present, *entry.absent, *entry.value)}
    return {(o.key, str(o.state)) for o in case.observations if o.key in keys}


def _follows(kb: KnowledgeBase, observations: list[Observation]) -> Stated:
    """The observations and what follows from them by the vocabulary."""
    return {(o.key, str(o.state)) for o in build_facts(observations, kb).observations}


def _observation(u: Understood) -> Observation:
    return Observation(u.key, u.state, frozenset(_SIDES.get(u.side or "", set())), u.value)
