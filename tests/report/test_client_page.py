"""The client's page: one page, plain words, the same facts."""

from __future__ import annotations

import re

import pytest
from tests.report import samples
from tests.report.conftest import CONFIG, pages, rendered
from tests.report.samples import SAMPLES

from nmt_expert.report import render
from nmt_expert.report.letter import client

JARGON = (
    "hypothesis",
    "entrapment",
    "compression",
    "trigger point",
    "myofascial",
    "referral",
    "perpetuating",
    "spillover",
    "consensus",
)


def text(name: str) -> str:
    return " ".join(pages(rendered(name, "client")))


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(1, groups - (word.lower().endswith("e") and groups > 1))


def reading_grade(sentences: list[str]) -> float:
    """Flesch-Kincaid grade; age about 12 is grade 6 to 7."""
    words = [word for s in sentences for word in re.findall(r"[A-Za-z']+", s)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", SAMPLES)
def test_client_page_is_one_page(name: str, paper: render.Paper) -> None:
    assert len(pages(rendered(name, "client", paper))) == 1


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "hostile"])
def test_client_page_uses_no_jargon_and_shows_no_rank(name: str) -> None:
    found = text(name).lower()
    assert not [word for word in JARGON if word in found]
    assert "support" not in found


def test_our_own_sentences_can_be_read_at_twelve() -> None:
    ours = [*client.ACT.values(), *client.AFTER, *client.STOP, *client.STOP_EMERGENCY, client.NEXT]
    assert reading_grade(ours) < 6.5


def test_client_learns_what_to_expect_and_when_to_seek_help() -> None:
    found = text("ordinary")
    for part in (
        "24 to 36 hours",
        "112 / 911",
        "bladder or bowel",
        "555-0101",
        "Stretch the side of your neck",
        "If you are no better after two to four weeks",
    ):
        assert part in found


def test_emergency_comes_first_and_promises_no_treatment() -> None:
    found = text("emergency")
    assert found.index("You need medical help now") < found.index("What we found")
    assert "This needs a hospital today, now." in found
    assert "After treatment" not in found


def test_client_chart_shows_only_what_the_client_drew() -> None:
    found = text("chained")
    assert "You feel pain here: Left: upper chest, between the shoulder blade and the spine" in found
    assert "field of the nerve" not in found


def test_client_s_next_step_is_in_plain_words_and_not_the_therapist_s_protocol() -> None:
    case, assessment = samples.ordinary()
    view = client.client_view(case, assessment, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert view.next
    assert assessment.plan.reassess not in view.next
    assert "nerve" not in view.next
