"""Harmless other spellings are taken; everything else is named, all at once, with the way to write it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase

HEAD = "schema: nmt-case/1\nid: x\n"


def read(kb: KnowledgeBase, text: str) -> CaseFile:
    return parse_case(text if text.startswith("schema") else HEAD + text, "x.yaml", kb).file


@pytest.mark.parametrize(
    ("text", "path", "meant"),
    [
        ("client: {sex: Male}\n", "client.sex", "male"),
        ("complaint: {side: Right}\n", "complaint.side", "right"),
        ("complaint: {side: “right”}\n", "complaint.side", "right"),
        ("complaint: {side: ~}\n", "complaint.side", None),
        ("schema: nmt-case/1\nid: 2026014\n", "id", "2026014"),
        ("client: {reference: 17}\n", "client.reference", "17"),
        ("client: {age: '47'}\n", "client.age", 47),
        ("client: {age: 7.5}\n", "client.age", 7.5),
        ("findings:\n", "findings", []),
        ("client: {consent: True}\n", "client.consent", True),
        ("findings: [~]\n", "findings", []),
        ("client:\n", "client.age", None),
        ("complaint: {regions: shoulder}\n", "complaint.regions", ["shoulder"]),
        ("notes: only one note\n", "notes", ["only one note"]),
        ("source: {title: a, year: 2003}\n", "source.year", 2003),
        ("source: {title: a, year: '2003'}\n", "source.year", 2003),
        ("client: {age: '7.5'}\n", "client.age", 7.5),
        ("client: {age: 0}\n", "client.age", 0),
        ("client: {consent: 'False'}\n", "client.consent", False),
    ],
)
def test_what_can_mean_one_thing_only_is_taken(kb: KnowledgeBase, text: str, path: str, meant: object) -> None:
    found: object = read(kb, text)
    for name in path.split("."):
        found = getattr(found, name)
    assert found == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date: 21.11.2026\n", ["x.yaml:3:1: date: '21.11.2026' is no date; write 2026-11-21"]),
        ("client: {born: 3.4.1980}\n", ["write 1980-04-03"]),
        ("client: {born: 3/4/1980}\n", ["write 1980-03-04 or 1980-04-03"]),
        ("date: 11/21/2026\n", ["write 2026-11-21"]),
        ("date: 2026-1-2\n", ["write 2026-01-02"]),
        ("date: 20261121\n", ["write 2026-11-21"]),
        ("date: 2026-11-21T10:30:00\n", ["write 2026-11-21"]),
        ("date: 31.12.2026\n", ["write 2026-12-31"]),
        ("date: 12/13/2026\n", ["write 2026-12-13"]),
        ("date: 32.1.2026\n", ["write year-month-day"]),
        ("date: 13/13/2026\n", ["write year-month-day"]),
        ("date: 2026-12-1\n", ["write 2026-12-01"]),
        ("date: 2026/12/31\n", ["write 2026-12-31"]),
        ("date: 2026-13-5\n", ["write year-month-day"]),
        ("date: 2026-5-32\n", ["write year-month-day"]),
        ("date: 2026-5-0\n", ["write year-month-day"]),
        ("date: 2026\n", ["write year-month-day, as in 2026-11-21"]),
        ("date: 2026-02-30\n", ["there is no day 2026-02-30"]),
        ("client: {age: 7 months}\n", ["age: '7 months' is no number; 7 months are 0.58 years"]),
        ("client: {age: '7,5'}\n", ["write 7.5"]),
        ("client: {age: true}\n", ["age: true is no number"]),
        ("client: {age: 400}\n", ["age: 400 is no number from 0 to 120"]),
        ("client: {consent: 'yes'}\n", ["'yes' is neither true nor false; write one"]),
        ("client: {name: true}\n", ["name: true is no text; put it in quotes"]),
        ("client: {name: 1.5}\n", ["name: '1.5' is no text; put it in quotes"]),
        ("complaint: {text: {Pain: worse at night}}\n", ["a ': ' inside a text needs quotes"]),
        ("findings: [{value: {temperature: '38,5'}}]\n", ["temperature: '38,5' is no number; write 38.5"]),
        ("findings: [{value: {temperature: 38.5 °C}}]\n", ["write it without '°C'"]),
        ("findings: [{value: [temperature, 38]}]\n", ["value: {temperature: 38.5}"]),
        ("findings: {present: spurling}\n", ["each entry on a line that begins with '- '"]),
        ("findings: [spurling]\n", ["expected keys such as present, absent, value, each with a colon"]),
        ("findings: [{present: 'spurling, phalen'}]\n", ["write them as a list, [spurling, phalen]"]),
        ("findings: [{present: 'pain (shoulder_front)'}]\n", ["write it without spaces, pain(shoulder_front)"]),
        ("findings: [{present: spurling, sde: left}]\n", ["unknown key 'sde'. Did you mean 'side'?"]),
        ("passed: [chart]\n", ["unknown key 'passed'. It stands under 'interview:'."]),
        ("source: {title: a, year: '2003.5'}\n", ["year: '2003.5' is no number"]),
        ("age: 47\n", ["unknown key 'age'. It stands under 'client:'."]),
        (
            "complaint: {areas: [{id: P1, side: left}]}\n",
            ["unknown key 'side'. It stands under 'complaint:' or 'findings:'."],
        ),
        ("schema: nmt-case/1\nid: a b\n", ["id: 'a b' is not possible; write 1 to 64 letters, digits"]),
        ("schema: nmt-case/1\nid: \"x\\n\"\n", ["is not possible"]),
        ("id: y\n", ["stands twice"]),
        ("source: {year: 2003}\n", ["the key 'title' is missing"]),
        ("interview: {depth: deep}\n", ["'deep' is not one of full, quick, standard."]),
        ("client: {sex: ~, age: x}\nnotes: [1.5]\n", ["3:", "age: 'x' is no number", "4:", "no text"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_the_way_to_write_it(kb: KnowledgeBase, text: str, said: list[str]) -> None:
    with pytest.raises(NmtError) as caught:
        read(kb, text)
    for part in said:
        assert part in str(caught.value)


def test_many_mistakes_are_told_in_few_lines(kb: KnowledgeBase) -> None:
    text = HEAD + "".join(f"wrong{i}: 1\n" for i in range(20_000))
    with pytest.raises(NmtError) as caught:
        read(kb, text)
    assert len(str(caught.value).splitlines()) <= 52


def test_a_valid_case_needs_no_pydantic(kb: KnowledgeBase) -> None:
    code = "import sys, nmt_expert.case.load, nmt_expert.reasoning.assess; print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
