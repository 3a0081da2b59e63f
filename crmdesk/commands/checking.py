"""doctor, selftest: whether the data is sound, and whether this program works on this computer."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict

from crmdesk.commands.output import emit
from crmdesk.commands.session import session
from crmdesk.store.queries import doctor


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    check = commands.add_parser("doctor", help="check the data of the profile against its own rules")
    check.add_argument("--json", action="store_true", help="one JSON document")
    check.set_defaults(work=_doctor)
    test = commands.add_parser("selftest", help="check that this program works on this computer")
    test.add_argument("--json", action="store_true", help="one JSON document")
    test.set_defaults(work=_selftest)


def _doctor(arguments: Namespace) -> int:
    with session(arguments) as opened:
        found = opened.store.read_now(doctor.violations)
    lines = [f"{each.invariant}  {each.record or '–'}  {each.detail}" for each in found]
    document = {"ok": not found, "violations": [asdict(each) for each in found]}
    emit(document, as_json=arguments.json, text="\n".join(lines or ["ok"]))
    return 1 if found else 0


def _selftest(arguments: Namespace) -> int:
    from crmdesk.commands.selftest import CHECKS, run

    results = []
    for check in CHECKS:
        result = run(check)
        results.append(result)
        if not arguments.json:
            print(f"{'ok' if result.ok else 'FAILED':8}{result.name:12}{result.detail}", flush=True)
    failed = [result.name for result in results if not result.ok]
    if arguments.json:
        emit({"ok": not failed, "checks": [asdict(result) for result in results]}, as_json=True, text="")
    if failed:
        sys.stderr.write(f"crmdesk: selftest failed: {', '.join(failed)}\n")
    return 1 if failed else 0
