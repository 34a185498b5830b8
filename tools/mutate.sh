# Mutation of the code: tools/mutate.sh PYTHON FILES SEED. mutmut makes the mutants and finds which tests reach each; the
# mutants of so many files are tried, drawn by SEED, or of all (hours).
set -e
python=$1 files=$2 seed=$3
unset PYTHONPATH                       # the tests shall import the mutants, not the sources
names=$("$python" - "$files" "$seed" <<'END'
import pathlib, random, sys
rooms = ("reasoning", "case", "knowledge")
found = sorted(str(p) for room in rooms for p in pathlib.Path("src/nmt_expert", room).rglob("*.py") if p.stem != "__init__")
files, seed = sys.argv[1:]
chosen = found if files == "all" else random.Random(int(seed)).sample(found, min(int(files), len(found)))
print(*(path.removeprefix("src/").removesuffix(".py").replace("/", ".") + ".*" for path in chosen))
END
)
echo "$names"
"$python" -m mutmut run --max-children 1 $names
"$python" -m mutmut results
