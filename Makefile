# followup: every target does its own set-up. `make help` explains them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
RUNS := $(VENV)/.runs
PIP := $(BIN)/python -m pip install --quiet --quiet --no-compile --disable-pip-version-check
ENOUGH := $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
WORKERS ?= auto
BROWSER_WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-browser check format lint types contracts texts bench lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: $(STAMP) ## create .venv and install the locked dependencies

# Without --no-compile pip compiles every module of every package, which takes longer than the download; Python compiles what is used.
$(STAMP): requirements.lock pyproject.toml
	@$(ENOUGH)
	@echo "Setting up in $(VENV), with the tools for tests, once ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(RUNS)

# What running needs, without the tools for tests: a third of the size, so that a newcomer sees the demo sooner.
$(RUNS): requirements-run.lock
	@$(ENOUGH)
	@echo "Setting up in $(VENV), once ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements-run.lock
	@touch $@

demo: $(RUNS) ## see it working in a browser: no account, nothing leaves this machine (PORT=8765)
	@$(BIN)/python -m bot demo $(if $(PORT),--port $(PORT))

test: setup ## all tests but those in a browser, in parallel, on SQLite and a real PostgreSQL
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q --ignore=tests/browser

# A browser that is there, else Debian's by apt as root, else Playwright's own download; without one this fails and says why.
test-browser: setup ## the pages in a real browser (finds or installs one); pictures in build/screenshots
	@browser="$$($(BIN)/python tests/browser/find_browser.py)" && echo "in $$browser" && \
		TEST_BROWSER="$$browser" $(BIN)/python -m pytest tests/browser -n $(BROWSER_WORKERS) -q

check: setup format lint types contracts texts test test-browser ## what CI runs: format, lint, types, contracts, texts, all tests

format: setup ## is everything formatted?
	$(BIN)/ruff format --check --quiet .

lint: setup ## ruff, with every ignore justified in pyproject.toml
	$(BIN)/ruff check --quiet .

types: setup ## mypy strict on bot/
	$(BIN)/mypy

contracts: setup ## imports point inward only
	$(BIN)/lint-imports

texts: setup ## config, playbooks, templates and the page's words: every problem of every file; every playbook proved
	$(BIN)/followup check
	$(BIN)/followup playbook check

bench: setup ## one table of ratios, measured in one run on one core
	$(BIN)/python -m tests.benchmarks

lock: ## resolve pyproject.toml anew into both lock files (hashes, no index lines)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
		--python-version 3.11 --extra dev --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
		--python-version 3.11 --constraint requirements.lock --output-file requirements-run.lock pyproject.toml

clean: ## remove .venv and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
