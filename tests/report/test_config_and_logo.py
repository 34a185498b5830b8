"""The clinic's settings and its logo."""

from __future__ import annotations

import io
import re
import stat
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageOps
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


def test_numbers_need_no_quotes_in_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("clinic: {phone: 1234}\nemergency_number: 112\n", encoding="utf-8")
    assert (load_config(path).clinic.phone, load_config(path).emergency_number) == ("1234", "112")


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
    assert len(pages(content)) <= 2
    page = render.physician_html(*samples.short(), samples.knowledge(), config)  # type: ignore[arg-type]
    assert 'src="data:image/png;base64,' in page


def test_logo_that_is_no_image_or_huge_or_missing_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.png"
    text.write_text("<svg onload=alert(1)>")
    with pytest.raises(NmtError, match="is damaged, or no PNG"):
        logo_png(text)
    huge = tmp_path / "huge.png"
    Image.new("1", (13_000, 13_000)).save(huge)
    with pytest.raises(NmtError, match="13000 x 13000 pixels"):
        logo_png(huge)
    with pytest.raises(NmtError, match="does not exist"):
        logo_png(tmp_path / "none.png")


def logo(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(logo_png(path)))


def quarter(mode: str = "RGB", size: tuple[int, int] = (300, 100)) -> Image.Image:
    """A white picture whose upper left quarter is black."""
    image = Image.new("L", size, 255)
    image.paste(0, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


@pytest.mark.parametrize("turn", range(1, 9))
def test_logo_stands_as_the_camera_was_held(turn: int, tmp_path: Path) -> None:
    stored = ImageOps.exif_transpose(
        _with_turn(quarter(), {6: 8, 8: 6}.get(turn, turn))
    )  # so stored, it is seen upright
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    stored.save(tmp_path / "turned.jpg", exif=exif, quality=95)
    _looks_right(logo(tmp_path / "turned.jpg"))


def _looks_right(shown: Image.Image) -> None:
    assert shown.size == (300, 100)
    grey = shown.convert("L")
    assert [grey.getpixel(place) > 128 for place in ((20, 20), (280, 20), (20, 80), (280, 80))] == [
        False,
        True,
        True,
        True,
    ]


def _with_turn(image: Image.Image, turn: int) -> Image.Image:
    image.getexif()[ExifTags.Base.Orientation] = turn
    return image


@pytest.mark.parametrize(
    ("name", "mode"),
    [("x.png", "1"), ("x.png", "L"), ("x.png", "LA"), ("x.png", "P"), ("x.png", "RGB"), ("x.png", "RGBA"),
     ("x.jpg", "L"), ("x.jpg", "RGB"), ("x.jpg", "CMYK"), ("x.gif", "P"), ("x.webp", "RGB"), ("x.webp", "RGBA")],
)  # fmt: skip
def test_logo_of_each_kind_prints_as_it_looks(name: str, mode: str, tmp_path: Path) -> None:
    quarter(mode).save(tmp_path / name)
    _looks_right(logo(tmp_path / name))


def test_logo_of_sixteen_bits_keeps_its_greys(tmp_path: Path) -> None:
    image = Image.new("I;16", (2, 1))
    for x, value in enumerate((0, 30_000)):
        image.putpixel((x, 0), value)
    image.save(tmp_path / "grey.png")
    assert [logo(tmp_path / "grey.png").convert("L").getpixel((x, 0)) for x in (0, 1)] == [0, 116]


def test_logo_that_moves_shows_its_first_picture(tmp_path: Path) -> None:
    quarter().save(tmp_path / "moving.gif", save_all=True, append_images=[Image.new("RGB", (300, 100), "red")])
    _looks_right(logo(tmp_path / "moving.gif"))


@pytest.mark.parametrize("size", [(1, 1), (3000, 10), (10, 3000)])
def test_tiny_and_thin_logos_are_taken(size: tuple[int, int], tmp_path: Path) -> None:
    Image.new("RGB", size, "red").save(tmp_path / "logo.png")
    assert logo(tmp_path / "logo.png").getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize("name", ["x.bmp", "x.tiff", "x.ico"])
def test_logo_of_another_format_is_refused_with_those_that_are_taken(name: str, tmp_path: Path) -> None:
    quarter().save(tmp_path / name)
    with pytest.raises(NmtError, match="PNG, JPEG, GIF or WebP"):
        logo_png(tmp_path / name)


def test_half_a_logo_is_refused(tmp_path: Path) -> None:
    Image.effect_noise((300, 100), 90).save(tmp_path / "whole.jpg")
    (tmp_path / "half.jpg").write_bytes((tmp_path / "whole.jpg").read_bytes()[:3000])
    with pytest.raises(NmtError, match="is damaged"):
        logo_png(tmp_path / "half.jpg")


@pytest.mark.parametrize("colour", [(255, 255, 255, 255), (255, 255, 255, 128), (0, 0, 0, 0)])
def test_logo_that_nobody_would_see_is_refused(colour: tuple[int, ...], tmp_path: Path) -> None:
    Image.new("RGBA", (300, 100), colour).save(tmp_path / "logo.png")
    with pytest.raises(NmtError, match="white on white"):
        logo_png(tmp_path / "logo.png")


def test_clinic_colours_reach_the_page() -> None:
    config = CONFIG.model_copy(update={"colours": CONFIG.colours.model_copy(update={"accent": "#224400"})})
    page = render.physician_html(*samples.short(), samples.knowledge(), config)  # type: ignore[arg-type]
    assert "--accent:#224400" in page
