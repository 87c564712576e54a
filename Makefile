# Everything sets itself up: a fresh machine needs Python >= 3.11, pip and make.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: demo test fast lint clean

demo: $(STAMP)  ## clean seeds/ and show what changed and where to look
	@rm -rf out/demo
	@$(BIN)/cleaner run seeds --out out/demo
	@echo
	@echo "One page, edit by edit (cleaner explain out/demo fr/fonderie.txt):"
	@$(BIN)/cleaner explain out/demo fr/fonderie.txt
	@echo
	@echo "The clean pages are in out/demo/corpus, every edit in out/demo/ledger (cleaner ledger out/demo)."
	@echo "Undo all of it: cleaner restore out/demo back"

test: $(STAMP) lint  ## everything: style, types, fast tests, then slow ones
	$(BIN)/python -m pytest -m "not slow"
	$(BIN)/python -m pytest -m slow

fast: $(STAMP)  ## the tests that take seconds
	$(BIN)/python -m pytest -m "not slow" -n 2

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q -e ".[html,words,all-hosts]" --group dev
	@touch $@

clean:
	rm -rf .venv out build dist
