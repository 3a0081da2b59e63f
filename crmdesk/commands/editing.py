"""edit, new, delete, restore: what a person does to records, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.assignments import typed_values
from crmdesk.commands.output import emit
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import said
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, records
from crmdesk.store.records import Record
from crmdesk.store.storing import to_its_end
from crmdesk.store.unit import Unit
from crmdesk.ui.command_words import TO_TAKE_BACK


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    for name, work in {"edit": _edit, "new": _new, "delete": _delete, "restore": _restore}.items():
        command = commands.add_parser(name)
        command.add_argument("kind", choices=[kind.value for kind in Kind])
        if name != "new":
            command.add_argument("id", type=plain_text)
        if name in ("edit", "new"):
            command.add_argument("values", type=plain_text, nargs="+", metavar="FIELD=VALUE", help="empty: clear it")
        command.add_argument("--json", action="store_true", help="one JSON document")
        command.set_defaults(work=work)


def _edit(arguments: Namespace) -> int:
    def work(unit: Unit) -> tuple[str, str]:
        present = _of_kind(unit, arguments)
        values = typed_values(unit.connection, present.kind, arguments.values, present.fields)
        return arguments.id, editing.edit(unit, arguments.id, values)

    return _write(arguments, work, told=True)


def _new(arguments: Namespace) -> int:
    kind = Kind(arguments.kind)
    return _write(
        arguments, lambda unit: editing.create(unit, kind, typed_values(unit.connection, kind, arguments.values))
    )


def _delete(arguments: Namespace) -> int:
    def work(unit: Unit) -> tuple[str, str]:
        _of_kind(unit, arguments)
        return arguments.id, editing.delete(unit, arguments.id)

    return _write(arguments, work, told=True)


def _restore(arguments: Namespace) -> int:
    def work(unit: Unit) -> tuple[str, str]:
        _of_kind(unit, arguments)
        return arguments.id, editing.restore(unit, arguments.id)

    return _write(arguments, work)


def _write(arguments: Namespace, work: Callable[[Unit], tuple[str, str]], *, told: bool = False) -> int:
    """Run one unit of work and print the record it was about; where that is ``told``, how its change is taken back."""
    with opened_profile(arguments) as opened:
        record, change = run_async(to_its_end(opened.store.write(work, urgent=True)))
    text = f"{record}\n{said(TO_TAKE_BACK, change=change)}" if told else record
    emit({"id": record, "pending": True, "change": change}, as_json=arguments.json, text=text)
    return 0


def _of_kind(unit: Unit, arguments: Namespace) -> Record:
    """The record that is named. Raises InvalidInput where there is none, or where it is of another kind than is said."""
    found = records.find(unit.connection, arguments.id)
    if found is None:
        raise InvalidInput("unknown_record", record=arguments.id)
    if found.kind.value != arguments.kind:
        raise InvalidInput("record_of_another_kind", record=arguments.id, kind=found.kind.value)
    return found
