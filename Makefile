# Bình Xét: `make run` starts everything, `make test` tests everything.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONUTF8 := 1
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: templates setup run test check bench faults audit-attacks fuzz walks mutate conformance survivors journeys odd-requests pictures paper-pictures sbom lock format clean
.DEFAULT_GOAL := run

setup:
	@$(PYTHON) setup/prepare.py

run: setup
	@exec $(BIN)/binhxet run

test: setup
	@$(BIN)/python -m pytest -n $(or $(WORKERS),2) --dist loadgroup $(ARGS)

check: setup
	@$(BIN)/python setup/check.py

bench: setup
	@test -d build/bench/viewflow || $(BIN)/python -m pip install --quiet --require-hashes --target build/bench/viewflow -r requirements/bench.txt
	@$(BIN)/python -m pytest -p no:xdist -q -s -m "" tests/bench $(ARGS)

faults: setup
	@$(BIN)/python -m pytest -p no:xdist -q -m "" tests/faults $(ARGS)

# Every planted fault in every year that can have it; then
# 10,000 single changes to seven years, each found and named; 1,000 acts after which nothing is.
# Then the same of exports: 10,000 changes, 1,000 that nobody touched. SHARE=3/10 is the third of
# ten parts; it says how far it is, and what was missed, also where it is interrupted.
audit-attacks: export SHARE := $(or $(SHARE),1/1)
audit-attacks: setup
	@EVERY_PLANT=1 $(BIN)/python -m pytest -n 0 -q tests/check/test_planted.py $(ARGS)
	@ATTACKS=$(or $(ATTACKS),10000) CLEAN_RUNS=$(or $(CLEAN_RUNS),1000) $(BIN)/python -m pytest -n 0 -q -s tests/attacks $(ARGS)
	@EXPORT_CHANGES=$(or $(EXPORT_CHANGES),10000) CLEAN_EXPORTS=$(or $(CLEAN_EXPORTS),1000) $(BIN)/python -m pytest -n 0 -q -s tests/verifier $(ARGS)

# FUZZ_SECONDS=600 for longer; ARGS=build/fuzz/finds/crash-… plays one find again.
fuzz: setup
	@test -d build/fuzz/atheris || $(BIN)/python -m pip install --quiet --require-hashes --target build/fuzz/atheris -r requirements/fuzz.txt
	@PYTHONPATH=build/fuzz/atheris:. $(BIN)/python -m tests.fuzz.run $(ARGS)

# The engine beside the token game of BPMN on random diagrams; WALKS=20000 takes most of an hour.
walks: setup
	@WALKS=$(or $(WALKS),4000) $(BIN)/python -m pytest -n 0 -q -s tests/engine/test_token_game.py $(ARGS)

# What becomes of the files of a public suite: SUITE=FOLDER of a checkout, SAMPLE=300 of them.
conformance: setup
	@test -n "$(SUITE)" || { echo "SUITE=FOLDER of an unpacked suite"; exit 2; }
	@SAMPLE="$(SAMPLE)" $(BIN)/python -m tests.conformance.run "$(SUITE)"

# Every kind of change of every shipped process, linted and, if that finds nothing, played.
# SITES=2 for fewer places of each; ONLY=condition: for the kinds that are called so; SHARE=2/4
# for the second of four parts; OF="request errand" for these processes. Ended early, it prints what it came to.
mutate: setup
	@SITES=$(or $(SITES),4) ONLY="$(ONLY)" SHARE="$(SHARE)" OF="$(OF)" $(BIN)/python -m tests.mutation.run

# Plays the journeys of signing in in both languages; `make test` plays each in one of them.
journeys: setup
	@JOURNEYS=all $(BIN)/python -m pytest -n 0 -q tests/e2e/sign_in $(ARGS)

# Makes each page's rule weaker; notes in a run of the suite which tests make each refusal of every
# check_… function refuse, and runs these without it. ONLY=people for those that are called so;
# SHARE=2/4, JOBS=4; NOTED=build/refusing.tsv for notes that were taken of the same text before.
survivors: setup
	@$(BIN)/python -m pytest -n 0 -q tests/web/access/test_rules_needed.py
ifndef NOTED
	@mkdir -p build; rm -f build/refusing.tsv
	@REFUSING=build/refusing.tsv PYTEST_PLUGINS=tests.survivors.refusing $(BIN)/python -m pytest -n $(or $(WORKERS),2) --dist loadgroup -q
endif
	@ONLY="$(ONLY)" SHARE="$(SHARE)" NOTED="$(NOTED)" $(BIN)/python -m tests.survivors.run

# 10,000 requests that no browser sends, over every route; ODD_SEED=7 for others.
odd-requests: setup
	@ODD_REQUESTS=$(or $(ODD_REQUESTS),10000) $(BIN)/python -m pytest -n 0 -q tests/web/odd_requests $(ARGS)

# The pictures of the guide, in both languages, with the words the test compares them by.
pictures: setup
	@TAKE_PICTURES=1 $(BIN)/python -m pytest -p no:xdist -q -m "" tests/e2e/help/test_pictures.py $(ARGS)

# Draws the pictures anew that printouts are compared with; look at every one that changed.
paper-pictures: setup
	@WRITE_PICTURES=1 $(BIN)/python -m pytest -p no:xdist -q tests/printouts/test_pictures.py tests/processes/papers

# What the product is made of: build/sbom/*.cdx.json (CycloneDX), the licence texts beside them.
sbom: setup
	@$(BIN)/python -m setup.sbom

format: setup
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

# The pages' templates, compiled into build/templates: for a server whose user cannot write there.
templates: setup
	@$(BIN)/python -P -c "from server.app import compile_templates; compile_templates()"

lock:
	@$(PYTHON) setup/lock.py

clean:
	rm -rf .venv node_modules server/web/static/vendor build
