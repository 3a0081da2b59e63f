"""duplicates, link, unlink, apart: records of several accounts that are the same, or are not, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.output import emit, table
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import said
from crmdesk.desk.named import account_named
from crmdesk.store import traits
from crmdesk.store.queries.duplicates import Half
from crmdesk.store.unit import Unit
from crmdesk.sync import owners
from crmdesk.sync.separating import separate
from crmdesk.sync.suggesting import possible_duplicates
from crmdesk.sync.uniting import not_same, unite
from crmdesk.ui.command_words import REASONS


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("duplicates")
    show.set_defaults(work=_duplicates)
    link = commands.add_parser("link")
    link.add_argument("id", type=plain_text, help="the record that stays")
    link.add_argument("other", type=plain_text, metavar="ID", help="the record that becomes part of it")
    link.set_defaults(work=_link)
    unlink = commands.add_parser("unlink")
    unlink.add_argument("id", type=plain_text, help="the record's id")
    unlink.add_argument("--connection", type=plain_text, required=True, metavar="NAME", help="the account")
    unlink.set_defaults(work=_unlink)
    apart = commands.add_parser("apart")
    apart.add_argument("id", type=plain_text, help="one record")
    apart.add_argument("other", type=plain_text, metavar="ID", help="the other one")
    apart.set_defaults(work=_apart)
    for each in (show, link, unlink, apart):
        each.add_argument("--json", action="store_true", help="one JSON document")


def _duplicates(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        while run_async(opened.store.write(lambda unit: traits.follow(unit, by=0))):
            pass
        found = opened.store.read_now(possible_duplicates)
    lines = [(*_cells(each.first), *_cells(each.second), said(REASONS[each.because])) for each in found]
    header = (*(said("id"), said("name"), said("accounts")) * 2, said("because of the"))
    emit({"duplicates": [asdict(each) for each in found]}, as_json=arguments.json, text=table(lines, header))
    return 0


def _cells(half: Half) -> tuple[str, str, str]:
    return half.record, half.name, ", ".join(half.accounts)


def _link(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        run_async(opened.store.write(lambda unit: unite(unit, arguments.id, arguments.other), urgent=True))
        run_async(owners.follow_all(opened.store))
    emit(
        {"record": arguments.id, "merged": arguments.other},
        as_json=arguments.json,
        text=said("{record}: one record now", record=arguments.id),
    )
    return 0


def _unlink(arguments: Namespace) -> int:
    def work(unit: Unit) -> str:
        return separate(unit, arguments.id, account_named(unit.connection, arguments.connection).id)

    with opened_profile(arguments) as opened:
        made = run_async(opened.store.write(work, urgent=True))
        run_async(owners.follow_all(opened.store))
    emit(
        {"record": arguments.id, "made": made},
        as_json=arguments.json,
        text=said("{record}: a record of its own", record=made),
    )
    return 0


def _apart(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        run_async(opened.store.write(lambda unit: not_same(unit, arguments.id, arguments.other), urgent=True))
    text = said("two records, no longer listed as duplicates")
    emit({"apart": [arguments.id, arguments.other]}, as_json=arguments.json, text=text)
    return 0
