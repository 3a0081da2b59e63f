"""The planner: from one record, its links' bases and what was seen, to what has to become of them. Pure.

No I/O, no clock, no order dependence: the same views in any order give the same plan, and planning again what a plan has
brought about gives an empty plan.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from crmdesk.domain.alike import same
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict, ConflictKind, is_unknown
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.kinds import Kind
from crmdesk.domain.merge import Merged, Side, Verdict, differs, merge
from crmdesk.domain.policies import Policy, Question, Ruling, ruling
from crmdesk.domain.users import Said, as_told
from crmdesk.domain.values import Fields, Value

WRITTEN_OTHERWISE = "same_value_written_otherwise"
"""The key of the notice that an account says the same in another way, and that each side keeps its own."""


class Presence(StrEnum):
    """What is known of a link's row now."""

    UNSEEN = "unseen"
    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Seen:
    """A field whose vendor side differs from the base: its raw form, and the canonical readings of it and of the base's.

    ``unknown``: it refers to a row that no record stands for yet, so the reading (``value``) is blank although theirs is not.
    """

    raw: Any
    value: Value
    before: Value
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link as the planner sees it; ``seen`` holds only fields that moved there since the base.

    ``fixed`` are those of them that nobody can write there. ``connection`` is whose link it is; ``stamps`` say when a field was
    written there, by our clock (UTC text), as far as anybody knows. Only policies ask for these two. ``unsent`` are the
    fields that do not travel there: what is typed into them here stays here. ``deletions`` is what a deletion there means here.
    """

    link: str
    bases: Mapping[str, tuple[Value, Any]]
    seen: Mapping[str, Seen] = field(default_factory=dict)
    presence: Presence = Presence.UNSEEN
    fixed: frozenset[str] = frozenset()
    connection: str = ""
    stamps: Mapping[str, str] = field(default_factory=dict)
    unsent: frozenset[str] = frozenset()
    deletions: Deletions = Deletions.TRASH


def seen_in(
    conflicts: Mapping[str, Conflict], kind: Kind, link: str, bases: Mapping[str, tuple[Value, Any]]
) -> dict[str, Seen]:
    """What the open conflicts of a record (by field) show of the fields of a link, by its name.

    One about the existence shows no field, and one about a value that was overwritten shows what the row no longer holds.
    """
    return {
        name: Seen(
            account.raw,
            account.value,
            bases.get(name, (None, None))[0],
            unknown=is_unknown(CATALOGUE[kind][name].type, account),
        )
        for name, conflict in conflicts.items()
        if name != EXISTENCE and conflict.kind is not ConflictKind.OVERWROTE
        for account in conflict.accounts
        if account.link == link
    }


@dataclass(frozen=True, slots=True)
class RecordView:
    """The record as it is here; ``live`` is false in the trash.

    ``contested`` are fields with an open conflict, ``emptied`` those of them that a person emptied here. Where a contested field is
    the existence, ``existence`` says why, and ``asked`` names the links it is about. ``braked`` are fields that accounts set to and
    fro: only a person ends that (``oscillation``). ``policies`` are those in force, ``reserved`` the fields that they leave to a
    person, ``typed_at`` says when a person typed what a field holds (UTC text).
    """

    id: str
    kind: Kind
    live: bool
    fields: Fields
    contested: frozenset[str] = frozenset()
    existence: ConflictKind | None = None
    asked: frozenset[str] = frozenset()
    braked: frozenset[str] = frozenset()
    emptied: frozenset[str] = frozenset()
    policies: tuple[Policy, ...] = ()
    reserved: frozenset[str] = frozenset()
    typed_at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contested:
    """A conflict: why, what both sides last agreed on, and what each account holds as (link, raw, value)."""

    why: ConflictKind
    before: Value
    accounts: tuple[tuple[str, Any, Value], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to become of a record.

    ``values`` are new local values with the links they came from. ``rebased`` are new base pairs by link. ``contested`` fields
    open (or keep open) a conflict, ``settled`` ones had one that the world has answered. ``live`` is the new life, None where it
    stays. ``gone`` are links whose row is no more; those in ``kept`` leave the record here all the same. ``notices`` map fields
    to what is worth saying. ``ruled`` are those of the contested fields that a policy decides as soon as their conflict is open.
    """

    values: Mapping[str, tuple[Value, tuple[str, ...]]] = field(default_factory=dict)
    rebased: Mapping[str, Mapping[str, tuple[Value, Any]]] = field(default_factory=dict)
    contested: Mapping[str, Contested] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    live: bool | None = None
    gone: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    notices: Mapping[str, str] = field(default_factory=dict)
    ruled: Mapping[str, Ruling] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.values or self.rebased or self.contested or self.settled or self.gone or self.live is not None)


