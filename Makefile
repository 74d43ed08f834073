# Two commands do all the set-up: `make demo` runs the product, `make test` passes the tests.
PYTHON ?= python3
BIN := .venv/bin
DEMO := MORTEL_DEMO=1 MORTEL_DATA=$(CURDIR)/var/demo
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test browser lint postgres check check-all serve messages lock bench mutation screenshots clean

help:          ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch .venv/ready

src/mortel/locale/.compiled: .venv/ready $(wildcard src/mortel/locale/*/LC_MESSAGES/django.po)
	$(BIN)/mortel messages --compile
	touch $@

READY := .venv/ready src/mortel/locale/.compiled

demo: $(READY) ## the product with the demo organisation (OF=--university, OF="--country BE"), on http://127.0.0.1:8000
	$(DEMO) $(BIN)/mortel setup
	$(DEMO) $(BIN)/mortel demo --again $(OF)
	$(DEMO) $(BIN)/mortel serve

serve: $(READY) ## the product with your own settings (docs/settings.md)
	$(BIN)/mortel setup
	$(BIN)/mortel serve

test: $(READY) ## the whole suite, on the embedded database
	@test -x /usr/bin/chromium || echo "*** NO CHROMIUM: THE BROWSER TESTS ARE SKIPPED. 'make browser' installs it. ***"
	$(BIN)/python -m pytest -n 2 --dist loadfile

browser: ## Chromium from Debian, for the browser tests (as root)
	apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium

lint: $(READY) ## style, types and import contracts
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/mortel messages --check

postgres: $(READY) ## the suite on PostgreSQL, without the browser
	$(BIN)/python -W ignore tools/with_postgres.py $(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser" --ignore tests/pure

check: lint test postgres ## what CI does: lint, types, contracts, messages, the suite on SQLite with the browser, on PostgreSQL

check-all: check ## also every page x language x width x theme through axe
	MORTEL_ALL_PAGES=1 $(BIN)/python -m pytest -n 2 tests/browser

messages: $(READY) ## collect the words of the screens into src/mortel/locale
	$(BIN)/mortel messages

lock: ## pin every dependency with its hashes
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --output-file requirements.lock pyproject.toml

bench: $(READY) ## the benchmarks, each beside a limit
	$(BIN)/python -m benchmarks.capture
	$(BIN)/python -m benchmarks.importing
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.catalogue
	$(BIN)/python -m benchmarks.library
	$(BIN)/python -m benchmarks.release
	$(BIN)/python -m benchmarks.statistics
	$(BIN)/python -m benchmarks.ballots
	$(BIN)/python -m benchmarks.ballots --database embedded --kills 3
	$(BIN)/python -m benchmarks.one_round
	$(BIN)/python -m benchmarks.results

mutation: $(READY) ## does a test notice each changed rule of protection and scoring (some minutes)
	$(BIN)/python -m tools.mutation

screenshots: $(READY) ## the pictures in the README
	$(BIN)/python tools/screenshots.py

clean: ## everything that can be made again
	rm -rf .venv var build src/mortel.egg-info src/mortel/locale/.compiled src/mortel/locale/*/LC_MESSAGES/*.mo
