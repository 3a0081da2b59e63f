# Every target sets up what it needs by itself (scripts/setup); `make` alone lists them.
#
#   make test ARGS="-k merge -n0"    ARGS go to the tool behind a target

RUN := .venv/bin/python
ARGS ?=
SEEDS ?= 200
FIRST ?= 1
SYSTEM ?= debian-12

# The tests start Python a thousand times: what it has compiled is kept, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test thorough check sim replicas rounds mutants kill-test e2e services services-stop e2e-services clean-system bench pictures package package-test lock

help:
	@echo "make setup          all that is needed to work on crmdesk"
	@echo "make demo           the whole job against the built-in sandbox; without a display: pictures in demo-out/"
	@echo "make test           all tests (ARGS=\"tests/domain -k merge\")"
	@echo "make thorough       the tests that go through every moment, history, vendor or meeting of two features (make test leaves them out)"
	@echo "make check          format, lint, types, import rules, coverage of the pure parts"
	@echo "make sim            simulated histories with faults (SEEDS=200 FIRST=1)"
	@echo "make replicas       two computers edit one account at random, and end up alike (SEEDS=200 FIRST=1)"
	@echo "make rounds         random histories over the real providers of all five vendors (SEEDS=20 FIRST=1)"
	@echo "make mutants        break crmdesk one line at a time, and see that the simulator notices"
	@echo "make kill-test      kill the program at 100 moments of its runs; nothing is lost, nothing is there twice"
	@echo "make e2e            the whole job against five services: one vendor away, one slow, one failing, in every arrangement"
	@echo "make services       the five services as containers (podman or docker); make services-stop ends them"
	@echo "make e2e-services   make e2e against those containers"
	@echo "make clean-system   the demonstration on a clean system in a container (SYSTEM=debian-12 or ubuntu-24.04)"
	@echo "make bench          figures against their bars, in bench/latest.json"
	@echo "make pictures       pictures of every screen, both languages and schemes"
	@echo "make package        the frozen program in dist/crmdesk/"
	@echo "make package-test   the frozen program proves itself, and tells its size"
	@echo "make lock           remake the lock files after a change of pyproject.toml (ARGS=--upgrade for newer packages)"

setup:
	@scripts/setup dev

demo:
	@scripts/setup run
	@scripts/demo $(ARGS)

# Tests wait a sixth of their time for sockets, keyrings and other processes: three share two processors best.
test:
	@scripts/setup dev
	@$(RUN) -m pytest --numprocesses 3 --dist worksteal -m "not thorough" $(ARGS)

thorough:
	@scripts/setup dev
	@$(RUN) -m pytest --numprocesses 2 --dist worksteal -m thorough $(ARGS)

check:
	@scripts/setup dev
	@scripts/check

sim:
	@scripts/setup dev
	@$(RUN) -m tests.sim --seeds $(SEEDS) --first $(FIRST) $(ARGS)

replicas:
	@scripts/setup dev
	@$(RUN) -m tests.sim.replicas --seeds $(SEEDS) --first $(FIRST) $(ARGS)

rounds: SEEDS := 20
rounds:
	@scripts/setup dev
	@$(RUN) -m tests.rounds --seeds $(SEEDS) --first $(FIRST) $(ARGS)

mutants:
	@scripts/setup dev
	@$(RUN) -m tests.sim.mutants $(ARGS)

kill-test:
	@scripts/setup dev
	@$(RUN) -m tests.kill $(ARGS)

e2e:
	@scripts/setup dev
	@$(RUN) -m tests.e2e $(ARGS)

services:
	@scripts/setup dev
	@scripts/services up

services-stop:
	@scripts/services down

e2e-services: services
	@$(RUN) -m tests.e2e --services $(ARGS); status=$$?; scripts/services down; exit $$status

clean-system:
	@scripts/services try $(SYSTEM)

bench:
	@scripts/setup dev
	@$(RUN) -m tests.bench $(ARGS)

pictures:
	@scripts/setup dev
	@$(RUN) -m tests.pictures $(ARGS)

package:
	@scripts/setup package
	@scripts/package

package-test: package
	@$(RUN) -m scripts.package_test

lock:
	@scripts/setup dev
	@scripts/lock $(ARGS)
