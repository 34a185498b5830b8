"""HTML -> PDF by WeasyPrint: the only module that knows the renderer, which is imported when a PDF is asked for."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from nmt_expert.errors import NmtError
from nmt_expert.report.page import fonts
from nmt_expert.report.page.glyphs import without_font
from nmt_expert.report.page.messages import File
from nmt_expert.report.page.pdf_finish import finish
from nmt_expert.system_libraries import missing, sentence

NO_ASSETS: Mapping[str, bytes] = MappingProxyType({})


class Layout:
    """A document laid out in pages, not yet drawn."""

    def __init__(self, html: str, css: str, assets: Mapping[str, bytes] = NO_ASSETS) -> None:
        """`assets` are the pictures that the page may name, by URL; any other URL is refused."""
        fetcher = _fetcher(assets)
        page = _weasyprint().HTML(string=html, base_url="asset:", url_fetcher=fetcher)
        covered = fonts.covered(html)
        self.without_font = "" if covered else without_font(html)
        sets = _fonts("fonts" if covered else "system")
        self._document = page.render(stylesheets=[_sheet(css)], font_config=sets, pdf_variant="pdf/a-3a", dpi=200)

    def page_of(self, anchor: str) -> int:
        """Number of the page on which the element with this id begins; 0 when there is none."""
        pages = enumerate(self._document.pages, 1)
        return next((number for number, page in pages if anchor in page.anchors), 0)

    def pdf(self, day: datetime, files: Sequence[File] = ()) -> bytes:
        """The PDF with the files inside, which bear the date `day`. The same input gives the same bytes."""
        # without HarfBuzz-Subset fontTools writes the clock into each font, or this
        with fonts.environment("SOURCE_DATE_EPOCH", "0"):
            content: bytes = self._document.write_pdf(pdf_variant="pdf/a-3a", dpi=200)
        return finish(content, day, files)


def warm_up() -> None:
    """Imports the renderer and reads the fonts, which takes longer than a report."""
    _weasyprint()
    _fonts("fonts")


def slow_because() -> str:
    """What this machine lacks that would set a PDF faster, and how to mend it; '' when nothing."""
    return sentence(missing())


@cache
def _weasyprint() -> Any:
    try:
        # its import looks for fonts too; ours are found faster than all of the system's
        with fonts.configuration("fonts"):
            import weasyprint
    except OSError:
        raise NmtError(f"{sentence(missing())} --format html works without.") from None
    for name in ("weasyprint", "fontTools"):  # their warnings quote the document, or tell what nobody can mend
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return weasyprint


@cache
def _fonts(name: str) -> Any:
    """One font configuration for all documents: a new one for each would leak memory."""
    from weasyprint.text.fonts import FontConfiguration

    with fonts.configuration(name):
        return FontConfiguration()


@lru_cache(maxsize=8)
def _sheet(css: str) -> Any:
    return _weasyprint().CSS(string=css, base_url="asset:", url_fetcher=_fetcher(NO_ASSETS))


def _fetcher(assets: Mapping[str, bytes]) -> Any:
    """Serves the given pictures and nothing else: no file, no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnAssets(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("asset",), allow_redirects=False)

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in assets:
                raise ValueError("a report fetches nothing")
            return URLFetcherResponse(url, assets[url], {"Content-Type": "image/png"})

    return OwnAssets()
