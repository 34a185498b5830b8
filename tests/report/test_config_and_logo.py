"""The clinic's settings and its logo."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from PIL import Image
from tests.report import samples
from tests.report.conftest import CONFIG, pages

from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.report import render
from nmt_expert.report.clinic.config import SAMPLE, load_config
from nmt_expert.report.clinic.logo import logo_png


def test_first_use_writes_a_sample_that_only_the_owner_can_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "config.yaml"
    assert load_config(path).paper == "a4"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_config(path).clinic.name == ""


def test_every_line_of_the_sample_is_right_once_uncommented(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(re.sub(r"(?m)^#(?! Who)", "", SAMPLE), encoding="utf-8")
    config = load_config(path)
    assert config.clinic.name == "Riverside Neuromuscular Therapy"
    assert config.clinic.logo == tmp_path / "logo.png"
    assert config.paper == "letter"


def test_mistakes_are_reported_together_with_place_and_nearest_name(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("clinic:\n  nmae: x\ncolours: {accent: red}\npaper: a5\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_config(path)
    lines = str(caught.value).splitlines()
    assert f"{path}:2:3: unknown key 'nmae'. Did you mean 'name'?" in lines[0]
    assert '"#rrggbb"' in lines[1]
    assert ":4:1:" in lines[2]


def test_home_that_cannot_be_written_gives_the_defaults(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    assert load_config(blocker / "config.yaml").clinic.name == ""


def test_logo_is_made_anew_and_stands_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (2000, 500), (0, 60, 120, 128)).save(path)
    assert logo_png(path).startswith(b"\x89PNG")
    clinic = CONFIG.clinic.model_copy(update={"logo": path})
    config = CONFIG.model_copy(update={"clinic": clinic})
    content = render.pdf(*samples.short(), samples.knowledge(), config)  # type: ignore[arg-type]
    assert b"/Subtype /Image" in content or b"/Subtype/Image" in content
    assert len(pages(content)) == 2
    page = render.physician_html(*samples.short(), samples.knowledge(), config)  # type: ignore[arg-type]
    assert 'src="data:image/png;base64,' in page


def test_logo_that_is_no_image_or_huge_or_missing_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.png"
    text.write_text("<svg onload=alert(1)>")
    with pytest.raises(NmtError, match="cannot be opened"):
        logo_png(text)
    huge = tmp_path / "huge.png"
    Image.new("1", (13_000, 13_000)).save(huge)
    with pytest.raises(NmtError, match="13000 x 13000 pixels"):
        logo_png(huge)
    with pytest.raises(NmtError, match="does not exist"):
        logo_png(tmp_path / "none.png")


def test_clinic_colours_reach_the_page() -> None:
    config = CONFIG.model_copy(update={"colours": CONFIG.colours.model_copy(update={"accent": "#224400"})})
    page = render.physician_html(*samples.short(), samples.knowledge(), config)  # type: ignore[arg-type]
    assert "--accent:#224400" in page
