# make run       open Patchbay; installs and builds what is missing
# make test      every check, on a display and a keychain of its own
# make check     only the checks that run nothing of ours
# make bench     acknowledgements, stores, sweeps, searches, start, memory and tunnels; also in target/bench.json
# make seed      a million events to try the feed with: make seed FOLDER=… [EVENTS=…]
# make practice  the practice BigCommerce alone (ARGS=--tls); prints its addresses as JSON
# make bundle    the .deb
# make dev       the window, its page reloading as you edit it
#
# ARGS reaches the app: make run ARGS=--practice

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory

S := tests/scripts
MODULES := ui/node_modules/.package-lock.json
PAGE := ui/dist/index.html
PAGE_SOURCES := $(shell find ui \( -name node_modules -o -name 'dist*' -o -name coverage \) -prune \
	-o -type f -print)

.PHONY: run test check bench seed practice bundle dev page clean help
.DEFAULT_GOAL := run

run:
	@$(S)/run.sh $(ARGS)

test:
	@$(S)/test.sh

check:
	@$(S)/test.sh check

bench:
	@$(S)/install.sh test
	@cargo bench --locked --workspace --bench acks -- $(ARGS)
	@cargo bench --locked --workspace --bench stores -- $(ARGS)
	@$(S)/session.sh cargo bench --locked --workspace --bench sweep -- $(ARGS)
	@$(S)/session.sh cargo bench --locked --workspace --bench feed -- $(ARGS)
	@$(S)/session.sh cargo bench --locked --workspace --bench tunnels -- $(ARGS)

FOLDER ?= /tmp/patchbay-million
EVENTS ?= 1000000
seed:
	@$(S)/install.sh build
	@cargo run --release --locked --quiet -p patchbay-ledger --example seed -- "$(FOLDER)" $(EVENTS)
	@echo 'PATCHBAY_HOME="$(FOLDER)" make run opens it.'

practice:
	@$(S)/practice.sh $(ARGS)

bundle:
	@$(S)/bundle.sh release

dev: $(MODULES)
	@$(S)/install.sh build
	@ui/node_modules/.bin/tauri dev --no-watch -- -- $(ARGS)

page: $(PAGE)

# Packages' own install scripts do not run: nothing here needs one.
$(MODULES): ui/package.json ui/package-lock.json
	@cd ui && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(PAGE): $(MODULES) $(PAGE_SOURCES)
	@cd ui && npm run --silent build
	@touch $@

# The lines at the head of this file.
help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' $(firstword $(MAKEFILE_LIST))

clean:
	@cargo clean
	@rm -rf ui/dist ui/node_modules
