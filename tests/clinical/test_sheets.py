"""The groups and signs of the vocabulary and the urgency of each hypothesis are what their sheets say."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.authoring.client_tests.suite import clinical_tests
from nmt_expert.authoring.mutation.sheets import Sheets
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language.names import Names
from nmt_expert.knowledge.written.load import load
from nmt_expert.paths import shipped


@pytest.fixture(scope="module")
def names(kb: KnowledgeBase) -> Names:
    return Conditions(load([shipped("rules")]), kb, []).names


def test_groups_signs_and_urgencies_are_what_their_sheets_say(kb: KnowledgeBase, names: Names) -> None:
    sheets = Sheets(clinical_tests(), kb, names)
    assert sheets.differences(names.groups.values()) == []
    assert sheets.frequency
    assert sheets.plan
    assert sheets.groups.keys() == names.groups.keys()
    assert set(sheets.signs.names()) == names.signs.keys()
    assert sheets.classes.keys() == kb.hypotheses.keys()


def test_a_sheet_says_what_is_otherwise(kb: KnowledgeBase, names: Names, tmp_path: Path) -> None:
    (tmp_path / "groups.yaml").write_text("calf: {in: [calf_upper, shin], out: [calf_lower]}")
    (tmp_path / "triage.yaml").write_text(
        "tears: {because: sewn soon, urgency: [refer, treat], hypotheses: [other.achilles_rupture]}"
    )
    (tmp_path / "plan.yaml").write_text("pregnancy: {never: [foot_roll], asks_for: [night_splint]}")
    (tmp_path / "signs.yaml").write_text(
        "thin_blood: {just_enough: bleeding_disorder or fatigue, not_enough: anticoagulant_use}"
    )
    (tmp_path / "frequency.yaml").write_text("hand: [[other.glomus_tumour], [entrapment.carpal_tunnel]]")
    assert Sheets(tmp_path, kb, names).differences([names.groups["calf"]]) == [
        "groups.yaml: @calf lacks shin",
        "groups.yaml: @calf must not take in calf_lower",
        "signs.yaml: thin_blood does not hold for: fatigue",
        "signs.yaml: thin_blood holds for: anticoagulant_use",
        "frequency.yaml: other.glomus_tumour (rare) shall be commoner than entrapment.carpal_tunnel (very_common)",
        "triage.yaml: other.achilles_rupture is urgent instead of refer or treat: sewn soon",
        "plan.yaml: foot_roll is said to pregnancy",
        "plan.yaml: pregnancy does not ask for night_splint",
    ]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("groups.yaml", "calfs: {in: [shin]}", "unknown group 'calfs'. Did you mean 'calf'"),
        ("groups.yaml", "calf: {in: [shinn]}", "unknown member 'shinn'. Did you mean 'shin'"),
        ("groups.yaml", 'calf: {out: ["@calf"]}', "unknown member '@calf'"),
        ("signs.yaml", "thin_blod: {just_enough: fatigue}", "unknown sign 'thin_blod'. Did you mean 'thin_blood'"),
        ("signs.yaml", "thin_blood: {just_enough: fatige}", "thin_blood: 'fatige', character 1: unknown finding"),
        ("triage.yaml", "a: {because: b, urgency: [soon], hypotheses: [other.bppv]}", "soon"),
        ("plan.yaml", "pregnancy: {never: [foot_rol]}", "unknown line 'foot_rol'. Did you mean 'foot_roll'"),
        ("frequency.yaml", "a: [[other.bpv]]", "unknown hypothesis 'other.bpv'. Did you mean 'other.bppv'"),
        (
            "triage.yaml",
            "a: {because: b, urgency: [refer], hypotheses: [other.bppv, other.bppv]}",
            "stands in 'a' as well",
        ),
    ],
)
def test_a_wrong_sheet_is_refused(
    file: str, text: str, message: str, kb: KnowledgeBase, names: Names, tmp_path: Path
) -> None:
    (tmp_path / file).write_text(text)
    with pytest.raises(NmtError) as raised:
        Sheets(tmp_path, kb, names)
    assert message in str(raised.value)
