# Everything happens in the checkout's own virtual environment, .venv.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed
NMT := $(VENV)/bin/nmt
DEMO := uq-035

.PHONY: setup demo examples test mutate test-nightly newest test-all test-wheel bare-machine fuzz nightly bench lint lock clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock tools/setup.sh
	@sh tools/setup.sh $(PYTHON) $(VENV)
	@touch $@

# The ranking needs no Pango; only the PDF does. Where it may, the script installs it.
demo: setup
	@$(NMT) rank $(DEMO)
	@echo
	@sh tools/system-libraries.sh $(VENV)/bin/python needed
	@mkdir -p build; $(NMT) report $(DEMO) --force -o build/$(DEMO).pdf || echo "The ranking above stands; only the PDF is missing."

# After a change of what a letter says or looks like.
examples: setup
	@sh tools/examples.sh $(NMT)

test: setup
	@sh tools/system-libraries.sh $(VENV)/bin/python
	@$(VENV)/bin/python -m pytest -n auto

# Drift is seen before a user sees it: the newest releases that pyproject.toml allows, and every supported Python.
newest: setup
	@sh tools/newest.sh $(PYTHON)

# Every property over at least 10,000 pairs of cases, every finding beside every dangerous case, and all that a class is shown
# of every published case: about an hour.
test-nightly: setup
	@NMT_NIGHTLY=1 $(VENV)/bin/python -m pytest -n auto tests/metamorphic tests/teaching/test_every_case.py tests/interview/test_terms.py

test-all: setup
	@sh tools/test-all.sh

# Installed as a user would, and the README tried on a machine that has nothing (as root, with mmdebstrap).
test-wheel: setup
	@sh tools/system-libraries.sh $(VENV)/bin/python
	@sh tools/test-wheel.sh $(PYTHON)

bare-machine:
	@sh tools/bare-machine.sh

# What may fail without a change here.
nightly: test-wheel test-nightly newest test-all bare-machine

# Damaged cases, rules and caches: no error of ours, no hang, no raw control code, engines that agree. About ten minutes.
fuzz: setup
	@$(VENV)/bin/python -m tests.fuzz

# Small wrong edits of the code in reasoning, case and knowledge: COUNT of them, drawn by SEED. About a quarter of an hour.
mutate: setup
	@$(VENV)/bin/python tools/mutate.py $(or $(COUNT),40) $(or $(SEED),0)

bench: setup
	@sh tools/system-libraries.sh $(VENV)/bin/python
	@$(VENV)/bin/uv -q pip install --python $(VENV)/bin/python --no-deps --require-hashes -r benchmarks/requirements.lock
	@$(VENV)/bin/python benchmarks/run.py

lint: setup
	@$(VENV)/bin/ruff check -q src tests benchmarks
	@$(VENV)/bin/ruff format -q --check src tests benchmarks
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(NMT) rules check
	@$(NMT) cases check

# After a change of the requirements in pyproject.toml, or to take up newer releases: make lock UPGRADE=--upgrade
COMPILE := $(VENV)/bin/uv -q pip compile --universal --python-version 3.11 --generate-hashes --no-header
lock: setup
	@$(COMPILE) $(UPGRADE) pyproject.toml --group dev -o requirements.lock
	@$(COMPILE) $(UPGRADE) --group bench -o benchmarks/requirements.lock

clean:
	rm -rf $(VENV) $(VENV)-* build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache

# docs/coverage.md is generated; a test holds it to the rules.
docs/coverage.md: docs/left-out.md $(shell find rules cases -name '*.yaml') | setup
	@$(NMT) rules coverage > $@.tmp && cat docs/left-out.md >> $@.tmp && mv $@.tmp $@

docs/rule-reference.md: $(wildcard src/nmt_expert/knowledge/written/*.py src/nmt_expert/knowledge/written/schema/*.py) | setup
	@$(NMT) rules reference > $@

docs/lints.md: $(wildcard src/nmt_expert/knowledge/lint/pages/*.md) | setup
	@$(NMT) rules check --explain all > $@
