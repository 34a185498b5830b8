"""Questions as Moodle XML, GIFT and notes for Anki."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from xml.etree import ElementTree as Xml

from nmt_expert.report.page.safe_text import clean
from nmt_expert.teaching.export.items import Item, Option


def moodle(items: list[Item]) -> str:
    """Moodle XML: one `multichoice` a question (docs.moodle.org/en/Moodle_XML_format)."""
    quiz = Xml.Element("quiz")
    for item in items:
        question = Xml.SubElement(quiz, "question", type="multichoice")
        _text(Xml.SubElement(question, "name"), item.name)
        _text(
            Xml.SubElement(question, "questiontext", format="html"), "".join(f"<p>{escape(t)}</p>" for t in item.text)
        )
        _text(Xml.SubElement(question, "generalfeedback", format="html"), escape(item.feedback))
        Xml.SubElement(question, "single").text = "true"
        Xml.SubElement(question, "shuffleanswers").text = "true"
        for option in item.options:
            answer = Xml.SubElement(question, "answer", fraction=f"{100 * option.share:g}", format="html")
            _text(answer, escape(option.text))
            if option.why:
                _text(Xml.SubElement(answer, "feedback", format="html"), escape(option.why))
    Xml.indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(quiz, encoding="unicode") + "\n"


def _text(parent: Xml.Element, text: str) -> None:
    Xml.SubElement(parent, "text").text = clean(text)


def gift(items: list[Item]) -> str:
    """GIFT (docs.moodle.org/en/GIFT_format): its signs are escaped, a question is one paragraph."""
    return "\n".join(_gift(item) for item in items)


def _gift(item: Item) -> str:
    options = "".join(f"\t{_worth(o)}{_sign(o.text)}{f' #{_sign(o.why)}' if o.why else ''}\n" for o in item.options)
    text = "\\n\\n".join(map(_sign, item.text))
    return f"::{_sign(item.name)}::{text} {{\n{options}\t####{_sign(item.feedback)}\n}}\n"


def _worth(option: Option) -> str:
    return "=" if option.share == 1 else f"~%{100 * option.share:g}%" if option.share else "~"


def _sign(text: str) -> str:
    return re.sub(r"([\\~=#{}:])", r"\\\1", " ".join(clean(text).split()))


def anki(items: list[Item]) -> str:
    """Notes for Anki, front and back parted by a tab; the first lines tell Anki so."""
    lines = ["#separator:tab", "#html:true", "#tags:nmt"]
    for item in items:
        options = "".join(f"<li>{_html(o.text)}</li>" for o in item.options)
        whys = "".join(f"<li>{_html(o.text)}: {_html(o.why)}</li>" for o in item.options if o.why)
        front = "<br>".join(map(_html, item.text)) + f"<ol>{options}</ol>"
        back = f"<b>{_html(item.right.text)}</b><br>{_html(item.feedback)}" + (f"<ul>{whys}</ul>" if whys else "")
        lines.append(f"{front}\t{back}")
    return "\n".join(lines) + "\n"


def _html(text: str) -> str:
    return escape(" ".join(clean(text).split()))


FORMATS: dict[str, tuple[str, Callable[[list[Item]], str]]] = {
    "moodle": (".xml", moodle),
    "gift": (".gift.txt", gift),
    "anki": (".tsv", anki),
}
