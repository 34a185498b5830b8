"""One case against its published answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from nmt_expert.case.model import Answer, CaseFile
from nmt_expert.reasoning.assessment import URGENCIES, Assessment, Hypothesis

SERIOUS = ("emergency", "urgent")


class Result(Struct, frozen=True):
    """What of a case was right; None where the question does not arise."""

    case: str
    mechanism_published: str
    kind: str
    exam: bool
    rank: int | None  # of the published answer; ties count as the worst rank; None: not in the list
    rank_with_secondary: int | None
    top1: bool | None  # contestable labels left out
    top1_all: bool | None  # whatever the label's worth
    top3: bool | None
    mechanism: bool | None
    danger: bool | None  # told at the published urgency or above, whatever asked for it
    flagged: bool | None  # a flag at the published urgency or above
    flag_named: bool | None  # the named condition is among the flags
    false_alarm: bool | None
    triage: str  # given by the program
    triage_exact: bool
    under_triage: bool
    stated: int
    expressed: int
    listed: int
    leading: str
    support: str  # of the first hypothesis; '' where the answer is a red flag or nothing was ranked
    reason: str  # why it was missed, in one sentence; '' when nothing was


def score_case(case: CaseFile, answer: Answer, a: Assessment) -> Result:
    """Scores one assessment. `a` must not have seen the answer."""
    order = (*a.hypotheses, *a.further)
    ranked = answer.mechanism != "red_flag"
    contestable = "contestable_label" in answer.caveats
    place = _rank(order, answer.hypotheses, answer)
    either = _best(place, _rank(order, answer.secondary, answer))
    serious = answer.mechanism == "red_flag" or answer.triage in SERIOUS
    flag_level = min((URGENCIES.index(f.urgency) for f in a.flags), default=len(URGENCIES))
    published = URGENCIES.index(answer.triage)
    given = URGENCIES.index(a.urgency)
    result = Result(
        case=case.id,
        mechanism_published=answer.mechanism,
        kind=answer.kind,
        exam=answer.kind == "exam_item",
        rank=place,
        rank_with_secondary=either,
        top1=None if not ranked or contestable else place == 1,
        top1_all=place == 1 if ranked else None,
        top3=(either is not None and either <= 3) if ranked else None,
        mechanism=(bool(order) and order[0].mechanism == answer.mechanism) if ranked else None,
        danger=given <= published if serious else None,
        flagged=flag_level <= published if serious else None,
        flag_named=any(f.id in answer.red_flags for f in a.flags) if serious and answer.red_flags else None,
        false_alarm=a.urgency in SERIOUS if answer.triage in ("treat", "treat_and_refer") else None,
        triage=a.urgency,
        triage_exact=given == published,
        under_triage=given > published,
        stated=len(case.findings),
        expressed=sum(bool(e.present or e.absent or e.value) for e in case.findings),
        listed=len(a.hypotheses),
        leading=f"{order[0].id} {order[0].side}" if order else "",
        support=order[0].support if ranked and order else "",
        reason="",
    )
    return _with_reason(result, answer, a, order)


class Line(Protocol):
    """One line of a ranking, however it is described."""

    @property
    def id(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def mechanism(self) -> str: ...


def met(answer: Answer, order: Sequence[Line], flagged: Iterable[str]) -> frozenset[str]:
    """What of a published answer a ranking and the urgencies of the raised flags meet: first, three, mechanism, flagged."""
    found = set()
    if answer.mechanism == "red_flag" or answer.triage in SERIOUS:
        worst = min(map(URGENCIES.index, flagged), default=len(URGENCIES))
        found |= {"flagged"} if worst <= URGENCIES.index(answer.triage) else set()
    if answer.mechanism != "red_flag" and order:
        place = _rank(order, answer.hypotheses, answer)
        either = _best(place, _rank(order, answer.secondary, answer))
        found |= {"first"} if place == 1 else set()
        found |= {"three"} if either is not None and either <= 3 else set()
        found |= {"mechanism"} if order[0].mechanism == answer.mechanism else set()
    return frozenset(found)


def _best(*places: int | None) -> int | None:
    return min((p for p in places if p is not None), default=None)


def _rank(order: Sequence[Line], accepted: list[str], answer: Answer) -> int | None:
    """Rank of the best accepted hypothesis on the published side; a tie with a wrong one counts as the worse rank."""
    right = [h for h in order if h.id in accepted and _side_right(h, answer)]
    if not right:
        return None
    return 1 + sum(h.score >= right[0].score for h in order if h not in right)


def _side_right(h: Line, answer: Answer) -> bool:
    return answer.side is None or h.side in (answer.side, "midline", "unspecified") or answer.side == "midline"


def _with_reason(r: Result, answer: Answer, a: Assessment, order: tuple[Hypothesis, ...]) -> Result:
    reasons = []
    if r.top3 is False or r.top1 is False:
        wrong_side = [h for h in order if h.id in answer.hypotheses and not _side_right(h, answer)]
        if r.rank_with_secondary is None and wrong_side:
            reasons.append(f"ranked on the wrong side: {wrong_side[0].side} instead of {answer.side}")
        elif r.rank_with_secondary is None:
            reasons.append(
                "no finding of the case points at the published answer"
                if answer.hypotheses
                else "the rules do not know this condition"
            )
        else:
            reasons.append(
                f"published answer at rank {r.rank_with_secondary}, behind {order[0].name} ({order[0].side})"
            )
    if r.danger is False:
        reasons.append("no red flag raised" if not a.flags else f"red flag raised only as {a.flags[0].urgency}")
    if r.false_alarm:
        reasons.append(f"false alarm. {a.urgency_why}")
    return replace(r, reason="; ".join(reasons))
