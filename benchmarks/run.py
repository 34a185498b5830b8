"""`make bench`: what this machine takes, part by part, into benchmarks/results.json and docs/speed.md.

A part whose figures rest on something that is missing here is refused, and nothing is written then.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import sys
import time
from pathlib import Path

import inference
import notes
import start
from figures import Figure, MissingError
from speed_page import speed_page

import interview
import report
from nmt_expert.knowledge.compiled.cache import knowledge_base

HERE = Path(__file__).parent
PARTS = {
    "Cold start": start.run,
    "Inference": inference.run,
    "Report": report.run,
    "Guided assessment": interview.run,
    "Pasted notes": notes.run,
}


def main() -> int:
    started, load = time.monotonic(), os.getloadavg()[0]
    results: dict[str, list[dict[str, object]]] = {}
    refused = False
    for number, (name, part) in enumerate(PARTS.items(), 1):
        print(f"\n{name} (part {number} of {len(PARTS)}, {time.monotonic() - started:.0f} s so far) ...", flush=True)
        try:
            figures = [shown(figure) for figure in part()]
        except MissingError as reason:
            print(f"  refused: {reason}", flush=True)
            refused = True
        else:
            results[name] = [figure._asdict() for figure in figures]
    minutes = (time.monotonic() - started) / 60
    print(f"\n{minutes:.1f} minutes")
    if refused:
        print("Nothing was written: a part is missing.", file=sys.stderr)
        return 1
    written = {
        "date": datetime.date.today().isoformat(),
        "rules": knowledge_base().hash,
        "minutes": round(minutes, 1),
        "machine": {
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "kind": f"{platform.system()} {platform.machine()}",
            "load": round(load, 1),
        },
        "parts": results,
    }
    (HERE / "results.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    (HERE.parent / "docs/speed.md").write_text(speed_page(written), encoding="utf-8")
    print("Written: benchmarks/results.json, docs/speed.md")
    return 0


def shown(figure: Figure) -> Figure:
    goal = f"   (goal {figure.goal})" if figure.goal else ""
    print(f"  {figure.name:<48} {figure.text()}{goal}", flush=True)
    return figure._replace(value=float(f"{figure.value:.4g}"))


if __name__ == "__main__":
    sys.exit(main())
