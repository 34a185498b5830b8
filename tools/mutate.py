"""Does a test notice a wrong edit of the code? python tools/mutate.py COUNT SEED

Cosmic Ray makes the edits in a copy of the checkout, build/mutants: one at each of COUNT places in the code that reasons,
drawn by SEED. Names those that no test of these rooms notices, the slowest two tests left aside.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.plugins import get_operator, operator_names
from cosmic_ray.work_item import MutationSpec, TestOutcome

ROOMS = ("reasoning", "case", "knowledge")
COPY = Path("build/mutants")
COPIED = ("src", "tests", "rules", "cases", "report_templates", "docs", "editors", "README.md", "pyproject.toml")
SLOW = (
    "tests/knowledge/test_format.py::test_every_condition_of_the_rules_says_the_same_as_a_sentence",
    "tests/knowledge/test_cache.py::test_the_same_rules_compile_to_the_same_hash_in_every_run",
)
CPU_SECONDS = 240  # of one run of the tests; what takes longer goes round for ever


def main(count: int, seed: int) -> None:
    """Prints the mutants that no test notices, and how many of each room were noticed."""
    _copy()
    if subprocess.run(_command(ROOMS[0]), shell=True, stdout=sys.stderr).returncode:  # noqa: S602
        sys.exit("The tests fail without an edit.")
    places = list(_places())
    drawn = random.Random(seed).sample(places, count)  # noqa: S311
    noticed: Counter[str] = Counter()
    for number, mutants in enumerate(drawn, 1):
        spec = random.Random(f"{seed} {number}").choice(mutants)  # noqa: S311
        room = spec.module_path.parts[2]
        result = mutate_and_test([spec], f"sh -c '{_command(room)}'", timeout=20 * CPU_SECONDS)
        noticed[room] += result.test_outcome != TestOutcome.SURVIVED
        if result.test_outcome == TestOutcome.SURVIVED:
            print(f"Not noticed: {result.diff}\n", flush=True)
        print(f"{number} of {count}: {result.test_outcome.value}", file=sys.stderr, flush=True)
    drawn_of = Counter(mutants[0].module_path.parts[2] for mutants in drawn)
    for room in sorted(drawn_of):
        print(f"{room:<12}{noticed[room]:>4} of {drawn_of[room]:>4} noticed")
    print(
        f"{'all':<12}{noticed.total():>4} of {count:>4} noticed of {len(places):,} places, {noticed.total() / count:.0%}"
    )


def _copy() -> None:
    shutil.rmtree(COPY, ignore_errors=True)
    for name in COPIED:
        source, target = Path(name), COPY / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    os.chdir(COPY)
    os.environ |= {"PYTHONPATH": str(Path("src").resolve()), "XDG_CACHE_HOME": str(Path("cache").resolve())}
    compiled = "from nmt_expert.knowledge.compiled.cache import knowledge_base; knowledge_base()"
    subprocess.run([sys.executable, "-c", compiled], check=True)  # noqa: S603
    os.environ["NMT_TEST_CACHE"] = os.environ["XDG_CACHE_HOME"]


def _command(room: str) -> str:
    """The tests of all rooms, those of this one first, ended at the first that fails."""
    tests = " ".join(f"tests/{name}" for name in sorted(ROOMS, key=lambda name: name != room))
    left = " ".join(f"--deselect={test}" for test in SLOW)
    return f"ulimit -t {CPU_SECONDS}; {sys.executable} -m pytest -x -q -p no:cacheprovider {left} {tests}"


def _places() -> Iterator[list[MutationSpec]]:
    """The edits that are possible, by place."""
    operators = {name: get_operator(name) for name in operator_names()}
    usable = {name: operator() for name, operator in sorted(operators.items()) if not operator.arguments()}
    for path in sorted(path for room in ROOMS for path in Path("src/nmt_expert", room).rglob("*.py")):
        nodes, unread = list(ast_nodes(get_ast_from_path(path))), list(_unread(path))
        found: dict[tuple[int, int], list[MutationSpec]] = defaultdict(list)
        for name, operator in usable.items():
            spans = (span for node in nodes for span in operator.mutation_positions(node))
            for occurrence, (start, end) in enumerate(spans):
                if not any(first <= start < last for first, last in unread):
                    found[start].append(MutationSpec(path, name, occurrence, start, end))
        yield from found.values()


def _unread(path: Path) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """What an edit does not change, but for speed: annotations, imports for them, guards that never refuse, and caches."""
    for node in ast.walk(ast.parse(path.read_text())):
        of = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        match node:
            case ast.If(test=ast.Name("TYPE_CHECKING")):
                of.append(node.test)
            case ast.keyword(arg="strict" | "frozen"):
                of.append(node.value)
            case ast.FunctionDef():
                of += [each for each in node.decorator_list if ast.unparse(each) in ("overload", "cache")]
        for part in filter(None, of):
            # a decorator is met at its @
            yield (part.lineno, part.col_offset - 1), (part.end_lineno, part.end_col_offset)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
