#!/bin/sh
# Makes the environment $2 with the Python $1: exactly what requirements.lock names, and this checkout on top.
set -eu
python=$1 environment=$2
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "nmt-expert needs Python 3.11 or later, which $python is not; name one with: make PYTHON=python3.11"
    exit 1
}
echo "Setting up $environment (once, about a minute)"
# --no-deps: the lock is complete, and holds newer releases than experta asks for (pyproject.toml, override-dependencies).
if uv --version >/dev/null 2>&1; then
    test -x "$environment/bin/python" || uv -q venv --clear --no-project --python "$python" "$environment"
    export VIRTUAL_ENV="$environment"
    uv -q pip sync --compile-bytecode --require-hashes requirements.lock
    uv -q pip install --no-deps --no-build-isolation -e .
else
    "$environment/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$environment" || {
        echo "This Python cannot make virtual environments; install them with: sudo apt-get install -y python3-venv"
        exit 1
    }
    pip="$environment/bin/python -m pip -qq --disable-pip-version-check install --no-deps"
    $pip --require-hashes -r requirements.lock
    $pip --no-build-isolation -e .
fi