def plan_record(record: RecordView, links: Sequence[LinkView]) -> Plan:
    """Plan one record over all its links."""
    ordered = [_as_known(record, link) for link in sorted(links, key=lambda link: link.link)]
    present = [link for link in ordered if link.presence is not Presence.ABSENT]
    braked = {name: found for name in sorted(record.braked) if (found := _braked(record, name, present)) is not None}
    merges = (
        _as_told(record, ordered)
        if record.kind is Kind.USER
        else {name: _merge(record, name, present) for name in _seen_fields(present) if name not in braked}
    )
    values = {
        name: (merged.value, merged.sources)
        for name, merged in merges.items()
        if merged.verdict is not Verdict.CONFLICT and merged.value != record.fields.get(name)
    }
    contested = {
        name: _contested(name, merged, present) for name, merged in merges.items() if merged.verdict is Verdict.CONFLICT
    }
    contested |= braked
    # What the accounts bring is no edit of a person here, and may end one.
    after = {**record.fields, **{name: value for name, (value, _) in values.items()}}
    existence, live, gone = _plan_existence(record, ordered, after)
    alone = record.live and live is None and existence is None and not present
    if existence is not None:
        contested[EXISTENCE] = existence
    settled = record.contested - contested.keys()
    return Plan(
        values=values,
        rebased=_rebased(merges, present),
        contested=contested,
        settled=settled,
        live=live,
        gone=gone,
        kept=gone if alone else frozenset(),
        notices=_notices(merges, present),
        ruled=_ruled(record, contested, ordered),
    )


def _ruled(record: RecordView, contested: Mapping[str, Contested], links: Sequence[LinkView]) -> dict[str, Ruling]:
    """What policies answer to the conflicts of a plan; nothing about those that a person has kept for themselves."""
    if not record.policies:
        return {}
    answers = {
        name: ruling(record.policies, _question(record, name, each, links))
        for name, each in contested.items()
        if name not in record.reserved
    }
    return {name: answer for name, answer in answers.items() if answer is not None}


def _question(record: RecordView, name: str, contested: Contested, links: Sequence[LinkView]) -> Question:
    """A conflict as policies see it."""
    by_name = {link.link: link for link in links}
    accounts = tuple(
        AccountValue(link, by_name[link].connection, raw, value, by_name[link].stamps.get(name))
        for link, raw, value in contested.accounts
    )
    local = record.fields.get(name)
    asked = {account.link for account in accounts}
    agreeing = (
        link.connection
        for link in links
        if link.link not in asked and name in link.bases and link.bases[name][0] == local
    )
    conflict = Conflict("", record.id, name, contested.why, contested.before, accounts)
    return Question(conflict, record.kind, local, record.typed_at.get(name), frozenset(agreeing))


def _as_known(record: RecordView, link: LinkView) -> LinkView:
    """A row that was found gone stays so until it is seen again, also while a person is asked about it."""
    missing = record.existence is ConflictKind.CHANGED_HERE_DELETED_THERE and link.link in record.asked
    return replace(link, presence=Presence.ABSENT) if missing and link.presence is Presence.UNSEEN else link


def _plan_existence(
    record: RecordView, links: Sequence[LinkView], after: Fields
) -> tuple[Contested | None, bool | None, frozenset[str]]:
    """The conflict about existence, the new life, and the links that are gone. ``after`` are the fields as they will be."""
    absent = _absent(links)
    present = [link for link in links if link not in absent]
    moved = [link for link in present if link.presence is Presence.PRESENT and link.seen]
    if not record.live:
        return (_deleted_here(moved), True, _names(absent)) if moved else (None, None, _names(absent))
    edited = [link for link in absent if _is_edited(record, after, link)]
    # What another account carries goes there, whatever becomes of this row.
    carried = {name for link in present for name in {*link.bases, *link.seen} - link.unsent}
    endangered = [link for link in edited if _differs_beside(after, link, carried)]
    if record.existence is ConflictKind.DELETED_HERE_CHANGED_THERE:
        # The record lives only until the person has answered. Where the account deletes it after all, both agree, unless
        # something was typed into it meanwhile. Another account that changed it since has something to lose, too.
        about = record.asked | _names(moved)
        asked = [link for link in present if link.link in about]
        if asked or not edited:
            return (_deleted_here(asked), None, _names(absent)) if asked else (None, False, _names(absent))
    if endangered:
        lost = _names(link for link in absent if link not in endangered)
        return _deleted_there(endangered), None, lost
    if not absent or present:
        return None, None, _names(absent)
    return _deleted_everywhere(absent)


def _is_edited(record: RecordView, after: Fields, link: LinkView) -> bool:
    """Whether a record holds what a link's account was never told. Nothing is typed about a user."""
    return record.kind is not Kind.USER and differs(record.fields, link.bases) and differs(after, link.bases)


def _deleted_everywhere(absent: Sequence[LinkView]) -> tuple[Contested | None, bool | None, frozenset[str]]:
    """What becomes of a record that nobody changed here and no account has any more: as is meant there, the most careful way."""
    meant = {link.deletions for link in absent}
    if Deletions.ASK in meant:
        return _deleted_there(absent), None, frozenset()
    return None, None if Deletions.KEEP in meant else False, _names(absent)


