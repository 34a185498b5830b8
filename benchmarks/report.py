"""What a report costs, in one run on this machine: ratios to the floor, and to the same text set by two rivals.

    python benchmarks/report.py [ROUNDS]

Floor: a fresh interpreter that imports WeasyPrint and sets one line. Rivals are run when they are installed. typst gets
headings, paragraphs and tables of our HTML as plain text and the chart as a picture: no tags of ours, no attachments.
"""

from __future__ import annotations

import html
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FLOOR = "import weasyprint; weasyprint.HTML(string='<p>One line').write_pdf(r'{out}')"
PLAIN = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
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
Run = Callable[[], None]


def run(rounds: int = 7) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bench.yaml").write_text(CASE, encoding="utf-8")
        os.environ["NMT_CONFIG"] = str(folder / "config.yaml")
        cold(folder, rounds)
        after_preload(folder)
        batch()


def cold(folder: Path, rounds: int) -> None:
    """Wall time and peak memory of fresh processes, interleaved."""
    runs = processes(folder)
    times: dict[str, list[float]] = {name: [] for name in runs}
    peaks: dict[str, int] = {}
    for _ in range(rounds):
        for name, command in runs.items():
            started = time.perf_counter()
            peaks[name] = max(peaks.get(name, 0), peak_of(command))
            times[name].append(time.perf_counter() - started)
    floor = statistics.median(times["floor"])
    print(
        f"cold, median of {rounds}, floor {floor:.2f} s and {peaks['floor'] / 1024:.0f} MB; load {os.getloadavg()[0]:.1f}"
    )
    for name, found in times.items():
        print(
            f"  {name:34} {statistics.median(found) / floor:5.2f} of the floor   {peaks[name] / peaks['floor']:5.2f} of its memory"
        )
    print("  (memory: the largest process; ours has two at a time, the program and its renderer)")


def processes(folder: Path) -> dict[str, list[str]]:
    nmt = [str(Path(sys.executable).with_name("nmt")), "report", str(folder / "bench.yaml")]
    runs = {
        "floor": [sys.executable, "-c", FLOOR.format(out=folder / "floor.pdf")],
        "nmt report": [*nmt, "-o", str(folder / "bench.pdf")],
        "nmt report --for client": [*nmt, "--for", "client", "-o", str(folder / "client.pdf")],
        "nmt report --format html": [*nmt, "-o", str(folder / "bench.html")],
    }
    subprocess.run(runs["nmt report --format html"], check=True, capture_output=True)
    try:
        import typst  # noqa: F401
    except ImportError:
        print("typst is not installed: no comparison")
    else:
        (folder / "bench.typ").write_text(
            as_typst((folder / "bench.html").read_text(encoding="utf-8"), folder), encoding="utf-8"
        )
        runs["typst, ready text, no assessment"] = [
            sys.executable,
            "-c",
            PLAIN,
            str(folder / "bench.typ"),
            str(folder / "typst.pdf"),
        ]
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser:
        page = (folder / "bench.html").as_uri()
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={folder / 'chromium.pdf'}"]
        runs["Chromium, ready HTML, no assessment"] = [browser, *options, page]
    else:
        print("Chromium is not installed: no comparison")
    return runs


def peak_of(command: list[str]) -> int:
    """Runs a command and gives the peak memory of its largest process in kB."""
    child = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:], stdout=-3, stderr=-3).returncode;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    )
    return int(
        subprocess.run([sys.executable, "-S", "-c", child, *command], check=True, capture_output=True, text=True).stdout
    )


def as_typst(page: str, folder: Path) -> str:
    """Headings, paragraphs, tables and the chart of our HTML as a typst document."""
    drawing = re.search(r"<svg.*?</svg>", page, re.S)
    if drawing:
        (folder / "chart.svg").write_text(drawing[0], encoding="utf-8")
    body = re.sub(r"<svg.*?</svg>", "<p>@chart</p>", page[page.index("<body") :], flags=re.S)
    out = ['#set page(margin: 12mm)\n#set text(size: 9pt, lang: "en")\n#set document(title: "Report")\n']
    for tag, content in re.findall(r"<(h1|h2|h3|p|li|tr|figcaption)\b[^>]*>(.*?)</\1>", body, re.S):
        cells = [plain(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", content, re.S)]
        if tag == "tr":
            out.append(f"#table(columns: {len(cells)}, {', '.join(f'[{cell}]' for cell in cells)})")
        elif "@chart" in content:
            out.append('#image("chart.svg", width: 140mm, alt: "Body chart")')
        else:
            out.append({"h1": "= ", "h2": "== ", "h3": "=== ", "li": "- "}.get(tag, "") + plain(content) + "\n")
    return "\n".join(out)


def plain(markup: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", markup))
    return re.sub(r"([\\#*_`$<>@\[\]~=/-])", r"\\\1", " ".join(text.split()))


def after_preload(folder: Path) -> None:
    """How long a PDF takes when the renderer was loaded in the background."""
    kb, assess, _ = library()
    from nmt_expert.case.load import load_case
    from nmt_expert.report import render
    from nmt_expert.report.clinic.config import Config

    case = load_case(folder / "bench.yaml", kb)
    assessment = assess(case)
    render.preload()
    time.sleep(3)
    started = time.perf_counter()
    render.pdf(case.file, assessment, kb, Config())
    print(f"first PDF after preloading: {time.perf_counter() - started:.2f} s (target 0.4)")


def batch() -> None:
    """Reports of the case library in one process, and how often the estimate of the layout is right."""
    kb, assess, cases = library()
    from nmt_expert.report import render
    from nmt_expert.report.clinic.config import Config
    from nmt_expert.report.page import worker

    assessments = [(case.file, assess(case)) for case in cases]
    layouts = 0
    ask = worker.WORKER.set_pages

    def counted(*arguments: object) -> int:
        nonlocal layouts
        layouts += 1
        return ask(*arguments)  # type: ignore[arg-type]

    worker.WORKER.set_pages = counted  # type: ignore[method-assign]
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.perf_counter()
    for file, assessment in assessments:
        render.pdf(file, assessment, kb, Config())
    spent = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"{len(cases)} library cases in one process: {len(cases) / spent:.1f} reports a second, {layouts / len(cases):.2f} layouts each"
    )
    print(f"memory of the program over them: {(after.ru_maxrss - before.ru_maxrss) / 1024:+.1f} MB")


def library() -> tuple:  # type: ignore[type-arg]
    """Knowledge base, a function that assesses, and the cases of the library."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.paths import shipped
    from nmt_expert.reasoning.assess import assess
    from nmt_expert.reasoning.engines import engine

    kb = knowledge_base(())
    clips = engine("clips", kb)
    cases = [load_case(path, kb) for path in sorted(shipped("cases").rglob("*.yaml"))]
    return kb, lambda case: assess(case, kb, clips), cases


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
