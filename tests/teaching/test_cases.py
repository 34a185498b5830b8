"""Cases for a class: new, made from the rules, and carried to other programs."""

from __future__ import annotations

import csv
import random
import re
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import msgspec
import pytest
from click.testing import CliRunner

from nmt_expert.case.load import load_case, parse_case
from nmt_expert.cli import main
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import URGENCIES
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.ranking.standing import Standing
from nmt_expert.teaching.export.formats import FORMATS, anki, gift, moodle
from nmt_expert.teaching.export.items import Item, Option, items
from nmt_expert.teaching.made import made_case
from nmt_expert.teaching.quiz.exam import exam
from nmt_expert.teaching.quiz.result import Answered, Result, score
from nmt_expert.teaching.replay.film import film
from nmt_expert.teaching.steps import STAGES, case_after, steps_of

NASTY = Item(
    "a:b",
    ("Is 2 = 3 {or} ~4?", '<b>bold</b> & "quoted"\ttab \\ back'),
    (Option("x=1", 0.75, "a # = {b}"), Option("~y", 1.0), Option("{z}")),
    "# why: <i>",
)


def _run(*args: str) -> str:
    result = CliRunner().invoke(main.nmt, list(args))
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_a_new_case_can_be_checked_at_once_and_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / "K-1.yaml"
    _run("cases", "new", str(file))
    assert "nothing wrong" in _run("cases", "check", str(file))
    assert "exists already" in str(CliRunner().invoke(main.nmt, ["cases", "new", str(file)]).exception)


def test_the_examples_of_the_template_are_a_case(kb: KnowledgeBase, tmp_path: Path) -> None:
    file = tmp_path / "K-1.yaml"
    _run("cases", "new", str(file))
    lines = file.read_text().splitlines()
    lines = [re.sub(r"^(\s*)# (?=side|findings|source|answer|  )", r"\1", line) for line in lines]
    text = "\n".join(line for line in lines if not line.startswith("findings: []"))
    assert {o.key for o in parse_case(text, "K-1", kb).observations} >= {"numbness(thumb)", "spurling", "duration_days"}


def test_a_made_case_ranks_its_hypothesis_first_and_says_what_it_is(kb: KnowledgeBase) -> None:
    for hypothesis in (
        "entrapment.carpal_tunnel",
        "trigger_point.infraspinatus",
        "compression.root_c6",
        "other.adhesive_capsulitis",
    ):
        case = parse_case(made_case(kb, hypothesis), hypothesis, kb)
        assert Standing(kb).lines(case.observations)[0].hypothesis == hypothesis
        assert "Generated" in case.file.title
        assert case.file.source is not None
        assert "Generated" in case.file.source.title


def test_most_hypotheses_can_be_made(kb: KnowledgeBase) -> None:
    made = 0
    drawn = random.Random(6).sample(sorted(kb.hypotheses), 6)
    for hypothesis in drawn:
        try:
            case = parse_case(made_case(kb, hypothesis), hypothesis, kb)
        except NmtError:
            continue
        made += Standing(kb).lines(case.observations)[0].hypothesis == hypothesis
    assert made >= 4


@pytest.mark.parametrize("hypothesis", ["trigger_point.infraspinatus", "entrapment.carpal_tunnel"])
def test_a_mimic_leads_after_complaint_and_chart_and_not_at_the_end(hypothesis: str, kb: KnowledgeBase) -> None:
    case = parse_case(made_case(kb, hypothesis, mimic="compression.root_c6", seed=3), "x", kb)
    told = [step for step in steps_of(case, kb) if step.stage == STAGES[0]]
    early, standing = case_after(case, kb, told), Standing(kb)
    assert standing.lines(early.observations)[0].hypothesis == "compression.root_c6"
    assert standing.lines(case.observations)[0].hypothesis == hypothesis


def test_a_mimic_that_cannot_be_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(NmtError, match="is felt elsewhere than Carpal tunnel syndrome"):
        made_case(kb, "entrapment.carpal_tunnel", mimic="other.plantar_fasciitis")
    unknown = "other.numbness_without_rules"
    silent = msgspec.structs.replace(kb.hypotheses["compression.root_c6"], id=unknown, sensory=(), pain=("thumb",))
    with_silent = msgspec.structs.replace(kb, hypotheses={**kb.hypotheses, unknown: silent})
    with pytest.raises(NmtError, match="does not lead at first"):
        made_case(with_silent, "entrapment.carpal_tunnel", mimic=unknown)


def test_made_cases_have_ids_of_their_own(kb: KnowledgeBase) -> None:
    ways: list[dict[str, Any]] = [{}, {"atypical": True}, {"mimic": "compression.root_c6"}, {"seed": 1}]
    ids = {parse_case(made_case(kb, "entrapment.carpal_tunnel", **way), "x", kb).file.id for way in ways}
    assert len(ids) == len(ways)
    assert not [id for id in ids if "carpal" in id]


def test_questions_on_a_made_case_say_so_and_publish_nothing(kb: KnowledgeBase) -> None:
    case = parse_case(made_case(kb, "entrapment.carpal_tunnel"), "x", kb)
    paper = exam(kb, case)
    assert not paper.key.published
    assert not film(kb, case, PlainEngine(kb)).published
    for item in items(kb, paper):
        assert item.text[0].startswith("Generated from the rules")
        assert "Published" not in item.feedback
        assert "Source: Generated" in item.feedback


def test_what_is_atypical_leaves_out_what_gives_it_away(kb: KnowledgeBase) -> None:
    case = parse_case(made_case(kb, "entrapment.carpal_tunnel", atypical=True), "x", kb)
    assert "cts6_positive" not in {o.key for o in case.observations}
    assert Standing(kb).lines(case.observations)[0].hypothesis == "entrapment.carpal_tunnel"


