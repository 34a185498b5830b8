"""The whole atlas as pages to browse without a network: a page a hypothesis, red flag, finding, place, nerve and root."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.teaching.atlas.find import by_name, called, links, page
from nmt_expert.teaching.atlas.mentions import Mentions
from nmt_expert.teaching.atlas.page import Link, Page, Row
from nmt_expert.teaching.atlas.picture import marks
from nmt_expert.teaching.atlas.subjects import KINDS, subject_link, subject_page
from nmt_expert.teaching.html import asset, chart_data, template

_LISTS = (
    ("Red flags", "flag"),
    ("Places on the body", "zone"),
    ("Muscles, nerves, roots and conditions", "hypothesis"),
    ("Nerves", "nerve"),
    ("Roots", "root"),
    ("Findings", "finding"),
    ("Findings by place, muscle, movement and activity", "subject"),
)
_SHORT = {"hypothesis": "h", "finding": "f"}  # named some hundred thousand times
_WORD = {"hypothesis": "muscle, nerve or condition", "zone": "place", "subject": "findings", "flag": "red flag"}


def file_name(link: Link) -> str:
    """The file of a page: its kind and id, in letters that every system takes."""
    return f"{_SHORT.get(link.kind, link.kind)}-{re.sub(r'[^a-z0-9_.]+', '-', link.id.lower()).strip('-')}.html"


def write_site(kb: KnowledgeBase, folder: Path) -> tuple[int, int]:
    """Writes the site into a folder that is new, empty or an earlier site; its size in bytes and its pages."""
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / "assets/index.js").exists())
    ):
        raise NmtError(f"{folder} holds something else; name a new folder.")
    mentions = Mentions(kb)
    pages = [page(kb, mentions, link) for link in links(kb)] + _subjects(kb, mentions)
    everything = [Link(p.title, p.kind, p.id) for p in pages]
    try:
        (folder / "assets").mkdir(parents=True, exist_ok=True)
        (folder / "pages").mkdir(exist_ok=True)
        size = sum(
            _write(folder / "assets" / name, text)
            for name, text in _assets([*everything, *_members(kb, mentions), *_lay_names(kb)])
        )
        size += _write(folder / "index.html", _index(kb, everything))
        for link, shown in zip(everything, pages, strict=True):
            size += _write(folder / "pages" / file_name(link), _html(kb, shown))
    except OSError as error:
        raise NmtError(f"{folder} cannot be written: {error.strerror or error}.") from None
    return size, len(pages)


def _html(kb: KnowledgeBase, shown: Page) -> str:
    cited: dict[str, int] = {}
    for section in shown.sections:
        for row in section.rows:
            for source in row.sources:
                cited.setdefault(source, len(cited) + 1)
    drawn = marks(shown.marked)
    by_kind = {
        kind: zone_keys for kind in ("pain", "essential", "spillover", "field") if (zone_keys := getattr(drawn, kind))
    }
    return template("atlas_page.html.j2").render(
        page=shown,
        cited=cited,
        marks=by_kind,
        rules=kb.hash,
        href=file_name,
        runs=_runs,
    )


def _subjects(kb: KnowledgeBase, mentions: Mentions) -> list[Page]:
    found = [subject_page(kb, mentions, over, subject) for over in KINDS for subject in kb.subjects(over)]
    return [p for p in found if p is not None]


def _members(kb: KnowledgeBase, mentions: Mentions) -> list[Link]:
    """Members of families, each with the page of its subject."""
    return [
        Link(finding.label, "subject", subject_link(kb, family.over, subject).id)
        for family in kb.families.values()
        for subject in kb.subjects(family.over)
        if (key := f"{family.id}({subject})") in mentions and (finding := kb.finding(key))
    ]


def _lay_names(kb: KnowledgeBase) -> list[Link]:
    """What people call a thing, with the page of each thing that they may mean."""
    names = by_name(kb)
    return [
        Link(f"{phrase}: {link.label}", link.kind, link.id)
        for phrase in kb.synonyms
        for link in called(kb, phrase, names)
    ]


def _runs(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows in their order; links that say no more than a strength stand in one line with those of the same strength."""
    runs: list[list[Row]] = []
    for row in rows:
        bare = row.link and (row.weight or row.link.kind == "flag") and not row.note and not row.sources
        last = runs[-1][-1] if runs else None
        if (
            bare
            and last
            and (last.weight, last.strength, last.note, last.sources) == (row.weight, row.strength, "", ())
        ):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _index(kb: KnowledgeBase, everything: list[Link]) -> str:
    lists = [
        (title, sorted((x for x in everything if x.kind == kind), key=lambda x: x.label)) for title, kind in _LISTS
    ]
    return template("atlas_index.html.j2").render(lists=lists, name=file_name, count=len(everything), rules=kb.hash)


def _assets(every_page: list[Link]) -> list[tuple[str, str]]:
    index = json.dumps(
        [[x.label, _WORD.get(x.kind, x.kind), file_name(x)] for x in every_page],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return [
        ("atlas.css", asset("teaching.css") + asset("atlas.css")),
        ("search.js", asset("search.js")),
        ("chart.js", asset("chart.js")),
        ("chart-data.js", chart_data()),
        ("index.js", f"const ATLAS = {index};\n"),
    ]


def _write(path: Path, text: str) -> int:
    content = text.encode()
    path.write_bytes(content)
    return len(content)
