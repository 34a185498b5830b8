#!/bin/sh
# Runs the tests under each supported Python, in an environment of its own made from the lock file.
# One that is neither on this machine nor can be downloaded is named and skipped.
set -eu
# pyenv's shims start none but the chosen version
PATH="$(printf '%s:' "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin)$PATH:$PWD/.venv/bin"
find_python() { uv python find --system --no-project --no-python-downloads "$1" 2>/dev/null; }

ran= failed=
for version in 3.11 3.12 3.13 3.14; do
    python=$(find_python "$version" || { uv -q python install "$version" 2>/dev/null && find_python "$version"; }) || {
        echo "Python $version: skipped, as it is neither here nor can be downloaded."
        continue
    }
    echo "Python $version ($python):"
    ran="$ran $version"
    { sh tools/setup.sh "$python" ".venv-$version" && ".venv-$version/bin/python" -m pytest -n auto "$@"; } || failed="$failed $version"
done
echo "Run:${ran:- none}. Failed:${failed:- none}."
[ -n "$ran" ] && [ -z "$failed" ]
