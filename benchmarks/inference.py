"""What the three engines need for one case, warm: other cases came before it."""

from __future__ import annotations

import gc
import random
import statistics
from collections.abc import Iterator

from figures import Figure, seconds

from nmt_expert.case.load import load_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.engines.clips_engine import ClipsEngine
from nmt_expert.reasoning.engines.experta_engine import ExpertaEngine
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts

CASES = 80  # drawn by a fixed seed
GOALS = {"experta": "250", "clips": "3"}


def run() -> Iterator[Figure]:
    kb = knowledge_base()
    every = sorted(shipped("cases").rglob("*.yaml"))
    paths = random.Random(1).sample(every, CASES)
    others = random.Random(2).sample([path for path in every if path not in paths], CASES)
    measured, before = (
        [build_facts(load_case(path, kb).observations, kb) for path in each] for each in (paths, others)
    )
    engines = [PlainEngine(kb), ClipsEngine(kb), ExpertaEngine(kb)]
    for engine in engines:
        for other in before:
            engine.infer(other)
        # one engine after the other: what experta leaves for the garbage collector would be paid by its neighbour
        gc.collect()
        times = sorted(1000 * seconds(lambda e=engine, f=f: e.infer(f)) for f in measured)  # type: ignore[misc]
        yield Figure(f"{engine.name}, a case, median", statistics.median(times), "ms", goal=GOALS.get(engine.name, ""))
        yield Figure(f"{engine.name}, a case, 95 % within", times[int(0.95 * len(times))], "ms")
