"""doctor, selftest: whether the data is sound, and whether this program works on this computer."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial

from crmdesk.commands.figures import moment, percent
from crmdesk.commands.output import emit, one_line, speak
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import counted, listed, said
from crmdesk.domain.values import instant
from crmdesk.store.queries import doctor
from crmdesk.store.queries.doctor import Position, Report
from crmdesk.store.queries.feed_misses import FeedMisses, feed_misses
from crmdesk.store.store import Store
from crmdesk.ui.trial_words import CHECKS as NAMES

DAYS = 30
"""How far back rows are counted that no feed told."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    check = commands.add_parser("doctor")
    check.add_argument("--json", action="store_true", help="one JSON document")
    check.set_defaults(work=_doctor)
    test = commands.add_parser("selftest")
    test.add_argument("--json", action="store_true", help="one JSON document")
    test.set_defaults(work=_selftest)


def _doctor(arguments: Namespace) -> int:
    watched = not arguments.json and sys.stderr.isatty()
    with opened_profile(arguments) as opened:
        report, names = run_async(_examined(opened.store, _show_progress if watched else lambda _: None))
        since = instant(datetime.now(UTC) - timedelta(days=DAYS)) or ""
        missed = opened.store.read_now(lambda reader: feed_misses(reader, since))
    document = report.to_json() | {"feed_misses": [asdict(each) for each in missed]}
    text = "" if arguments.json else "\n".join([_in_words(report, names), *_missed_in_words(missed)])
    emit(document, as_json=arguments.json, text=text)
    return 1 if report.counts else 0


async def _examined(store: Store, progress: Callable[[float], None]) -> tuple[Report, dict[str, str]]:
    """What the doctor finds, and the names of the records; each step is a short read, and the task can be cancelled."""
    report = Report()
    position: Position | None = Position()
    while position is not None:
        step = await store.read(partial(doctor.examine, position=position))
        report.add(step.found, step.more)
        progress(step.done)
        position = step.next
    return report, await store.read(partial(doctor.names_told, ids=report.records()))


def _show_progress(done: float) -> None:
    """One line of a terminal that is written over, and gone at the end."""
    sys.stderr.write(f"\r{percent(done):>5} " if done < 1 else "\r       \r")
    sys.stderr.flush()


def _in_words(report: Report, names: Mapping[str, str]) -> str:
    speak()
    from crmdesk.ui.check_texts import report_lines

    return "\n".join(map(one_line, report_lines(report, names)))


def _missed_in_words(missed: Sequence[FeedMisses]) -> list[str]:
    """What the feeds of accounts did not tell: nothing is lost, and whoever looks for a delay knows where."""
    lines = [
        counted(
            "{account}: {n} change of the last {days} days was not announced by the vendor, and was found by comparing all rows "
            "(last: {moment}).",
            "{account}: {n} changes of the last {days} days were not announced by the vendor, and were found by comparing all "
            "rows (last: {moment}).",
            each.rows,
            account=each.connection,
            days=DAYS,
            moment=moment(each.last),
        )
        for each in missed
    ]
    remedy = said("They are here now. Such a change arrives up to a day late; “crmdesk runs” tells in which runs.")
    return [*map(one_line, lines), f"  {remedy}"] if lines else []


def _selftest(arguments: Namespace) -> int:
    from crmdesk.commands.selftest import CHECKS, run

    results = []
    for check in CHECKS:
        result = run(check)
        results.append(result)
        if not arguments.json:
            outcome = said("ok") if result.ok else said("FAILED")
            print(f"{outcome:8}{said(NAMES[result.name]):16}{result.said()}", flush=True)
    failed = [result.name for result in results if not result.ok]
    if arguments.json:
        emit({"ok": not failed, "checks": [result.document() for result in results]}, as_json=True, text="")
    if failed:
        words = said("self-test failed: {checks}", checks=listed(said(NAMES[name]) for name in failed))
        sys.stderr.write(f"crmdesk: {words}\n")
    return 1 if failed else 0
