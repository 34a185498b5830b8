# Everything happens in the checkout's own virtual environment, .venv.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed
NMT := $(VENV)/bin/nmt
DEMO := uq-035

.PHONY: setup demo test bench lint clean

setup: $(STAMP)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "nmt-expert needs Python 3.11 or later; name one with: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV) || { echo "This Python cannot make virtual environments; install them with: sudo apt-get install -y python3-venv"; exit 1; }
	@echo "Setting up $(VENV) (once, about a minute)"
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check -e '.[dev]'
	@touch $@

# The ranking needs no Pango; only the PDF does. Where it may, the script installs it.
demo: setup
	@$(NMT) rank $(DEMO)
	@echo
	@sh tools/pango.sh $(VENV)/bin/python
	@mkdir -p build; $(NMT) report $(DEMO) -o build/$(DEMO).pdf || echo "The ranking above stands; only the PDF is missing."

test: setup
	@sh tools/pango.sh $(VENV)/bin/python
	@$(VENV)/bin/python -m pytest -n auto

bench: setup
	@sh tools/pango.sh $(VENV)/bin/python
	@$(VENV)/bin/python -c 'import typst' 2>/dev/null || $(VENV)/bin/python -m pip install -qq --disable-pip-version-check -e '.[bench]'
	@$(VENV)/bin/python benchmarks/run.py

lint: setup
	@$(VENV)/bin/ruff check src tests benchmarks
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(NMT) rules check
	@$(NMT) cases check

clean:
	rm -rf $(VENV) build .pytest_cache .hypothesis .mypy_cache .ruff_cache

# docs/coverage.md is generated; a test holds it to the rules.
docs/coverage.md: docs/left-out.md $(shell find rules cases -name '*.yaml') | setup
	@$(NMT) rules coverage > $@.tmp && cat docs/left-out.md >> $@.tmp && mv $@.tmp $@
