"""Stage 3: which record a row belongs to.

By its link or alias, by crmdesk's key, as a send of ours, by merged ids, as a part, or as somebody who is here already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from crmdesk.domain.alike import same
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.providers.base import Absence, FieldRule, Gone, Raw, RemoteRecord
from crmdesk.store import editing, intents, ledger, links, open_conflicts, records
from crmdesk.store.bases import Bases
from crmdesk.store.intents import Intent
from crmdesk.store.links import LinkState
from crmdesk.store.unit import Unit
from crmdesk.sync import made_anew, needles, references
from crmdesk.sync.context import Context
from crmdesk.sync.mains import is_of, main_of, mains_of
from crmdesk.sync.tying import tie_alike


@dataclass(slots=True)
class Identified:
    """``known`` maps remote ids to their links; ``new`` rows make records; ``waiting`` ids wait for another row.

    ``gone`` are the absences that mean a deletion (or hiding) of a known row. ``merged`` are pairs of records
    (loser, survivor) whose rows the vendor made one. ``tied`` are remote ids that have only now been tied to a record;
    ``moved`` are records whose row lives on under another id, each with the row as it was before. ``doubtful`` are the remote ids
    of new rows, with a record that each may stand for. ``ended`` are rows that became part of others before they were known.
    ``left`` are the records to which rows added fields until now that belong to somebody else.
    """

    known: dict[str, LinkState] = field(default_factory=dict)
    new: list[RemoteRecord] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    gone: list[Absence] = field(default_factory=list)
    merged: list[tuple[str, str]] = field(default_factory=list)
    tied: dict[str, str] = field(default_factory=dict)
    moved: dict[str, references.Pair] = field(default_factory=dict)
    doubtful: dict[str, str] = field(default_factory=dict)
    ended: dict[str, str] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)

    @property
    def records(self) -> set[str]:
        """The records that are here of which rows say something."""
        return {*self.left, *(state.record for state in self.known.values())}

    def tie(self, states: Mapping[str, LinkState]) -> None:
        """Rows, by remote id, turn out to stand for records that are here: they are not new."""
        self.known |= states
        self.tied |= {id: state.record for id, state in states.items()}
        self.new = [row for row in self.new if row.id not in states]

    def replace_ended(self, taken: Collection[int]) -> None:
        """These links stand for other rows by now than for those that are gone."""
        over = {each.id for each in self.gone if self.known[each.id].id in taken}
        self.gone = [each for each in self.gone if each.id not in over]
        self.known = {id: state for id, state in self.known.items() if id not in over}


def identify(
    unit: Unit,
    context: Context,
    object_name: str,
    rows: Sequence[RemoteRecord],
    absences: Sequence[Absence],
    alone: Mapping[str, str | None] = MappingProxyType({}),
) -> Identified:
    """Find the link of every row; adopt, re-point and make links as the rows tell.

    Rows in ``alone`` are taken for nobody who is here; some name a record that they may stand for.
    """
    ids = [row.id for row in rows] + [each.id for each in absences]
    ids += [old for row in rows for old in row.merged_ids] + [each.merged_into for each in absences if each.merged_into]
    present = links.by_remote(unit.connection, context.id, object_name, dict.fromkeys(ids))
    found = Identified()
    found.ended = {each.id: each.merged_into for each in absences if each.merged_into and each.id not in present}
    found.ended |= {old: row.id for row in rows for old in row.merged_ids if old not in present}
    candidates = _candidates(unit, context, object_name, [row for row in rows if row.id not in present], absences)
    # Who is there again with the row of before needs none that was made in its place.
    candidates.buried -= {present[row.id].id for row in rows if row.id in present}
    merged = _merged_before(unit, context, object_name, present)
    parts: list[RemoteRecord] = []
    tied: dict[str, LinkState] = {}
    survivors = {each.merged_into for each in absences} | {row.id for row in rows if row.merged_ids}
    # What a creation of ours has made takes others in, and not their place.
    for row in rows:
        if row.id in survivors - present.keys() and (own := _adopt(context, row, candidates, found)) is not None:
            present[row.id] = own
    # Absences come first: a row that took another one's place is then known by that one's link.
    for each in absences:
        _identify_absence(unit, context, present, each, found)
    for row in rows:
        if row.id in candidates.wanted and (again := _adopt(context, row, candidates, found)) is not None:
            present[row.id] = again
        state = _merge_links(unit, context, present, row, found) if row.merged_ids else present.get(row.id)
        state = state or _adopt(context, row, candidates, found)
        if state is not None and state.state == links.LOOSE:
            parts.append(row)
            tied[row.id] = state
        elif state is not None and row.part_of is None and (state.id in merged or state.remote_id != row.id):
            continue  # an index may show it for a while; whether it stands alone again is for the sweep to say
        elif state is not None and (row.part_of is None or state.state == links.UNLINKED):
            found.known[row.id] = state
        elif row.id in found.ended:
            continue  # it was read before it became part of a row that came with it: nobody is to be made of it
        elif row.part_of is not None or context.part_of(object_name):
            parts.append(row)
            tied |= {} if state is None else {row.id: state}
        else:
            found.new.append(row)
    found.replace_ended({state.id for state in candidates.adopted})
    candidates.write(unit)
    _attach(unit, context, parts, tied, found)
    _recognise(unit, context, object_name, found, alone)
    return found


def _merged_before(unit: Unit, context: Context, object_name: str, present: Mapping[str, LinkState]) -> set[int]:
    """The links whose row became part of another one."""
    ended = {id: state.id for id, state in present.items() if state.state == links.GONE and state.remote_id == id}
    lives_on = links.by_alias(unit.connection, context.id, object_name, sorted(ended)) if ended else {}
    return {ended[id] for id in lives_on}


def _recognise(
    unit: Unit, context: Context, object_name: str, found: Identified, alone: Mapping[str, str | None]
) -> None:
    """Rows of somebody who is here already are not new."""
    asking = [row for row in found.new if row.id not in alone]
    ended = [found.known[each.id] for each in found.gone if asking and each.gone is Gone.DELETED]
    recognised = tie_alike(unit, context, object_name, asking, _ending(unit, context, ended))
    found.replace_ended({state.id for _, state in recognised.tied})
    tied = {row.id: state for row, state in recognised.tied}
    doubts = {row.id: record for row in found.new if (record := alone.get(row.id)) is not None}
    found.doubtful = {**recognised.doubtful, **doubts}
    found.tie(tied)


def _ending(unit: Unit, context: Context, gone: Sequence[LinkState]) -> set[int]:
    """Of the links whose row is gone those whose record lives on: a row that is entered anew takes its place.

    It does so in another account, or because something was typed into it that the row was never told. What is on its way to such a
    row comes first.
    """
    ended = {state.id: state.record for state in gone}
    typed = {state.id for state in gone if state.dirty}
    sent = intents.under_way(unit.connection, ended)
    tied = links.by_record(unit.connection, sorted(set(ended.values())))
    elsewhere = {
        record
        for record, states in tied.items()
        if any(each.connection != context.id and each.has_row for each in states)
    }
    return {id for id, record in ended.items() if (record in elsewhere or id in typed) and id not in sent}


def _merge_links(
    unit: Unit,
    context: Context,
    present: dict[str, LinkState],
    row: RemoteRecord,
    found: Identified,
) -> LinkState | None:
    """The survivor's link: its own, or that of the merged row whose values won, pointed to the survivor's new id.

    A row that had been merged before stands for nobody any more: the link that it lives on in counts.
    """
    known = {old: present[old] for old in row.merged_ids if old in present}
    ended = [old for old, state in known.items() if state.state == links.GONE]
    known |= links.by_alias(unit.connection, context.id, row.object, ended) if ended else {}
    own = present.get(row.id)
    winner = own or next((known[old] for old in reversed(row.merged_ids) if old in known), None)
    if winner is None:
        return None
    if own is None:
        winner.remote_id = row.id
        links.update_many(unit, [winner])
    for old, state in known.items():
        if _is_apart(winner, state):
            found.known[old] = state
            found.gone.append(Absence(row.object, old))
            continue
        if state.id != winner.id:
            found.merged.append((state.record, winner.record))
        if own is None or state.id != winner.id:
            links.add_alias(unit, context.id, row.object, old, winner.id)
    return winner


@dataclass(slots=True)
class _Candidates:
    """Records whose row at this account has still to be made, or may have been: what an unknown row may belong to.

    ``by_key`` are their links by record, as far as rows carry a key. ``creations`` are the sends of creations whose outcome is
    open, or that were given up because nothing was found, with their links. ``sent`` are the creations of all of these that were
    tried, by link; ``buried`` are the links whose row is gone while another one carries the key of their record, ``wanted`` those
    for which a row is still to be made in place of a deleted one, by the id of that. ``mains`` are the records to which rows add
    fields. ``adopted`` is what has come of it.
    """

    by_key: Mapping[str, Sequence[LinkState]]
    creations: Sequence[tuple[Intent, LinkState]]
    sent: Mapping[int, Sequence[Intent]]
    buried: set[int] = field(default_factory=set)
    wanted: Mapping[str, LinkState] = field(default_factory=dict)
    mains: Mapping[references.Pair, str] = field(default_factory=dict)
    adopted: list[LinkState] = field(default_factory=list)

    def write(self, unit: Unit) -> None:
        """Tie the adopted links and close their sends. What was refused of them is tried afresh, as far as it is not there."""
        links.update_many(unit, self.adopted)
        intents.finish(unit, [each.id for state in self.adopted for each in self.sent.get(state.id, ())])
        editing.forget_sends(unit, self.adopted)


def _candidates(
    unit: Unit, context: Context, object_name: str, unknown: Sequence[RemoteRecord], absences: Iterable[Absence]
) -> _Candidates:
    """What the rows that no link knows may belong to; ``absences`` came with them."""
    if not unknown:
        return _Candidates({}, (), {})
    creations = [each for each in intents.unresolved(unit.connection, context.id) if each.verb == intents.CREATE]
    by_key = _of_keys(unit, {row.key for row in unknown if row.key is not None}, creations)
    if not context.is_keyed(object_name):
        # Its row may come later than anybody waited for it.
        creations += intents.given_up(unit.connection, context.id, object_name)
    states = links.by_id(unit.connection, [each.link for each in creations])
    states |= {state.id: state for found in by_key.values() for state in found}
    keyed = [state for found in by_key.values() for state in found]
    buried = made_anew.expected(unit, context, object_name, keyed, absences)
    return _Candidates(
        {key: [states[state.id] for state in found] for key, found in by_key.items()},
        [(each, states[each.link]) for each in creations if each.link in states],
        intents.creations(unit.connection, [state.id for state in states.values() if state.state == links.NEW]),
        buried,
        _wanted_again(unit, context, object_name, [row.id for row in unknown if row.part_of is None]),
        mains_of(unit.connection, context, unknown),
    )


def _of_keys(unit: Unit, keys: Collection[str], creations: Iterable[Intent]) -> dict[str, list[LinkState]]:
    """The links of the records with these keys, but for those of a separated one: another one's row may carry its key.

    A row that is being made has the key that it is made with (``tying.keyed``, ``outgoing``).
    """
    by_key = links.by_record(unit.connection, sorted(keys))
    parted = ledger.separated(unit.connection, by_key)
    found = {key: states for key, states in by_key.items() if key not in parted}
    named = {each.link: key for each in creations if (key := needles.key_of(each)) in keys and key not in found}
    for state in links.by_id(unit.connection, named).values():
        found.setdefault(named[state.id], []).append(state)
    return found


def _wanted_again(unit: Unit, context: Context, object_name: str, ids: Sequence[str]) -> dict[str, LinkState]:
    """The links that wait for another row in place of these, which were deleted; not while one may be under way.

    Who was deleted here once more needs none, and is there again with the row. A record that has become something else since is
    made in another object (``rerouting``): this row is not that one.
    """
    gone = links.by_alias(unit.connection, context.id, object_name, ids, gone=True) if ids else {}
    mine = {id: state for id, state in gone.items() if state.object == object_name}
    wanted = [state for state in mine.values() if state.state == links.NEW]
    for state in made_anew.in_trash(unit, [state for state in mine.values() if state.is_vacant]):
        state.state = links.GONE
        wanted.append(state)
    free = {state.id for state in wanted} - intents.of_links(unit.connection, [state.id for state in wanted]).keys()
    return {id: state for id, state in mine.items() if state.id in free}


def _adopt(context: Context, row: RemoteRecord, candidates: _Candidates, found: Identified) -> LinkState | None:
    """A row that one of our own creations made: by key, or by what it carries where the vendor keeps no key.

    Who was deleted may have been kept on another computer, which made the row anew (``made_anew``): it is the row that was deleted,
    seen again, and what was agreed about that still counts. So is a row that a colleague takes out of the bin before one was made
    in its place: none is needed then.
    """
    if row.id in candidates.wanted:
        fitting = [candidates.wanted[row.id]]
    elif row.key is not None:
        keyed = candidates.by_key.get(row.key, ())
        fitting = [state for state in keyed if _awaits(state, context, row) or _is_made_anew(state, candidates, row)]
    else:
        mine = [each for each in candidates.creations if is_of(context, row, each[1].record, candidates.mains)]
        awaiting = [each for each in mine if _awaits(each[1], context, row)]
        fitting = needles.nearest(context, row, awaiting)
    held = (
        {state.id for state in (*found.known.values(), *candidates.adopted)} - candidates.buried if fitting else set()
    )
    state = next((each for each in fitting if each.id not in held), None)
    if state is None:
        return None
    if row.id in candidates.wanted or state.id not in candidates.buried:
        state.bases = _adopted_bases(context, state.kind, row, candidates.sent.get(state.id, ()))
    state.state = state.state if state.is_gone else links.ACTIVE
    state.remote_id = row.id
    candidates.buried.discard(state.id)
    candidates.adopted.append(state)
    found.tied[row.id] = state.record
    return state


def _is_made_anew(state: LinkState, candidates: _Candidates, row: RemoteRecord) -> bool:
    return state.id in candidates.buried and state.object == row.object and row.part_of is None


def _awaits(state: LinkState, context: Context, row: RemoteRecord) -> bool:
    return state.connection == context.id and state.object == row.object and state.state == links.NEW


def _adopted_bases(context: Context, kind: Kind, row: RemoteRecord, sent: Sequence[Intent]) -> Bases:
    """The base of a row that one of our sends made: what was sent wherever the row still holds it, else nothing agreed yet.

    ``kind`` is that of the record by now: what it was when that was sent may have had more fields.
    """
    bases: Bases = {}
    for name, rule in context.rules(row.object, row.kind).items():
        if name not in CATALOGUE[kind]:
            continue
        # Also what this answer does not list is carried by the link: what is typed into it has to be sent.
        bases[name] = (None, None)
        for intent in sent:
            if name in row.fields and name in intent.fields and _landed(row, rule, *intent.fields[name]):
                bases[name] = (intent.fields[name][0], row.fields[name])
    return bases


def _landed(row: RemoteRecord, rule: FieldRule, value: Value, sent: Raw) -> bool:
    """Whether a row holds all of what was sent for a field: what a reference leaves out may have got a row since."""
    raw = row.fields[rule.field]
    whole = not references.is_reference(row.kind, rule.field) or references.names_all(raw, value)
    return whole and reads_as_sent(row.kind, rule, value, sent, raw)


def reads_as_sent(kind: Kind, rule: FieldRule, value: Value, sent: Raw, stored: Raw) -> bool:
    """Whether what an account holds is what was sent to it for a value, as it was or as the account writes it."""
    if stored == sent or references.is_reference(kind, rule.field):
        return bool(stored == sent)
    return same(rule.codec.decode(stored), value)


def _attach(
    unit: Unit,
    context: Context,
    rows: Sequence[RemoteRecord],
    tied: Mapping[str, LinkState],
    found: Identified,
) -> None:
    """Rows that only add fields to a record join it, or wait until the record's main row is known.

    One record takes one such row per object; a second one of the same person stays at the vendor, and waits here. So does that of
    a person who became another, and one that a colleague gave to somebody else: ``tied`` are the links that rows had until now.
    Of one that is loose nothing is known before the row that it adds fields to is there again, or it adds them to somebody else.
    """
    mains = mains_of(unit.connection, context, rows)
    _leave(unit, _given(unit, [(tied[row.id], main_of(row, mains)) for row in rows if row.id in tied]), found)
    states = links.by_record(unit.connection, set(mains.values()))
    kinds = records.kinds_of(unit.connection, sorted(set(mains.values())))
    made: list[LinkState] = []
    awaited: list[LinkState] = []
    for row in rows:
        record, left = main_of(row, mains), tied.get(row.id)
        is_loose = left is not None and left.state == links.LOOSE
        if left is not None and record == left.record and not is_loose:
            found.known[row.id] = left
            continue
        own = [state for state in states.get(record or "", []) if _is_part(state, context, row)]
        if record is None or is_loose or (own and own[0].state == links.ACTIVE):
            found.waiting.append(row.id)
            continue
        if left is not None:
            # It adds fields to somebody else by now; who it was given up with has no row.
            left.remote_id = None
            links.update_many(unit, [left])
        # A lead about somebody who is a client already joins the client: it is no lead for that.
        state = own[0] if own else LinkState(0, context.id, row.object, row.id, record, kinds.get(record, row.kind))
        state.remote_id, state.state, state.bases = row.id, links.ACTIVE, {}
        if own:
            awaited.append(state)
        else:
            made.append(state)
            states[record].append(state)
        found.known[row.id] = state
        found.tied[row.id] = record
    links.update_many(unit, awaited)
    links.insert_many(unit, made)


def _given(unit: Unit, standing: Sequence[tuple[LinkState, str | None]]) -> list[LinkState]:
    """The links whose rows add fields to somebody else by now than to their records, or to nobody who is known.

    One that is loose is about nobody until it is known to be about somebody else. What it held counts with a record about which a
    person is asked: it waits for the answer.
    """
    loose = {state.id: state.record for state, main in standing if state.state == links.LOOSE and main is not None}
    asked = open_conflicts.open_of(unit.connection, set(loose.values())) if loose else {}
    free = {id for id, record in loose.items() if EXISTENCE not in asked.get(record, {})}
    return [state for state, main in standing if main != state.record and (state.has_row or state.id in free)]


def _leave(unit: Unit, states: Sequence[LinkState], found: Identified) -> None:
    """Rows add fields to somebody else by now: what they say is not about these links' records any more, nor is theirs sent there.

    What these have from them stays here, as where such a row is deleted; so does what was typed and is not sent yet.
    """
    for state in states:
        state.state, state.dirty = links.GONE, False
        found.left.add(state.record)
    editing.forget_sends(unit, states)
    links.update_many(unit, states)


def _is_part(state: LinkState, context: Context, row: RemoteRecord) -> bool:
    return state.connection == context.id and state.object == row.object


def _identify_absence(
    unit: Unit,
    context: Context,
    present: dict[str, LinkState],
    each: Absence,
    found: Identified,
) -> None:
    state = present.get(each.id)
    if state is None or state.remote_id != each.id:
        return
    if each.became is not None and each.became[0] in context.objects:
        _move(unit, context, state, each, found)
        return
    if each.merged_into is None:
        found.known[each.id] = state
        found.gone.append(each)
        return
    # What it became part of may have become part of another one before, where it lives on.
    lives_on = links.by_alias(unit.connection, context.id, each.object, [each.merged_into])
    winner = lives_on.get(each.merged_into) or present.get(each.merged_into)
    if winner is None:
        state.remote_id = each.merged_into
        links.update_many(unit, [state])
        found.moved[state.record] = (each.object, each.id)
        present[each.merged_into] = winner = state
    elif _is_apart(winner, state):
        found.known[each.id] = state
        found.gone.append(replace(each, merged_into=None))
        return
    elif winner.record != state.record:
        found.merged.append((state.record, winner.record))
    links.add_alias(unit, context.id, each.object, each.id, winner.id)


def _is_apart(winner: LinkState, state: LinkState) -> bool:
    """Whether a row became part of one that is kept apart: whose record would have none of it, so that it is as if deleted."""
    return winner.state == links.UNLINKED and winner.record != state.record and state.has_row


def _move(unit: Unit, context: Context, state: LinkState, each: Absence, found: Identified) -> None:
    """The row lives on in another object: its link goes there, unless that row stands for a record already."""
    object_name, remote_id = each.became or ("", "")
    there = links.by_remote(unit.connection, context.id, object_name, [remote_id]).get(remote_id)
    if there is None:
        _make_room(unit, state, object_name)
        # What it holds there is news; what was agreed on here is what that is compared with.
        state.object, state.remote_id, state.version, state.seen_hash = object_name, remote_id, None, None
        links.update_many(unit, [state])
        if state.has_row:
            found.moved[state.record] = (each.object, each.id)
        there = state
    elif there.record != state.record:
        found.merged.append((state.record, there.record))
    links.add_alias(unit, context.id, each.object, each.id, there.id)


def _make_room(unit: Unit, state: LinkState, object_name: str) -> None:
    """A record has one link to each object: what it had in the one that its row lives on in, and is no more, gives way."""
    tied = links.by_record(unit.connection, [state.record])[state.record]
    known = [each for each in tied if (each.connection, each.object) == (state.connection, object_name)]
    editing.forget_sends(unit, known)
    links.delete(unit, [each.id for each in known])
