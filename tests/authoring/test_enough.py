"""Just enough: the clients whom a sentence names, and those who lack one thing; a rule alone holds when it fires."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nmt_expert.authoring.client_tests import beside
from nmt_expert.authoring.client_tests.alone import RuleByRule
from nmt_expert.authoring.client_tests.clients import ClientTest
from nmt_expert.authoring.client_tests.enough import Enough, lacking, told
from nmt_expert.authoring.client_tests.files import of_flag, of_hypothesis
from nmt_expert.authoring.client_tests.verdict import difference
from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.reasoning.facts import build_facts


def _here(at: int | None = None) -> str:
    return "here"


@pytest.mark.parametrize(
    ("sentence", "clients"),
    [
        ("pain in (lumbar, shin) and clonus", ["clonus, pain(lumbar)", "clonus, pain(shin)"]),
        ("pain|burning in (lumbar, shin)", ["pain(lumbar)", "burning(lumbar)", "pain(shin)"]),
        ("no pain in (lumbar, shin)", ["no pain(lumbar), no pain(shin)"]),
        ("age >= 50 and pain(shin) bilateral", ["age = 50, pain(shin) bilateral"]),
        ("duration <= 2 weeks", ["duration_days = 14"]),
        ("2 of (clonus, vomited, limps)", ["clonus, vomited", "limps, vomited", "clonus, limps"]),
        ("clonus or (clonus and vomited)", ["clonus"]),  # who has more than enough is left out
        ("pain(shin) and pain(shin) opposite", ["pain(shin), pain(shin) right"]),
    ],
)
def test_the_clients_of_a_sentence(sentence: str, clients: list[str], kb: KnowledgeBase) -> None:
    assert [told(client) for client in Enough(kb, _here).clients(sentence)] == clients


def test_who_lacks_one_thing(kb: KnowledgeBase) -> None:
    clients = Enough(kb, _here).clients("pain(shin) bilateral and age >= 50 and (clonus or vomited)")
    words = [words.partition("; ")[2] for _, words in lacking(clients)]
    assert words[:5] == [
        "without age = 50",
        "only age = 49",
        "without clonus",
        "without pain(shin) bilateral",
        "only pain(shin)",
    ]
    assert "without vomited" not in words  # the same client as without clonus


def test_who_has_enough_in_another_way_lacks_nothing(kb: KnowledgeBase) -> None:
    clients = Enough(kb, _here).clients(
        "(clonus and vomited) or limps or (vomited and fever_or_chills and night_sweats)"
    )
    assert not any(told(less) == "limps" for less, _ in lacking(clients))


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("clonus unless vomited", "here: 'clonus unless vomited', character 1: `unless` names no client"),
        ("clonuss", "unknown finding 'clonuss'. Did you mean 'clonus'?"),
        ("pain in @leg", "unknown zone '@leg' in pain(@leg)"),
        ("agee >= 50", "unknown number 'agee'. Did you mean 'age'?"),
        ("duration <= 2 miles", "not in miles"),
        ("clonus and", "here: 'clonus and', character 11"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(sentence: str, message: str, kb: KnowledgeBase) -> None:
    with pytest.raises(NmtError) as told_so:
        Enough(kb, _here).clients(sentence)
    assert message in str(told_so.value)


@pytest.mark.parametrize(
    ("tests_of", "name", "said", "message"),
    [
        (
            of_flag,
            "cauda_equina_syndrome",
            "emergency: {sadle: saddle_numbness}",
            r":1:27: unknown alternative '.*/sadle'. Did you mean '.*/saddle'",
        ),
        (
            of_hypothesis,
            "entrapment.carpal_tunnel",
            "for moderate: {durkann: carpal_compression}",
            r":1:30: unknown argument '.*/durkann'. Did you mean '.*/durkan'",
        ),
    ],
)
def test_a_file_with_an_unknown_rule_is_refused(
    tests_of: Callable[[Path, KnowledgeBase], Iterator[ClientTest]],
    name: str,
    said: str,
    message: str,
    tmp_path: Path,
    kb: KnowledgeBase,
) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(f"just_enough: {{{said}}}")
    with pytest.raises(NmtError, match=message):
        list(tests_of(path, kb))


def test_the_first_who_has_enough_stands_for_the_urgency_of_the_flag(tmp_path: Path, kb: KnowledgeBase) -> None:
    path = tmp_path / "cauda_equina_syndrome.yaml"
    path.write_text("just_enough: {urgent: {saddle: 'saddle_numbness or (numbness(perineum) and pain(lumbar))'}}")
    tests = list(of_flag(path, kb))
    assert [(test.about, test.wanted) for test in tests] == [
        ("flag", "urgent"),
        *[("rule", "fires")] * 2,
        *[("rule", "quiet")] * 2,
    ]
    assert "emergency instead of urgent for: saddle_numbness" in difference(tests[0], kb, RuleByRule(kb))


def test_a_rule_alone_holds_where_an_engine_lets_it_fire(files: RuleFiles, kb: KnowledgeBase) -> None:
    engine = RuleByRule(kb)
    clients = random.Random(4).sample(list(beside.tests_beside(beside.written(files), kb)), 150)
    for client in clients:
        facts = build_facts(client.observations, kb)
        fired = {kb.rules[firing.rule].id for firing in engine.infer(facts)}
        for id in (client.id, *random.Random(client.case).sample(sorted(kb.rules_by_id), 20)):
            assert engine.any_alone([id], facts) == (id in fired), (id, client.case)


@pytest.mark.parametrize(
    ("said", "difference_in_words"),
    [
        ("for moderate: {durkan: carpal_compression}", ""),
        ("for strong: {durkan: carpal_compression}", "for moderate instead of for strong for: carpal_compression"),
        ("for moderate: {durkan: carpal_compression opposite}", "quiet instead of for moderate"),
        ("for moderate: {durkan: tinel(carpal_tunnel)}", "quiet instead of for moderate"),
    ],
)
def test_an_argument_says_just_so_much_where_the_client_has_it(
    said: str, difference_in_words: str, tmp_path: Path, kb: KnowledgeBase
) -> None:
    path = tmp_path / "entrapment.carpal_tunnel.yaml"
    path.write_text(f"just_enough: {{{said}}}\nnot_enough: {{durkan: 'tinel(carpal_tunnel)'}}")
    first, *rest = [difference(test, kb, RuleByRule(kb)) for test in of_hypothesis(path, kb)]
    assert (difference_in_words in first) if difference_in_words else first == ""
    assert rest == [""]


def test_a_word_of_strength_that_is_none_is_refused(tmp_path: Path, kb: KnowledgeBase) -> None:
    path = tmp_path / "entrapment.carpal_tunnel.yaml"
    path.write_text("just_enough: {for much: {durkan: carpal_compression}}")
    with pytest.raises(ProblemsError):
        list(of_hypothesis(path, kb))


def test_what_a_client_has_elsewhere_counts_for_no_argument(tmp_path: Path, kb: KnowledgeBase) -> None:
    path = tmp_path / "entrapment.carpal_tunnel.yaml"
    said = "just_enough: {for weak: {reverse_phalen: 'tinel(carpal_tunnel)'}, against weak: {durkan: 'pain(thumb)'}}"
    path.write_text(f"{said}\nelsewhere: [cubital_tunnel, chewing]")
    (moved,) = [test for test in of_hypothesis(path, kb) if "instead of" in test.case]
    assert (moved.id, moved.wanted) == ("entrapment.carpal_tunnel/reverse_phalen", "quiet")
    assert moved.case == "tinel(carpal_tunnel); tinel(cubital_tunnel) instead of tinel(carpal_tunnel)"
    assert [o.key for o in moved.observations] == ["tinel(cubital_tunnel)"]
    path.write_text("just_enough: {for weak: {reverse_phalen: 'tinel(carpal_tunnel)'}}\nelsewhere: [cubitel_tunnel]")
    with pytest.raises(NmtError, match=r":2:1.*unknown zone, .* 'cubitel_tunnel'. Did you mean 'cubital_tunnel'"):
        list(of_hypothesis(path, kb))


def test_a_general_finding_is_not_enough_where_a_special_one_is(tmp_path: Path, kb: KnowledgeBase) -> None:
    path = tmp_path / "entrapment.auriculotemporal.yaml"
    said = "just_enough: {against weak: {joint_noise: jaw_click_both_ways}}"
    path.write_text(f"{said}\ntoo_general: [jaw_click]")
    fires, general = list(of_hypothesis(path, kb))
    assert general.wanted == "quiet"
    assert general.case == "jaw_click_both_ways; jaw_click instead of jaw_click_both_ways"
    assert [difference(test, kb, RuleByRule(kb)) for test in (fires, general)] == ["", ""]
    path.write_text(f"{said}\ntoo_general: [jaw_clik]")
    with pytest.raises(NmtError, match=r":2:1.*unknown finding 'jaw_clik'. Did you mean 'jaw_click'"):
        list(of_hypothesis(path, kb))
