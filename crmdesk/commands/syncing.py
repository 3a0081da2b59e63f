"""sync, status, pause, resume: runs from the command line."""

from __future__ import annotations

import asyncio
import shlex
import sys
import time
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.figures import decimal, moment, number
from crmdesk.commands.output import emit, one_line, sentence, speak, table
from crmdesk.commands.session import call_fields, opened_profile, run_async, session
from crmdesk.commands.texts import counted, labelled, listed, said
from crmdesk.commands.unsent import reason_lines, reasons
from crmdesk.desk.journal import journal, log_change
from crmdesk.desk.named import account_named
from crmdesk.domain.errors import CrmdeskError, InvalidInput, error_json
from crmdesk.domain.events import RunReport, RunStatus
from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import RECORD_KINDS
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.problems import PERHAPS_THE_SAME
from crmdesk.store.queries import notices
from crmdesk.store.queries import status as queries
from crmdesk.store.queries.reviews import open_reviews
from crmdesk.store.queries.rows import ConnectionRow, ProblemRow, ReviewRow, Totals
from crmdesk.store.unit import Unit
from crmdesk.ui.command_words import (
    COUNTS,
    KINDS,
    NOT_PAUSED,
    OUTCOMES,
    PAUSED,
    RESUMED,
    STATES,
    TOO_EARLY,
    UNSENT,
    WAITING,
)

if TYPE_CHECKING:
    from crmdesk.desk.session import Session
    from crmdesk.sync.connection_run import Emit


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    sync = commands.add_parser(
        "sync",
        epilog="Exit status 0: every account was brought in step. 1: a run failed, or an account is left with a problem "
        "(something that could not be read, a record that was refused); each is printed.",
    )
    sync.add_argument("name", nargs="?", type=plain_text, help="one account (default: all)")
    sync.add_argument("--connection", type=plain_text, metavar="NAME", help="this account only (default: all)")
    sync.add_argument("--json", action="store_true", help="one JSON document")
    sync.set_defaults(work=_sync)
    status = commands.add_parser("status")
    status.add_argument("--json", action="store_true", help="one JSON document")
    status.set_defaults(work=_status)
    pause = commands.add_parser("pause")
    resume = commands.add_parser("resume")
    for command, paused in ((pause, True), (resume, False)):
        command.add_argument("name", type=plain_text, metavar="NAME", help="the account")
        command.add_argument("--json", action="store_true", help="one JSON document")
        command.set_defaults(work=_pause if paused else _resume)


def _sync(arguments: Namespace) -> int:
    if arguments.name is not None and arguments.connection is not None:
        raise InvalidInput("options_exclude", options="NAME, --connection")
    with session(arguments) as opened:
        reports = run_async(sync_once(opened, arguments.name or arguments.connection))
        names = {row.id: row.name for row in opened.store.read_now(connections.all_of)}
        ran = {report.connection for report in reports}
        left = [row for row in opened.store.read_now(queries.problems) if row.connection in ran]
        if left:
            call_fields(opened.store)
        reviews = [row for row in opened.store.read_now(open_reviews) if row.connection in ran]
        asked = [row for row in reviews if row.preview is not None]
        early = _too_early(opened.store.read_now(connections.all_of), reports, asked)
        conflicts = opened.store.read_now(queries.totals).conflicts
        waiting = {row.id: row.pending for row in opened.store.read_now(queries.connections) if row.sending}
        why = {
            id: reasons(opened.store.read_now(partial(queries.pending_at, account=id))) for id in ran if waiting.get(id)
        }
    # An account that was disconnected meanwhile has no name any more.
    runs = [run_json(report, names.get(report.connection, report.connection)) for report in reports]
    for run, report in zip(runs, reports, strict=True):
        run["problem_list"] = [_problem_json(row) for row in left if row.connection == report.connection]
        run["pending"] = waiting.get(report.connection, 0)
        run["unsent"] = why.get(report.connection, {})
    lines = [line for run in runs for line in _lines(run)] or _nothing_ran(list(names.values()))
    lines += [said(TOO_EARLY, account=name) for name in early]
    told = any("decision" in run["unsent"] for run in runs)
    if conflicts and not told:
        lines.append(
            counted(
                "{n} conflict waits for your answer: crmdesk conflicts",
                "{n} conflicts wait for your answer: crmdesk conflicts",
                conflicts,
            )
        )
    uncommon = len(reviews) - len(asked)
    if uncommon and not any("review" in run["unsent"] for run in runs):
        lines.append(
            counted(
                "{n} review waits for your answer: crmdesk reviews",
                "{n} reviews wait for your answer: crmdesk reviews",
                uncommon,
            )
        )
    if asked and not arguments.json:
        lines += _questions(asked)
    emit({"runs": runs}, as_json=arguments.json, text="\n".join(lines))
    for run, report in zip(runs, reports, strict=True):
        if report.error is not None:
            sys.stderr.write(f"crmdesk: {labelled(run['connection'], sentence(report.error))}\n")
    for row in left:
        sys.stderr.write(f"crmdesk: {_problem_line(row)}\n")
    # Whose a row is that nobody can know is a question, and no failure.
    failed = any(row.key != PERHAPS_THE_SAME for row in left)
    return 0 if not failed and all(report.status is RunStatus.DONE for report in reports) else 1


