"""What a record has to send to an account, told from the base of a link."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeAlias

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.custom_fields import is_custom
from crmdesk.store.intents import CREATE, DELETE, UPDATE
from crmdesk.store.links import ACTIVE, NEW, LinkState
from crmdesk.store.records import TRASH, Record


def verb_of(record: Record, link: LinkState) -> str:
    """What sending would do to the counterpart: create, update or delete it."""
    if record.life == TRASH:
        return DELETE
    return CREATE if link.state == NEW else UPDATE


Staying: TypeAlias = Mapping[tuple[str, str, str], frozenset[str]]
"""The fields that do not travel to an account, by connection, object and kind (``cursors.unsent``)."""


def unsent_fields(
    record: Record, link: LinkState, contested: Collection[str] = (), *, staying: Staying = MappingProxyType({})
) -> tuple[str, ...]:
    """The fields that differ from the link's base, in the order of the catalogue, custom ones last.

    ``contested`` ones wait for a decision and are left out, and so are those that are ``staying`` here. Nothing for a link that
    has nothing to send, and for a deletion, which concerns no single field. A counterpart that has still to be made takes every
    field with a value.
    """
    if not link.dirty or link.state not in (ACTIVE, NEW) or record.life == TRASH:
        return ()
    specs = CATALOGUE[record.kind].values()
    custom = sorted(name for name in {*record.fields, *link.bases} if is_custom(name))
    names = [spec.name for spec in specs if not spec.read_only] + custom
    left_out = {*contested, *staying.get((link.connection, link.object, link.kind.value), ())}
    names = [name for name in names if name not in left_out]
    if link.state == NEW:
        return tuple(name for name in names if record.fields.get(name) is not None)
    return tuple(name for name in names if name in link.bases and record.fields.get(name) != link.bases[name][0])
