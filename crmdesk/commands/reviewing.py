"""reviews, review: what is uncommon and waits for a person, and their answer, from the command line."""

from __future__ import annotations

import csv
import shlex
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.output import emit, one_line, speak
from crmdesk.commands.session import run_async, session
from crmdesk.commands.syncing import paused_line
from crmdesk.commands.texts import said
from crmdesk.desk.reviewing import SAMPLE, sample
from crmdesk.desk.session import Session
from crmdesk.domain.errors import InvalidInput, said_by_system
from crmdesk.domain.first_sync import Fate
from crmdesk.domain.reviews import Answer
from crmdesk.store import answering, reviews
from crmdesk.store.queries import reviews as queries
from crmdesk.store.queries.rows import ReviewRow, ReviewSample
from crmdesk.store.store import Reader, ThreadedStore
from crmdesk.store.unit import Unit
from crmdesk.ui.command_words import FIRST_SYNC_FOLLOWS

_FEW = 3
"""Records of each review in a list of reviews that a person reads."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("reviews")
    show.add_argument("--json", action="store_true", help="one JSON document")
    show.set_defaults(work=_reviews)
    decide = commands.add_parser("review")
    decide.add_argument("id", type=plain_text, help="the review's id")
    decide.add_argument(
        "--answer",
        choices=[answer.value for answer in Answer],
        help="apply: it is right; revert: the account gets again what is here, deletions made here are taken back; "
        "unlink: both sides stay as they are, apart; stop: pause the account; without: only look. Of a first sync: apply: link "
        "who is here already; unlink: take all in as new",
    )
    decide.add_argument(
        "--shown",
        type=plain_text,
        metavar="TEXT",
        help="decide only what is still as “reviews --json” gave it (shown)",
    )
    decide.add_argument("--csv", type=Path, metavar="FILE", help="write the counts into this file as well")
    decide.add_argument("--json", action="store_true", help="one JSON document")
    decide.set_defaults(work=_review)


def _reviews(arguments: Namespace) -> int:
    with session(arguments) as opened:
        rows = opened.store.read_now(queries.open_reviews)
        found: list[tuple[ReviewRow, list[ReviewSample]]] = []
        for row in rows:
            # What is over since it was listed is not listed.
            with suppress(InvalidInput):
                found.append((row, run_async(sample(opened, row.id, SAMPLE if arguments.json else _FEW))))
    document = {"reviews": [_json(row, samples) for row, samples in found]}
    emit(document, as_json=arguments.json, text="" if arguments.json else _list_text(found))
    return 0


def _list_text(found: Sequence[tuple[ReviewRow, Sequence[ReviewSample]]]) -> str:
    speak()
    from crmdesk.ui.sync.review_report import none_text, summary_lines

    return "\n\n".join(_text(summary_lines(*each)) for each in found) or none_text()


def _text(lines: Sequence[str]) -> str:
    return "\n".join(map(one_line, lines))


def _json(row: ReviewRow, samples: Sequence[ReviewSample]) -> dict[str, Any]:
    document = asdict(row) | {
        "connection": row.account,
        "shown": row.shown,
        "sample": [asdict(each) for each in samples],
    }
    del document["account"], document["preview"]
    if row.preview is not None:
        document["preview"] = {key: value for key, value in row.preview.to_json().items() if key in ("kinds", "fields")}
    return document


def _review(arguments: Namespace) -> int:
    answer = None if arguments.answer is None else Answer(arguments.answer)
    with session(arguments) as opened:
        if answer is None:
            return _look(opened, arguments)
        try:
            row = run_async(_decided(opened.store, arguments.id, answer, arguments.shown))
        except InvalidInput as error:
            if error.key == "review_moved" and not arguments.json:
                _look(opened, arguments)
            raise
    document = {"review": arguments.id, "answer": answer.value, "connection": row.account}
    emit(document, as_json=arguments.json, text="" if arguments.json else _decided_text(row, answer))
    return 0


def _look(opened: Session, arguments: Namespace) -> int:
    row = opened.store.read_now(lambda reader: _open(reader, arguments.id))
    if arguments.csv is not None:
        _write_counts(arguments.csv, row)
    samples = run_async(sample(opened, row.id))
    speak()
    from crmdesk.ui.sync.review_report import whole_lines

    emit(_json(row, samples), as_json=arguments.json, text=_text(whole_lines(row, samples)))
    return 0


def _write_counts(path: Path, row: ReviewRow) -> None:
    """Write what a review counts, a line each: kind, field (of what is about one), what, count. Raises InvalidInput."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(("kind", "field", "what", "count"))
            lines.writerows(_counts(row))
    except OSError as error:
        raise InvalidInput("file_not_writable", file=path.name, **said_by_system(error)) from error


def _counts(row: ReviewRow) -> list[tuple[str, str, str, int]]:
    if row.preview is None:
        return [(each.kind.value, each.field or "", each.what.value, each.count) for each in row.alarms]
    kinds = [
        (each.kind.value, "", what, count)
        for each in row.preview.kinds
        for what, count in (*((fate.value, each.fates.get(fate, 0)) for fate in Fate), ("new_there", each.there))
    ]
    fields = [
        (each.kind.value, each.field, what, count)
        for each in row.preview.fields
        for what, count in (("filled_here", each.here), ("filled_there", each.there), ("contested", each.contested))
    ]
    return kinds + fields


def _decided_text(row: ReviewRow, answer: Answer) -> str:
    if answer is Answer.STOP:
        return paused_line(row.account)
    speak()
    from crmdesk.ui.formats import labelled
    from crmdesk.ui.sync.review_report import decision_text

    told = one_line(labelled(row.account, decision_text(row, answer)))
    if row.preview is None:
        return told
    follows = said(FIRST_SYNC_FOLLOWS, command=f"crmdesk sync {shlex.quote(row.account)}")
    return f"{told}\n{one_line(follows)}"


def _open(reader: Reader, review: str) -> ReviewRow:
    """The open review of this id. Raises InvalidInput: it was answered (how and when), or there is none."""
    row = next((each for each in queries.open_reviews(reader) if each.id == review), None)
    if row is not None:
        return row
    over = queries.decided(reader, review)
    if over is None:
        raise InvalidInput("review_unknown", id=review)
    facts = {
        "answer": over.answer.value,
        "sending": over.sending,
        "decided_at": over.decided_at,
        "first_sync": over.first_sync,
    }
    raise InvalidInput("review_decided", id=review, **facts)


async def _decided(store: ThreadedStore, review: str, answer: Answer, shown: str | None) -> ReviewRow:
    """Decide a review, and do all that follows from it on this computer; the review as it was."""
    row = await store.write(lambda unit: _decide(unit, review, answer, shown), urgent=True)
    await answering.carry_out_all(store, review)
    return row


def _decide(unit: Unit, review: str, answer: Answer, shown: str | None) -> ReviewRow:
    """Decide what was ``shown``, or else what is read in this very unit of work; the review as it was. Raises InvalidInput."""
    row = _open(unit.connection, review)
    reviews.decide(unit, review, answer, shown=shown or row.shown)
    return row
