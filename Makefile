# make demo       the example documents, as Word and PDF, in out/
# make test       everything that continuous integration runs
# make templates  the built-in Word templates, from tools/word_templates
# make fonts      the faces of last resort, from Debian's packages, in a minute
# make mutations  every character of the composed cells and sentences mistyped, some ten minutes
# make bench      the speed of perfreport beside its peers
# make clean      removes all that was made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DELETE_ON_ERROR:
.PHONY: demo test lint types unit mutations templates fonts bench clean

demo: $(VENV)/installed
	$(BIN)/perfreport demo -o out

test: lint types unit

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

unit: $(VENV)/installed-dev
	$(BIN)/pytest -n auto

mutations: $(VENV)/installed-dev
	$(BIN)/python -m tests.reading.mutations

templates: $(VENV)/installed-dev
	$(BIN)/python -m tools.word_templates

fonts: $(VENV)/installed-dev
	$(BIN)/python -m tools.last_resort

bench: $(VENV)/installed-bench
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.embedded

clean:
	rm -rf $(VENV) out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .ci-tools

$(VENV)/installed: $(VENV)/made pyproject.toml
	$(PIP) install --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/made pyproject.toml
	$(PIP) install --editable '.[dev]'
	touch $@ $(VENV)/installed

$(VENV)/installed-bench: $(VENV)/made pyproject.toml
	$(PIP) install --editable '.[bench]'
	touch $@ $(VENV)/installed

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '需要 Python 3.11 或更高版本；可用 make PYTHON=/path/to/python3.11 指定。' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo '$(PYTHON) 缺少 venv 模块；在 Debian、Ubuntu 上请先运行 apt-get install python3-venv。' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@
