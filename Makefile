# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Each target first prepares this machine (simulator/setup.sh), which takes no time when nothing is missing.

.DEFAULT_GOAL := help
.PHONY: help setup setuptest setupimage setuptrial demo test check bench hour faults docs contract voices deb image image-test
.ONESHELL:

VENV := .venv/bin
OUT :=
SEED :=
ONLY :=
LONG :=
SCENE :=

VOICE :=

help: ## print the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 17

setup:
	@simulator/setup.sh

setuptest:
	@simulator/setup.sh test

setupimage:
	@simulator/setup.sh image

setuptrial:
	@simulator/setup.sh trial

demo: setup ## a whole centre on this machine, simulated hardware; OUT=DIR for its pictures (default demo-out), PORT=18830 for its broker
	@exec $(VENV)/cherha demo --out "$(or $(OUT),demo-out)" $(if $(PORT),--port "$(PORT)")

test: setuptest ## the whole test suite, real broker included, a file of tests per core and two more: most wait for processes
	@exec $(VENV)/python -m pytest --numprocesses $$(($$(nproc) + 2)) --dist loadfile --no-loadscope-reorder

check: setup ## lint, format, types, directions of imports, shell, systemd's units and how exposed each is
	@set -e
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/shellcheck simulator/setup.sh .ci/run systemd/check.sh systemd/install.sh image/debian/p* image/scripts/*.sh \
		image/root/usr/share/initramfs-tools/hooks/cherha image/root/usr/share/initramfs-tools/scripts/init-bottom/cherha \
		image/root/usr/share/initramfs-tools/cherha/data.sh
	systemd/check.sh

bench: setup ## press to paper and call to screen beside the physical floor, idle minutes, redraws; OUT=DIR for bench.json (default bench-out)
	@exec $(VENV)/python -m simulator.bench --out "$(or $(OUT),bench-out)"

hour: setup ## an hour of 8 calls a minute from two windows: is each in the recording? MINUTES=60; PORT=18850; OUT=DIR (hour-out)
	@exec $(VENV)/python -m simulator.hall_hour --minutes $(or $(MINUTES),60) --port $(or $(PORT),18850) --out "$(or $(OUT),hour-out)"

faults: setuptest ## try to break the promise that nothing is lost; writes docs/reliability.md, faults.json in OUT=DIR; SEED=, ONLY=NAME, LONG=1 (root)
	@exec $(VENV)/python -m tests.faults --out "$(or $(OUT),faults-out)" $(if $(SEED),--seed "$(SEED)") \
		$(if $(ONLY),--only $(ONLY)) $(if $(LONG),--long)

docs: contract ## renew what is generated: contract, states, policy, lamps, access, pictures, tickets, kiosk, its words, hall, wiring, printer faults (7 min)
	@set -e
	$(VENV)/python -m dispatcher.rules.states
	$(VENV)/python -m centre.policy
	$(VENV)/python -m centre.lamp_page
	$(VENV)/python -m kiosk.listening_page
	$(VENV)/python -m tests.broker_config.access_page
	systemd/check.sh docs/supervision.md
	out=$$(mktemp -d)
	trap 'rm -rf "$$out"' EXIT
	$(VENV)/cherha demo --out "$$out/demo" </dev/null
	$(VENV)/python -m simulator.pictures "$$out/demo" docs/pictures
	$(VENV)/python -m kiosk.specimens centre/examples/small.toml "$$out/specimens"
	$(VENV)/python -m simulator.ticket_page "$$out/specimens" docs
	$(VENV)/python -m kiosk.face_specimens centre/examples/large.toml "$$out/faces"
	$(VENV)/python -m simulator.kiosk_page "$$out/faces" docs
	$(VENV)/python -m display.specimens centre/examples/small.toml "$$out/hall"
	$(VENV)/python -m simulator.hall_page "$$out/hall" docs
	$(VENV)/python -m simulator.printer_faults docs/printer-faults.md
	$(VENV)/python -m simulator.wiring_page centre/examples/small.toml docs

deb: setup ## Debian packages for a Pi (arm64) and a computer (amd64) in OUT=DIR (default deb-out); ARCH=arm64 for it alone
	@exec $(VENV)/python -m image.package $(if $(ARCH),--arch "$(ARCH)") --out "$(or $(OUT),deb-out)"

image: setupimage ## a card's image and its bundle (root; 10 min, later 2) in OUT=DIR (image-out); FRESH=1: Debian of today; KEY= CERT=: who signs; ZST=1
	@exec $(VENV)/python -m image.image --out "$(or $(OUT),image-out)" $(if $(FRESH),--fresh) $(if $(ZST),--zst) \
		$(if $(VERSION),--version "$(VERSION)") $(if $(KEY),--key "$(KEY)") $(if $(CERT),--cert "$(CERT)")

image-test: setuptrial ## boot the newest image of make image under QEMU and play a morning from outside (half an hour); SCENE=wrong; OUT=DIR
	@set -e
	$(VENV)/python -m pytest -q tests/image/boot
	exec $(VENV)/python -m image.trial --out "$(or $(OUT),image-out)" --scene "$(SCENE)" $(if $(KEY),--key "$(KEY)" --cert "$(CERT)")

voices: setup ## record the words of all calls, RHVoice if installed, else espeak-ng; OUT=DIR (default voices-out), VOICE=anatol
	@exec $(VENV)/cherha voices --out "$(or $(OUT),voices-out)" --voice "$(or $(VOICE),natalia)"

contract: setup ## renew docs/asyncapi.yaml and README's topic table from centre/messages.py
	@exec $(VENV)/python -m centre.contract
