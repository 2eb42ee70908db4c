# Everything the project does, each target one command. `make help` lists them.
# The environment is .venv in this folder; nothing outside the folder is touched.

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
JSON ?=

.DELETE_ON_ERROR:
.PHONY: all pdf docx circular test check golden bench bench-quality examples fidelity table conformance picture clean help

all: pdf docx ## the PDF and the DOCX of the annual review

pdf: $(VENV)/.ready ## build/zhenjiang-review.pdf, ready for the printer and examined as one would
	@$(BIN)/typeset pdf content --preflight -o build/zhenjiang-review.pdf

docx: $(VENV)/.ready ## build/zhenjiang-review.docx, for editors
	@$(BIN)/typeset docx content -o build/zhenjiang-review.docx

circular: $(VENV)/.ready ## build/circular/: the notice on issuing the annual review, with its attachment
	@$(BIN)/typeset circular examples/circulars/annual-review -o build/circular

test: $(VENV)/.ready-test ## all tests
	$(RUN) -m pytest

check: $(VENV)/.ready-test ## lint, types, import layers, rules of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(RUN) -m pytest -q tests/quality

golden: $(VENV)/.ready-test ## rewrite the expected page dumps; then read the diff
	$(RUN) -m pytest -q tests/golden --write-golden

bench: $(VENV)/.ready-bench ## time and memory beside Typst; JSON=FILE also writes the figures
	@$(RUN) -m compileall -q src
	$(RUN) tests/bench/bench.py $(if $(JSON),--json $(JSON))

bench-quality: $(VENV)/.ready-bench ## faults of composition beside Typst and XeLaTeX; JSON=FILE
	$(RUN) tests/bench/quality.py --works $(if $(JSON),--json $(JSON))

table: $(VENV)/.ready-test ## docs/guide/requirements.md and circular-rules.md: every rule with its tests
	$(RUN) tests/conformance/table.py
	$(RUN) -m tests.circulars.table

examples: $(VENV)/.ready-test ## build/examples/: PDF, DOCX and page pictures of every project in examples/
	$(RUN) examples/make.py build/examples

fidelity: $(VENV)/.ready-test ## build/fidelity/: LibreOffice's pages of every DOCX beside ours, and figures
	$(RUN) -m tests.fidelity.sheets build/fidelity

conformance: $(VENV)/.ready-test ## composition rules clause by clause, and what PDF validators say
	$(RUN) -m pytest tests/conformance

picture: $(VENV)/.ready-test ## docs/*.png, the pictures in README
	@$(RUN) examples/pictures.py docs

clean: ## remove what was built and all caches (not .venv)
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r name text; do \
	  printf '  make %-12s %s\n' "$$name" "$$text"; done

# -- the environment: made once, made again when pyproject.toml changes -------------------------

$(VENV)/.ready: pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "typeset needs $(PYTHON), 3.11 or newer; on Debian: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "typeset needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V`. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "typeset needs Python's venv; on Debian: apt install python3-venv" >&2; exit 1; }
	@echo "setting up .venv (once)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check -e .
	@$(RUN) -m compileall -q src
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	@echo "installing what the tests need (once)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/.ready-bench: $(VENV)/.ready
	@echo "installing what the benchmark needs (once)"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@