def _too_early(rows: Sequence[Connection], reports: Sequence[RunReport], asked: Sequence[ReviewRow]) -> list[str]:
    """The accounts that wait for another one's first pull before anybody can be asked about them."""
    done = {report.connection for report in reports if report.status is RunStatus.DONE}
    known = {row.connection for row in asked}
    return [row.name for row in rows if row.first_sync is FirstSync.ASKING and row.id in done - known]


def _questions(asked: Sequence[ReviewRow]) -> list[str]:
    """What first syncs would bring about, and the commands that answer."""
    speak()
    from crmdesk.ui.sync.review_report import whole_lines

    return [one_line(line) for row in asked for line in whole_lines(row, ())]


def _nothing_ran(names: list[str]) -> list[str]:
    """Why there was nothing to run: no account, or every one is paused."""
    if not names:
        return [said("no account to synchronise: crmdesk connect VENDOR signs in to one")]
    return [paused_line(name) for name in sorted(names)]


async def sync_once(opened: Session, name: str | None = None, *, emit: Emit = lambda _: None) -> list[RunReport]:
    """One run of the named connection, or of every one that is not paused, side by side.

    Raises InvalidInput for a name that is no account's, and ``account_paused`` for that of a paused one.
    """
    # What shows how accounts are does without what makes runs.
    from crmdesk.sync.connection_run import run_connection
    from crmdesk.sync.run import Reach

    if name is None:
        rows = await opened.store.read(connections.all_of)
        due = [row for row in rows if row.state != connections.PAUSED]
    else:
        due = [await opened.store.read(lambda reader: account_named(reader, name))]
        if due[0].state == connections.PAUSED:
            raise InvalidInput("account_paused", name=due[0].name)
    told = journal(emit)
    work = [
        run_connection(
            opened.store,
            opened.accounts.open,
            row,
            holder=opened.holder,
            now_s=time.time,
            emit=told,
            reach=Reach.THOROUGH,
        )
        for row in due
    ]
    reports = list(await asyncio.gather(*work))
    for row, report in zip(due, reports, strict=True):
        log_change(report, failed_before=row.failure is not None)
    return reports


def run_json(report: RunReport, name: str) -> dict[str, Any]:
    """A run as scripts read it."""
    counts = {key: report.counts.get(key, 0) for key in _COUNTS}
    document: dict[str, Any] = {"connection": name, "vendor": report.vendor, **counts}
    document |= {"seconds": round(report.seconds, 3), "status": report.status.value}
    if report.error is not None:
        document["error"] = error_json(report.error)
    return document


_COUNTS = (
    "pulled",
    "applied",
    "merged",
    "conflicts_opened",
    "decided",
    "notices",
    "pushed",
    "held",
    "deleted",
    "calls",
    "problems",
    "reviews",
    "feed_misses",
)


def _lines(run: dict[str, Any]) -> list[str]:
    """A run in a line, and why something is still here after one that went well.

    Its problems are those that are listed below it: one may have been met many times.
    """
    numbers = {key: run[key] for key in _COUNTS} | {"problems": len(run["problem_list"])}
    parts = [counted(*COUNTS[key], number) for key, number in numbers.items() if number]
    parts += [counted(*WAITING["pending"], run["pending"])] if run["pending"] else []
    counts = ", ".join(parts)
    unsent = run["status"] == RunStatus.DONE and run["pending"]
    line = said(
        "{account}: {outcome} ({counts}; {seconds} s)",
        account=run["connection"],
        outcome=said(UNSENT if unsent else OUTCOMES[run["status"]]),
        counts=counts or said("nothing to do"),
        seconds=decimal(run["seconds"], 1),
    )
    return [line, *(reason_lines(run["connection"], run["unsent"]) if unsent else ())]


