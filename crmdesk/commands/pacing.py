"""interval: how often an account is synchronised while crmdesk is open, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.output import emit
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import counted, said
from crmdesk.desk.named import account_named
from crmdesk.store import connections
from crmdesk.store.unit import Unit

MINUTE_S = 60
MOST = 1440
"""Minutes: a day. Whoever wants an account read less often pauses it."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the command of this module."""
    command = commands.add_parser("interval")
    command.add_argument("name", type=plain_text, metavar="NAME", help="the account")
    command.add_argument(
        "minutes",
        nargs="?",
        type=_minutes,
        metavar="N",
        help="minutes, from 1 to 1440 (default: only show what counts)",
    )
    command.add_argument("--json", action="store_true", help="one JSON document")
    command.set_defaults(work=_interval)


def _minutes(argument: str) -> int:
    if not (
        argument.isascii() and argument.isdecimal() and len(argument) <= len(str(MOST)) and 0 < int(argument) <= MOST
    ):
        raise ArgumentTypeError(said("minutes from 1 to 1440 are expected, not “{given}”", given=argument))
    return int(argument)


def _interval(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        if arguments.minutes is not None:
            run_async(opened.store.write(lambda unit: _choose(unit, arguments.name, arguments.minutes), urgent=True))
        row = opened.store.read_now(lambda reader: account_named(reader, arguments.name))
    minutes = round(row.interval_s / MINUTE_S)
    one, several = "{account}: synchronised every minute", "{account}: synchronised every {n} minutes"
    document = {"connection": row.name, "minutes": minutes}
    emit(document, as_json=arguments.json, text=counted(one, several, minutes, account=row.name))
    return 0


def _choose(unit: Unit, name: str, minutes: int) -> None:
    """Say how often an account is synchronised. Raises InvalidInput for one that there is not."""
    connections.change(unit, account_named(unit.connection, name).id, interval_s=minutes * MINUTE_S)
