#!/bin/sh
# Builds the wheel, installs it as a user would - plain pip, an environment of its own, dependencies as their makers ask -
# and runs it from another folder. It must rank as this checkout does, on every engine, and write its PDF.
# $1: the Python to use.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
here=$PWD
unset PYTHONPATH
.venv/bin/hatchling build -t wheel -d "$work" >/dev/null
"$1" -m venv "$work/env"
"$work/env/bin/python" -m pip -qq --disable-pip-version-check install "$work"/nmt_expert-*.whl
mkdir "$work/elsewhere"
cd "$work/elsewhere"
export XDG_CACHE_HOME="$work/cache" XDG_CONFIG_HOME="$work/config"
for engine in experta clips plain; do
    "$work/env/bin/nmt" rank uq-035 --json --engine "$engine" >installed.json
    "$here/.venv/bin/nmt" rank uq-035 --json --engine "$engine" >checkout.json
    cmp installed.json checkout.json
done
"$work/env/bin/nmt" rules check
"$work/env/bin/nmt" cases check
"$work/env/bin/nmt" report uq-035 -o letter.pdf
grep -q '^%PDF' letter.pdf
echo "The wheel installs with pip and runs as the checkout does: $("$work/env/bin/nmt" --version)"
