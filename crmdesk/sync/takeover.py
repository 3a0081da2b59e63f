"""Before a row is created that cannot carry crmdesk's key: whether it is there already, and which one it is.

One row that is most alike is taken over, unless it stands for another record here. Where several are equally alike nothing is
created: the record is set aside like a refused one, with a problem that asks which one it is, and is looked for again later and
when it is edited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crmdesk.domain.errors import RecordRefused
from crmdesk.domain.kinds import PERSON_KINDS
from crmdesk.domain.values import Value
from crmdesk.providers.base import Needle, RemoteRecord
from crmdesk.store import inbox, intents, links
from crmdesk.store.links import LinkState
from crmdesk.store.unit import Unit
from crmdesk.sync import needles
from crmdesk.sync.answers import Answers
from crmdesk.sync.context import Context
from crmdesk.sync.matching import best, is_own, traits_of
from crmdesk.sync.outgoing import Sending, standing
from crmdesk.sync.reopening import reopen_references
from crmdesk.sync.rows import arrival


def sought(sending: Sending) -> Needle | None:
    """What to look for before this is created; None where nothing that could be found would be good enough to be taken."""
    values = _values(sending)
    traits, needle = traits_of(values), needles.needle_of(sending.state.kind, values)
    numbers = needle.phones if traits.name else ()
    if not traits.addresses and not (numbers and traits.numbers):
        return None
    emails = tuple(each for each in needle.emails if is_own(each))
    # A person's name alone proves nothing, and asking for it costs a request.
    return Needle(emails, numbers, "" if sending.state.kind in PERSON_KINDS else needle.name)


def place(
    unit: Unit, context: Context, creates: Sequence[Sending], hits: Mapping[int, Sequence[RemoteRecord]]
) -> tuple[list[Sending], int]:
    """Decide about creations by what was found for them (by link): returns what to create, and how many rows were taken over.

    What was united, kept apart or deleted while it was looked for is left out.
    """
    creates = standing(unit, creates)
    fresh: list[Sending] = []
    doubtful: list[tuple[Sending, int]] = []
    taken: dict[str, LinkState] = {}
    rows = {row.id: row for found in hits.values() for row in found}
    objects = sorted({row.object for row in rows.values()})
    held = {
        id: state.record
        for name in objects
        for id, state in links.by_remote(unit.connection, context.id, name, sorted(rows)).items()
    }
    for sending in creates:
        # Who was known before this record was made is somebody else: ids are in the order in which records were made.
        known = {id for id, record in held.items() if record < sending.state.record}
        mine = [row for row in hits.get(sending.state.id, ()) if row.id not in known]
        found = [(row, traits_of(needles.fields_of(context, row))) for row in mine]
        fitting = best(traits_of(_values(sending)), found)
        if len(fitting) > 1:
            doubtful.append((sending, len(fitting)))
        elif fitting and fitting[0].id not in held.keys() | taken.keys():
            state = replace(sending.state, remote_id=fitting[0].id, state=links.ACTIVE, packed=None, seen_hash=None)
            taken[fitting[0].id] = state
        else:
            fresh.append(sending)
    links.update_many(unit, list(taken.values()))
    reopen_references(unit, context.id, {state.record for state in taken.values()})
    inbox.put(unit, context.id, [arrival(rows[id]) for id in taken])
    _ask(unit, context, doubtful)
    return fresh, len(taken)


def _ask(unit: Unit, context: Context, doubtful: Sequence[tuple[Sending, int]]) -> None:
    if not doubtful:
        return
    begun = intents.begin(unit, context.id, [sending.intent for sending, _ in doubtful], run=context.run)
    answers = Answers(unit, context, begun)
    for intent, (_, count) in zip(begun, doubtful, strict=True):
        answers.refused(intent, RecordRefused("several_rows_fit", count=count))
    answers.write()


def _values(sending: Sending) -> dict[str, Value]:
    return {name: value for name, (value, _) in sending.intent.fields.items()}
