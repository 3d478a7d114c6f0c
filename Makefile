# Every target sets up what it needs: a fresh machine with Python 3.11 and a network is enough.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
WORKERS ?= auto

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

.PHONY: install
install: .venv/.run ## Make or refresh the environment in .venv

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Puente needs Python 3.11 or newer: make PYTHON=python3.11 install"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.made requirements.lock pyproject.toml
	@./tools/install requirements.lock
	@touch $@

.venv/.dev: .venv/.made requirements-dev.lock pyproject.toml
	@./tools/install requirements-dev.lock
	@touch .venv/.run $@

.venv/.bench: .venv/.dev requirements-bench.lock
	@./tools/install requirements-bench.lock
	@touch $@

.PHONY: browser
browser: ## Get the browser that the page tests drive
	@./tools/browser

.PHONY: serve
serve: install ## Serve on 127.0.0.1:8000 with the demo loaded (PORT= changes it)
	@PUENTE_DEMO=1 PUENTE_LOG_FORMAT=console PUENTE_PORT=$(PORT) $(BIN)/python -m demo prepare
	@PUENTE_DEMO=1 PUENTE_LOG_FORMAT=console PUENTE_PORT=$(PORT) $(BIN)/puente serve

.PHONY: demo-reset
demo-reset: install ## Throw the demo away and load a fresh one
	@PUENTE_DEMO=1 PUENTE_LOG_FORMAT=console PUENTE_PORT=$(PORT) $(BIN)/python -m demo reset

.PHONY: migrate
migrate: install ## Bring the database to the newest version
	@$(BIN)/puente migrate

.PHONY: test
test: .venv/.dev browser ## Run every test, on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

.PHONY: check
check: .venv/.dev ## Style, types, architecture, dependencies, templates
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/deptry .
	@$(BIN)/djlint --check --lint --quiet src/api/web/templates src/api/http/docs/templates
	@$(BIN)/python tools/translate.py --check
	@$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_docs.py tests/test_deploy.py -p no:randomly

.PHONY: translate
translate: .venv/.dev ## Extract the words of pages and errors into the message catalogues
	@$(BIN)/python tools/translate.py

.PHONY: bench
bench: .venv/.bench ## Benchmarks against peers in the same run (SCALE=400k or 2m for more people)
	@$(BIN)/python -m bench

.PHONY: bench-http
bench-http: .venv/.dev ## The service over HTTP: start, bulk, matches under load, a report
	@$(BIN)/python -m bench.http

.PHONY: bench-start
bench-start: .venv/.bench ## How long the service takes to start with 40,000 people, by phase
	@$(BIN)/python -m bench.start

.PHONY: bench-linking
bench-linking: .venv/.dev ## The linker against its peers
	@$(BIN)/python -m bench.linking

.PHONY: enrollment-faults
enrollment-faults: .venv/.dev ## Ten thousand lines through a simulated institute, with clerks that are killed
	@$(BIN)/python -m tests.faults.enrollment_loop --lines 10000 --kills 40

.PHONY: lock
lock: ## Write the hashed locks anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --group dev -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --group dev --group bench -o requirements-bench.lock
	echo 'hatchling>=1.27' | uv pip compile -q - --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o deploy/build.lock

.PHONY: clean
clean: ## Remove the environment and caches (the data in var/ stays)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
