# The two commands of the README are `up` and `test`. Everything else is for those who change Vangnet.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PACKAGES := cli dashboard flows migrations models notifications simulation

.DEFAULT_GOAL := help
.PHONY: help up test journeys check fix docs words lock audit bench

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The lock is whole, so nothing is resolved (--no-deps): pip would otherwise look at a newer release for an extra such as
# `sqlalchemy[asyncio]`, find no hash for it, and stop.
.venv/.installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vangnet needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@echo "Setting up (the first time takes about a minute)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	@touch $@

$(READY): .venv/.installed pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

up: $(READY)  ## run the whole system with a demo region
	@$(BIN)/vangnet up

test: $(READY)  ## run every test
	@$(BIN)/python -m pytest -n 2

journeys: $(READY)  ## walk ten journeys in a browser against what `make up` runs; they are among the tests
	@$(BIN)/python -m pytest tests/browser/up

check: $(READY)  ## style, types, imports; changes nothing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(READY)  ## mend what a machine can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: $(READY)  ## pin the dependencies anew
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --upgrade pyproject.toml --extra dev --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --upgrade pyproject.toml --extra dev --extra bench --output-file requirements-bench.lock

audit:  ## hold the pinned dependencies against known advisories, where that can be asked
	@$(PYTHON) .ci/audit.py

docs: $(READY)  ## write the pages that are drawn from the code
	@$(BIN)/python -m cli.docs

.venv-bench/.ready: requirements-bench.lock pyproject.toml
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements-bench.lock
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

bench: .venv-bench/.ready  ## measure what is promised, beside other engines
	@.venv-bench/bin/python -m benchmarks.run
