# Two commands do all the set-up: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: help demo test test-all lint types imports gates check compiled lock clean
help:           ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(STAMP): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: $(STAMP)  ## run the main job on the example reports; leaves out/daraa/brief.html
	$(BIN)/sulh demo --out out/daraa

test: $(STAMP)  ## the tests and doctests (the slow ones left out)
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

test-all: $(STAMP)  ## every test, the slow ones too
	$(BIN)/python -m pytest -q -n 2

lint: $(STAMP)  ## ruff, both checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## mypy --strict on src
	$(BIN)/mypy

imports: $(STAMP)  ## the one direction of imports
	$(BIN)/lint-imports

gates: $(STAMP) ## what the reader must not fall below: false facts, unsupported claims, scores
	$(BIN)/sulh-eval gates

check: lint types imports test gates  ## all of it

compiled: $(STAMP) ## the reader's rules as machine code (needs a C compiler, some minutes)
	$(BIN)/python scripts/compile_reader.py

lock:           ## renew the pins (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml -o requirements/core.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra dev pyproject.toml -o requirements/dev.txt

clean:          ## what was made goes; the sources stay
	rm -rf $(VENV) out dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
