"""What the physician reads, in which order, on how many pages."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec
import pytest
from tests.report import samples
from tests.report.conftest import CONFIG, pages, rendered

from nmt_expert.reasoning.assessment import Apart, Confidence
from nmt_expert.report import render
from nmt_expert.report.letter.requests import requests

ORDER = [
    "Treat and refer: treatment waits for your written word", "Asked of you", "Key findings", "Leading hypothesis",
    "For", "Told apart", "Other hypotheses", "What keeps it going", "Plan", "Further findings", "Red-flag screen", "Limits",
]  # fmt: skip


def text(name: str) -> str:
    return " ".join(pages(rendered(name)))


def html(name: str) -> str:
    return render.physician_html(*samples.SAMPLES[name](), samples.knowledge(), CONFIG)  # type: ignore[arg-type]


def test_parts_come_in_the_order_of_the_report() -> None:
    page = html("chained")
    assert re.findall(r"<h[23][^>]*>([^<]+)<", page) == ORDER
    assert page.index("Reason") < page.index(ORDER[0])
    assert page.index("<svg") < page.index("Key findings")
    assert page.index("What links them") < page.index("Red-flag screen") < page.index("Rank firm")
    assert page.index("Date and signature") > page.index("Limits")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["short", "ordinary", "emergency", "inconclusive", "bilateral"])
def test_ordinary_case_has_at_most_two_pages(name: str, paper: render.Paper) -> None:
    assert len(pages(rendered(name, "physician", paper))) <= 2


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", [name for name in samples.SAMPLES if name != "hostile"])
def test_every_report_is_signed_by_the_second_page(name: str, paper: render.Paper) -> None:
    assert "Date and signature" in " ".join(pages(rendered(name, "physician", paper))[:2])


def test_long_case_ends_on_the_second_page_and_continues_in_an_appendix() -> None:
    found = pages(rendered("long"))
    assert "Date and signature" in found[1]
    assert found[2].startswith("Appendix")
    assert "muscle number 39" in " ".join(found)


def test_three_identifiers_of_the_client_stand_on_the_first_page() -> None:
    first = pages(rendered("ordinary"))[0]
    for identifier in ("Jordan Sample", "9 February 1983", "C-0042"):
        assert identifier in first


def test_first_sixty_words_of_the_message_say_how_urgent_and_what_is_asked() -> None:
    message = text("emergency").split("Reason", 1)[1].split()
    first = " ".join(message[:90])
    assert "Emergency: medical help now" in first
    assert "Please exclude: Cauda equina syndrome, now." in first
    assert "Call an ambulance" in text("emergency").split("Therapist now", 1)[1]


def test_raised_flag_stands_before_every_hypothesis_with_what_the_therapist_does() -> None:
    found = text("emergency")
    assert found.index("Red flag (emergency)") < found.index("Leading hypothesis")
    assert "No manual treatment." in found
    assert "None before a physician has seen the client" in found


def test_flag_and_hypothesis_about_the_same_thing_are_asked_once() -> None:
    _, assessment = samples.emergency()
    asked = [request.ask for request in requests(assessment, samples.knowledge())]  # type: ignore[arg-type]
    assert len([ask for ask in asked if "auda equina" in ask]) == 1


def test_every_request_has_a_deadline() -> None:
    for sample in samples.SAMPLES.values():
        for request in requests(sample()[1], samples.knowledge()):  # type: ignore[arg-type]
            assert request.until


def test_unasked_is_never_shown_as_cleared() -> None:
    assert "none of 3 questions was asked, so nothing is cleared" in text("inconclusive")
    emergency = text("emergency")
    assert "Incomplete: what was not asked is not cleared" in emergency
    assert "Not asked: Fever or chills; History of cancer" in emergency


def test_open_screen_shows_in_the_headline_of_a_case_to_treat() -> None:
    case, assessment = samples.ordinary()
    opened = msgspec.structs.replace(assessment, screen=samples.inconclusive()[1].screen)
    page = render.physician_html(case, opened, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert "<h2>Treat: no referral needed on these findings, but the safety screen is not done</h2>" in page


def test_hypothesis_shows_side_mechanism_support_firmness_and_links() -> None:
    found = text("chained")
    for part in (
        "Scalenus anterior trigger point, left", "strong support, rank firm", "Trigger point", "belongs with no. 1",
        "Would decide: local twitch on snapping palpation",
    ):  # fmt: skip
        assert part in found


def test_letter_says_how_often_such_support_was_right_and_what_it_cannot_tell_apart() -> None:
    case, assessment = samples.ordinary()
    measured = msgspec.structs.replace(
        assessment,
        confidence=Confidence("strong", 96, 86, 94),
        apart=Apart("Upper trapezius", "Suboccipitals", "twitch", "local twitch", "", "Upper trapezius"),
    )
    page = render.physician_html(case, measured, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert "In 96 published cases with strong support like this the first was right in 86" in page
    assert "Cannot tell 1 and 2 apart: Upper trapezius; Suboccipitals." in page
    assert "Would decide" not in page


def test_dangerous_hypothesis_is_marked_for_exclusion() -> None:
    assert "Must be excluded" in text("emergency")


def test_what_does_not_fit_and_what_lies_outside_is_said() -> None:
    found = text("inconclusive")
    assert "Explained by none of these: widespread pain; tired all day" in found
    assert "outside what these rules know" in found


def test_normal_findings_are_listed_as_normal() -> None:
    assert "Spurling test negative" in text("ordinary")


def test_factors_plan_and_measures_are_there() -> None:
    found = text("ordinary")
    for part in (
        "Long low-load work at a screen", "psychosocial", "Nothing speaks for: ischaemia", "NPRS 6 of 10", "PSFS", "Three to six sessions",
        "After two sessions", "Today or tomorrow: new weakness or numbness.",
    ):  # fmt: skip
        assert part in found


def test_provenance_names_program_rules_engine_and_counts() -> None:
    found = text("ordinary")
    assert "nmt-expert 0.1.0, rules 3f9ac2e17b5d4a60, engine experta" in found
    assert "7 sourced, 0 from practice, 14 consensus" in found


def test_report_speaks_of_hypotheses_and_disclaims_diagnosis() -> None:
    for name in samples.SAMPLES:
        found = html(name).lower()
        assert found.count("diagnosis") == found.count("no item is a medical diagnosis")


def test_score_and_percentages_are_not_printed() -> None:
    assert "%" not in text("many")


def test_appendix_can_be_asked_for_always() -> None:
    always = CONFIG.model_copy(update={"appendix": "always"})
    content = render.pdf(*samples.short(), samples.knowledge(), always)  # type: ignore[arg-type]
    found = pages(content)
    assert "Appendix" in found[-1]
    assert "because" not in found[0] or len(found) == 3


def test_html_holds_the_same_facts_and_can_be_read_on_a_telephone() -> None:
    page = html("chained")
    assert '<meta name="viewport" content="width=device-width' in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "Brachial plexus entrapment between the scalenes" in page
    assert "max-width: 40rem" in page


def test_notes_typed_by_the_therapist_are_shown_in_full() -> None:
    note = "Client prefers morning visits."
    case, assessment = samples.ordinary()
    page = render.physician_html(msgspec.structs.replace(case, notes=[note]), assessment, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert note in page
    long = [f"{note} {'x' * 20} " * 20]
    page = render.physician_html(msgspec.structs.replace(case, notes=long), assessment, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert long[0].strip() in page


def test_view_is_frozen() -> None:
    from nmt_expert.report.letter.physician import physician_view

    view = physician_view(*samples.short(), samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert replace(view, urgency="x").urgency == "x"
    with pytest.raises(AttributeError):
        view.urgency = "x"  # type: ignore[misc]


def test_what_is_asked_stands_above_the_red_flags() -> None:
    first = pages(rendered("emergency"))[0]
    assert first.index("Emergency") < first.index("Asked of you") < first.index("Red flag (emergency)")


def test_where_many_red_flags_leave_no_room_the_chart_waits_and_the_letter_has_two_pages() -> None:
    case, assessment = samples.SAMPLES["emergency"]()
    long = " ".join(f"Tell them about sign number {n} of the first visit." for n in range(85))
    many = msgspec.structs.replace(assessment, flags=(msgspec.structs.replace(assessment.flags[0], lowered=long),))
    told = pages(render.pdf(case, many, samples.knowledge(), CONFIG))  # type: ignore[arg-type]
    assert "Date and signature" in told[1]
    assert "where the client feels pain" not in told[0]
    assert "where the client feels pain" in pages(rendered("emergency"))[0]
