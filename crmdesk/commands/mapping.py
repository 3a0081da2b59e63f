"""mapping: where the fields of an account live and which way they travel, from the command line."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import starmap
from pathlib import Path
from typing import Any

from crmdesk.commands import mapping_file
from crmdesk.commands.arguments import plain_text, whole_number
from crmdesk.commands.assignments import option_named
from crmdesk.commands.figures import moment, number
from crmdesk.commands.output import emit, table
from crmdesk.commands.session import run_async, session
from crmdesk.commands.texts import labelled, said
from crmdesk.desk import mapping
from crmdesk.desk.mapping import FieldPlace, LeftProperty, Place
from crmdesk.desk.session import Session
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.field_mapping import Choice, Direction
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import FieldType
from crmdesk.store import mappings
from crmdesk.store.store import Reader
from crmdesk.ui.command_words import TYPES

_ARROWS = {Direction.BOTH: "↔", Direction.IN: "←", Direction.OUT: "→", Direction.OFF: "–"}
_KINDS = [kind.value for kind in RECORD_KINDS]


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("mapping")
    show.add_argument("name", type=plain_text, help="the account")
    show.add_argument("--kind", choices=_KINDS, help="this kind only")
    show.add_argument("--json", action="store_true", help="one JSON document")
    show.set_defaults(work=_show)
    further = show.add_subparsers(title="commands", metavar="COMMAND", dest="act")
    _add_choosing(further)
    export = further.add_parser("export", help="write the choices to a JSON file")
    export.add_argument("file", type=Path, help="FILE.json")
    export.set_defaults(work=_export)
    load = further.add_parser("import", help="take the choices of a file instead; every mistake is told with its place")
    load.add_argument("file", type=Path, help="FILE.json")
    load.set_defaults(work=_import)
    further.add_parser("versions", help="list every version of the choices").set_defaults(work=_versions)
    back = further.add_parser("restore", help="take an earlier version again; 0: as crmdesk does it by itself")
    back.add_argument("version", type=whole_number, metavar="N", help="the number of the version")
    back.set_defaults(work=_restore)
    for each in further.choices.values():
        each.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON document")


def _add_choosing(further: _SubParsersAction[ArgumentParser]) -> None:
    put = further.add_parser("set", help="choose for one field")
    add = further.add_parser("add", help="make a custom field for a property, and map it")
    for each in (put, add):
        each.add_argument("object", type=plain_text, help="the account's table, as “mapping NAME” lists it")
        each.add_argument("kind", choices=_KINDS)
    put.add_argument("field", type=plain_text, help="the field's name")
    put.add_argument("--property", type=plain_text, metavar="NAME", help="keep it in this property of the account")
    put.add_argument("--direction", choices=[each.value for each in Direction], help="which way values travel")
    put.add_argument(
        "--pair",
        type=plain_text,
        action="append",
        metavar="THEIRS=OURS",
        help="the account's word for one of ours (repeatable; all pairs are given anew)",
    )
    put.add_argument(
        "--keep-blank",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="a blank on one side leaves the other side alone",
    )
    put.set_defaults(work=_set)
    add.add_argument("property", type=plain_text, help="the account's property")
    add.add_argument("--label", type=plain_text, metavar="TEXT", help="what it is called here (default: as there)")
    add.set_defaults(work=_add)


def _show(arguments: Namespace) -> int:
    with session(arguments) as opened:
        account = run_async(mapping.mapped(opened, arguments.name))
    places = [each for each in mapping.shown(account) if arguments.kind in (None, each.kind.value)]
    document = {"connection": account.connection.name, "places": [_json(each) for each in places]}
    emit(document, as_json=arguments.json, text="\n\n".join(map(_text, places)))
    return 0


def _json(place: Place) -> dict[str, Any]:
    return asdict(place)


def _text(place: Place) -> str:
    lines = [f"{place.table} – {place.kind.value}"]
    lines.append(table([_cells(each) for each in place.fields], (said("field"), "", said("there"), "")))
    if place.left:
        header = (said("not mapped"), said("label"), said("type"), said("suggested"))
        lines += ["", table([_left_cells(each) for each in place.left], header)]
    return "\n".join(lines)


def _cells(each: FieldPlace) -> tuple[str, str, str, str]:
    more = [f"{theirs}={ours}" for theirs, ours in each.pairs] + (["keep-blank"] if each.keep_blank else [])
    more += [said("required")] if each.required else []
    name = each.field if each.label is None else f"{each.field} ({each.label})"
    there = ", ".join(starmap(_titled, zip(each.properties, each.titles, strict=True)))
    return name, _ARROWS[each.direction], there, " ".join([*more, *(["*"] if each.chosen else [])])


def _titled(name: str, title: str) -> str:
    """A property, with what the account calls it where its name does not say that."""
    return name if title in ("", name) else f"{name} ({title})"


def _left_cells(each: LeftProperty) -> tuple[str, str, str, str]:
    name = said(TYPES[each.type])
    more = [] if each.writable else [_ARROWS[Direction.IN]]
    more += [said("required")] if each.required else []
    type_ = f"{name} ({', '.join(more)})" if more else name
    return each.name, each.label, type_, ", ".join(each.suggested)


def _set(arguments: Namespace) -> int:
    with session(arguments) as opened:
        account = run_async(mapping.mapped(opened, arguments.name))
        kind, name = Kind(arguments.kind), arguments.field
        present = account.mapping.of(arguments.object, kind).get(name, Choice())
        choice = replace(
            present,
            property=arguments.property or present.property,
            direction=present.direction if arguments.direction is None else Direction(arguments.direction),
            pairs=present.pairs
            if arguments.pair is None
            else _in_our_words(opened, kind, name, _pairs(arguments.pair)),
            keep_blank=present.keep_blank if arguments.keep_blank is None else arguments.keep_blank,
        )
        chosen = mapping.chosen(account, arguments.object, kind, name, choice)
        version = run_async(mapping.choose(opened, account, chosen))
    emit({"version": version}, as_json=arguments.json, text=_in_force(version))
    return 0


def _in_force(version: int) -> str:
    return said("version {version} is in force", version=number(version))


def _in_our_words(
    opened: Session, kind: Kind, name: str, pairs: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Pairs with our options in place of the words that a person reads for them."""
    spec = CATALOGUE[kind].get(name)
    if spec is None or spec.type is not FieldType.CHOICE or is_custom(name):
        return tuple(pairs)

    def named(reader: Reader) -> tuple[tuple[str, str], ...]:
        return tuple((theirs, option_named(reader, spec, kind, ours)) for theirs, ours in pairs)

    return opened.store.read_now(named)


