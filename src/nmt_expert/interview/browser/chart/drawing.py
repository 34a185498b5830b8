"""The body chart: tap a place or take it from the list, say what is felt there, and what each area is like."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from nmt_expert.case.record import Change
from nmt_expert.interview.answering.drawing import draw
from nmt_expert.interview.answering.free_words import drawn, left, unmarked
from nmt_expert.interview.browser.chart.areas_form import areas_of, described
from nmt_expert.interview.browser.chart.picture import FIGURES, SOLES, Spot, enlarged, marks_of, spot, whole
from nmt_expert.interview.browser.chart.places import kinds_of, regions_of, spot_name
from nmt_expert.interview.browser.messages import Reply, Request, redirect
from nmt_expert.interview.browser.page import screen_page
from nmt_expert.interview.browser.pages.open_page import asked_back
from nmt_expert.interview.browser.pages.why import page_reasons
from nmt_expert.interview.browser.place import Place
from nmt_expert.interview.browser.reading import AskedBack, missing, read, refuse_nothing
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.open_questions import CHART, vocabulary_of
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.phrases import phrases_of
from nmt_expert.interview.words.typed.area_line import AreaLine, area_line, by_area
from nmt_expert.report.chart.body import chart


def show(sitting: Sitting, request: Request, place: Place, problem: str = "") -> Reply:
    picture = sitting.session.picture
    sent = request.form if request.posted else request.query
    chosen = spot(picture.kb, sent.one("place"))
    marks = marks_of(picture.kb, drawn(picture))
    views = chosen.views if chosen else []
    view = sent.one("view") if sent.one("view") in views else (views or [""])[0]

    def link(key: str, name: str) -> str:
        return f"{sitting.room}/{place.url}{_query(key, name)}#place"

    def figure(name: str) -> tuple[str, Markup]:
        return chart().views[name].title, whole(name, marks, link)

    return screen_page(
        sitting,
        "chart.html.j2",
        place,
        problem=problem,
        words=request.form.one("words"),
        example=CHART.example_for(picture.regions),
        chosen=chosen,
        name=spot_name(picture, chosen) if chosen else "",
        kinds=kinds_of(picture, chosen) if chosen else [],
        view=view,
        views=[(name, chart().views[name].title) for name in views],
        part=enlarged(view, chosen, marks, link) if chosen else "",
        figures=[] if chosen else [figure(name) for name in FIGURES],
        soles=[] if chosen else [figure(name) for name in SOLES],
        link=link,
        marks=marks,
        areas=areas_of(picture, request.form if problem else None),
        regions=regions_of(picture),
        page_why=page_reasons(picture, place.screen, request.form.one("do")),
    )


def take(sitting: Sitting, request: Request, place: Place) -> Reply:
    form, do = request.form, request.form.one("do")
    session = sitting.session
    if do.startswith(("why", "up")):
        return show(sitting, request, place)
    chosen = spot(session.kb, form.one("place"))
    asked: list[AskedBack] = []

    def record() -> str:
        if do == "on" and not form.one("words"):
            session.answer(left(session, place.screen))
            return ""
        if do.startswith("describe."):
            return described(session, do.partition(".")[2], form)
        if chosen is not None and "." in do:
            return _mark(sitting, chosen, do, form.one("area"))
        refuse_nothing(form.one("words"))
        vocabulary = vocabulary_of(CHART, session.kb)
        told: list[tuple[list[Change], AreaLine, str]] = []
        for meant in (area_line(part, phrases_of(session.kb)) for part in by_area(form.one("words"))):
            try:
                changes, back, unread = read(session, vocabulary, meant.places, form)
            except InputError as error:
                if not meant.told:
                    raise
                changes, back, unread = [], [], str(error)  # what the area is like stands
            asked.extend(back)
            told.append((changes, meant, unread))
        if asked:
            return ""
        return " ".join(f"{draw(session, c, m.area, m.told)} {unread}".strip() for c, m, unread in told)

    if problem := sitting.attempt(record):
        return show(sitting, request, place, problem)
    if asked:
        return asked_back(sitting, place, form.one("words"), asked, missing(asked, form))
    if do == "on" and not form.one("words"):
        return redirect(place.forward.strip("."))
    here = "" if sitting.new_flags else "#place"  # a red flag that is new opens at the top
    return redirect(place.url + (_query(chosen.key, form.one("view")) + here if chosen else ""))


def _mark(sitting: Sitting, chosen: Spot, do: str, area: str) -> str:
    """Draws one kind of symptom at a place, takes it back, or ticks the place as free. Raises InputError."""
    session = sitting.session
    verb, _, kind = do.partition(".")
    key = f"{kind}({chosen.zone})"
    if session.kb.finding(key) is None or verb not in ("mark", "unmark", "free"):
        raise InputError("There is no such mark; choose one of the buttons.")
    side = chosen.side or None
    if verb == "mark":
        named = area if area in {name for name, _ in areas_of(session.picture).offered} else ""
        return draw(session, session.mark(key, side), named)
    return draw(session, unmarked(session, key, side, denied=verb == "free"))


def _query(key: str, view: str) -> str:
    return "?" + urlencode({"place": key, "view": view})
