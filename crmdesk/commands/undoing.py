"""runs, undo: the journal, and taking back a whole run or one change, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import asdict

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.field_words import FieldWords, field_words
from crmdesk.commands.figures import moment
from crmdesk.commands.output import emit, one_line, speak, table
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import counted, labelled, said
from crmdesk.domain.errors import InvalidInput
from crmdesk.store import run_undoing, undoing
from crmdesk.store.queries import status
from crmdesk.store.queries.rows import RunRow
from crmdesk.store.queries.run_effects import Effect, RunEffects, run_effects
from crmdesk.store.store import Reader
from crmdesk.store.unit import Unit
from crmdesk.ui.command_words import COUNTS, OUTCOMES
from crmdesk.ui.policy_words import LEFT, WHAT


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    journal = commands.add_parser("runs")
    journal.set_defaults(work=_runs)
    undo = commands.add_parser("undo")
    which = undo.add_mutually_exclusive_group(required=True)
    which.add_argument("--run", type=plain_text, metavar="ID", help="the synchronisation, as “runs” lists it")
    which.add_argument("--change", type=plain_text, metavar="ID", help="a change, as commands name it with --json")
    undo.add_argument("--preview", action="store_true", help="with --run: only show what would be taken back")
    undo.set_defaults(work=_undo)
    for each in (journal, undo):
        each.add_argument("--json", action="store_true", help="one JSON document")


def _runs(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        found = opened.store.read_now(status.runs)
    lines = [(each.id, each.account, moment(each.started_at), _did(each)) for each in found]
    header = tuple(map(said, ("id", "account", "begun", "what it did")))
    runs = [asdict(each) | {"connection": each.account, "connection_id": each.connection} for each in found]
    emit({"runs": runs}, as_json=arguments.json, text=table(lines, header))
    return 0


def _did(run: RunRow) -> str:
    """How a run ended, with what stopped it, or what it did as far as that was counted."""
    outcome = said(OUTCOMES[run.status])
    if run.error is not None:
        speak()
        from crmdesk.ui.error_texts import error_text

        return one_line(labelled(outcome, error_text(*run.error).sentences))
    parts = [counted(*words, run.counts[key]) for key, words in COUNTS.items() if run.counts.get(key)]
    return f"{outcome} ({', '.join(parts)})" if parts else outcome


def _undo(arguments: Namespace) -> int:
    if arguments.change is not None:
        if arguments.preview:
            raise InvalidInput("options_exclude", options="--change, --preview")
        return _undo_change(arguments)

    def work(unit: Unit) -> tuple[RunEffects, str]:
        return run_effects(unit.connection, arguments.run), run_undoing.undo_run(unit, arguments.run)

    with opened_profile(arguments) as opened:
        if arguments.preview:
            found, change = opened.store.read_now(lambda reader: run_effects(reader, arguments.run)), None
        else:
            found, change = run_async(opened.store.write(work, urgent=True))
        words = opened.store.read_now(lambda reader: _words(reader, found.effects))
    document = {
        "run": found.run,
        "account": found.account,
        "change": change,
        "taken_back": [asdict(each) for each in found.taken_back],
        "left": [asdict(each) for each in found.left],
        "sent": found.sent,
    }
    emit(document, as_json=arguments.json, text=_in_words(found, change, words))
    return 0


def _undo_change(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        run_async(opened.store.write(lambda unit: undoing.undo(unit, arguments.change), urgent=True))
    emit({"undone": arguments.change}, as_json=arguments.json, text=said("Taken back."))
    return 0


def _words(reader: Reader, effects: Sequence[Effect]) -> FieldWords:
    values = [(each, value) for each in effects for value in (each.before, each.after) if each.field is not None]
    return field_words(reader, [(each.kind, each.field or "", value) for each, value in values])


def _in_words(found: RunEffects, change: str | None, words: FieldWords) -> str:
    title = said("Would be taken back") if change is None else said("Taken back")
    parts = [f"{title}\n{_table(found.taken_back, words)}"]
    if found.left:
        parts.append(f"{said('Stays as it is')}\n{_table(found.left, words)}")
    if found.sent:
        parts.append(
            counted(
                "{n} row was sent with what was here before: that stays.",
                "{n} rows were sent with what was here before: that stays.",
                found.sent,
            )
        )
    if change is not None:
        parts.append(said("To take that back in its turn: crmdesk undo --change {change}", change=change))
    return "\n\n".join(parts)


def _table(effects: Sequence[Effect], words: FieldWords) -> str:
    lines = [
        (
            each.name or each.record,
            said(WHAT[each.what]),
            "" if each.field is None else words.field(each.field),
            "" if each.field is None else words.value(each.kind, each.field, each.before),
            "" if each.field is None else words.value(each.kind, each.field, each.after),
            "" if each.left is None else said(LEFT[each.left]),
        )
        for each in effects
    ]
    return table(lines, tuple(map(said, ("record", "what it did", "field", "before", "after", "why"))))
