"""What of a case nothing on the list explains."""

from __future__ import annotations

from msgspec.structs import replace

from nmt_expert.case.load import parse_case
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.judge import judge
from tests.reasoning.small import knowledge


def test_what_only_speaks_against_is_not_explained() -> None:
    kb = knowledge([("argument", "h1", False, "f1"), ("argument", "h1", False, "f3")])
    against = replace(kb.rules[1], weight=-0.2, low=-0.4, high=-0.1)
    findings = {key: replace(finding, section="symptom") for key, finding in kb.findings.items()}
    kb = replace(kb, rules=[kb.rules[0], against], findings=findings)
    case = parse_case("schema: nmt-case/1\nid: x\nfindings:\n  - present: [f1, f3, f5]\n    absent: [f7]\n", "x", kb)
    judged = judge(case, kb, PlainEngine(kb))
    assert [line.hypothesis for line in judged.lines] == ["h1"]
    assert [o.key for o in judged.unexplained] == ["f3", "f5"]
