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
SCHEDULER ?=
TEST_JOBS ?= 2
ROUNDS ?= 5
FUZZ ?= 10
KILLS ?= 200

BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := all
.PHONY: all help setup extract evaluate report knowledge train parser recognizer ablation check lint types imports check-data test fuzz kills bench benchmarks-external readme docs lexicons concepts lock clean

all: $(READY) ## set up, extract corpus/, score train and dev, write the reports (the default)
	$(BIN)/monograph extract corpus --out out/corpus --format csv $(if $(JOBS),--jobs $(JOBS))
	$(BIN)/python -m tools.scores evaluate train dev --gold gold --pred out/corpus --out $(REPORT)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "Settings: CORPUS=folder OUT=folder JOBS=n SPLIT=names PYTHON=python3.11"

setup: $(READY) ## make .venv from requirements.lock (other commands do so where needed)

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "expected $(PYTHON), found none: install Python 3.11, or name one: make PYTHON=python3" >&2; exit 1; }
	@echo "Setting up .venv: a minute or two, and again only when requirements.lock or pyproject.toml change"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

extract: $(READY) ## extract a folder of documents: CORPUS=folder OUT=folder JOBS=n SCHEDULER=url
	$(BIN)/monograph extract "$(CORPUS)" --out "$(OUT)" --format csv $(if $(JOBS),--jobs $(JOBS)) \
		$(if $(SCHEDULER),--scheduler $(SCHEDULER))

evaluate: $(READY) ## extract and score corpus/: SPLIT="train dev"; a look at test is logged
	$(BIN)/monograph extract corpus --out out/corpus --format csv $(if $(JOBS),--jobs $(JOBS))
	$(BIN)/python -m tools.scores evaluate $(SPLIT) --gold gold --pred out/corpus --out $(REPORT)

report: $(READY) ## a page to read the run of corpus/ in the browser; run make before
	$(BIN)/monograph view out/corpus --corpus corpus --out out/view.html

knowledge: $(READY) ## merge what all documents of a run say: OUT=folder
	$(BIN)/monograph knowledge "$(OUT)"

train: $(READY) ## train the relation model again, into models/relations: DATA=folder (see models/README.md)
	$(BIN)/python -m tools.relation_model train $(if $(DATA),--data "$(DATA)")

parser: $(READY) ## train tagger and parser again, into models/monograph_en: DATA=folder (see models/README.md)
	$(BIN)/python -m tools.training.syntax train --data "$(DATA)" --out models/monograph_en

recognizer: $(READY) ## train the recognizer of names again, into models/monograph_ner: DATA=folder
	$(BIN)/python -m tools.training.ner train --data "$(DATA)" --out models/monograph_ner --with-dev

ablation: $(READY) ## score rules, relation model and both on dev, into the report; DATA= leaves out corpora too
	$(BIN)/python -m tools.relation_model ablation --out $(REPORT)/ablation.json $(if $(DATA),--data "$(DATA)")

check: lint types imports check-data ## all that must hold before a change goes in, but for the tests

lint: $(READY) ## style and format of the code
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check --quiet .

types: $(READY) ## types, strictly
	$(BIN)/mypy

imports: $(READY) ## the order of the stages: who may import whom
	$(BIN)/lint-imports --no-logo

check-data: $(READY) ## hold gold and corpus against their rules
	$(BIN)/python -m pipeline.gold check

test: $(READY) ## run the tests: TEST_JOBS=processes
	$(BIN)/python -m pytest --numprocesses $(TEST_JOBS)

fuzz: $(READY) ## try many generated files and texts: FUZZ=times the usual number
	MONOGRAPH_FUZZ_TIMES=$(FUZZ) $(BIN)/python -m pytest tests/fuzz --numprocesses $(TEST_JOBS)

kills: $(READY) ## kill runs at random moments and compare what comes out: KILLS=n
	$(BIN)/python -m tests.batch.kills --kills $(KILLS)

bench: $(READY) ## measure speed, start-up and memory into benchmarks/: ROUNDS=n
	$(BIN)/python -m benchmarks --rounds $(ROUNDS)

benchmarks-external: $(READY) ## score on public data, into benchmarks/external.json and docs/benchmarks.md: DATA=folder
	OMP_NUM_THREADS=1 $(BIN)/python -m tools.benchmarks --data "$(DATA)"

readme: $(READY) ## write the README's example and table of scores; run make before
	$(BIN)/python -m tools.scores readme --report $(REPORT)

docs: $(READY) ## build the pages of docs/ into out/site
	$(BIN)/mkdocs build --strict --quiet

lexicons: $(READY) ## build the lexicons again: DATA=folder PACKAGES=folder (see docs/lexicons.md)
	$(BIN)/python -m tools.lexicons --data "$(DATA)" --packages "$(PACKAGES)"

concepts: $(READY) ## build the concept base again: DATA=folder PACKAGES=folder (see docs/concepts.md)
	$(BIN)/python -m tools.concepts --data "$(DATA)" --packages "$(PACKAGES)"

lock: $(READY) ## pin the newest allowed releases in requirements.lock, with their hashes
	$(BIN)/python -m venv .venv/lock
	.venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile --quiet --upgrade --generate-hashes --extra dev --python-version 3.11 \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

clean: ## remove results and caches, not .venv
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find pipeline tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
