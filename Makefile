# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
# The front door: every command sets up what it needs. `make` alone lists them.

BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup demo test campaign check format bench docs messages lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## the environment in .venv, from requirements.lock
	@bash scripts/setup.sh

demo: setup ## the demo, ready to click (SERVE=0: only write; RESET=1: start over; PORT=8000)
	@$(BIN)/baken demo $(if $(filter 0,$(SERVE)),--no-serve) $(if $(filter 1,$(RESET)),--reset) $(if $(PORT),--port $(PORT))

test: setup ## all tests but the long runs: SQLite, browser, PostgreSQL (STRICT=1: fails when one is left out)
	@bash scripts/tools.sh
	@$(BIN)/python scripts/run_tests.py test $(if $(filter 1,$(STRICT)),--strict)

campaign: setup ## the long runs: kill, load, national scale, cluster
	@bash scripts/tools.sh
	@bash scripts/spark.sh
	@$(BIN)/python scripts/run_tests.py campaign $(if $(filter 1,$(STRICT)),--strict)

check: setup ## style, types, architecture, licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

format: setup ## puts the style right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## measures speed, beside pandas in the same run
	@$(BIN)/python -m benchmarks

docs: setup ## makes the generated parts of docs/ again
	@$(BIN)/baken docs

messages: setup ## collects texts for translation and compiles them
	@bash scripts/tools.sh
	@$(BIN)/python scripts/messages.py

lock: setup ## resolves requirements.lock and requirements-spark.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-annotate --no-header \
	  --python-version 3.11 --upgrade -o requirements.lock
	printf '%s\n' 'pyspark>=4.3,<5' setuptools wheel | $(BIN)/uv pip compile - -c requirements.lock --universal --generate-hashes \
	  --no-annotate --no-header --python-version 3.11 --upgrade -o requirements-spark.lock
