"""A clinic's logo, opened and written anew: nothing of the original file but its pixels enters a report."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from nmt_expert.errors import NmtError

MOST_PIXELS = 20_000_000
MOST_BYTES = 20_000_000
BOX = (900, 300)  # pixels: 300 dpi at the printed size


@lru_cache(maxsize=4)
def logo_png(path: Path) -> bytes:
    """The logo as a small PNG on white. Raises NmtError when it is no image or too large."""
    from PIL import Image, UnidentifiedImageError

    try:
        if path.stat().st_size > MOST_BYTES:
            raise NmtError(f"The logo {path} has more than {MOST_BYTES // 1_000_000} MB; save it smaller.")
        with Image.open(path, formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NmtError(
                    f"The logo {path} has {image.width} x {image.height} pixels; at most "
                    f"{MOST_PIXELS // 1_000_000} million are opened. Save it smaller."
                )
            image.thumbnail(BOX)
            seen = image.convert("RGBA")
        flat = Image.new("RGB", seen.size, "white")  # PDF viewers print transparent edges badly
        flat.paste(seen, mask=seen.getchannel("A"))
        out = BytesIO()
        flat.save(out, "PNG", optimize=True)
        return out.getvalue()
    except FileNotFoundError:
        raise NmtError(f"The logo {path} does not exist; correct `logo:` (nmt config shows the file).") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NmtError(f"The logo {path} cannot be opened as PNG, JPEG, GIF or WebP.") from None
