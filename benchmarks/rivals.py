"""The same page set by others: Chromium prints our HTML; typst gets its text, tables and chart, without tags or data."""

from __future__ import annotations

import html
import importlib.util
import re
import shutil
from pathlib import Path

from figures import PYTHON, MissingError

_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def rivals(page: Path, folder: Path) -> dict[str, list[str]]:
    """The commands that make a PDF of `page` (our HTML). Raises MissingError."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    lacking = [*([] if browser else ["Chromium (apt-get install chromium)"]), *([] if _has_typst() else ["typst"])]
    if lacking or not browser:
        raise MissingError(f"nothing to compare with: this machine lacks {', '.join(lacking)}")
    document = folder / "rival.typ"
    document.write_text(_as_typst(page.read_text(encoding="utf-8"), folder), encoding="utf-8")
    printed = f"--print-to-pdf={folder / 'chromium.pdf'}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", printed]
    return {
        "typst, ready text": [PYTHON, "-c", _TYPST, str(document), str(folder / "typst.pdf")],
        "Chromium, ready HTML": [browser, *options, page.as_uri()],
    }


def _has_typst() -> bool:
    return importlib.util.find_spec("typst") is not None


def _as_typst(page: str, folder: Path) -> str:
    drawing = re.search(r"<svg.*?</svg>", page, re.S)
    if drawing:
        (folder / "chart.svg").write_text(drawing[0], encoding="utf-8")
    body = re.sub(r"<svg.*?</svg>", "<p>@chart</p>", page[page.index("<body") :], count=1, flags=re.S)
    out = ['#set page(margin: 12mm)\n#set text(size: 9pt, lang: "en")\n#set document(title: "Report")\n']
    for tag, content in re.findall(r"<(h1|h2|h3|p|li|tr|figcaption)\b[^>]*>(.*?)</\1>", body, re.S):
        cells = [_plain(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", content, re.S)]
        if tag == "tr":
            out.append(f"#table(columns: {len(cells)}, {', '.join(f'[{cell}]' for cell in cells)})")
        elif "@chart" in content:
            out.append('#image("chart.svg", width: 140mm, alt: "Body chart")')
        else:
            out.append({"h1": "= ", "h2": "== ", "h3": "=== ", "li": "- "}.get(tag, "") + _plain(content) + "\n")
    return "\n".join(out)


def _plain(markup: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", markup))
    return re.sub(r"([\\#*_`$<>@\[\]~=/-])", r"\\\1", " ".join(text.split()))
