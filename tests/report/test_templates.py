"""Templates: a clinic's own lie over ours; what they do wrong is said with template and line."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import pytest
from tests.report import samples
from tests.report.conftest import CONFIG

from nmt_expert.errors import NmtError
from nmt_expert.report import render
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.detail import AMPLE, READABLE, Detail
from nmt_expert.report.letter.fitting import first_fitting
from nmt_expert.report.page.worker import WORKER


def page(folder: Path, template: str, name: str = "physician.html.j2") -> str:
    (folder / name).write_text(template, encoding="utf-8")
    config = CONFIG.model_copy(update={"templates": folder})
    return render.physician_html(*samples.short(), samples.knowledge(), config)  # type: ignore[arg-type]


def test_own_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = '{% extends "_base.html.j2" %}{% block body %}<h1>Our house</h1>{{ report.urgency }}{% endblock %}'
    text = page(tmp_path, own)
    assert "<h1>Our house</h1>Treat" in text


def test_own_style_sheet_takes_the_place_of_ours(tmp_path: Path) -> None:
    assert "h1 { color: teal }" in page(tmp_path, "h1 { color: teal }", "report.css")


def test_undefined_name_is_an_error_with_template_and_line(tmp_path: Path) -> None:
    with pytest.raises(NmtError, match=r"physician\.html\.j2, line 3: .*no attribute 'urgancy'"):
        page(tmp_path, "<p>one</p>\n<p>two</p>\n{{ report.urgancy }}\n")


def test_undefined_name_in_a_macro_is_placed_in_the_macro_file(tmp_path: Path) -> None:
    (tmp_path / "own.html.j2").write_text("\n{% macro m(x) %}{{ x.nothing }}{% endmacro %}", encoding="utf-8")
    with pytest.raises(NmtError, match=r"own\.html\.j2, line 2"):
        page(tmp_path, '{% import "own.html.j2" as o %}\n{{ o.m(report.head) }}')


def test_syntax_error_is_an_error_with_template_and_line(tmp_path: Path) -> None:
    with pytest.raises(NmtError, match=r"physician\.html\.j2, line 2"):
        page(tmp_path, "<p>\n{% if %}")


def test_missing_include_names_the_template(tmp_path: Path) -> None:
    with pytest.raises(NmtError, match=r"no template nowhere\.j2"):
        page(tmp_path, '{% include "nowhere.j2" %}')


def test_template_is_no_program(tmp_path: Path) -> None:
    with pytest.raises(NmtError, match="unsafe"):
        page(tmp_path, "{{ report.__class__.__mro__ }}")


def test_template_cannot_read_outside_its_folders(tmp_path: Path) -> None:
    with pytest.raises(NmtError):
        page(tmp_path, '{% include "../../../etc/hostname" %}')


def test_missing_folder_of_templates_is_named(tmp_path: Path) -> None:
    config = Config(templates=tmp_path / "none")
    with pytest.raises(NmtError, match="does not exist"):
        render.physician_html(*samples.short(), samples.knowledge(), config)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["physician.html.j2", "_base.html.j2", "report.css"])
def test_file_in_latin_1_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes("/* Größe */".encode("latin-1"))
    with pytest.raises(NmtError, match=rf"{name}: not UTF-8 text \(byte 5\); save it as UTF-8\."):
        page(tmp_path, "own", "unused.html.j2")


def test_style_sheet_that_is_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.css").mkdir()
    with pytest.raises(NmtError, match=r"report\.css: a style sheet is a file"):
        page(tmp_path, "own")


@pytest.mark.parametrize(
    ("greedy", "said"),
    [
        ('{% include "physician.html.j2" %}', r"Template physician\.html\.j2, line \d+: it includes itself"),
        ('{% extends "physician.html.j2" %}', r"includes itself"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", r"line 1: it includes itself"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", r"nests too deeply"),
        ("{% for a in range(3) %}" * 30 + "x" + "{% endfor %}" * 30, r"nests too deeply"),
        ("{{ 'text' * 1000000000 }}", r"too much"),
        ("{{ 'text' * 1000000 }}", r"a page of 4,000,000 characters; at most 400,000"),
        ("{{ '%1000000000d' % 1 }}", r"too much"),
        ("{% set s = namespace(t='text') %}{% for i in range(60) %}{% set s.t = s.t ~ s.t %}{% endfor %}", r"too much"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", r"too much time"),
        ("{{ 9 ** (9 ** 9) }}", r"too much time"),
        ("{{ range(1000000000) }}", r"Range too big"),
    ],
)
def test_template_that_repeats_without_end_ends_in_one_sentence_within_limits(
    greedy: str, said: str, tmp_path: Path
) -> None:
    WORKER.stop()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(NmtError, match=said) as caught:
        page(tmp_path, greedy)
    assert "\n" not in str(caught.value)
    WORKER.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5
    if sys.platform == "linux":
        # kB, of the largest child so far, which may be another test's; a child begins with what this process holds
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert after.ru_maxrss <= max(before.ru_maxrss, held, 500_000)


def test_own_template_without_the_marks_of_the_parts_prints_everything() -> None:
    set_with: list[str] = []

    def long_page(shown: Detail) -> str:
        return f"<body><p>{'word ' * 20_000}</p>{shown.others}"

    def never(html: str) -> bool:
        set_with.append(html)
        return False

    first_fitting(long_page, never, "a4")
    assert set_with == [long_page(AMPLE)]


def test_report_that_fits_nowhere_is_set_at_last_with_readable_detail() -> None:
    set_with: list[str] = []

    def short_page(shown: Detail) -> str:
        return f'<body><p>{shown}</p><p id="closing">end</p>'

    def never(html: str) -> bool:
        set_with.append(html)
        return False

    first_fitting(short_page, never, "a4")
    assert len(set_with) > 1
    assert set_with[-1] == short_page(READABLE)
