"""reviews, review: what is uncommon and waits for a person, and their answer, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
from typing import Any

from crmdesk.commands.output import emit, table
from crmdesk.commands.session import plain_text, run_async, session
from crmdesk.domain.reviews import Answer
from crmdesk.store import reviews
from crmdesk.store.queries import reviews as queries
from crmdesk.store.queries.rows import ReviewRow
from crmdesk.store.unit import Unit


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    show = commands.add_parser("reviews", help="list uncommon changes that wait for a decision")
    show.add_argument("--json", action="store_true", help="one JSON document")
    show.set_defaults(work=_reviews)
    decide = commands.add_parser("review", help="decide what is to be done with uncommon changes")
    decide.add_argument("id", type=plain_text, help="the review's id")
    decide.add_argument(
        "--answer",
        required=True,
        choices=[answer.value for answer in Answer],
        help="apply: it is right; revert: the account gets again what is here, deletions made here are taken back; "
        "unlink: both sides stay as they are, apart; stop: pause the account",
    )
    decide.add_argument("--json", action="store_true", help="one JSON document")
    decide.set_defaults(work=_review)


def _reviews(arguments: Namespace) -> int:
    with session(arguments) as opened:
        rows = opened.store.read_now(queries.open_reviews)
    lines = [
        (row.id, row.account, row.object, alarm.what.value, alarm.field or "–", f"{alarm.count} of {alarm.total}")
        for row in rows
        for alarm in row.alarms
    ]
    text = table(lines, ("id", "account", "object", "what", "field", "records"))
    emit({"reviews": [_json(row) for row in rows]}, as_json=arguments.json, text=text)
    return 0


def _json(row: ReviewRow) -> dict[str, Any]:
    document = asdict(row) | {"connection": row.account}
    del document["account"]
    return document


def _review(arguments: Namespace) -> int:
    answer = Answer(arguments.answer)
    with session(arguments) as opened:
        run_async(opened.store.write(lambda unit: _decide(unit, arguments.id, answer), urgent=True))
    document = {"review": arguments.id, "answer": answer.value}
    emit(document, as_json=arguments.json, text=f"{arguments.id}: {answer.value}")
    return 0


def _decide(unit: Unit, review: str, answer: Answer) -> None:
    """Decide what is read in this very unit of work. Raises InvalidInput."""
    shown = next((each.alarms for each in reviews.all_open(unit.connection) if each.id == review), ())
    reviews.decide(unit, review, answer, shown=shown)
