# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Each target first prepares this machine (simulator/setup.sh), which takes no time when nothing is missing.

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench faults docs contract
.ONESHELL:

VENV := .venv/bin
OUT :=

help: ## print the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

setup:
	@simulator/setup.sh

demo: setup ## a whole centre on this machine, simulated hardware; OUT=DIR for its pictures (default demo-out)
	@exec $(VENV)/cherha demo --out "$(or $(OUT),demo-out)"

test: setup ## the whole test suite, real broker included
	@exec $(VENV)/python -m pytest

check: setup ## lint, format, types, directions of imports, shell
	@set -e
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/shellcheck simulator/setup.sh .ci/run

bench: setup ## press to paper and call to screen, beside the physical floor; OUT=DIR for bench.json (default bench-out)
	@exec $(VENV)/python -m simulator.bench --out "$(or $(OUT),bench-out)"

faults: setup ## kill -9 dispatcher, broker and kiosk in the middle of a morning
	@exec $(VENV)/python -m pytest tests/system/test_kills.py

docs: contract ## renew what is generated: the contract, the states, the policy page, README's pictures
	@set -e
	$(VENV)/python -m dispatcher.rules.states
	$(VENV)/python -m centre.policy
	out=$$(mktemp -d)
	trap 'rm -rf "$$out"' EXIT
	$(VENV)/cherha demo --out "$$out/demo" </dev/null
	$(VENV)/python -m simulator.pictures "$$out/demo" docs/pictures

contract: setup ## renew docs/asyncapi.yaml and README's topic table from centre/messages.py
	@exec $(VENV)/python -m centre.contract
