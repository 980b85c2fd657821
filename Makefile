# make demo    look at Even Ground with a made-up group
# make test    run every test, also those in a real browser; three files at once, or AT_ONCE=1
# make lint    check style and types
# make messages   gather the words on screen for translators
# make clean   remove what these made

PYTHON ?= python3
AT_ONCE ?= 3
VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made

.PHONY: demo test lint messages clean
.DELETE_ON_ERROR:

demo: $(MADE)/package
	$(BIN)/evenground demo

test: $(MADE)/test $(MADE)/browser $(MADE)/office
	$(BIN)/python -m pytest --numprocesses $(AT_ONCE) --dist loadfile --no-loadscope-reorder

lint: $(MADE)/lint
	$(BIN)/ruff check .
	$(BIN)/mypy

LOCALE := src/evenground/locale

messages: $(MADE)/package
	$(BIN)/pybabel -q extract -F babel.cfg -k _ -k gettext -k ngettext:1,2 --no-location --sort-output --omit-header \
	  -o $(LOCALE)/evenground.pot src/evenground
	$(BIN)/pybabel -q update -i $(LOCALE)/evenground.pot -d $(LOCALE) -D evenground --no-fuzzy-matching

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache

$(MADE)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Even Ground needs Python 3.11 or newer. Name one: make demo PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo 'Python cannot make virtual environments here. Install that first: apt-get install python3-venv'; exit 1; }
	@echo 'Making $(VENV); the first time this takes a few minutes.'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	@mkdir -p $(MADE) && touch $@

$(MADE)/package: $(MADE)/venv pyproject.toml
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(MADE)/test: $(MADE)/package
	$(BIN)/pip install --quiet --group test
	@touch $@

$(MADE)/lint: $(MADE)/package
	$(BIN)/pip install --quiet --group lint
	@touch $@

$(MADE)/browser: $(MADE)/test
	sh .ci/browser $(BIN)
	@touch $@

$(MADE)/office: $(MADE)/test
	sh .ci/office
	@touch $@
