"""The way through: which screen comes next for the answers so far. Nothing is remembered beside the case itself."""

from __future__ import annotations

from nmt_expert.interview.screens.items import fitting, item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import POSITION_WORDS, Progress, Screen
from nmt_expert.interview.way.areas import area_lines
from nmt_expert.interview.way.nothing_found import nothing_words
from nmt_expert.interview.way.open_questions import CHART, TOLD, OpenQuestion, belongs
from nmt_expert.interview.way.plan import OpenScan, plan_of
from nmt_expert.interview.way.safety_way import pages
from nmt_expert.interview.words.prose.heard import heard
from nmt_expert.interview.words.typed.fields import FIELDS, HeadField
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.safety.gate import screening
from nmt_expert.reasoning.words import first_of

READ_BACK = "readback"


def next_screen(picture: Picture) -> Screen:
    """The next screen of the assessment. The same answers always lead to the same screen."""
    return (
        stop_screen(picture)
        or _who(picture)
        or _open(picture, (CHART,))
        or _safety(picture)
        or _open(picture, TOLD)
        or _history(picture)
        or _examination(picture)
        or _factors(picture)
        or _read_back(picture)
        or ranking_screen(picture)
    )


def stop_screen(picture: Picture) -> Screen | None:
    """An emergency, or a client who does not agree, ends the assessment here."""
    if picture.case.file.client.consent is False:
        return Screen(
            "no_consent",
            "stop",
            "The client has not agreed",
            Progress(1, 0, ""),
            lines=("Nothing further is asked. What was said so far stays in the file until you delete it.",),
        )
    if flags := tuple(flag for flag in picture.flags if flag.urgency == "emergency"):
        return Screen(
            "emergency", "stop", "EMERGENCY: stop the assessment and act now", Progress(3, 0, ""), flags=flags
        )
    return None


def field_screen(picture: Picture, field: HeadField) -> Screen:
    now = field.now(picture.case.file)
    return Screen(
        f"who.{field.id}",
        "field",
        field.ask,
        _progress(picture, 1),
        flags=picture.flags,
        default=now,
        heard="" if now else heard(field.id, picture.case.file, picture.kb),
        choices=field.choices,
    )


def checklist(
    picture: Picture, name: str, stage: int, title: str, findings: list[Finding], position: str = "interview"
) -> Screen:
    items = tuple(fitting([item_of(picture, finding) for finding in findings]))
    return Screen(
        name, "checklist", title, _progress(picture, stage), items=items, flags=picture.flags, position=position
    )


def read_back_screen(picture: Picture) -> Screen:
    """What was found, to be corrected: everything but the many noes of the safety screen, which are counted."""
    noes = [key for key, state in picture.log.items() if key in picture.screen_keys and state == "absent"]
    left_out = {*noes, *(key for key, state in picture.log.items() if state in ("not_raised", "not_tested"))}
    items = tuple(
        item_of(picture, finding) for key in picture.log if key not in left_out and (finding := picture.kb.finding(key))
    )
    screen = screening(picture.kb, picture.case, picture.regions, picture.facts.observations)
    single = len(noes) - len(screen.by_topic)
    how = [f"{len(screen.by_topic)} topics"] if screen.by_topic else []
    how += [f"{single} question{'s' if single != 1 else ''}"] if single or not how else []
    unasked = f". NOT ASKED, so not cleared: {first_of(screen.not_asked, 4)}." if screen.not_asked else ", all asked."
    safety = f"Safety screen: {' and '.join(how)} answered no{unasked}"
    return Screen(
        READ_BACK,
        "readback",
        "Is this right?",
        _progress(picture, 7),
        items=items,
        lines=tuple(filter(None, (_head(picture), *area_lines(picture), safety))),
        flags=picture.flags,
    )


def _head(picture: Picture) -> str:
    """Who and why in one line; '' when nothing of it is known."""
    told = ((field.id, now) for field in FIELDS if (now := field.now(picture.case.file)))
    said = [now if now.lower().startswith(name) else f"{name} {now}" for name, now in told]
    return "; ".join(said) + "." if said else ""


