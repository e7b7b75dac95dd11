# Two commands: `make demo` serves the demo administration, `make test` runs every check and test.

PYTHON ?= python3.11
BIN := .venv/bin
READY := .venv/.ready
PORT ?= 8000
# Migrations of a table that no page had written yet: it changed in one step.
ONE_STEP := 0003_measures_are_written_and_followed 0005_measures_leave_their_older_columns

.PHONY: demo test lint types checks unit postgres browser bench setup system messages lock clean translations

setup: $(READY)

$(READY): requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

translations: $(READY)
	$(BIN)/pybabel -q compile --use-fuzzy -d locale -D django

demo: $(READY) translations
	SOCBUDGET_DEMO=1 $(BIN)/python manage.py demo --port $(PORT)

system:
	sh tests/system.sh

test: $(READY) system translations lint types checks unit postgres browser
	@echo "All checks and tests passed."

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --check templates
	$(BIN)/djlint --quiet --lint templates

types:
	$(BIN)/mypy

checks: translations
	$(BIN)/python manage.py makemigrations --check --dry-run
	SOCBUDGET_PRODUCTION=1 SOCBUDGET_SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") \
		$(BIN)/python -W error manage.py check --deploy --fail-level WARNING
	SOCBUDGET_DEVELOPMENT=1 $(BIN)/python -m tests.postgres $(BIN)/python manage.py lintmigrations --no-cache \
		--quiet ok ignore --ignore-initial-migrations --include-apps units forecasts indicators measures meetings \
		--ignore-name $(ONE_STEP)

unit:
	$(BIN)/pytest -n auto -m "not browser"

postgres:
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n auto -m "not browser"

browser:
	$(BIN)/pytest -m browser

bench: $(READY) translations
	$(BIN)/python -m tests.bench

messages:
	$(BIN)/python manage.py makemessages --no-location --no-wrap --no-obsolete -l sv -i .venv -i var

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links \
		--extra postgres --extra dev -q pyproject.toml -o requirements.lock

clean:
	rm -rf var .venv .mypy_cache .ruff_cache .pytest_cache
