# Only python3 and make are needed: the first run sets everything else up in .venv (tools/bootstrap.py).
PYTHON ?= python3
GO = @$(PYTHON) tools/bootstrap.py

.PHONY: run test lint bench messages tables clean

run: ## Start Planfolio; make run ARGS="--port 9000 --data FOLDER"
	$(GO) run $(ARGS)

test: ## Everything this machine can run; says at the end what it could not
	$(GO) test $(ARGS)

lint:
	$(GO) lint

bench: ## The figures of the important pages, beside a reference in the same run
	$(GO) bench $(ARGS)

messages: ## Collect and compile the translated texts
	$(GO) messages $(ARGS)

tables: ## Write what an empty database on SQLite begins with; after every migration
	$(GO) tables

clean: ## Remove what was made here; data folders are never touched
	@rm -rf .venv .cache .pytest_cache .ruff_cache .hypothesis build dist test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