def ranking_screen(picture: Picture) -> Screen:
    return Screen("ranking", "ranking", "Ranking", _progress(picture, 8), flags=picture.flags)


def _who(picture: Picture) -> Screen | None:
    for field in FIELDS:
        if not field.now(picture.case.file) and f"who.{field.id}" not in picture.passed:
            return field_screen(picture, field)
    return None


def _safety(picture: Picture) -> Screen | None:
    page = next(pages(picture), None)
    if page is None:
        return None
    return Screen(
        page.id,
        "checklist",
        page.title,
        _progress(picture, 5 if page.again and plan_of(picture).course.places else 3),
        items=tuple(page.items),
        lines=page.lines,
        flags=picture.flags,
    )


def open_screen(picture: Picture, question: OpenQuestion, position: str = "interview") -> Screen:
    """A question in free words, with what was answered so far."""
    told = [
        f
        for key, state in picture.log.items()
        if state == "present" and (f := picture.kb.finding(key)) and belongs(question, f)
    ]
    where = f"{_capital(POSITION_WORDS[position])}. " if position != "interview" else ""
    return Screen(
        question.id,
        "open",
        where + question.ask,
        _progress(picture, question.stage),
        items=tuple(item_of(picture, f) for f in told),
        lines=(f"For example: {question.example_for(picture.regions)}", *_if_nothing(picture, question)),
        flags=picture.flags,
        position=position,
    )


def _if_nothing(picture: Picture, question: OpenQuestion) -> list[str]:
    """What `-` will state, so that nothing is stated that the page does not show."""
    words = nothing_words(picture, question)
    return [f"Nothing found (-) states: {words}."] if words else []


def _open(picture: Picture, questions: tuple[OpenQuestion, ...]) -> Screen | None:
    return next((open_screen(picture, q) for q in questions if q.id not in picture.passed), None)


def _history(picture: Picture) -> Screen | None:
    found = plan_of(picture).history()
    return checklist(picture, _numbered(picture, "history"), 4, "Ask", found) if found else None


def _examination(picture: Picture) -> Screen | None:
    step = plan_of(picture).examination()
    if step is None:
        return None
    if isinstance(step, OpenScan):
        return open_screen(picture, step.question, step.position)
    position, found = step
    return checklist(
        picture, _numbered(picture, f"examination.{position}"), 5, _capital(POSITION_WORDS[position]), found, position
    )


def _factors(picture: Picture) -> Screen | None:
    found = plan_of(picture).factors()
    return checklist(picture, _numbered(picture, "factors"), 6, "What may keep it going", found) if found else None


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _numbered(picture: Picture, name: str) -> str:
    """The name of the next screen of this kind, as it is remembered when it was passed."""
    return f"{name}.{1 + sum(done.startswith(name + '.') for done in picture.passed)}"


def _read_back(picture: Picture) -> Screen | None:
    return None if READ_BACK in picture.passed else read_back_screen(picture)


_OPEN_SECONDS, _LINE_SECONDS = 30, 12  # to ask and answer an open question, a line of a checklist
_OPENED = 0.3  # lines that a broad question opens on average


def _progress(picture: Picture, stage: int) -> Progress:
    """What is left from this stage on: earlier ones are done or were cut short."""
    plan = plan_of(picture)
    chart = stage <= 2 and CHART.id not in picture.passed
    left = plan.left(weighed=stage > 3)
    lines = left.listed + (_safety_left(picture) if stage <= 3 else 0)
    opened = left.opened + chart
    fields = sum(not f.now(picture.case.file) and f"who.{f.id}" not in picture.passed for f in FIELDS)
    seconds = (fields if stage == 1 else 0) * _LINE_SECONDS + opened * _OPEN_SECONDS + lines * _LINE_SECONDS
    return Progress(stage, opened + lines, plan.first_rank() if stage > 3 else "", seconds if stage < 7 else 0)


def _safety_left(picture: Picture) -> int:
    """Questions of the safety screen: those that are known, and what the broad ones open on average."""
    left = list(pages(picture))
    broad = sum(len(page.items) for page in left if page.id == "safety.topics")
    return sum(len(page.items) for page in left) + round(broad * _OPENED)
