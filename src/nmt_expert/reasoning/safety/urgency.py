"""The urgency of a case, computed once: headline, flags' texts, plan, letter, client's page, JSON and exit status say this.

Each reason asks for a level and the most urgent is taken; nothing takes away. The ranking may ask for a physician, and
by what is well supported for haste, but it never clears.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import HASTE, URGENCIES, Caution, Flag, level_of
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.ranking.known import asked_for, is_known
from nmt_expert.reasoning.ranking.rank import WELL, support_word
from nmt_expert.reasoning.safety.left_out import LeftOut, Ranking

_ENOUGH = 6  # present findings from which "nothing fits" says more than "little was examined"
_NAMED = 3  # flags named in the headline
_CALM, _LEANING = ", the signs of danger left aside", ", if a sign of danger were not known"


class Reason(NamedTuple):
    level: Urgency
    why: str


class Picture(NamedTuple):
    """What of a case the urgency looks at, beside its flags."""

    firings: list[Firing]
    ranking: Ranking
    left_out: LeftOut
    deficit: tuple[str, ...]  # labels of lost feeling or strength that nothing explains which may be treated alone
    told: frozenset[str]  # keys of what is stated to be there
    alarming: tuple[str, ...]  # labels of what the safety screen looks for and was found


def urgency(kb: KnowledgeBase, flags: tuple[Flag, ...], picture: Picture, warned: Iterable[Caution]) -> Reason:
    """The urgency of the case, and why in one sentence."""
    reasons = [
        *_flagged(flags),
        *_ranked(kb, picture.ranking, picture.told),
        *_calm(kb, flags, picture),
        *_undated(kb, flags, picture),
        *_general(kb, picture.firings),
        *_unexplained(picture),
        *_alarming(picture),
        *_waiting(warned),
        Reason("treat", "Nothing that was found asks for a physician."),
    ]
    gravest = min(reasons, key=lambda reason: level_of(reason.level))
    further = _leaning(kb, picture, level_of(gravest.level))
    return min([gravest, *further], key=lambda reason: level_of(reason.level))


def _calm(kb: KnowledgeBase, flags: tuple[Flag, ...], picture: Picture) -> list[Reason]:
    """What the hypotheses ask for without the signs of danger, which explain nothing away; an emergency asks for no more."""
    if flags and flags[0].urgency == URGENCIES[0]:
        return []
    calm = picture.left_out.calm()
    return _ranked(kb, calm, picture.told, _CALM) if calm is not None else []


def _undated(kb: KnowledgeBase, flags: tuple[Flag, ...], picture: Picture) -> list[Reason]:
    """A dangerous hypothesis that would lead if nobody knew how long it lasts: a long course clears no danger."""
    if flags and flags[0].urgency == URGENCIES[0]:
        return []
    undated = picture.left_out.undated()
    return _whatever_the_course(kb, undated) if undated is not None else []


def _whatever_the_course(kb: KnowledgeBase, undated: Ranking) -> list[Reason]:
    first = kb.hypotheses[undated.lines[0].hypothesis] if undated.lines else None
    if first is None or first.triage not in HASTE or not undated.lines[0].scored.argued:
        return []
    return [Reason(first.triage, f"Would lead, if nobody knew how long it lasts: {first.name}.")]


def _leaning(kb: KnowledgeBase, picture: Picture, level: int) -> list[Reason]:
    """What the hypotheses ask for beyond a level when a sign of danger that speaks for the first is not known: it may
    have made a harmless one lead, and nothing that the safety screen looks for makes a case look more harmless."""

    def worth(ranking: Ranking) -> bool:
        asking = (h for h in ranking.lines.hypotheses if level_of(kb.hypotheses[h].triage) < level)
        nothing_fits = ranking.found > _ENOUGH and support_word(kb, ranking.stands) == "little"
        return any(ranking.lines.reaches(ranking.stands, h) for h in asking) or (
            nothing_fits and level > level_of("refer")
        )

    if level == 0:
        return []
    apart = picture.left_out
    return [
        *(r for ranking in apart.leaning(worth) for r in _ranked(kb, ranking, picture.told, _LEANING)),
        *(r for ranking in apart.leaning(worth, dated=False) for r in _whatever_the_course(kb, ranking)),
    ]


def _flagged(flags: tuple[Flag, ...]) -> list[Reason]:
    if not flags:
        return []
    names = [f.name for f in flags if f.urgency == flags[0].urgency]
    more = "; and others" if len(names) > _NAMED else ""
    return [Reason(flags[0].urgency, f"Red flag raised: {'; '.join(names[:_NAMED])}{more}.")]


def _general(kb: KnowledgeBase, firings: Iterable[Firing]) -> list[Reason]:
    """The rules of rules/safety/urgency.yaml that hold."""
    rules = [kb.rules[firing.rule] for firing in firings if kb.rules[firing.rule].kind == "urgency"]
    return [Reason(rule.urgency, rule.because) for rule in rules]  # type: ignore[arg-type]


def _ranked(kb: KnowledgeBase, ranking: Ranking, told: frozenset[str], aside: str = "") -> list[Reason]:
    """What the hypotheses ask for: the first its triage, however thin its support, for nothing explains the findings
    better, but no haste where it only came to mind; haste from another place only where it is well supported.

    `aside`: what the ranking leaves out, in words, since its first need not be the first of the list."""
    leads = f"Would lead{aside}" if aside else "Leading hypothesis"
    reasons: list[Reason] = []
    well = ranking.lines.at_least(min(kb.scale.support[word] for word in WELL))
    for i, line in enumerate(well or ranking.lines[:1]):
        known = kb.hypotheses[line.hypothesis]
        support = support_word(kb, line.scored.score)
        if known.triage in HASTE and support in WELL:
            reasons.append(Reason(known.triage, f"Well supported{aside}: {known.name}."))
        if i == 0:
            level = asked_for(known, told)
            if level in HASTE and not line.scored.argued:
                level = "refer"
            before = ", known already as the client tells" if is_known(known, told) else ""
            reasons.append(Reason(level, f"{leads}: {known.name}{before}."))
        elif support == "strong" and asked_for(known, told) != "treat":
            reasons.append(Reason("treat_and_refer", f"Well supported beside it{aside}: {known.name}."))
    fits = bool(ranking.lines) and support_word(kb, ranking.lines[0].scored.score) != "little"
    if not ranking.found or (not fits and ranking.found >= _ENOUGH):
        reasons.insert(0, Reason("refer", "No hypothesis is supported well enough to treat on."))
    return reasons


def _unexplained(picture: Picture) -> list[Reason]:
    """Lost feeling or strength that nothing explains which may be treated alone is told to a physician."""
    if not picture.deficit:
        return []
    lost = "; ".join(picture.deficit[:_NAMED])
    return [Reason("treat_and_refer", f"Not explained by what may be treated alone: {lost}.")]


def _alarming(picture: Picture) -> list[Reason]:
    """What the safety screen looks for is told to a physician where no flag does more."""
    if not picture.alarming:
        return []
    return [Reason("treat_and_refer", f"The safety screen found: {'; '.join(picture.alarming[:_NAMED])}.")]


def _waiting(warned: Iterable[Caution]) -> list[Reason]:
    """A caution that forbids the session, or asks for clearance in writing."""
    return [
        Reason("refer" if c.kind == "general" else "treat_and_refer", f"Caution: {c.label}.")
        for c in warned
        if c.kind == "general" or c.clearance
    ]
