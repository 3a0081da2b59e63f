"""lookup: who knows an address or a number, asked of the accounts themselves."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.output import emit, sentence, table
from crmdesk.commands.session import run_async, session
from crmdesk.commands.texts import labelled, said
from crmdesk.desk.lookup import look_up
from crmdesk.desk.named import account_named
from crmdesk.domain.errors import error_json
from crmdesk.domain.lookup import Lookup
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.store import Reader


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the command of this module."""
    asked = commands.add_parser("lookup")
    asked.add_argument("address", type=plain_text, help="an e-mail address or a phone number")
    asked.add_argument("--connection", type=plain_text, metavar="NAME", help="this account only (default: all)")
    asked.add_argument("--json", action="store_true", help="one JSON document")
    asked.set_defaults(work=_lookup)


def _lookup(arguments: Namespace) -> int:
    with session(arguments) as opened:

        def wanted(reader: Reader) -> list[Connection]:
            return (
                connections.all_of(reader)
                if arguments.connection is None
                else [account_named(reader, arguments.connection)]
            )

        told = run_async(look_up(opened, arguments.address, opened.store.read_now(wanted)))
    document = {
        "found": [asdict(each) for each in told.found],
        "failed": [{"account": name, "error": error_json(error)} for name, error in told.failed.items()],
    }
    emit(document, as_json=arguments.json, text=_text(told))
    for name, error in told.failed.items():
        sys.stderr.write(f"crmdesk: {labelled(name, sentence(error))}\n")
    return 1 if told.failed else 0


def _text(told: Lookup) -> str:
    header = (said("account"), "", said("name"), said("id there"), said("id"))
    lines = [
        (each.account, each.kind.value, each.name, each.remote_id, each.record or said("not here"))
        for each in told.found
    ]
    return table(lines, header) if lines else said("no account has it")