def _pause(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        row = run_async(opened.store.write(lambda unit: _paused(unit, arguments.name), urgent=True))
    document = {"connection": row.name, "state": connections.PAUSED}
    emit(document, as_json=arguments.json, text="" if arguments.json else paused_line(row.name))
    return 0


def _paused(unit: Unit, name: str) -> Connection:
    """Pause an account; as it was before. Raises InvalidInput for one that there is not."""
    row = account_named(unit.connection, name)
    if row.state != connections.PAUSED:
        connections.change(unit, row.id, state=connections.PAUSED)
    return row


def paused_line(name: str) -> str:
    """That an account is paused, and the command that goes on with it."""
    return one_line(said(PAUSED, account=name, command=f"crmdesk resume {shlex.quote(name)}"))


def _resume(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        row = run_async(opened.store.write(lambda unit: _resumed(unit, arguments.name), urgent=True))
    paused = row.state == connections.PAUSED
    document = {"connection": row.name, "state": connections.ACTIVE if paused else row.state}
    emit(document, as_json=arguments.json, text="" if arguments.json else _resumed_line(row.name, was_paused=paused))
    return 0


def _resumed(unit: Unit, name: str) -> Connection:
    """Go on with an account that is paused; as it was before: one that needs signing in still does. Raises InvalidInput."""
    row = account_named(unit.connection, name)
    if row.state == connections.PAUSED:
        connections.change(unit, row.id, state=connections.ACTIVE)
    return row


def _resumed_line(name: str, *, was_paused: bool) -> str:
    return one_line(said(RESUMED if was_paused else NOT_PAUSED, account=name))


def _status(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        totals = opened.store.read_now(queries.totals)
        rows = opened.store.read_now(queries.connections)
        found = opened.store.read_now(queries.problems)
        told = opened.store.read_now(notices.count)
        if found and not arguments.json:
            call_fields(opened.store)
    document = {
        "connections": [_connection_json(row) for row in rows],
        "pending": totals.pending,
        "conflicts": totals.conflicts,
        "problems": totals.problems,
        "reviews": totals.reviews,
        "notices": told,
        "paused": sum(row.state == connections.PAUSED for row in rows),
        "records": {kind.value: totals.records.get(kind, 0) for kind in RECORD_KINDS},
        "problem_list": [_problem_json(row) for row in found],
    }
    emit(
        document, as_json=arguments.json, text="\n".join([_status_text(rows, totals, told), *map(_problem_line, found)])
    )
    return 0


def _problem_json(row: ProblemRow) -> dict[str, Any]:
    return {
        "connection": row.account,
        "record": row.record,
        "field": row.field,
        "verb": row.verb,
        "key": row.key,
        "data": dict(row.data),
        "times": row.times,
        "next_try": row.next_try,
    }


def _problem_line(row: ProblemRow) -> str:
    words = sentence(CrmdeskError(row.key, **row.data))
    from crmdesk.ui.field_texts import field_label  # its Qt came with the sentence

    field = row.field and field_label(row.field)
    where = " · ".join(one_line(part) for part in (row.account, row.name, row.record, field) if part)
    return f"{labelled(said('problem'), where)}\n  {words}"


def _connection_json(row: ConnectionRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "vendor": row.vendor,
        "account": row.account_name,
        "sending": row.sending,
        "deletions": row.deletions.value,
        "last_success": row.last_success,
        "age_s": age_s(row.last_success),
        "budget": row.budget,
        "state": row.state,
        "paused": row.state == connections.PAUSED,
        "pending": row.pending,
        "problems": row.problems,
        "reviews": row.reviews,
        "failure": None if row.failure is None else {"key": row.failure[0], "data": row.failure[1]},
    }


def age_s(moment: str | None) -> float | None:
    """Seconds since a moment, None where there is none."""
    if moment is None:
        return None
    return round((datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds(), 1)


def _status_text(rows: list[ConnectionRow], totals: Totals, told: int) -> str:
    lines = [
        (
            row.name,
            row.account_name,
            said(STATES[row.state]),
            said("on") if row.sending else said("off"),
            moment(row.last_success),
            number(row.pending),
        )
        for row in rows
    ]
    failures = [
        f"{labelled(said('failed'), row.name)}\n  {sentence(CrmdeskError(row.failure[0], **row.failure[1]))}"
        for row in rows
        if row.failure is not None
    ]
    paused = [paused_line(row.name) for row in rows if row.state == connections.PAUSED]
    header = (
        said("account"),
        said("organisation"),
        said("state"),
        said("sending"),
        said("last success"),
        said("pending"),
    )
    counts = {kind.value: totals.records.get(kind, 0) for kind in RECORD_KINDS}
    records = listed(counted(*KINDS[kind], count) for kind, count in counts.items() if count)
    waiting = {
        "pending": totals.pending,
        "conflicts": totals.conflicts,
        "problems": totals.problems,
        "reviews": totals.reviews,
    }
    notes = [counted(*COUNTS["notices"], told)] if told else []
    return "\n".join(
        [
            table(lines, header),
            labelled(said("records"), records),
            listed([*(counted(*WAITING[name], count) for name, count in waiting.items()), *notes]),
            *paused,
            *failures,
        ]
    )
