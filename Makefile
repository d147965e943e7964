# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types unit packages docs train clean

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/callcoach score examples/calls --calls examples/calls.csv

test: lint types unit packages

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/pytest

packages: $(STAMP)
	$(BIN)/python tests/packages.py

docs: $(STAMP)
	$(BIN)/python docs/generate.py

train: $(STAMP)
	$(BIN)/python -m pip install --quiet -e '.[train]'
	cd training && ../$(BIN)/python train.py

clean:
	rm -rf $(VENV) build dist
