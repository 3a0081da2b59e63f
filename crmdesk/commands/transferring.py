"""import, export: files of records from the command line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmdesk.commands.figures import number
from crmdesk.commands.output import emit, sentence
from crmdesk.commands.session import call_fields, opened_profile, run_async
from crmdesk.commands.texts import counted, labelled, listed, said
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.ui.command_words import FATES, IMPORT_STOPPED

if TYPE_CHECKING:
    from crmdesk.commands.transfer.importing import ImportReport


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    load = commands.add_parser("import")
    load.add_argument("kind", choices=[kind.value for kind in RECORD_KINDS])
    load.add_argument(
        "file", type=Path, help="header: field names, or their words in French or English; an id changes that record"
    )
    load.add_argument("--dry-run", action="store_true", help="check every row and count, but change nothing")
    load.add_argument("--json", action="store_true", help="one JSON document")
    load.set_defaults(work=_import)
    save = commands.add_parser("export")
    save.add_argument("kind", choices=[kind.value for kind in Kind])
    save.add_argument("file", type=Path, help="FILE.csv or FILE.xlsx")
    save.add_argument("--json", action="store_true", help="one JSON document")
    save.set_defaults(work=_export)


def _import(arguments: Namespace) -> int:
    # Spreadsheet libraries and the words for fields are loaded only here.
    from crmdesk.commands.transfer.importing import import_rows
    from crmdesk.commands.transfer.sheets import read_rows

    kind = Kind(arguments.kind)
    rows = read_rows(arguments.file)
    with opened_profile(arguments) as opened:
        report = run_async(import_rows(opened.store, kind, rows, dry_run=arguments.dry_run))
        if report.bad:
            call_fields(opened.store)
    document = {"kind": kind.value, "file": str(arguments.file), "dry_run": arguments.dry_run, **report.document()}
    emit(document, as_json=arguments.json, text="" if arguments.json else _import_text(report, document))
    stopped = report.stopped
    if stopped is not None and stopped.error.key != "interrupted":  # whoever pressed Ctrl+C knows
        sys.stderr.write(f"crmdesk: {sentence(stopped.error)}\n")
    return 1 if report.bad or stopped is not None else 0


def _import_text(report: ImportReport, document: dict[str, Any]) -> str:
    lines = [labelled(said("row {number}", number=number(bad.row)), sentence(bad.error)) for bad in report.bad]
    if report.columns.ignored:
        lines.append(labelled(said("columns left out"), listed(report.columns.ignored)))
    counts = listed(counted(*FATES[fate.value], count) for fate, count in report.counts.items())
    rows = labelled(counted("{n} row", "{n} rows", document["rows"]), counts)
    tried = [said("Nothing was changed: --dry-run.")] if document["dry_run"] else []
    stopped = [] if report.stopped is None else [said(IMPORT_STOPPED, row=number(report.stopped.row))]
    return "\n".join([*lines, rows, *tried, *stopped])


def _export(arguments: Namespace) -> int:
    from crmdesk.commands.transfer.exporting import export_records
    from crmdesk.commands.transfer.sheets import type_of

    kind = Kind(arguments.kind)
    type_of(arguments.file)
    with opened_profile(arguments) as opened:
        count = export_records(opened.store, kind, arguments.file)
    emit(
        {"kind": kind.value, "file": str(arguments.file), "records": count},
        as_json=arguments.json,
        text=counted("{n} record written: {file}", "{n} records written: {file}", count, file=arguments.file),
    )
    return 0
