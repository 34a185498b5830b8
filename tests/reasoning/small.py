"""Small knowledge bases and cases, made by hand or drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.conditions import Clause, clause_of
from nmt_expert.knowledge.language.names import Names
from nmt_expert.knowledge.language.sentence import parse
from nmt_expert.knowledge.model import Finding, Hypothesis, Pattern, Rule
from nmt_expert.knowledge.scale import Scale

KEYS = tuple(f"f{i}" for i in range(8))  # even numbers have a side
PATTERNS = ("p0", "p1", "p2")
SCALE = Scale(
    strengths={"weak": 0.2, "moderate": 0.45, "strong": 0.8, "confirming": 1.3, "excluding": 1.3},
    priors={"very_common": 0.35, "common": 0.0, "uncommon": -0.35, "rare": -0.75},
    support={"strong": 1.9, "good": 1.2, "some": 0.5},
    group_discount=0.25,
    context_cap=0.4,
    show_within=1.1,
    show_most=6,
)


def knowledge(rules: list[tuple[str, str, bool, str]], more: int = 0) -> KnowledgeBase:
    """A knowledge base of (kind, target, sided, condition); targets are patterns or hypotheses h0..h3.

    It knows the findings KEYS, and `more` findings g0, g1, ... without side.
    """
    atoms: dict[str, int] = {}
    compiled: list[Rule] = []

    def add(clause: Clause, kind: str, target: str, sided: bool) -> None:
        for inner in clause.inner:
            add(inner, "pattern", inner.name, sided)
        compiled.append(
            Rule(
                id=clause.name,
                kind=kind,
                target=target,
                sided=sided,
                strength="moderate",
                weight=0.45,
                low=0.2,
                high=0.8,
                group=clause.name,  # type: ignore[arg-type]
                groups=tuple((g.n, tuple(atoms.setdefault(a, len(atoms)) for a in g.atoms)) for g in clause.groups),
                nots=tuple(atoms.setdefault(a, len(atoms)) for a in clause.nots),
                text=clause.name,
            )
        )

    kb = KnowledgeBase(
        hash=str(hash(str(rules))),
        scale=SCALE,
        zones={},
        movements={},
        activities={},
        sites={},
        reflexes={},
        families={},
        findings={k: Finding(k, k, k, "test", "sitting", ("neck",), sided=i % 2 == 0) for i, k in enumerate(KEYS)}
        | {f"g{i}": Finding(f"g{i}", f"G{i}", "?", "test", "sitting", ("neck",)) for i in range(more)},
        implications=[],
        both_sides={},
        contradictions=[],
        hypotheses={
            f"h{i}": Hypothesis(f"h{i}", f"H{i}", "other", ("neck",), sided=i % 2 == 0, prior="common", triage="treat")
            for i in range(4)
        },
        patterns={p: Pattern(p, p, i % 2 == 0) for i, p in enumerate(PATTERNS)},
        atoms=[],
        rules=compiled,
        flags={},
        cautions={},
        screens=[],
        factors={},
        loads={},
        protocols={},
        sources={},
        scores=(),
    )
    names = Names(kb, {})
    for i, (kind, target, sided, condition) in enumerate(rules):
        problems: list[str] = []
        found = names.resolved(
            parse(condition), lambda _at, message, _code, problems=problems: problems.append(message)
        )
        assert not problems, problems
        add(clause_of(f"r{i}", found), kind, target, sided)
    kb.atoms = list(atoms)
    return kb


def observations() -> st.SearchStrategy[tuple[Observation, ...]]:
    """Cases over KEYS: present or absent, on sides where the finding has one; never both for one key."""
    sides = st.sampled_from([frozenset(), frozenset({"left"}), frozenset({"right"}), frozenset({"left", "right"})])
    one = st.tuples(st.sampled_from(KEYS), st.sampled_from(["present", "absent"]), sides)
    return st.lists(one, max_size=8, unique_by=lambda o: o[0]).map(
        lambda found: tuple(
            Observation(k, state, side if int(k[1:]) % 2 == 0 else frozenset()) for k, state, side in found
        )  # type: ignore[arg-type]
    )


def _leaf() -> st.SearchStrategy[str]:
    key = st.sampled_from(KEYS)
    sided = st.sampled_from([k for i, k in enumerate(KEYS) if i % 2 == 0])
    side = st.sampled_from(["", " opposite", " either side", " bilateral"])
    return st.one_of(
        key,
        key.map(lambda k: f"no {k}"),
        st.tuples(sided, side).map("".join),
        st.lists(key, min_size=2, max_size=4, unique=True).map(" or ".join),
        st.lists(key, min_size=3, max_size=5, unique=True).map(lambda ks: f"2 of ({', '.join(ks)})"),
        st.sampled_from(PATTERNS),
    )


def conditions() -> st.SearchStrategy[str]:
    inside = st.recursive(
        _leaf(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: " and ".join(f"({c})" for c in parts)),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: " or ".join(f"({c})" for c in parts)),
            st.lists(inner, min_size=3, max_size=3).map(lambda parts: f"2 of ({', '.join(parts)})"),
        ),
        max_leaves=5,
    )
    without = st.tuples(inside, st.sampled_from(KEYS)).map(lambda x: f"({x[0]}) unless {x[1]}")
    return st.one_of(inside, without)


def knowledge_bases() -> st.SearchStrategy[KnowledgeBase]:
    pattern = st.integers(0, 2).flatmap(lambda i: conditions().map(lambda c: ("pattern", PATTERNS[i], i % 2 == 0, c)))
    argument = st.integers(0, 3).flatmap(lambda i: conditions().map(lambda c: ("argument", f"h{i}", i % 2 == 0, c)))
    return st.lists(st.one_of(pattern, argument), min_size=1, max_size=8).map(knowledge)
