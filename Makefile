# `make` or `make help` lists the targets. Each target sets up what it needs by itself and can be run again at once.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
# Browser tests wait more than they work, so two files at a time; tests of one file share servers and audits.
SIDE_BY_SIDE := -n 2 --dist loadfile

.PHONY: help setup demo test test-long fuzz check format docs bench bench-static clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: ## virtual environment, Python packages and a browser (done by the other targets when needed)
	@scripts/setup.sh

demo: setup ## audit the three bundled lab apps and compare the answers with their known truth
	@$(BIN)/undertow demo

test: setup ## all tests, with a seeded sample of the long ones
	@echo "test: all tests, the long ones as a seeded sample; about ten minutes on two cores"
	$(BIN)/pytest -q $(SIDE_BY_SIDE)

test-long: setup ## all tests, with fuzzing, large inputs and full corpora in full
	@echo "test-long: all tests in full; far longer than test"
	UNDERTOW_LONG=1 $(BIN)/pytest -q $(SIDE_BY_SIDE)

fuzz: setup ## look for input that breaks the readers, five minutes each, guided by coverage
	@for target in script rewriting source-map page payload bundle; do \
	  $(BIN)/python tests/fuzz/run.py $$target 300 || exit 1; done

check: setup ## style, types, architecture, generated documents up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q tests/architecture
	$(BIN)/python scripts/docs.py --check

format: setup ## lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup ## write the generated documents again (command line, detectors, JSON schemas)
	$(BIN)/python scripts/docs.py

bench: setup ## side-by-side benchmarks (minutes)
	$(BIN)/python bench/capture/measure_coverage.py
	$(BIN)/python bench/capture/measure_cost.py
	$(BIN)/python bench/capture/measure_memory.py

bench-static: setup ## measure the static engine and write docs/static-engine.md (an hour; needs Node.js and npm)
	cd bench/static && ../../$(BIN)/python measure_decoding.py --values && ../../$(BIN)/python measure_decoding.py --peers 3
	cd bench/static && ../../$(BIN)/python measure_micro.py && ../../$(BIN)/python measure_micro.py --split held-out
	cd bench/static && ../../$(BIN)/python measure_libraries.py && ../../$(BIN)/python measure_bundled.py
	cd bench/static && ../../$(BIN)/python measure_speed.py
	$(BIN)/python bench/static/report.py

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
