"""Templates: a clinic's own lie over ours; what they do wrong is said with template and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.report import samples
from tests.report.conftest import CONFIG

from nmt_expert.errors import NmtError
from nmt_expert.report import render
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.detail import Detail, detail
from nmt_expert.report.letter.fitting import READABLE, first_fitting


def page(folder: Path, template: str, name: str = "physician.html.j2") -> str:
    (folder / name).write_text(template, encoding="utf-8")
    config = CONFIG.model_copy(update={"templates": folder})
    return render.physician_html(*samples.short(), samples.knowledge(), config)  # type: ignore[arg-type]


def test_own_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = '{% extends "_base.html.j2" %}{% block body %}<h1>Our house</h1>{{ report.summary }}{% endblock %}'
    text = page(tmp_path, own)
    assert "<h1>Our house</h1>Findings fit best" in text


def test_own_style_sheet_takes_the_place_of_ours(tmp_path: Path) -> None:
    assert "h1 { color: teal }" in page(tmp_path, "h1 { color: teal }", "report.css")


def test_undefined_name_is_an_error_with_template_and_line(tmp_path: Path) -> None:
    with pytest.raises(NmtError, match=r"physician\.html\.j2, line 3: .*no attribute 'sumary'"):
        page(tmp_path, "<p>one</p>\n<p>two</p>\n{{ report.sumary }}\n")


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


def test_own_template_without_the_marks_of_the_parts_prints_everything() -> None:
    set_with: list[str] = []

    def long_page(shown: Detail) -> str:
        return f"<body><p>{'word ' * 20_000}</p>{shown.points}"

    def never(html: str) -> bool:
        set_with.append(html)
        return False

    first_fitting(long_page, never, "a4")
    assert set_with == [long_page(detail())]


def test_report_that_fits_nowhere_is_set_at_last_with_readable_detail() -> None:
    set_with: list[str] = []

    def short_page(shown: Detail) -> str:
        return f'<body><p>{shown}</p><h2 id="chart">Chart</h2><p id="closing">end</p>'

    def never(html: str) -> bool:
        set_with.append(html)
        return False

    first_fitting(short_page, never, "a4")
    assert len(set_with) > 1
    assert set_with[-1] == short_page(detail(*READABLE))
