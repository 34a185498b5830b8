#!/bin/sh
# Runs the tests against the newest releases that pyproject.toml allows, in .venv-newest, after naming those that the lock
# file does not have yet. $1: the Python to use.
set -eu
PATH="$PATH:$PWD/.venv/bin"
python=$1
shift
export VIRTUAL_ENV=.venv-newest
test -x "$VIRTUAL_ENV/bin/python" || uv -q venv --clear --no-project --python "$python" "$VIRTUAL_ENV"
uv -q pip compile --upgrade --no-header --no-annotate pyproject.toml --group dev -o "$VIRTUAL_ENV/newest.txt"
uv -q pip sync "$VIRTUAL_ENV/newest.txt"
uv -q pip install --no-deps --no-build-isolation -e .
grep -o '^[^ ]*==[^ ;]*' requirements.lock | sort >"$VIRTUAL_ENV/locked.txt"
echo "Newer than requirements.lock: $(sort "$VIRTUAL_ENV/newest.txt" | comm -23 - "$VIRTUAL_ENV/locked.txt" | paste -sd ' ' | grep . || echo nothing)"
"$VIRTUAL_ENV/bin/python" -m pytest -n auto "$@"
