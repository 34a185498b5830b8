"""docs/speed.md: the figures of the last `make bench`, which the rest of the docs points to."""

from __future__ import annotations

from typing import Any

from figures import Figure


def speed_page(results: dict[str, Any]) -> str:
    """The page for benchmarks/results.json; tests hold docs/speed.md to it."""
    machine = results["machine"]
    out = [
        "# How fast it is",
        "",
        "Written by `make bench` from benchmarks/results.json; what holds on your machine are the ratios (`x`), each taken",
        f"within one run. Last run: {results['date']}, rules {results['rules']}, Python {machine['python']},",
        f"{machine['cores']} cores of {machine['kind']}, load before it {machine['load']:.1f}, {results['minutes']:.1f} minutes.",
        "Shares of published answers are of few cases that the rules know: what new cases show stands in [accuracy.md](accuracy.md).",
    ]
    for part, rows in results["parts"].items():
        out += ["", f"## {part}", "", "| what | measured | goal |", "|---|---|---|"]
        for row in rows:
            figure = Figure(**row)
            out.append(f"| {figure.name} | {figure.text()} | {figure.goal} |")
    return "\n".join(out) + "\n"
