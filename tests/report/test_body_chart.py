"""The chart shows what is concerned, large enough, and keeps kinds of mark apart without colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from tests.report import samples

from nmt_expert.report.chart.body import chart, keys, muscle_sites
from nmt_expert.report.chart.draw import svg
from nmt_expert.report.chart.hatches import STYLES
from nmt_expert.report.chart.layout import NARROW, TALL, WIDE, panels
from nmt_expert.report.chart.marks import Marks, drawing


def shown(marks: Marks, width: int = WIDE) -> list[str]:
    return [panel.view for panel in panels(marks, width, TALL)[0]]


def test_chart_knows_every_zone_of_the_vocabulary() -> None:
    for zone, label in samples.knowledge().zones.items():
        assert len(keys(zone, "both")) == (2 if label.sided else 1)


def test_muscles_are_marked_in_zones_that_exist() -> None:
    for zone in muscle_sites().values():
        assert keys(zone, "both")


def test_only_concerned_views_are_shown() -> None:
    assert shown(Marks(pain=("lumbar-l",))) == ["back"]
    assert shown(Marks(numb=("finger_little-r",))) == ["front", "back", "palm_r", "dorsum_r"]
    assert "head_r" in shown(Marks(pain=("temple-r",)))
    assert "head_l" not in shown(Marks(pain=("temple-r",)))


def test_a_place_without_its_spot_is_shaded_with_a_question_mark_where_it_is_seen() -> None:
    told = Marks(vague=(("neck_back_upper-l", "neck_back_lower-l", "neck_side-l"),))
    assert {"back", "head_l"} <= set(shown(told))
    drawn = svg(told, alt="Pain")
    assert drawn.count('fill="#222">?</text>') == 2 + 1  # from behind, from the side, and in the legend
    assert "spot not stated" in drawn


def test_a_cross_alone_asks_for_no_enlargement() -> None:
    assert shown(Marks(pain=("lumbar-l",), points=(("Temporalis", ("temple-r",)),))) == ["front", "back"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", samples.SAMPLES)
def test_panels_hold_all_marks_and_lie_on_the_sheet_without_overlap(name: str, width: int) -> None:
    marks = drawing(samples.SAMPLES[name]()[1], samples.knowledge()).marks  # type: ignore[arg-type]
    placed, height = panels(marks, width, TALL)
    for panel in placed:
        assert panel.x >= -1
        assert panel.x + panel.width <= width + 1
        assert panel.y + panel.height <= height + 1
    for a in placed:
        for b in placed:
            apart = (
                a.x + a.width <= b.x + 1 or b.x + b.width <= a.x + 1 or a.y + a.height <= b.y or b.y + b.height <= a.y
            )
            assert a is b or apart
    inside = {
        key
        for panel in placed
        for key, zone in chart().views[panel.view].zones.items()
        if zone.b[1] >= panel.box[1] - 1 and zone.b[3] <= panel.box[3] + 1
    }
    assert marks.zones() <= inside


def test_kinds_of_mark_differ_in_lines_and_not_only_in_colour() -> None:
    box = (0.0, 0.0, 40.0, 40.0)
    looks = {(style.lines(box, 1), style.dash, style.border) for style in STYLES.values()}
    assert len(looks) == len(STYLES)
    assert len({style.colour for style in STYLES.values()}) == len(STYLES)


def test_hatches_of_neighbouring_zones_meet() -> None:
    lines = STYLES["essential"].lines
    sums = {
        round(float(x) + float(y), 1) % 6
        for box in ((0.0, 0.0, 30.0, 30.0), (30.0, 10.0, 60.0, 50.0))
        for x, y in re.findall(r"M (-?[\d.]+) (-?[\d.]+)", lines(box, 1))
    }
    assert sums <= {0.0, 6.0}


def test_legend_names_only_the_marks_used_and_numbers_several_points() -> None:
    plain = str(svg(Marks(pain=("lumbar-l",)), alt="x"))
    assert "where the client feels pain" in plain
    assert "referral" not in plain
    points = Marks(points=(("Piriformis (left)", ("buttock_mid-l",)), ("Soleus (left)", ("calf_lower-l",))))
    assert "1 Piriformis (left); 2 Soleus (left)" in str(svg(points, alt="x"))


def test_drawing_is_well_formed_with_the_words_as_its_title() -> None:
    for name, sample in samples.SAMPLES.items():
        marks = drawing(sample()[1], samples.knowledge()).marks  # type: ignore[arg-type]
        root = ElementTree.fromstring(str(svg(marks, alt="<Pain> & more", uid=name)))
        assert root[0].text == "<Pain> & more"


def test_pattern_of_the_leading_hypothesis_and_of_a_linked_nerve_are_drawn() -> None:
    drawn = drawing(samples.chained()[1], samples.knowledge())  # type: ignore[arg-type]
    assert drawn.patterns == ("Scalenus anterior trigger point", "Brachial plexus entrapment between the scalenes")
    assert "thumb-l" in drawn.marks.spillover
    assert "finger_little-l" in drawn.marks.field
    assert drawn.marks.numb == ("finger_little-l", "hand_hypothenar-l")


def test_words_name_the_client_s_drawing_apart_from_published_patterns() -> None:
    words = dict(drawing(samples.bilateral()[1], samples.knowledge()).words)  # type: ignore[arg-type]
    assert words["Pain"].startswith("both sides: low back beside the spine (L1-L4)")
    assert "Essential referral zones" in words
    assert words["Trigger points found"] == "Quadratus lumborum (both sides), Piriformis (left)"


def test_a_side_that_nobody_stated_is_not_invented() -> None:
    made = samples.bilateral()[1]
    told = replace(made, hypotheses=(), findings=tuple(replace(f, side="") for f in made.findings))
    drawn = drawing(told, samples.knowledge())  # type: ignore[arg-type]
    assert dict(drawn.words)["Pain"].startswith("side not stated: low back beside the spine (L1-L4)")
    assert "both sides:" not in dict(drawn.words)["Pain"]
    assert "where the client feels pain (side not stated: both are marked)" in str(svg(drawn.marks, alt="x"))
    assert "side not stated" not in str(svg(drawing(made, samples.knowledge()).marks, alt="x"))  # type: ignore[arg-type]
