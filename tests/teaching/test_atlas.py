"""The atlas: both ways, in the terminal, as a picture and as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from nmt_expert.cli import main
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.teaching.atlas.find import found, links, page
from nmt_expert.teaching.atlas.findings import finding_page
from nmt_expert.teaching.atlas.mentions import Mentions
from nmt_expert.teaching.atlas.page import Page
from nmt_expert.teaching.atlas.picture import chart_svg
from nmt_expert.teaching.atlas.site import write_site
from nmt_expert.teaching.atlas.structures import root_page
from nmt_expert.teaching.atlas.subjects import subject_page
from nmt_expert.teaching.atlas.text import atlas_text
from nmt_expert.teaching.atlas.zones import zone_page


@pytest.fixture(scope="module")
def mentions(kb: KnowledgeBase) -> Mentions:
    return Mentions(kb)


@pytest.fixture(scope="module")
def site(kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    folder = tmp_path_factory.mktemp("atlas") / "site"
    size, _ = write_site(kb, folder)
    return folder, size


def _titled(shown: Page, title: str) -> list[str]:
    return next(([row.text for row in s.rows] for s in shown.sections if s.title == title), [])


@pytest.mark.parametrize(
    ("words", "kind", "id"),
    [
        ("thumb", "zone", "thumb"),
        ("infraspinatus", "hypothesis", "trigger_point.infraspinatus"),
        ("carpal tunnel syndrome", "hypothesis", "entrapment.carpal_tunnel"),
        ("root C6", "root", "C6"),
        ("C6 root", "root", "C6"),
        ("c6", "root", "C6"),
        ("carpal tunnel", "hypothesis", "entrapment.carpal_tunnel"),
        ("shoulder front", "zone", "shoulder_front"),
        ("median nerve", "nerve", "median nerve"),
        ("phalen", "finding", "phalen"),
        ("numbness(thumb)", "finding", "numbness(thumb)"),
        ("numb thumb", "finding", "numbness(thumb)"),
        ("cauda_equina_syndrome", "flag", "cauda_equina_syndrome"),
        ("tennis elbow", "hypothesis", "other.lateral_elbow"),
        ("golfer's elbow", "hypothesis", "other.medial_elbow"),
        ("heel spur", "hypothesis", "other.plantar_fasciitis"),
        ("lats", "hypothesis", "trigger_point.latissimus_dorsi"),
        ("pinky", "zone", "finger_little"),
    ],
)
def test_words_lead_to_their_page(words: str, kind: str, id: str, kb: KnowledgeBase) -> None:
    first, _ = found(kb, words)
    assert (first.kind, first.id) == (kind, id)


def test_words_that_mean_nothing_are_said_to(kb: KnowledgeBase) -> None:
    with pytest.raises(NmtError, match="knows nothing like 'xqzt'"):
        found(kb, "xqzt")


def test_a_slip_is_asked_back_and_not_taken(kb: KnowledgeBase) -> None:
    with pytest.raises(NmtError, match="Did you mean 'Back of the shoulder', 'Front of the shoulder'"):
        found(kb, "sholder")


@pytest.mark.parametrize("words", ["scalene trigger point", "trigger point scalene", "scalene", "scalenes"])
def test_words_that_mean_several_things_are_asked_back(words: str, kb: KnowledgeBase) -> None:
    with pytest.raises(NmtError, match=f"'{words}' means several things.*'Scalenus anterior: myofascial") as refused:
        found(kb, words)
    assert "Anconeus" not in str(refused.value)


def test_a_lay_word_with_several_meanings_names_each(kb: KnowledgeBase) -> None:
    with pytest.raises(NmtError, match="'L5 root compression'; 'S1 root compression'; 'Sciatic nerve'"):
        found(kb, "sciatica")


@pytest.mark.parametrize(("args", "told"), [([""], "say what to look up"), (["--html", "x", "thumb"], "leave out")])
def test_a_call_that_says_nothing_or_too_much_is_refused(args: list[str], told: str) -> None:
    assert told in str(CliRunner().invoke(main.nmt, ["atlas", *args]).exception)


def test_a_root_is_pressed_where_it_is_and_not_in_each_nerve_with_its_fibres(kb: KnowledgeBase) -> None:
    shown = root_page(kb, "C6")
    assert _titled(shown, "Where it is pressed") == ["C6 root compression"]
    assert len(_titled(shown, "Nerves and plexus that carry its fibres")) > 3


def test_a_sign_of_many_tells_first_what_it_is_for(kb: KnowledgeBase, mentions: Mentions) -> None:
    titles = [section.title for section in finding_page(kb, mentions, "spurling").sections]
    assert "If found, red flags" not in titles
    assert titles.index("If found, it speaks for") < titles.index("Only together with others, red flags")


def test_a_subject_tells_its_red_flags_first(kb: KnowledgeBase, mentions: Mentions) -> None:
    shown = subject_page(kb, mentions, "zones", "perineum")
    assert shown is not None
    flags = ["red flag" in section.title for section in shown.sections]
    assert flags[0]
    assert flags == sorted(flags, reverse=True)


def test_a_place_names_the_typical_before_the_possible(kb: KnowledgeBase) -> None:
    rows = zone_page(kb, "shoulder_front").sections[0].rows
    typical = [row.strength == "main referral zone" for row in rows]
    assert typical == sorted(typical, reverse=True)
    assert any(row.text.startswith("Infraspinatus") for row in rows if row.strength == "main referral zone")


def test_a_finding_says_for_and_against_and_how_much(kb: KnowledgeBase, mentions: Mentions) -> None:
    phalen = finding_page(kb, mentions, "phalen")
    for section in phalen.sections:
        for row in section.rows:
            assert (row.weight > 0) == ("speaks for" in section.title)
    assert "Carpal tunnel syndrome" in _titled(phalen, "If found, it speaks for")
    assert "Carpal tunnel syndrome" in _titled(phalen, "If tested and not found, it speaks against")


def test_every_rule_about_a_hypothesis_stands_on_its_page(kb: KnowledgeBase, mentions: Mentions) -> None:
    link, _ = found(kb, "compression.root_c6")
    shown = page(kb, mentions, link)
    rows = [row for s in shown.sections if s.title.startswith("Speaks") for row in s.rows]
    assert len(rows) == sum(
        r.kind == "argument" and r.weight != 0 and not r.part_of for r in kb.rules_of("compression.root_c6")
    )
    assert all(row.note for row in rows)


def test_every_page_can_be_told_in_a_terminal(kb: KnowledgeBase, mentions: Mentions) -> None:
    for link in links(kb)[::40]:
        shown = page(kb, mentions, link)
        lines = atlas_text(kb, shown, []).splitlines()
        assert lines[0] == shown.title
        assert all(len(line) <= 80 for line in lines[1:])


def test_the_chart_shows_the_referral_pattern(kb: KnowledgeBase, mentions: Mentions, tmp_path: Path) -> None:
    link, _ = found(kb, "infraspinatus")
    drawn = chart_svg(page(kb, mentions, link))
    assert "essential referral zone" in drawn.lower() or "main" in drawn.lower()
    pytest.importorskip("resvg_py")
    path = tmp_path / "chart.png"
    result = CliRunner().invoke(main.nmt, ["atlas", "infraspinatus", "--png", str(path)])
    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(b"\x89PNG")


def test_what_has_no_place_has_no_chart(kb: KnowledgeBase, mentions: Mentions) -> None:
    link, _ = found(kb, "cauda_equina_syndrome")
    with pytest.raises(NmtError, match="nothing of it"):
        chart_svg(page(kb, mentions, link))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found += [v for name in ("href", "src") if (v := values.get(name))]
        if values.get("id"):
            self.anchors.add(str(values["id"]))


def test_the_site_is_whole_small_and_without_network(site: tuple[Path, int], kb: KnowledgeBase) -> None:
    folder, size = site
    assert size < 38_000 * len(kb.hypotheses)  # it grows with what is known, not faster
    assert size == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    pages = {path.name for path in (folder / "pages").iterdir()}
    assert {f"h-{h}.html" for h in kb.hypotheses} <= pages
    assert {f"flag-{f}.html" for f in kb.flags} <= pages
    assert {f"f-{f.key}.html" for f in kb.observable} <= pages
    for path in [folder / "index.html", *sorted((folder / "pages").iterdir())[::60]]:
        parser = _Links()
        parser.feed(path.read_text())
        for target in parser.found:
            assert not re.match(r"\w+:", target), f"{path.name}: {target}"
            file, _, anchor = target.partition("#")
            assert not file or (path.parent / file).exists(), f"{path.name}: {target}"
            assert not anchor or file or anchor in parser.anchors, f"{path.name}: {target}"


def test_a_folder_with_other_things_is_left_alone(kb: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(NmtError, match="something else"):
        write_site(kb, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_scripts_draw_the_chart(site: tuple[Path, int], rendered: Callable[[Path | str], str]) -> None:
    dom = rendered(site[0] / "pages/h-trigger_point.infraspinatus.html")
    assert re.search(r'<path d="[^"]+"[^>]* class="mark essential"', dom)
    assert "main referral zone</span>" in dom


def test_the_pages_are_found_by_lay_words_and_slips(
    site: tuple[Path, int], rendered: Callable[[Path | str], str]
) -> None:
    index = site[0] / "index.html"
    shown = index.read_text()
    for typed, expected in (("sciatica", "L5 root compression"), ("infraspinatuss", "Infraspinatus: myofascial")):
        script = (
            f"const s = document.getElementById('search'); s.value = '{typed}'; s.dispatchEvent(new Event('input'));"
        )
        page = index.with_name("typed.html")
        page.write_text(shown.replace("</body>", f"<script>{script}</script></body>"))
        hits = re.search(r'<ul id="hits".*?</ul>', rendered(page), re.S)
        assert hits is not None
        assert expected in hits[0]
        page.unlink()
