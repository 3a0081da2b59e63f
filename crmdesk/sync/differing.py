"""What several accounts can never agree on, because one of them has no way to hold what another one does.

A field that nobody can write at an account is not carried by its link while the record holds something else there: it is "only
here", and no question about it could be answered. A reference to what has no row at an account (an owner who does not work
there, a stage of another vendor's pipeline) cannot be written there either, and neither can one to a row that the field cannot
hold there (a lead, where only contacts have a place): both agree to differ, until either side changes, or until what it refers to
gets a row there that can be named (``reopening``). The same goes for a word that an account's list does not have, an amount in a
currency that it does not keep (``wording``), for the probability of a deal, which each account counts from its own stage, and for a
field that nobody can write at the only account that has it: what was typed here stays only here, and what they hold is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import FieldRule, Raw
from crmdesk.store import links
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.records import Record, targets
from crmdesk.store.unit import Unit
from crmdesk.sync import references, wording
from crmdesk.sync.chunk import Chunk
from crmdesk.sync.context import Context
from crmdesk.sync.plan import LinkView

_BLANK = (None, None)

NOT_THERE = "reference_not_there"
"""The key of the notice that an account has no row for what a field refers to, or none that the field can name there."""

NOT_WRITABLE = "not_writable_there"
"""The key of the notice that nobody can write a field at an account, which holds something else in it."""


def fixed_fields(context: Context, states: Iterable[LinkState], state: LinkState) -> frozenset[str]:
    """The fields that nobody can write at an account and that another account holds too; ``states`` are all of the record.

    What an account says of a user is remembered beside what the user is, and never sent (``domain/users``).
    """
    if state.kind is Kind.USER:
        return frozenset()
    rules = context.rules(state.object, state.kind)
    fixed = {name for name, rule in rules.items() if not rule.writable}
    if not fixed:
        return frozenset()
    others = (each for each in states if each.connection != state.connection and each.state == links.ACTIVE)
    return frozenset(fixed & {name for other in others for name in other.bases})


def leave_out(record: Record, state: LinkState, fixed: Iterable[str]) -> bool:
    """Let a link no longer carry those of the fixed fields that the record holds otherwise; tells whether there was one."""
    differing = [name for name in fixed if name in state.bases and state.bases[name][0] != record.fields.get(name)]
    for name in differing:
        del state.bases[name]
    return bool(differing)


def agree_to_differ(
    unit: Unit, chunk: Chunk, record: Record, views: Sequence[LinkView], contested: Iterable[str]
) -> bool:
    """Agree about contested values that the account cannot hold; tells whether there was one: then all is planned again.

    ``views`` are those that the plan was made of.
    """
    own = {state.name: state for state in chunk.links[record.id] if state.connection == chunk.context.id}
    meeting = {link for link, state in own.items() if all(pair == _BLANK for pair in state.bases.values())}
    agreed = False
    for name in contested:
        if name == EXISTENCE:
            continue
        places = _places(unit, chunk.context, record, name)
        for view in views:
            if view.link not in own or name not in view.seen:
                continue
            raw = view.seen[name].raw
            if view.link in meeting and _is_of_its_stage(record, name):
                own[view.link].bases[name] = (record.fields[name], raw)
                chunk.touched[own[view.link].id] = own[view.link]
                agreed = True
                continue
            notice = _no_place(chunk.context, record, own[view.link], name, raw, places)
            if notice is not None:
                noted = notice.key == NOT_WRITABLE
                own[view.link].bases[name] = (view.seen[name].value if noted else record.fields[name], raw)
                if view.seen[name].unknown:
                    # Both keep what they have from now on, whoever the row at the account turns out to name: nothing waits for
                    # that row any more.
                    chunk.unawaited |= {(*pair, own[view.link].id, name) for pair in references.pairs(raw)}
                chunk.touched[own[view.link].id] = own[view.link]
                chunk.notices.append(notice)
                agreed = True
    return agreed


def not_there(context: Context, record: Record, rule: FieldRule, places: references.Places) -> Notice | None:
    """The notice that a field refers to something which cannot be named in it at an account; None where all of it can.

    Its data say ``elsewhere`` where the account has a row of that, and only this field cannot name it.
    """
    absent = [
        target
        for target in targets(record.fields.get(rule.field))
        if references.home_of(target, rule, places, context.objects) is None
        and not references.is_out_of_sight(target, rule, places, context.objects)
    ]
    if not absent:
        return None
    elsewhere = not {target for _, target in places}.isdisjoint(absent)
    return Notice(context.id, record.id, rule.field, NOT_THERE, {"elsewhere": True} if elsewhere else {})


def _is_of_its_stage(record: Record, name: str) -> bool:
    """Whether a field is a probability: where two deals meet, each is what an account counts for its stage, and nobody's word."""
    return record.kind is Kind.DEAL and name == "probability"


def _no_place(
    context: Context, record: Record, state: LinkState, name: str, raw: Raw, places: references.Places | None
) -> Notice | None:
    """The notice that a link cannot carry what the record holds instead of ``raw``; None where it can.

    Either the account has no row that the reference could name, no such word or no such currency, or nobody can write the field
    there and something was typed here. ``places`` are those of the one record that the field refers to; None where it does not
    refer to one.
    """
    value, rule = record.fields.get(name), context.rules(state.object, record.kind).get(name)
    if rule is None:
        return None
    absent = None if places is None else not_there(context, record, rule, places)
    if absent is not None:
        return absent
    if not rule.writable and state.bases[name][0] != value:
        return Notice(context.id, record.id, name, NOT_WRITABLE, {"stored": rule.codec.decode(raw)})
    return wording.notice(context, state, name, value, contested=True) if wording.has_no_word(rule, value) else None


def _places(unit: Unit, context: Context, record: Record, name: str) -> references.Places | None:
    """Where the one record that a field refers to lives at the account, or will; None where it does not refer to one."""
    value = record.fields.get(name)
    if not isinstance(value, str) or not references.is_reference(record.kind, name):
        return None
    return links.remote_ids(unit.connection, context.id, [value])