def _pairs(written: Sequence[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for pair in written:
        theirs, separator, ours = pair.partition("=")
        if not (theirs and separator and ours):
            raise InvalidInput("pair_expected", value=pair)
        found.append((theirs, ours))
    return tuple(found)


def _add(arguments: Namespace) -> int:
    with session(arguments) as opened:
        account, kind = run_async(mapping.mapped(opened, arguments.name)), Kind(arguments.kind)
        alike = mapping.suggested(account, arguments.object, kind, arguments.property)
        made, chosen = mapping.added(account, arguments.object, kind, arguments.property, arguments.label)
        version = run_async(mapping.choose(opened, account, chosen, [made]))
    document = {"field": made.name, "label": made.label, "version": version, "alike": list(alike)}
    text = labelled(made.name, made.label)
    if alike:
        text += "\n" + said(
            "called alike: {fields} (“mapping set” keeps one of them in that property)", fields=", ".join(alike)
        )
    emit(document, as_json=arguments.json, text=text)
    return 0


def _export(arguments: Namespace) -> int:
    with session(arguments) as opened:
        mapping_file.save(run_async(mapping.mapped(opened, arguments.name)), arguments.file)
    emit({"file": str(arguments.file)}, as_json=arguments.json, text=said("written: {file}", file=arguments.file))
    return 0


def _import(arguments: Namespace) -> int:
    with session(arguments) as opened:
        account = run_async(mapping.mapped(opened, arguments.name))
        chosen, custom = mapping_file.load(account, arguments.file)
        version = run_async(mapping.choose(opened, account, chosen, custom))
    emit({"version": version}, as_json=arguments.json, text=_in_force(version))
    return 0


def _versions(arguments: Namespace) -> int:
    with session(arguments) as opened:
        account = run_async(mapping.mapped(opened, arguments.name))
        found = opened.store.read_now(lambda reader: mappings.versions(reader, account.connection.id))
    document = {"versions": [{"version": each.number, "made_at": each.made_at} for each in found]}
    lines = [(number(each.number), moment(each.made_at)) for each in found]
    emit(document, as_json=arguments.json, text=table(lines, (said("version"), said("made"))))
    return 0


def _restore(arguments: Namespace) -> int:
    with session(arguments) as opened:
        account = run_async(mapping.mapped(opened, arguments.name))
        version = run_async(mapping.restore(opened, account, arguments.version))
    emit({"version": version}, as_json=arguments.json, text=_in_force(version))
    return 0