def _deleted_there(links: Sequence[LinkView]) -> Contested:
    accounts: tuple[tuple[str, Any, Value], ...] = tuple((link.link, None, None) for link in links)
    return Contested(ConflictKind.CHANGED_HERE_DELETED_THERE, None, accounts)


def _differs_beside(fields: Fields, link: LinkView, carried: Collection[str]) -> bool:
    """Whether a record differs from a link's base in a field that no other account carries."""
    return differs(fields, {name: pair for name, pair in link.bases.items() if name not in carried})


def _deleted_here(links: Sequence[LinkView]) -> Contested:
    accounts: tuple[tuple[str, Any, Value], ...] = tuple((link.link, None, True) for link in links)
    return Contested(ConflictKind.DELETED_HERE_CHANGED_THERE, None, accounts)


def _absent(links: Sequence[LinkView]) -> list[LinkView]:
    return [link for link in links if link.presence is Presence.ABSENT]


def _names(links: Any) -> frozenset[str]:
    return frozenset(link.link for link in links)


def _seen_fields(links: Sequence[LinkView]) -> list[str]:
    return sorted({name for link in links for name in link.seen})


def _merge(record: RecordView, name: str, links: Sequence[LinkView]) -> Merged:
    sides = []
    for link in links:
        seen = link.seen.get(name)
        ours = link.bases.get(name, (None, None))[0]
        if seen is not None:
            fixed = name in link.fixed
            sides.append(Side(link.link, ours, True, seen.before, seen.value, fixed, seen.unknown))
        elif name in link.bases:
            sides.append(Side(link.link, ours))
    return merge(CATALOGUE[record.kind][name].type, record.fields.get(name), sides, emptied=name in record.emptied)


def _as_told(record: RecordView, links: Sequence[LinkView]) -> dict[str, Merged]:
    """What becomes of a user. What each account says is noted, whatever the user is called here (``domain/users``)."""
    said: dict[str, Said] = {}
    for link in links:
        before = {name: ours for name, (ours, _) in link.bases.items()}
        now = {**before, **{name: seen.value for name, seen in link.seen.items()}}
        said[link.link] = Said(before, None if link.presence is Presence.ABSENT else now)
    merges = {}
    for name, value in as_told(record.fields, said.values()).items():
        sources = tuple(link for link, each in said.items() if each.now is not None and each.now.get(name) == value)
        noted = tuple(
            (link.link, link.seen[name].value)
            for link in links
            if name in link.seen and link.presence is not Presence.ABSENT
        )
        merges[name] = Merged(Verdict.TAKEN, value, sources, noted)
    return merges


def _contested(name: str, merged: Merged, links: Sequence[LinkView]) -> Contested:
    by_name = {link.link: link for link in links}
    sources = [candidate.link for candidate in merged.candidates if candidate.link is not None]
    accounts = tuple((source, by_name[source].seen[name].raw, by_name[source].seen[name].value) for source in sources)
    # Several accounts may have agreed with us on different values: the least in order of text, so that names never matter.
    before = min((by_name[source].bases.get(name, (None, None))[0] for source in sources), key=repr)
    return Contested(ConflictKind.BOTH_CHANGED, before, accounts)


def _braked(record: RecordView, name: str, links: Sequence[LinkView]) -> Contested | None:
    """The conflict about a field that is set to and fro, with what every account holds; None where all agree with what is here."""
    local = record.fields.get(name)
    carrying = [link for link in links if name in link.bases]
    moved = [link for link in carrying if name in link.seen and link.seen[name].raw != link.bases[name][1]]
    if all(same(link.seen[name].value, local) for link in moved):
        return None
    held = {link.link: link.seen.get(name) for link in carrying}
    accounts = tuple(
        (link.link, *((seen.raw, seen.value) if (seen := held[link.link]) else reversed(link.bases[name])))
        for link in carrying
    )
    return Contested(ConflictKind.OSCILLATION, local, accounts)


def _rebased(merges: Mapping[str, Merged], links: Sequence[LinkView]) -> dict[str, dict[str, tuple[Value, Any]]]:
    by_name = {link.link: link for link in links}
    rebased: dict[str, dict[str, tuple[Value, Any]]] = {}
    for name, merged in merges.items():
        for link, ours in merged.rebased:
            rebased.setdefault(link, {})[name] = (ours, by_name[link].seen[name].raw)
    return rebased


def _notices(merges: Mapping[str, Merged], links: Sequence[LinkView]) -> dict[str, str]:
    notices = {}
    for name, merged in merges.items():
        if merged.verdict is Verdict.COMBINED:
            notices[name] = "lists_merged"
        elif merged.verdict is Verdict.AGREED:
            incoming = [link.seen[name].value for link in links if name in link.seen]
            if any(value != merged.value and same(value, merged.value) for value in incoming):
                notices[name] = WRITTEN_OTHERWISE
    return notices
