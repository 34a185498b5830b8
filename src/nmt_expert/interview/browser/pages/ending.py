"""The end of the way: an emergency, the ranking, the report, and leaving."""

from __future__ import annotations

from nmt_expert.errors import as_argument
from nmt_expert.interview.answering.pages import FURTHER
from nmt_expert.interview.browser.messages import Reply, Request, redirect
from nmt_expert.interview.browser.page import page, screen_page
from nmt_expert.interview.browser.place import Place, current
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.plan import plan_of
from nmt_expert.reasoning.safety.flag_words import orders


def stop(sitting: Sitting, place: Place) -> Reply:
    """An emergency, or a client who does not agree: what to do and say, large."""
    told = list(zip(place.screen.flags, orders(place.screen.flags), strict=True))
    return screen_page(sitting, "stop.html.j2", place, screen=place.screen, told=told)


def ranking(sitting: Sitting, request: Request, rest: str) -> Reply:
    """The ranking as it stands, from the chart on; at the end also what comes after it."""
    from nmt_expert.reasoning.assessment import HASTE
    from nmt_expert.reasoning.words import grouped
    from nmt_expert.report import told
    from nmt_expert.report.words import SUPPORT, apart_words, caveat, confidence_words, own_rules, unwatched

    session = sitting.session
    found = sitting.reporting.assessment(session)
    place = current(session)
    told_first = [found.outside, caveat(found), confidence_words(found), apart_words(found)]
    return screen_page(
        sitting,
        "ranking.html.j2",
        place,
        title="Ranking",
        a=found,
        complaint=session.case.file.complaint.text,
        headline=told.headline(found),
        screen_words=told.screen_words(found),
        remarks=[sentence for sentence in told_first if sentence],
        unwatched=unwatched(found) if found.provenance.weakened else "",
        own=own_rules(found) if found.provenance.own else "",
        lines={h.id + h.side: list(told.told(h, found)) for h in found.hypotheses},
        names={h.id + h.side: told.named(h) for h in found.hypotheses},
        mechanisms=told.MECHANISM_WORDS,
        support=SUPPORT,
        grouped=grouped,
        change=f"First rank: {plan_of(session.picture).first_rank()}.",
        counted=[told.counted(one) for one in found.counted],
        tests=found.hypotheses[0].untested[:3] if found.hypotheses and found.urgency not in HASTE else (),
        cautions=told.cautions(found),
        at_end=place.screen.kind == "ranking",
        further=FURTHER.get(session.picture.depth, ""),
    )


def report(sitting: Sitting, request: Request, variant: str) -> Reply:
    """Writes a report beside the case, or shows the one of this kind that was written last."""
    if request.posted:
        known = variant if variant in ("physician", "client") else "physician"
        refused = _refused(sitting) if known == "physician" else ""
        sitting.message = refused or sitting.reporting.write(sitting.session, known)
        return redirect("ranking" if current(sitting.session).screen.kind != "stop" else "")
    written = sitting.reporting.written.get(variant)
    if written is None:
        return redirect("")
    try:
        content = written.read_bytes()
    except OSError as error:
        sitting.message = f"{written} cannot be read: {error.strerror}."
        return redirect("ranking")
    return Reply(content, kind="application/pdf")


def _refused(sitting: Sitting) -> str:
    """Why the client wants no letter, and where that can be changed; '' when nothing is said against it."""
    client = sitting.session.case.file.client
    if client.consent is False:
        return "The client has not agreed, so no letter is written. If that has changed: Answers, Who and why."
    if client.send is False:
        return "The client does not want the letter sent, so none is written. If that has changed: For the letter."
    return ""


def leave(sitting: Sitting, request: Request, rest: str) -> Reply:
    """The end of this sitting; everything is saved, or it is said that it is not."""
    if sitting.unsaved and request.form.one("do") != "anyway":
        return page(sitting, "leave.html.j2", "Not saved")
    sitting.left.set()
    path = sitting.session.document.path
    return page(sitting, "left.html.j2", "Saved", path=path, again=f"nmt assess {as_argument(path)}")