def test_the_seed_repeats_a_made_case(kb: KnowledgeBase) -> None:
    assert made_case(kb, "compression.root_c6", seed=3) == made_case(kb, "compression.root_c6", seed=3)


def _moodle(text: str) -> list[tuple[str, list[str], int]]:
    found = []
    for question in Xml.fromstring(text).iter("question"):
        options = [unescape(a.findtext("text") or "") for a in question.iter("answer")]
        right = [a.get("fraction") for a in question.iter("answer")].index("100")
        found.append((question.findtext("questiontext/text") or "", options, right))
    return found


def _gift(text: str) -> list[tuple[str, list[str], int]]:
    """Reads GIFT as its description says: an unescaped sign separates."""
    found = []
    for block in re.split(r"\n\n(?=::)", text.strip()):
        body = re.match(r"::((?:\\.|[^\\:])*)::((?:\\.|[^\\{])*)\{((?:\\.|[^\\}])*)\}\s*$", block, re.S)
        assert body, block
        answers, _, _ = body[3].partition("####")
        parts = re.findall(r"(?<!\\)(=|~)(%[0-9.]+%)?((?:\\.|[^\\=~#])*)(?:#(?:\\.|[^\\=~#])*)?", answers)
        options = [re.sub(r"\\(.)", r"\1", said).strip() for _, _, said in parts]
        found.append((re.sub(r"\\([^n])", r"\1", body[2]), options, [sign for sign, *_ in parts].index("=")))
    return found


def _anki(text: str) -> list[tuple[str, str]]:
    assert text.startswith("#separator:tab\n#html:true\n")
    rows = csv.reader([line for line in text.splitlines() if not line.startswith("#")], delimiter="\t")
    return [(unescape(front), unescape(back)) for front, back in rows]


def test_nasty_signs_come_back_as_they_were() -> None:
    texts = [option.text for option in NASTY.options]
    (stem, options, right), *_ = _moodle(moodle([NASTY]))
    assert (options, right) == (texts, 1)
    assert "<b>" not in stem
    assert "&lt;b&gt;bold" in stem
    (stem, options, right), *_ = _gift(gift([NASTY, NASTY]))
    assert (options, right) == (texts, 1)
    assert "Is 2 = 3 {or} ~4?" in stem
    (front, back), *_ = _anki(anki([NASTY]))
    assert "Is 2 = 3 {or} ~4?" in front
    assert back.startswith("<b>~y</b>")


def test_questions_are_written(tmp_path: Path) -> None:
    _run("cases", "export", "uq-035", "--format", "gift", "-o", str(tmp_path / "x"))
    assert len(_gift((tmp_path / "x").read_text())) >= 2


def test_questions_of_a_case_come_back_from_every_format(kb: KnowledgeBase, some_case: str) -> None:
    asked = items(kb, exam(kb, load_case(Path(some_case), kb)))
    assert "Carpal tunnel syndrome" in asked[0].right.text
    for form in FORMATS:
        text = FORMATS[form][1](asked)
        if form == "anki":
            backs = [back for _, back in _anki(text)]
            assert all(b.startswith(f"<b>{i.right.text}</b>") for i, b in zip(asked, backs, strict=True))
        else:
            read = {"moodle": _moodle, "gift": _gift}[form](text)
            written = [([o.text for o in i.options], i.options.index(i.right)) for i in asked]
            assert [(options, right) for _, options, right in read] == written


def test_an_exported_answer_is_worth_what_it_is_worth_in_the_quiz(kb: KnowledgeBase) -> None:
    """Caution is not punished: a level too urgent costs a quarter, one too late half."""
    paper = exam(kb, parse_case(made_case(kb, "entrapment.carpal_tunnel"), "x", kb))
    for level in URGENCIES:
        key = msgspec.structs.replace(paper.key, urgency="refer")
        held = msgspec.structs.replace(paper, key=key)
        told = score(held, Result("x", 0, "s", (Answered(),), level)).urgency
        (item,) = [item for item in items(kb, held) if item.name.endswith("urgency")]
        option = next(o for o in item.options if o.text == level.replace("_", " "))
        assert option.share == told
        assert f'fraction="{100 * told:g}"' in moodle([item])
    text = gift([item])
    assert "~%50%emergency #Too urgent by 2 levels." in text
    assert "~%75%urgent #Too urgent by 1 level." in text
    assert "=refer\n" in text
    assert "~treat #Too late by 2 levels." in text


def test_each_wrong_option_is_parted_by_a_finding_of_its_own(kb: KnowledgeBase) -> None:
    paper = exam(kb, parse_case(made_case(kb, "compression.root_c6", seed=3), "x", kb))
    (item,) = [item for item in items(kb, paper) if item.name.endswith("hypothesis")]
    ids = {kb.hypotheses[id].name: id for id in kb.hypotheses}
    wrong = [option for option in item.options if option is not item.right]
    assert len({option.why for option in wrong}) > 1
    for option in wrong:
        what = paper.key.changed_mind[ids[option.text]]
        assert f": {what}." in option.why or (not what and "No finding" in option.why)
    backs = [back for _, back in _anki(anki([item]))]
    assert all(option.why in backs[0] for option in wrong)


def test_no_question_tells_the_answer_of_another(kb: KnowledgeBase, some_case: str) -> None:
    for item in items(kb, exam(kb, load_case(Path(some_case), kb))):
        assert "Numb radial fingers of an office worker" not in item.text
        assert all("carpal tunnel syndrome" not in t.lower() for t in item.text)
