"""What a row that may be ours is recognised by, where the vendor keeps no key: its natural key and the time it was made."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from crmdesk.domain.catalogue import display_name
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Fields, Value, instant
from crmdesk.providers.base import Needle, RemoteRecord
from crmdesk.store.columns import NAME_FIELDS, fold
from crmdesk.store.intents import Intent
from crmdesk.store.links import LinkState
from crmdesk.sync.context import Context
from crmdesk.sync.matching import FIELDS, contradict, traits_of

SKEW_S = 120.0
"""How far the vendor's clock may be behind the moment a creation was sent, in seconds."""

_REWRITTEN = 1
"""How near a row is in which the vendor has rewritten values: any that holds them as they were sent is nearer."""


def needle_of(kind: Kind, fields: Fields) -> Needle:
    """What to look for before a record is created without a key."""
    emails = tuple(item["value"] for item in fields.get("emails") or ())
    phones = tuple(item["value"] for item in fields.get("phones") or ())
    return Needle(emails, phones, display_name(kind, fields))


def would_be_nameless(kind: Kind, values: Fields, without: Collection[str]) -> bool:
    """Whether a row would lose its name without some of its fields: nobody could tell whose it is, and it is not found again."""
    kept = {name: value for name, value in values.items() if name not in without}
    return display_name(kind, kept) == "" != display_name(kind, values)


def kept(kind: Kind, fields: Fields, key: str) -> dict[str, Any]:
    """What an intent keeps of whom it makes: the record may be called otherwise, or be of another kind, meanwhile.

    The ``key`` that its row is made with is kept as well: it need not be the record's id (``outgoing``).
    """
    return {"kind": kind.value, "name": display_name(kind, fields), "key": key}


def key_of(intent: Intent) -> str:
    """The key that the row of a creation is made with."""
    return str((intent.needle or {}).get("key", intent.record))


def name_of(intent: Intent) -> str:
    """What was made was called so."""
    return str((intent.needle or {}).get("name", ""))


def kind_of(intent: Intent, kind: Kind) -> Kind:
    """The kind of what a creation made; ``kind`` is that of its record by now, which counts where the intent tells none."""
    return Kind((intent.needle or {}).get("kind", kind))


def fields_of(context: Context, row: RemoteRecord) -> dict[str, Value]:
    """The canonical values of a row that its traits are read from, as far as the answer lists them."""
    rules = context.rules(row.object, row.kind)
    return {name: rules[name].codec.decode(row.fields[name]) for name in FIELDS if name in rules and name in row.fields}


def timed(context: Context, intent: Intent, now: str) -> Intent:
    """An intent that also tells when it is sent by the account's clock: ours may be wrong, and be put right later."""
    if intent.needle is None:
        return intent
    at = datetime.fromisoformat(now) + timedelta(seconds=context.offset_s)
    return replace(intent, needle={**intent.needle, "at": at.isoformat()})


def sent_at(intent: Intent) -> datetime:
    """When a creation was sent, by the account's clock as far as it was known."""
    return datetime.fromisoformat((intent.needle or {}).get("at") or intent.sent_at)


def earliest(intents: Iterable[Intent]) -> str:
    """The moment (UTC text) before which none of these creations can have made a row, by the account's clock."""
    return str(instant(min(map(sent_at, intents)) - timedelta(seconds=SKEW_S)))


def nearest(context: Context, row: RemoteRecord, creations: Iterable[tuple[Intent, LinkState]]) -> list[LinkState]:
    """The links of those uncertain creations that may have made a row, the nearest first."""
    near = [(nearness(context, intent, row), state) for intent, state in creations]
    return [state for how, state in sorted(near, key=lambda each: -each[0]) if how]


def nearness(context: Context, intent: Intent, row: RemoteRecord) -> int:
    """How near a row is to what an uncertain creation made: 0 where that is another one, most where it holds most of what was sent.

    Every raw value that was sent is there, and it is young enough. So a row may hold all that two creations sent, of which one sent
    more: it is that one's.

    The vendor may have rewritten values; then the name decides together with the age, with half of the values as far as they
    can still be known again, and with whom the vendor names as the row's maker where it does. Nobody's e-mails are rewritten
    into somebody else's.
    """
    if intent.needle is None or row.created_at is None:
        return 0
    if row.created_at < earliest([intent]):
        return 0
    sent = {name: raw for name, (_, raw) in intent.fields.items() if raw is not None}
    if not sent:
        return 0
    if all(row.fields.get(name) == raw for name, raw in sent.items()):
        return _REWRITTEN + len(sent)
    known_again = {name for name, raw in sent.items() if is_rewritten(raw, row.fields.get(name))}
    names = {name for name, raw in sent.items() if name in NAME_FIELDS and isinstance(raw, str)}
    same_name = bool(names) and names <= known_again
    if not same_name or len(known_again) * 2 < len(sent) or (context.capabilities.authorship and not row.ours):
        return 0
    given = traits_of({name: value for name, (value, _) in intent.fields.items()})
    return 0 if contradict(given, traits_of(fields_of(context, row))) else _REWRITTEN


def is_rewritten(sent: Any, stored: Any) -> bool:
    """Whether a vendor may have made ``stored`` of what was sent: the same, in another case, or cut to a length.

    Who wrote a value tells less: another computer of the agency writes by the same access.
    """
    if sent == stored:
        return True
    if not (isinstance(sent, str) and isinstance(stored, str)):
        return False
    return fold(stored) != "" and fold(sent).startswith(fold(stored))
