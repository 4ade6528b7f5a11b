# Everything a contributor or a curious person does. Only git, make and Python 3.11 or later with venv are needed.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test check bench notebooks templates pictures gallery lock clean

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup  ## Make the reports of the shipped structures in reports/, their index, and a comparison
	$(BIN)/dts-eval demo -o reports

test: setup  ## Pass all tests; says aloud what this machine cannot run
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest --nbval-lax --numprocesses auto --dist loadfile tests notebooks

check: setup  ## The quick tests only
	$(BIN)/python -m pytest -m "not slow and not office and not browser" tests

bench: setup  ## Measure how fast reports are made, against two other ways to make them; an hour and a half
	$(BIN)/python -m benchmarks.measure
	$(BIN)/python -m benchmarks.measure --size thin

notebooks: setup  ## Build the .ipynb from their .py sources and refresh their witnesses
	$(BIN)/python maintenance/notebooks.py

templates: setup  ## Build the shipped workbooks from their sources
	$(BIN)/python data_templates/build.py

pictures: setup  ## Make the pictures of the guide (needs Chromium, LibreOffice and poppler-utils)
	$(BIN)/python maintenance/pictures.py

gallery: setup  ## Make the pictures of the gallery again (needs the same)
	$(BIN)/python maintenance/gallery.py

lock: setup  ## Resolve the versions again, for every system, with hashes
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet -o requirements.lock

clean:
	rm -rf .venv dist build
