"""traffic: what was asked of the accounts, in numbers."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.figures import number
from crmdesk.commands.output import emit, table
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import labelled, said
from crmdesk.desk.named import account_named
from crmdesk.domain.traffic import Figures, quota_of
from crmdesk.store import traffic
from crmdesk.store.queries import status
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.store.store import Reader


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the command of this module."""
    asked = commands.add_parser("traffic")
    asked.add_argument("name", nargs="?", type=plain_text, help="one account (default: all)")
    asked.add_argument("--json", action="store_true", help="one JSON document")
    asked.set_defaults(work=_traffic)


def _traffic(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        first = traffic.first_day(time.time())

        def read(reader: Reader) -> list[tuple[ConnectionRow, dict[str, Figures]]]:
            wanted = None if arguments.name is None else account_named(reader, arguments.name).id
            found = traffic.since(reader, first)
            return [
                (row, found[row.id])
                for row in status.connections(reader)
                if row.id in found and wanted in (None, row.id)
            ]

        found = run_async(opened.store.read(read))
    document = {"days": traffic.KEPT_DAYS, "accounts": [_account_json(row, figures) for row, figures in found]}
    emit(document, as_json=arguments.json, text=_text(found))
    return 0


def _account_json(row: ConnectionRow, found: Mapping[str, Figures]) -> dict[str, Any]:
    endpoints = [{"endpoint": name, **asdict(each)} for name, each in found.items()]
    return {
        "connection": row.name,
        "vendor": row.vendor,
        **asdict(_total(found.values())),
        "limits": row.budget,
        "endpoints": endpoints,
    }


def _total(found: Collection[Figures]) -> Figures:
    return sum(found, start=Figures())


def _text(found: Sequence[tuple[ConnectionRow, Mapping[str, Figures]]]) -> str:
    header = (
        said("account"),
        said("request"),
        said("calls"),
        said("bytes sent"),
        said("bytes received"),
        said("refusals"),
        said("retries"),
        said("renewals asked for"),
    )
    lines = [
        (row.name, endpoint, *(number(each) for each in asdict(figures).values()))
        for row, endpoints in found
        for endpoint, figures in (*endpoints.items(), ("", _total(endpoints.values())))
    ]
    if not lines:
        return said("nothing was asked of any account in the last 30 days")
    return "\n".join((table(lines, header), *_limits(row for row, _ in found)))


def _limits(rows: Iterable[ConnectionRow]) -> list[str]:
    """What is left of the day's quota, where the vendor tells one."""
    told = [(row.name, quota) for row in rows if (quota := quota_of(row.budget)) is not None]
    words = "left of the day’s quota: {left} of {limit}"
    return [labelled(name, said(words, left=number(quota.left), limit=number(quota.limit))) for name, quota in told]
