# Every command a person or a machine needs; `make help` lists them. Settings are given as `make extract CORPUS=my/texts`.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3.11
CORPUS ?= corpus
OUT ?= out/$(or $(notdir $(patsubst %/,%,$(CORPUS))),run)
REPORT ?= out/report
SPLIT ?= dev
JOBS ?=
TEST_JOBS ?= 2
ROUNDS ?= 5

BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := all
.PHONY: all help setup extract evaluate check check-data test bench readme lock clean

all: $(READY) ## set up, extract the corpus, score the open splits, write the reports (the default)
	$(BIN)/monograph extract corpus --out out/corpus --format csv $(if $(JOBS),--jobs $(JOBS))
	$(BIN)/python -m tools.scores evaluate train dev --gold gold --pred out/corpus --out $(REPORT)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "Settings: CORPUS=folder OUT=folder JOBS=n SPLIT=names PYTHON=python3.11"

setup: $(READY) ## make .venv from requirements.lock (done by itself wherever it is needed)

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "expected $(PYTHON), found none: install Python 3.11, or name one: make PYTHON=python3" >&2; exit 1; }
	@echo "Setting up .venv: a minute or two, and again only when requirements.lock or pyproject.toml change"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

extract: $(READY) ## extract a folder of texts: CORPUS=folder OUT=folder JOBS=n
	$(BIN)/monograph extract "$(CORPUS)" --out "$(OUT)" --format csv $(if $(JOBS),--jobs $(JOBS))

evaluate: $(READY) ## score out/corpus against gold: SPLIT="train dev"; test is logged in gold/test_openings.log
	$(BIN)/monograph extract corpus --out out/corpus --format csv $(if $(JOBS),--jobs $(JOBS))
	$(BIN)/python -m tools.scores evaluate $(SPLIT) --gold gold --pred out/corpus --out $(REPORT)

check: $(READY) ## lint, format, types, import order, gold: what must hold before a change goes in
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@$(MAKE) check-data

check-data: $(READY) ## hold gold and corpus against their rules
	$(BIN)/python -m pipeline.gold check

test: $(READY) ## run the tests: TEST_JOBS=processes
	$(BIN)/python -m pytest --numprocesses $(TEST_JOBS)

bench: $(READY) ## measure speed, start-up and memory into benchmarks/: ROUNDS=n
	$(BIN)/python -m benchmarks --rounds $(ROUNDS)

readme: $(READY) ## write the README's example and its table of scores from what the code gives
	$(BIN)/python -m tools.scores readme --report $(REPORT)

lock: $(READY) ## pin the newest allowed releases in requirements.lock, with their hashes
	$(BIN)/python -m venv .venv/lock
	.venv/lock/bin/pip install --quiet pip-tools
	.venv/lock/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --extra dev \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

clean: ## remove results and caches, not .venv
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find pipeline tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
