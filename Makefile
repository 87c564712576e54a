# Everything sets itself up: a fresh machine needs Python >= 3.11, pip and make.
PYTHON ?= python3
BIN := .venv/bin
BASE := .venv/.base
DEV := .venv/.dev

.PHONY: demo test fast lint clean

demo: $(BASE)  ## clean seeds/ and show what changed and where to look
	@rm -rf out/demo
	@$(BIN)/cleaner run seeds --out out/demo
	@echo
	@echo "One page, edit by edit (cleaner explain out/demo fr/fonderie.txt):"
	@$(BIN)/cleaner explain out/demo fr/fonderie.txt
	@echo
	@echo "All of it on one page: open out/demo/report.html in a browser."
	@echo "The clean pages are in out/demo/corpus, every edit in out/demo/ledger (cleaner ledger out/demo)."
	@echo "Undo all of it: cleaner restore out/demo back"

test: $(DEV) lint  ## everything: style, types, fast tests, then slow ones
	$(BIN)/python -m pytest -m "not slow" -n 2
	# Ray and the Spark engine need minutes of start-up on two busy cores: run them by hand (pytest -m slow -k "ray or spark").
	$(BIN)/python -m pytest -m slow -k "not ray and not spark_gives" -n 2 --dist loadfile --no-loadscope-reorder

fast: $(DEV)  ## the tests that take seconds
	$(BIN)/python -m pytest -m "not slow" -n 2

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/mypy

# uv installs the hosts of the adapters (Spark, Ray ...) in seconds where pip needs minutes; unlike pip it
# compiles nothing, and where PYTHONDONTWRITEBYTECODE is set each start would: 0.15 s.
$(BASE): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python -e .
	@$(BIN)/python -m compileall -q cleaner
	@touch $@

$(DEV): $(BASE)
	$(BIN)/uv pip install -q --python $(BIN)/python -e ".[html,words,all-hosts]" --group dev
	@touch $@

clean:
	rm -rf .venv out build dist
