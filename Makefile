# Zhupi 朱批. "make help" lists what can be made; the scripts are in build_spec/.

VENV := .venv
OLDEST := .venv-oldest
PACKAGING := .venv-package
python := $(VENV)/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen

# Seeds and length of the walks of "make wander".
WALKS := 1:40:200

# Extra arguments for the program, pytest or the benchmark: make test ARGS="-k search"
ARGS :=

export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-quick torture wander test-oldest package picture pictures lock setup clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: setup ## open the window; without a display, draw it into zhupi.png and print the tree
	@sh build_spec/run.sh $(python) $(ARGS)

test: setup ## run all tests, headless
	@$(OFFSCREEN) $(python) -m pytest $(ARGS)

check: setup ## lint, format, types, who imports whom
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

bench: setup ## measure the budgets of the design (ARGS=--quick: on a small library)
	@$(OFFSCREEN) $(python) tests/bench $(ARGS)

bench-quick: setup ## search a small library; a wrong count fails, a slow one does not
	@$(OFFSCREEN) $(python) tests/bench/scale.py --quick

torture: setup ## kill writing processes at 200 random moments; nothing may be lost (ARGS=--kills N)
	@$(python) tests/torture $(ARGS)

wander: setup ## walk at random through the window; nothing may be lost (WALKS=first:last:steps)
	@$(OFFSCREEN) WALKS=$(WALKS) $(python) -m pytest tests/qt/test_random_walk.py $(ARGS)

test-oldest: ## run all tests on the oldest supported PySide6
	@sh build_spec/setup.sh $(OLDEST) oldest
	@$(OFFSCREEN) $(OLDEST)/bin/python -m pytest $(ARGS)

package: ## build dist/zhupi, a folder that needs no Python, and try it
	@sh build_spec/package.sh $(PACKAGING)

picture: setup ## draw the README's picture anew
	@sh build_spec/picture.sh $(python) docs/window.png

pictures: setup ## draw the window in every state, theme, size and scale into build/pictures
	@$(python) tests/pictures build/pictures $(ARGS)

lock: ## write requirements.lock anew (ARGS=--upgrade takes newer versions)
	@sh build_spec/lock.sh $(ARGS)

setup: ## make or renew .venv
	@sh build_spec/setup.sh $(VENV)

clean: ## remove what was made: environments, builds, caches
	rm -rf $(VENV) $(OLDEST) $(PACKAGING) build dist zhupi.png \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find desktop tests -name __pycache__ -type d -prune -exec rm -rf {} +
