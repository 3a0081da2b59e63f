"""What a colleague does in HubSpot's own program, for the control endpoint (fact sheet section 7, CRM_UI)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crmdesk.sandbox.hubspot.account import Account
from crmdesk.sandbox.hubspot.definitions import choices
from crmdesk.sandbox.hubspot.errors import ApiError
from crmdesk.sandbox.hubspot.kinds import ObjectType
from crmdesk.sandbox.hubspot.linking import Link, link, read_links, unlink
from crmdesk.sandbox.hubspot.owners import Owner
from crmdesk.sandbox.hubspot.records import Record, Stamp
from crmdesk.sandbox.hubspot.validation import Writer
from crmdesk.sandbox.hubspot.writes import archive, create, merge, purge, restore, update
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.vendor import ControlRefused

PERSON = Writer(person=True)


class Colleague:
    """Edits with the mark of a person.

    ``object`` is a record type (``contacts``…), or ``owners``, ``properties/<type>``, ``associations``. The fields of
    an association are ``from``, ``fromId``, ``to``, ``toId``, ``types`` (none: the unlabelled one) and ``remove``. For
    records the field ``archived: false`` restores from the recycle bin and ``associations`` is as in the API's create.
    """

    def __init__(self, account: Account) -> None:
        self._account = account

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create or change; the id. Raises `ControlRefused`."""
        try:
            if object_name == "owners":
                return self._edit_owner(record_id, fields)
            if object_name == "associations":
                return self._edit_link(fields)
            if object_name.startswith("properties/"):
                return self._edit_property(object_name.partition("/")[2], record_id, fields)
            return self._edit_record(self._account.kind(object_name), record_id, dict(fields), author)
        except ApiError as error:
            raise ControlRefused(error.message) from None

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Archive, or delete for good. Raises `ControlRefused`."""
        kind, record = self._found(object_name, record_id)
        if hard:
            purge(self._account, kind, record)
        elif record.archived_ms is None:
            archive(self._account, kind, record)

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two records; the survivor's id. Raises `ControlRefused`."""
        kind, first = self._found(object_name, winner)
        _, second = self._found(object_name, loser)
        if not kind.merges:
            raise ControlRefused(f"{kind.plural} cannot be merged")
        try:
            return str(merge(self._account, kind, first, second, self._stamp(None)).id)
        except ApiError as error:
            raise ControlRefused(error.message) from None

    def dump(self, object_name: str) -> list[JsonObject]:
        """Everything of one kind. Raises `ControlRefused`."""
        account = self._account
        if object_name == "owners":
            return [owner.to_json() for owner in account.owners]
        root, _, rest = object_name.partition("/")
        if root == "pipelines":
            return [one.to_json() for one in account.pipelines.get(rest, {}).values()]
        if root == "properties" and rest in account.definitions:
            return [one.to_json() for one in account.definitions[rest].values()]
        if root == "associations":
            source, _, target = rest.partition("/")
            return self._links(source, target)
        if object_name not in account.tables:
            raise ControlRefused(f"no object {object_name!r}")
        return account.tables[object_name].dump()

    def _links(self, source: str, target: str) -> list[JsonObject]:
        account = self._account
        if (source, target) not in account.associations.types:
            raise ControlRefused(f"{source!r} and {target!r} cannot be linked")
        return [
            {"fromId": str(number), "toId": str(other), "types": list(types)}
            for number in sorted(account.tables[source].records)
            for other, types in account.associations.targets(source, number, target).items()
        ]

    def _found(self, object_name: str, record_id: str) -> tuple[ObjectType, Record]:
        try:
            kind = self._account.kind(object_name)
        except ApiError as error:
            raise ControlRefused(error.message) from None
        record = self._account.tables[kind.plural].find(record_id)
        if record is None:
            raise ControlRefused(f"no record {record_id!r} in {object_name}")
        return kind, record

    def _stamp(self, author: str | None) -> Stamp:
        user_id = self._author(author).user_id
        return Stamp(self._account.now_ms(), "CRM_UI", f"userId:{user_id}", None, user_id)

    def _author(self, author: str | None) -> Owner:
        """The owner named by e-mail, owner id, user id, or part of the name; the second one by default.

        Somebody the agency does not know yet joins it: whoever scripts a colleague may call them what they like.
        """
        owners = self._account.owners
        if author is None:
            return owners[1]
        wanted = author.strip().lower()
        for owner in owners:
            names = {owner.email, str(owner.id), str(owner.user_id), owner.first_name.lower(), owner.last_name.lower(),
                     f"{owner.first_name} {owner.last_name}".lower()}  # fmt: skip
            if wanted in names:
                return owner
        return self._joined(author.strip())

    def _joined(self, author: str) -> Owner:
        account, newest = self._account, max(self._account.owners, key=lambda owner: owner.user_id)
        domain = newest.email.partition("@")[2]
        first, _, last = author.partition("@")[0].partition(" ")
        email = author if "@" in author else f"{re.sub(r'[^a-z0-9]+', '.', author.lower())}@{domain}"
        now = account.now_ms()
        id = max(owner.id for owner in account.owners) + 1
        owner = Owner(id, newest.user_id + 1, email, first, last, now, now)
        account.owners.append(owner)
        return owner

    def _edit_record(self, kind: ObjectType, record_id: str | None, fields: dict[str, Any], author: str | None) -> str:
        account, stamp = self._account, self._stamp(author)
        links = read_links(account, kind, fields.pop("associations", None))
        archived = fields.pop("archived", None)
        if record_id is None:
            return str(create(account, kind, fields, links, stamp, PERSON).id)
        _, record = self._found(kind.plural, record_id)
        if archived is False and record.archived_ms is not None:
            restore(account, kind, record)
        if fields:
            update(account, kind, record, fields, stamp, PERSON)
        for made in links:
            link(account, kind, record, made)
        return str(record.id)

    def _edit_link(self, fields: Mapping[str, Any]) -> str:
        kind, record = self._found(str(fields.get("from")), str(fields.get("fromId")))
        other_kind, other = self._found(str(fields.get("to")), str(fields.get("toId")))
        default = self._account.associations.default(kind.plural, other_kind.plural)
        if default is None:
            raise ControlRefused(f"{kind.plural} and {other_kind.plural} cannot be linked")
        types = tuple(int(one) for one in fields.get("types") or ())
        known = self._account.associations.types[kind.plural, other_kind.plural]
        unknown = [one for one in types if one not in known]
        if unknown:
            raise ControlRefused(f"no association types {unknown} between {kind.plural} and {other_kind.plural}")
        if fields.get("remove"):
            unlink(self._account, kind, record, other_kind.plural, other, types)
        else:
            link(self._account, kind, record, Link(other_kind.plural, other, types or (default.type_id,)))
        return str(record.id)

    def _edit_owner(self, record_id: str | None, fields: Mapping[str, Any]) -> str:
        owner = self._account.owner(record_id or "")
        if owner is None:
            raise ControlRefused(f"no owner {record_id!r}")
        owner.first_name = str(fields.get("firstName", owner.first_name))
        owner.last_name = str(fields.get("lastName", owner.last_name))
        owner.email = str(fields.get("email", owner.email))
        if "archived" in fields:
            owner.archived = bool(fields["archived"])
        else:
            owner.updated_ms = self._account.now_ms()
        return str(owner.id)

    def _edit_property(self, object_name: str, name: str | None, fields: Mapping[str, Any]) -> str:
        """Change a label, or the options as ``[{"value", "label"}]``; ``archived: true`` deletes a custom property."""
        definitions = self._account.definitions[self._account.kind(object_name).plural]
        if name not in definitions:
            raise ControlRefused(f"no property {name!r} of {object_name}")
        now, old = self._account.now_ms(), definitions[name]
        made = replace(old, label=str(fields.get("label", old.label)), updated_ms=now)
        if "options" in fields:
            made = replace(
                made, options=choices((one["value"], one.get("label", one["value"])) for one in fields["options"])
            )
        if "archived" in fields:
            made = replace(made, archived_ms=now if fields["archived"] else None)
        definitions[name] = made
        return name
