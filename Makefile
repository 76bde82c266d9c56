# Every target sets up .venv by itself from python3 (3.11 or newer) and says what it does.
# `make setup` installs the tested versions by hash; where they do not fit this machine's Python,
# it says so and lets pip choose within the bounds of pyproject.toml.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
export BRIEFING_HOME ?= $(CURDIR)/.home
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: setup run test test-all lint bench clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"briefing needs python3 >= 3.11; this is {v[0]}.{v[1]} (make PYTHON=python3.12 setup)")'
	@echo "==> making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "python3 has no venv module here; on Debian: apt install python3-venv" >&2; exit 1; }
	@echo "==> installing the tested versions (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt || { echo "==> the tested versions do not fit; installing within the bounds instead"; $(BIN)/python -m pip install --quiet --editable '.[dev]'; }
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@# An editable install is compiled at each start where PYTHONDONTWRITEBYTECODE is set; this makes it start fast there too.
	@$(BIN)/python -m compileall -q briefing
	@touch $(READY)

run: setup
	@echo "==> briefing on seeds/ (your notes go to $(BRIEFING_HOME))"
	@$(BIN)/briefing seeds

test: setup
	@echo "==> the fast suite"
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

test-all: setup
	@echo "==> everything, the slow proofs included (half an hour or so)"
	@$(BIN)/python -m pytest -m "slow or not slow"

lint: setup
	@echo "==> lint, format, import contracts, types"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

bench: setup
	@echo "==> speed and quality against their references"
	@$(BIN)/python -m bench

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
