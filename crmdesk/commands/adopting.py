"""notices, adopt: what there is to know and needs no decision, and taking over what an account stored, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.field_words import FieldWords, field_words, of_field
from crmdesk.commands.figures import moment
from crmdesk.commands.output import emit, speak, table
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import said
from crmdesk.desk.named import account_named
from crmdesk.domain.errors import InvalidInput
from crmdesk.store import adopting, records
from crmdesk.store.queries import notices
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.store.unit import Unit
from crmdesk.ui.command_words import TO_TAKE_BACK

LISTED = 100
"""How many notices are listed."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("notices")
    show.set_defaults(work=_notices)
    adopt = commands.add_parser("adopt")
    adopt.add_argument("id", type=plain_text, help="the record, as “notices” lists it")
    adopt.add_argument("--field", type=plain_text, metavar="NAME", help="this field only")
    adopt.add_argument("--connection", type=plain_text, metavar="NAME", help="what this account stored")
    adopt.set_defaults(work=_adopt)
    for each in (show, adopt):
        each.add_argument("--json", action="store_true", help="one JSON document")


def _notices(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        found = opened.store.read_now(lambda reader: notices.newest(reader, LISTED))
        words = opened.store.read_now(lambda reader: field_words(reader, ()))
    text = "" if arguments.json else _in_words(found, words)
    emit({"notices": [_json(each) for each in found]}, as_json=arguments.json, text=text)
    return 0


def _in_words(found: Sequence[NoticeRow], words: FieldWords) -> str:
    """A table of notices for a person."""
    if not found:
        return said("No notices.")
    speak()
    from crmdesk.ui.notice_texts import notice_text

    lines = [
        (
            moment(each.at),
            each.name,
            words.field(each.field),
            notice_text(each).whole,
            "adopt" if each.can_be_adopted else "",
            each.record,
        )
        for each in found
    ]
    return table(lines, tuple(map(said, ("time", "record", "field", "good to know", "command", "id"))))


def _json(each: NoticeRow) -> dict[str, Any]:
    told = asdict(each) | {"kind": each.kind.value, "connection": each.account, "connection_id": each.connection}
    del told["account"], told["id"]
    return told | {"can_be_adopted": each.can_be_adopted}


def _adopt(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        adopted, change = run_async(opened.store.write(lambda unit: _take_over(unit, arguments), urgent=True))
        stored = adopted.data["stored"]
        words = opened.store.read_now(lambda reader: field_words(reader, [(adopted.kind, adopted.field, stored)]))
    document = {
        "record": adopted.record,
        "field": adopted.field,
        "connection": adopted.account,
        "value": stored,
        "change": change,
    }
    text = "" if arguments.json else _adopted_line(adopted, words, change)
    emit(document, as_json=arguments.json, text=text)
    return 0


def _adopted_line(adopted: NoticeRow, words: FieldWords, change: str) -> str:
    done = said(
        "{field}: {value}, as in {account}.",
        field=words.field(adopted.field),
        value=words.value(adopted.kind, adopted.field, adopted.data["stored"]),
        account=adopted.account,
    )
    return f"{done}\n{said(TO_TAKE_BACK, change=change)}"


def _take_over(unit: Unit, arguments: Namespace) -> tuple[NoticeRow, str]:
    """Adopt what the command line names; the notice that it ended, and the change. Raises InvalidInput."""
    reader = unit.connection
    if not records.kinds_of(reader, [arguments.id]):
        raise InvalidInput("unknown_record", record=arguments.id)
    account = None if arguments.connection is None else account_named(reader, arguments.connection).id
    told = [each for found in notices.notices_of(reader, arguments.id).values() for each in found]
    there = [each for each in told if each.can_be_adopted and account in (None, each.connection)]
    chosen = of_field(reader, there, arguments.field)
    if not chosen:
        raise InvalidInput("nothing_to_adopt", record=arguments.id)
    if len(chosen) > 1:
        fields = ", ".join(sorted({each.field for each in chosen}))
        names = ", ".join(sorted({each.account for each in chosen}))
        raise InvalidInput("several_to_adopt", fields=fields, names=names)
    (one,) = chosen
    stored = one.data["stored"]
    return one, adopting.adopt(unit, one.record, one.field, one.connection, stored=stored)
