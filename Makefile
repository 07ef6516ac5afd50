# make demo       the example documents, as Word and PDF, in out/
# make test       everything that continuous integration runs
# make templates  the built-in templates that follow from others: Word from descriptions, PDF from Word
# make template   a new Word template of a page of text: FROM=form.txt TO=ID.docx
# make pictures  the pictures of README and docs, with LibreOffice
# make fonts      the faces of last resort, from Debian's packages, in a minute; the figures of 仿宋
# make wheel      the package for other machines, in dist/
# make newest     the tests with the newest releases that pyproject.toml allows
# make oldest     the tests with the oldest ones
# make requirements   what the above install, at the newest releases, written to requirements/
# make mutations  every character of the composed cells and sentences mistyped, some ten minutes
# make trials     hostile files, killed runs, attacks by templates, odd characters: an hour
# make docs       the reference of the public names, in out/docs
# make bench      the speed of perfreport beside its peers
# make clean      removes all that was made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make requirements' $(BIN)/uv pip compile --quiet \
  --universal --python-version 3.11 --generate-hashes
LOCK = $(COMPILE) pyproject.toml --extra excel
TEST = --group test --extra charts --extra dask --extra remote

.DELETE_ON_ERROR:
.PHONY: demo pictures test docs lint types unit wheel newest oldest requirements mutations trials templates template fonts bench clean

demo: $(VENV)/installed
	$(BIN)/perfreport demo -o out

test: lint types unit

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-test
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 perfreport

unit: $(VENV)/installed-test
	$(BIN)/pytest -n auto $(TESTS)

wheel: $(VENV)/installed
	$(BIN)/python -m hatchling build --target wheel --directory dist

newest: export UV_RESOLUTION := highest
oldest: export UV_RESOLUTION := lowest-direct
newest oldest: $(VENV)/made
	$(PIP) install --upgrade 'uv<1'
	$(PYTHON) -m venv --clear .venv-$@
	$(LOCK) $(TEST) --output-file .venv-$@/requirements.txt
	.venv-$@/bin/python -m pip install --quiet --requirement .venv-$@/requirements.txt
	.venv-$@/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	.venv-$@/bin/python -m pytest -n auto

docs: $(VENV)/installed-test
	$(BIN)/python -m pdoc perfreport --docformat google -o out/docs

requirements: $(VENV)/made
	$(PIP) install --upgrade 'uv<1'
	$(LOCK) $(TEST) --upgrade --output-file requirements/test.txt
	$(LOCK) --group build --constraint requirements/test.txt --output-file requirements/demo.txt
	$(LOCK) --group bench --extra dask --constraint requirements/test.txt --output-file requirements/bench.txt
	$(COMPILE) --group rust-docxtpl --constraint requirements/test.txt --output-file requirements/rust-docxtpl.txt

mutations: $(VENV)/installed-test
	$(BIN)/python -m tests.roundtrip.mutations

trials: $(VENV)/installed-test
	$(BIN)/python -m tests.killed_runs 200
	$(BIN)/python -m tests.batch.killed_builds 100
	$(BIN)/python -m tests.hostile_files
	$(BIN)/python -m tests.forms.templating.running_attacks
	$(BIN)/python -m tests.nasty_documents 1000
	$(BIN)/python -m tests.checks.long_runs

templates: $(VENV)/installed-test
	$(BIN)/python -m tools.templates

template: $(VENV)/installed-test
	$(BIN)/python -m tools.word_template $(FROM) -o $(TO)

pictures: $(VENV)/installed-test
	$(BIN)/python -m tools.pictures
	$(BIN)/python -m tools.form_looks
	$(BIN)/python -m tools.form_pictures
	$(BIN)/python -m tools.workbook_pictures

fonts: $(VENV)/installed-test
	$(BIN)/python -m tools.latin_of_song
	$(BIN)/python -m tools.outlines_for_pdf
	$(BIN)/python -m tools.last_resort

bench: $(VENV)/installed-bench $(VENV)-rust-docxtpl/installed
	$(BIN)/python -m benchmarks --json benchmarks/results.json
	$(BIN)/python -m benchmarks --readme benchmarks/results.json
	$(BIN)/python -m benchmarks.embedded

clean:
	rm -rf $(VENV) $(VENV)-rust-docxtpl .venv-newest .venv-oldest out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .ci-tools

# Exactly what stands in requirements/, whatever has been released since.
define install
$(PIP) install --require-hashes --requirement requirements/$(1).txt
$(PIP) install --no-deps --no-build-isolation --editable .
touch $@
endef

$(VENV)/installed: $(VENV)/made pyproject.toml requirements/demo.txt
	$(call install,demo)

$(VENV)/installed-test: $(VENV)/made pyproject.toml requirements/test.txt
	$(call install,test)
	touch $(VENV)/installed

$(VENV)/installed-bench: $(VENV)/made pyproject.toml requirements/bench.txt
	$(call install,bench)

# A peer that is imported under the name of another.
$(VENV)-rust-docxtpl/installed: requirements/rust-docxtpl.txt
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --require-hashes --requirement $<
	touch $@

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '需要 Python 3.11 或更高版本；可用 make PYTHON=/path/to/python3.11 指定。' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo '$(PYTHON) 缺少 venv 模块；在 Debian、Ubuntu 上请先运行 apt-get install python3-venv。' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@
