"""What a report costs: beside a fresh interpreter that imports WeasyPrint and sets one line, and beside two rivals."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from figures import NMT, PYTHON, Figure, MissingError, interleaved, peak_memory
from rivals import rivals

from nmt_expert.case.load import load_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines import engine
from nmt_expert.system_libraries import missing, sentence

ROUNDS = 5
CASES = 25  # of the library, drawn by a fixed seed, for reports in one process
FLOOR = "import weasyprint; weasyprint.HTML(string='<p>One line').write_pdf(r'{out}')"
CASE = """\
schema: nmt-case/1
id: bench
date: 2024-05-14
client: {name: Jordan Sample, reference: C-1, sex: female, age: 45}
complaint: {text: Deep ache in the front of the right shoulder, side: right, regions: [shoulder, arm]}
findings:
  - {present: ["pain(shoulder_front)", "pain(arm_front)", "pain(forearm_volar_radial)"], side: right}
  - {present: ["taut_band(infraspinatus)", "familiar_pain(infraspinatus)", "limited(hand_behind_back)"], side: right}
  - {absent: [spurling], side: right}
"""


def run() -> Iterator[Figure]:
    if lacking := missing():
        raise MissingError(sentence(lacking))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bench.yaml").write_text(CASE, encoding="utf-8")
        os.environ["NMT_CONFIG"] = str(folder / "config.yaml")
        yield from _cold(folder)
        yield _after_preload(folder)
        yield from _one_process()


def _cold(folder: Path) -> Iterator[Figure]:
    nmt = [NMT, "report", str(folder / "bench.yaml"), "--force"]
    ours = {
        "nmt report": [*nmt, "-o", str(folder / "bench.pdf")],
        "nmt report --for client": [*nmt, "--for", "client", "-o", str(folder / "client.pdf")],
        "nmt report --format html": [*nmt, "-o", str(folder / "bench.html")],
    }
    subprocess.run(ours["nmt report --format html"], check=True, capture_output=True)
    floor = [PYTHON, "-c", FLOOR.format(out=folder / "floor.pdf")]
    commands = {"floor": floor, **ours, **rivals(folder / "bench.html", folder)}
    times = interleaved(commands, ROUNDS)
    yield Figure("WeasyPrint sets one line", times["floor"], "s")
    base = peak_memory(floor)
    for name in [name for name in commands if name != "floor"]:
        yield Figure(name, times[name] / times["floor"], "x", "WeasyPrint's one line")
        if name in ours:
            yield Figure(f"{name}, memory", peak_memory(commands[name]) / base, "x", "WeasyPrint's one line")


def _after_preload(folder: Path) -> Figure:
    from nmt_expert.report import render
    from nmt_expert.report.clinic.config import Config

    kb = knowledge_base()
    case = load_case(folder / "bench.yaml", kb)
    assessment = assess(case, kb, engine("clips", kb))
    render.preload()
    time.sleep(3)
    started = time.perf_counter()
    render.pdf(case.file, assessment, kb, Config())
    return Figure("first PDF of the assessment, renderer loaded", time.perf_counter() - started, "s", goal="0.4")


def _one_process() -> Iterator[Figure]:
    from nmt_expert.report import render
    from nmt_expert.report.clinic.config import Config

    kb = knowledge_base()
    clips = engine("clips", kb)
    paths = random.Random(1).sample(sorted(shipped("cases").rglob("*.yaml")), CASES)
    cases = [load_case(path, kb) for path in paths]
    assessments = [(case.file, assess(case, kb, clips)) for case in cases]
    started = time.perf_counter()
    for file, assessment in assessments:
        render.pdf(file, assessment, kb, Config())
    yield Figure("reports in one process", CASES / (time.perf_counter() - started), "a second")
