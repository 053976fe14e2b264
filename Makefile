# Bình Xét: `make run` starts everything, `make test` tests everything.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: setup run test check bench lock format clean
.DEFAULT_GOAL := run

setup:
	@$(PYTHON) setup/prepare.py

run: setup
	@exec $(BIN)/binhxet run

test: setup
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: setup
	@$(BIN)/python setup/check.py

bench: setup
	@$(BIN)/python -m pytest -p no:xdist -q -s -m "" tests/bench $(ARGS)

format: setup
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock:
	@$(PYTHON) setup/lock.py

clean:
	rm -rf .venv node_modules server/web/static/vendor build
