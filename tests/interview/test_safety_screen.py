"""The short safety screen: few broad questions, and nothing lost that the complete list would find."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.case.model import CaseFile, Client, Complaint
from nmt_expert.case.observation import Observation
from nmt_expert.case.record import Answer, Asked, Passed
from nmt_expert.case.save import CaseDocument
from nmt_expert.interview.choice.cover import MOST, chosen
from nmt_expert.interview.choice.said import asked_back
from nmt_expert.interview.choice.topics import topic_item
from nmt_expert.interview.screens.items import LINES
from nmt_expert.interview.screens.picture import CHART, Picture
from nmt_expert.interview.way.back import answered_screen, answered_screens
from nmt_expert.interview.way.safety_way import pages
from nmt_expert.interview.way.scripted import ScriptedClient
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.onset import onset_changes
from nmt_expert.interview.words.typed.checklist import parse_checklist
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Topic
from nmt_expert.reasoning.assess import assess, for_others
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.safety.gate import screen_blocks, screening
from nmt_expert.reasoning.safety.topics import behind

_SAID = {"+": "present", "-": "absent", "=": "value"}
_URGENT = level_of("urgent")


def _level(kb: KnowledgeBase, case: Case, observations: Iterable[Observation]) -> int:
    flags = Picture(kb, structs.replace(case, observations=tuple(observations))).flags
    return min((level_of(flag.urgency) for flag in flags), default=_URGENT + 1)


def _reached(client: ScriptedClient, kb: KnowledgeBase, topics: Iterable[Topic]) -> set[str]:
    """Findings that are asked by name or opened when the client answers these broad questions truly."""
    found: set[str] = set()
    for topic in topics:
        if client.has(topic):
            found |= {*topic.covers} | _reached(client, kb, (kb.topics[name] for name in topic.rare))
    return found


def _short(kb: KnowledgeBase, case: Case) -> tuple[int, int, int]:
    """(level that the complete list finds, level that the short screen finds, broad questions)."""
    client = ScriptedClient(kb, case)
    file = replace_regions(kb, case)
    drawn = tuple(o for o in case.observations if "(" in o.key and o.state == "present")
    head = tuple(o for o in case.observations if o.key in ("age", "sex_female", "sex_male", "duration_days"))
    picture = Picture(kb, Case(file, (*head, *drawn)))
    listed = {q for block in screen_blocks(kb, picture.regions) for q in block.questions}
    topics = chosen(picture)
    reached = _reached(client, kb, topics) & set(picture.wanted)
    told = [
        structs.replace(o, follows_from=None)
        for o in client.observations
        if o.key in listed and o.state in ("present", "value")
    ]
    by_list = _level(kb, case, (*head, *drawn, *told))
    by_topic = _level(kb, case, (*head, *drawn, *(o for o in told if o.key in reached or o.key in picture.asked)))
    return by_list, by_topic, sum(not topic.apart for topic in topics)


def replace_regions(kb: KnowledgeBase, case: Case) -> CaseFile:
    """A presentation names no region: those of where it hurts, else every one."""
    from nmt_expert.reasoning.assess import case_regions

    regions = case_regions(case, kb) or tuple({r for block in kb.screens for r in block.regions} - {"general"})
    return structs.replace(case.file, findings=[], complaint=Complaint(regions=list(regions)))


def _presentations() -> list[Case]:
    lines = (Path(__file__).parents[1] / "rules" / "presentations.jsonl").read_text(encoding="utf-8").splitlines()
    cases = []
    for i, line in enumerate(lines):
        found = []
        for text in json.loads(line)["found"]:
            word, _, sides = text.partition(" ")
            key, _, value = word[1:].partition("=")
            named = frozenset({"l": "left", "r": "right"}[side] for side in sides)
            found.append(Observation(key, _SAID[text[0]], named, float(value) if value else None))  # type: ignore[arg-type]
        cases.append(Case(CaseFile("nmt-case/1", f"p{i}", client=Client()), tuple(found)))
    return cases


def test_nothing_is_lost_that_the_complete_list_finds(kb: KnowledgeBase, repository: Path) -> None:
    choose = random.Random(10)
    library = [load_case(path, kb) for path in choose.sample(sorted((repository / "cases").rglob("*.yaml")), 60)]
    compared = [(case, _short(kb, case)) for case in (*library, *choose.sample(_presentations(), 120))]
    assert sum(by_list <= _URGENT for _, (by_list, _, _) in compared) > 50
    assert [case.file.id for case, (by_list, by_topic, _) in compared if by_topic > by_list] == []
    assert max(broad for _, (_, _, broad) in compared) <= MOST


@pytest.mark.parametrize("person", ["{age: 34, sex: female}", "{age: 61, sex: male}", "{age: 9}"])
def test_broad_questions_are_a_tenth_of_the_list_on_three_pages(
    kb: KnowledgeBase, picture_of: Callable[[str], Picture], person: str
) -> None:
    regions = sorted({r for block in kb.screens for r in block.regions} - {"general"})
    for region in regions:
        picture = picture_of(
            f"schema: nmt-case/1\nid: x\nclient: {person}\ncomplaint: {{regions: [{region}]}}\ninterview: {{passed: [{CHART}]}}\n"
        )
        broad = [topic for topic in chosen(picture) if not topic.apart]
        assert len(broad) <= MOST
        assert len(broad) <= 0.1 * len(picture.wanted) + 1
        assert sum(page.id == "safety.topics" for page in pages(picture)) <= 3
        assert {key for topic in chosen(picture) for key in behind(kb, topic)} >= set(picture.wanted)


def test_what_cannot_concern_the_person_is_not_asked(picture_of: Callable[[str], Picture]) -> None:
    def wanted(client: str) -> set[str]:
        return set(
            picture_of(f"schema: nmt-case/1\nid: x\nclient: {client}\ncomplaint: {{regions: [pelvis]}}\n").wanted
        )

    both = wanted("{}")
    assert {"testicular_lump", "bleeding_after_menopause", "pregnant_or_possibly_pregnant"} <= both
    assert {"bleeding_after_menopause", "pregnant_or_possibly_pregnant"}.isdisjoint(wanted("{sex: male}"))
    assert "testicular_lump" not in wanted("{sex: female}")
    assert "limp_in_child" not in wanted("{age: 40}")


def test_what_is_drawn_is_known_and_a_denial_in_general_clears_nothing(picture_of: Callable[[str], Picture]) -> None:
    """A thigh that hurts says that the leg does; 'no headache' is no answer to whether one came at once."""
    head = "schema: nmt-case/1\nid: x\ninterview: {passed: [chart]}\ncomplaint: {regions: [hip, head]}\nfindings:\n"
    drawn = picture_of(
        head + "  - {present: [pain(thigh_front_upper)], side: left}\n  - absent: [pain(low_back_any)]\n"
    )
    unasked = screening(drawn.kb, drawn.case, drawn.regions, drawn.facts.observations).not_asked
    assert drawn.kb.findings["low_back_or_leg_pain"].label not in unasked
    assert "low_back_or_leg_pain" in drawn.screened
    general = picture_of(head + "  - absent: [headache_present]\n")
    denied = {o.key for o in general.facts.observations if o.state == "absent" and o != o.stated} & {*general.wanted}
    assert denied
    assert denied.isdisjoint(general.screened)


def test_what_would_make_a_standing_flag_more_urgent_is_asked_next(picture_of: Callable[[str], Picture]) -> None:
    """With both calves numb the cauda equina stands as 'refer': bladder, bowel and saddle come on the next page."""
    text = (
        "schema: nmt-case/1\nid: x\nclient: {age: 79, sex: female}\ncomplaint: {regions: [low_back, leg]}\n"
        "interview: {passed: [chart]}\nfindings:\n"
        '  - {present: [pain(low_back_any), "heaviness(shin)", numbness(calf_any)], side: both}\n'
    )
    picture = picture_of(text)
    assert [(f.id, f.urgency) for f in picture.flags if f.id.startswith("cauda")] == [
        ("cauda_equina_syndrome", "refer")
    ]
    first = next(pages(picture))
    assert "saddle_numbness" in {key for item in first.items for key in behind(picture.kb, picture.kb.topics[item.key])}


def test_a_denied_topic_completes_the_screen_without_a_single_stated_absence(kb: KnowledgeBase, tmp_path: Path) -> None:
    text = "schema: nmt-case/1\nid: x\nclient: {age: 40, sex: male}\ncomplaint: {regions: [hand]}\ninterview: {passed: [chart]}\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    session = Session(kb, CaseDocument.open(tmp_path / "x.yaml"))
    for _ in range(6):
        page = next(pages(session.picture), None)
        if page is not None:
            session.answer([Answer(item.key, "absent") for item in page.items])
    screen = screening(kb, session.case, ("hand",), session.picture.facts.observations)
    assert screen.status == "complete"
    assert screen.by_topic
    assert screen.asked == ()
    assert {o.key for o in session.case.observations if o.state == "absent"} <= set(kb.topics)


def test_letters_pick_what_a_broad_question_names(kb: KnowledgeBase, picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of("schema: nmt-case/1\nid: x\ncomplaint: {regions: [thorax]}\n")
    item = topic_item(picture, kb.topics["topic_unwell"])
    answers = {answer.key: answer.state for answer in parse_checklist("1ac", [item], None)}
    keys = [one.key for one in item.named]
    assert answers == {"topic_unwell": "present", keys[0]: "present", keys[2]: "present"} | dict.fromkeys(
        [keys[1], *keys[3:]], "not_raised"
    )
    with pytest.raises(InputError, match="names a to"):
        parse_checklist("1h", [replace(item, named=item.named[:3])], None)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("The worst headache of my life", "thunderclap_headache"),
        ("back pain and I can't pee", "cannot_pass_urine"),
        ("back went, can't pee properly", "new_bladder_retention_or_hesitancy"),
        ("sore back, trouble peeing", "new_bladder_retention_or_hesitancy"),
        ("Back pain, can\u2019t pee since noon", "cannot_pass_urine"),
        ("fever and a stiff neck", "fever_or_chills"),
    ],
)
def test_words_of_the_complaint_are_asked_back(picture_of: Callable[[str], Picture], words: str, key: str) -> None:
    case = f'schema: nmt-case/1\nid: x\ncomplaint: {{text: "{words}", regions: [low_back]}}\ninterview: {{passed: [chart]}}\n'
    page = next(pages(picture_of(case)))
    assert page.id == "safety.said"
    assert key in [item.key for item in page.items]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("numb saddle", "saddle_numbness"),
        ("numb down below", "saddle_numbness"),
        ("can't feel when I wipe", "saddle_numbness"),
        ("worst headache ever", "thunderclap_headache"),
        ("coughing blood", "coughing_blood"),
        ("leg has gone dead", "sudden_limb_numb_or_paralysed"),
        ("can't pee", "cannot_pass_urine"),
        ("wet myself", "new_bladder_incontinence"),
        ("lost weight without trying", "unexplained_weight_loss"),
        ("chest tight", "chest_pressure_or_tightness"),
        ("face drooping", "face_droop"),
        ("slurred speech", "speech_disturbance"),
        ("double vision", "double_vision"),
        ("blacked out", "fainted_or_collapsed"),
        ("night sweats", "night_sweats"),
        ("my right calf is swollen", "unilateral_leg_swelling"),
        ("heart racing", "palpitations_or_irregular_pulse"),
        ("black stools", "black_stool_or_vomiting_blood"),
        ("can't lift my foot", "foot_drop"),
        ("both legs weak", "bilateral_leg_numbness_or_weakness"),
    ],
)
def test_what_lay_people_say_of_danger_is_asked_back(
    picture_of: Callable[[str], Picture], words: str, key: str
) -> None:
    case = f'schema: nmt-case/1\nid: x\ncomplaint: {{text: "Since May; {words}, and an ache", regions: [shoulder]}}\n'
    assert key in asked_back(picture_of(case))


@pytest.mark.parametrize(
    "words", ["numb below the knee", "keeps fit", "pain down the arm", "stands up to wipe the board"]
)
def test_words_that_only_sound_of_danger_are_not_asked_back(picture_of: Callable[[str], Picture], words: str) -> None:
    assert asked_back(picture_of(f'schema: nmt-case/1\nid: x\ncomplaint: {{text: "{words}"}}\n')) == []


def test_denied_words_are_not_asked_back(picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of(
        'schema: nmt-case/1\nid: x\ncomplaint: {text: "stiff, no fever, no night sweats, without any seizure"}\n'
    )
    assert asked_back(picture) == []


def test_pages_of_broad_questions_fit_a_screen(picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of(
        "schema: nmt-case/1\nid: x\ncomplaint: {regions: [neck, low_back]}\ninterview: {passed: [chart]}\n"
    )
    for page in pages(picture):
        assert sum(1 + (len(item.ask) + 8) // 74 for item in page.items) <= LINES


def test_full_depth_asks_the_complete_list(kb: KnowledgeBase, picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of(
        "schema: nmt-case/1\nid: x\ncomplaint: {regions: [knee]}\ninterview: {depth: full, passed: [chart]}\n"
    )
    asked = {item.key for page in pages(picture) for item in page.items}
    assert asked == {q for block in screen_blocks(kb, ("knee",)) for q in block.questions}


def test_what_was_asked_alone_goes_into_no_letter_unless_that_is_wanted(kb: KnowledgeBase) -> None:
    text = (
        "schema: nmt-case/1\nid: x\ncomplaint: {regions: [neck]}\n"
        "findings: [{present: [topic_mood, thoughts_of_suicide, suicide_plan_or_means, feels_unsafe_at_home]}]\n"
    )
    case, engine = parse_case(text, "x", kb), PlainEngine(kb)
    letter, ours = for_others(case, kb, engine, private=False)[1], assess(case, kb, engine)
    assert ours.flags
    assert ours.urgency == "emergency"
    said = repr((letter.flags, letter.findings, letter.screen, letter.urgency_why, letter.summary)).lower()
    assert not [word for word in ("suicid", "harming", "unsafe", "mood") if word in said]


_HEAD = "schema: nmt-case/1\nid: x\ncomplaint: {text: headache, regions: [head]}\ninterview: {passed: [chart]}\n"


def test_a_complaint_that_began_at_once_asks_back_for_the_sudden_dangers_of_its_region(
    picture_of: Callable[[str], Picture],
) -> None:
    assert "thunderclap_headache" not in asked_back(picture_of(_HEAD))
    asked = asked_back(picture_of(_HEAD + "findings: [{present: [onset_sudden]}]\n"))
    assert "thunderclap_headache" in asked
    assert "sudden_tearing_pain" not in asked


def test_how_fast_it_began_denies_no_sudden_danger(kb: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(_HEAD, encoding="utf-8")
    session = Session(kb, CaseDocument.open(tmp_path / "x.yaml"))
    session.answer(onset_changes("gradually", kb))
    assert session.picture.log["onset_gradual"] == "present"
    assert {"thunderclap_headache", "sudden_tearing_pain"}.isdisjoint(session.picture.asked)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("not suddenly", "more ways than one"),
        ("suddenly, over weeks", "more ways than one"),
        ("minutes", "none of the answers"),
        ("wibble", "none of the answers"),
        ("about 8 months", "how long, not how fast"),
    ],
)
def test_how_fast_it_began_is_asked_again_where_no_one_answer_is_meant(kb: KnowledgeBase, said: str, why: str) -> None:
    with pytest.raises(InputError, match=f"{why}.*within a minute"):
        onset_changes(said, kb)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("m", "onset_sudden"),
        ("It came on overnight", "onset_within_hours"),
        ("over a few days", "onset_within_days"),
        ("straight away", "onset_sudden"),
        ("over 8 months", "onset_gradual"),
    ],
)
def test_how_fast_it_began_is_understood(kb: KnowledgeBase, said: str, key: str) -> None:
    present = [c.key for c in onset_changes(said, kb) if isinstance(c, Answer) and c.state == "present"]
    assert present == [key]


def test_a_line_is_answered_by_letters_and_comes_back_as_it_was_asked(kb: KnowledgeBase, tmp_path: Path) -> None:
    text = _HEAD.replace("head]", "knee]") + "findings: [{present: [topic_limb]}]\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    session = Session(kb, CaseDocument.open(tmp_path / "x.yaml"))
    page = next(page for page in pages(session.picture) if any(item.line for item in page.items))
    line = next(item for item in page.items if item.line)
    with pytest.raises(InputError, match="which of them"):
        parse_checklist("1", [line], "left")
    assert {a.state for a in parse_checklist("1-", [line], "left")} == {"not_raised"}
    assert {a.state for a in parse_checklist("1s", [line], "left")} == {"not_tested"}
    picked = parse_checklist("1b", [line], "left")
    assert [a.state for a in picked if a.key == line.keys[1]] == ["present"]
    session.answer([*picked, Asked(page.id, page.title, (line.key,))])
    again = answered_screen(session.picture, answered_screens(session.picture)[-1]).items[0]
    assert (again.key, again.ask) == (line.key, line.ask)
    assert again.answer.startswith("b yes")


def test_no_finding_stands_twice_on_the_pages_of_the_safety_screen(picture_of: Callable[[str], Picture]) -> None:
    text = (
        _HEAD.replace("[head]", "[neck, hand]")
        + "findings: [{present: [topic_limb, topic_trunk_tests, topic_head_tests]}]\n"
    )
    behind_yes = [p for p in pages(picture_of(text)) if p.id in ("safety.possible", "safety.behind")]
    asked = [key for page in behind_yes for item in page.items for key in item.keys]
    assert asked
    assert len(asked) == len(set(asked))


def test_an_examination_reopens_what_was_denied_once_and_says_why(kb: KnowledgeBase, tmp_path: Path) -> None:
    text = (
        "schema: nmt-case/1\nid: x\nclient: {age: 50, sex: male}\ncomplaint: {regions: [low_back, leg], side: right}\n"
        "interview: {passed: [chart]}\nfindings: [{present: [pain(lumbar)], side: right}]\n"
    )
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    session = Session(kb, CaseDocument.open(tmp_path / "x.yaml"))
    while page := next(pages(session.picture), None):
        session.answer([Answer(item.key, "absent") for item in page.items])
    session.answer([Answer("reflex_reduced(ankle)", "present", "both")])
    page = next(pages(session.picture))
    assert (page.id, page.title) == ("safety.again.topic_nerves", "Asked once more")
    assert "denied" in page.lines[0]
    nothing = [Answer(key, "not_raised") for item in page.items for key in item.keys]
    session.answer([*nothing, Passed(page.id)])
    assert page.id not in [later.id for later in pages(session.picture)]


@pytest.mark.parametrize(
    ("region", "found"),
    [
        ("hand", "wasting(abductor_pollicis_brevis), weak(thumb_opposition), numbness(thumb)"),
        ("hip", "weak(hip_abduction), trendelenburg_test, pain(hip_lateral)"),
    ],
)
def test_an_examination_reopens_no_danger_of_another_region_and_none_for_a_general_finding(
    kb: KnowledgeBase, picture_of: Callable[[str], Picture], region: str, found: str
) -> None:
    denied = ", ".join(topic.id for topic in kb.topics.values())
    picture = picture_of(
        f"schema: nmt-case/1\nid: x\nclient: {{age: 55, sex: female}}\ncomplaint: {{regions: [{region}], side: right}}\n"
        f"interview: {{passed: [{CHART}]}}\nfindings: [{{present: [{found}], side: right}}, {{absent: [{denied}]}}]\n"
    )
    assert [page.title for page in pages(picture)] == []


@pytest.mark.parametrize(
    ("key", "limit"),
    [
        ("progressive_leg_weakness", "by the day or week"),
        ("long_term_steroids", "3 months"),
        ("recent_surgery", "12 weeks"),
        ("clot_in_last_six_months", "6 months"),
        ("cancer_treatment_current", "within a year"),
        ("persistent_vomiting", "again and again"),
    ],
)
def test_an_answer_says_the_limit_of_what_is_recorded(kb: KnowledgeBase, key: str, limit: str) -> None:
    assert all(limit in topic.covers[key] for topic in kb.topics.values() if topic.covers.get(key))


def test_what_was_denied_by_its_name_is_not_named_by_another_question(picture_of: Callable[[str], Picture]) -> None:
    """Broken skin stands behind the look at the limb and the look at the trunk; one look is enough."""
    text = "schema: nmt-case/1\nid: x\ncomplaint: {regions: [low_back, leg]}\ninterview: {passed: [chart]}\n"
    before, after = picture_of(text), picture_of(text + "findings: [{absent: [topic_limb]}]\n")
    trunk = before.kb.topics["topic_trunk_tests"]
    key = "skin_infection_or_broken_skin"
    assert key in {one.key for one in topic_item(before, trunk).named}
    assert key not in {one.key for one in topic_item(after, trunk).named}
