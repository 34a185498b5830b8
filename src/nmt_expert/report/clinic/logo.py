"""A clinic's logo, opened and written anew: nothing of the original file but its pixels enters a report."""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from nmt_expert.errors import NmtError

MOST_PIXELS = 20_000_000
MOST_BYTES = 20_000_000
PAPER = 250  # of 255: what is lighter does not show
BOX = (900, 300)  # pixels: 300 dpi at the printed size


@lru_cache(maxsize=4)
def logo_png(path: Path) -> bytes:
    """The logo as a small PNG on white, upright. Raises NmtError when it is no image, too large or all white."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        if path.stat().st_size > MOST_BYTES:
            raise NmtError(f"The logo {path} has more than {MOST_BYTES // 1_000_000} MB; save it smaller.")
        with warnings.catch_warnings(), _opened(Image, path) as image:
            seen = _eight_bits(ImageOps.exif_transpose(image)).convert("RGBA")
    except FileNotFoundError:
        raise NmtError(f"The logo {path} does not exist; correct `logo:` (nmt config shows the file).") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NmtError(f"The logo {path} is damaged, or no PNG, JPEG, GIF or WebP.") from None
    seen.thumbnail(BOX)
    flat = Image.new("RGB", seen.size, "white")  # viewers print transparent edges badly
    flat.paste(seen, mask=seen.getchannel("A"))
    if min(flat.convert("L").tobytes()) > PAPER:
        raise NmtError(f"The logo {path} is white on white paper; name the one that is made for a light ground.")
    out = BytesIO()
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


def _eight_bits(image: Any) -> Any:
    """Grey of 16 bits, which a conversion would cut off at 255, in 8."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L") if image.mode[0] == "I" else image


def _opened(image_module: Any, path: Path) -> Any:
    """The image with only its header read, or NmtError when it would take too much memory."""
    warnings.simplefilter("ignore", image_module.DecompressionBombWarning)  # our own limit is lower
    image = image_module.open(path, formats=("PNG", "JPEG", "GIF", "WEBP"))
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise NmtError(
            f"The logo {path} has {image.width} x {image.height} pixels; at most {MOST_PIXELS // 1_000_000} million are "
            "opened. Save it smaller."
        )
    return image
