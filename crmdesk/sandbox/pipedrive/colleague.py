"""What a colleague does in Pipedrive's own program, for the control endpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive import writes
from crmdesk.sandbox.pipedrive.account import Account, User
from crmdesk.sandbox.pipedrive.checks import checked
from crmdesk.sandbox.pipedrive.records import Record, stamp
from crmdesk.sandbox.pipedrive.schemas import ENTITIES, FIELD_OWNERS, Entity
from crmdesk.sandbox.pipedrive.values import WrongValue, accepted
from crmdesk.sandbox.vendor import ControlRefused

MERGED = frozenset({"persons", "organizations", "deals"})


class Colleague:
    """Edits with the mark of a person.

    ``object`` is ``persons``, ``organizations``, ``deals``, ``leads``, ``activities``, ``notes``, ``pipelines``, ``stages``,
    or ``users``. Fields have v2's names and forms, custom ones their code or their name, choices their id or their label.
    ``is_deleted: false`` takes a row out of the trash.
    """

    def __init__(self, account: Account) -> None:
        self._account = account

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create or change; the id. Raises `ControlRefused`."""
        if object_name == "users":
            return self._edit_user(record_id, fields)
        entity = self._entity(object_name)
        by = writes.Author(self._author(author).id)
        try:
            values, custom = self._split(entity, fields)
        except WrongValue as error:
            raise ControlRefused(str(error)) from None
        if record_id is None:
            return str(writes.create(self._account, entity, values, custom, by).id)
        record = self._found(entity, record_id)
        if fields.get("is_deleted") is False and record.gone:
            writes.restore(self._account, entity, record)
        if values or custom:
            writes.update(self._account, entity, record, values, custom, by)
        return str(record.id)

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Delete for 30 days, or for good. Raises `ControlRefused`."""
        entity = self._entity(object_name)
        record = self._found(entity, record_id)
        if hard:
            self._account.tables[entity.plural].forget(record)
        elif not record.gone:
            writes.delete(self._account, entity, record)

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two rows; the survivor's id. Raises `ControlRefused`."""
        entity = self._entity(object_name)
        if entity.plural not in MERGED:
            raise ControlRefused(f"{entity.plural} cannot be merged")
        survivor = self._found(entity, winner)
        writes.merge(self._account, entity, survivor, self._found(entity, loser), writes.Author(self._author(None).id))
        return str(survivor.id)

    def dump(self, object_name: str) -> list[JsonObject]:
        """Everything of one kind; also ``users``, ``leadLabels``, ``personFields`` and its like. Raises `ControlRefused`."""
        account = self._account
        if object_name == "users":
            return [user.to_json(me=False) for user in account.users]
        if object_name == "leadLabels":
            return [label.to_json() for label in account.lead_labels]
        singular = object_name.removesuffix("Fields")
        if object_name.endswith("Fields") and singular in FIELD_OWNERS:
            return [one.to_v2() for one in account.fields[FIELD_OWNERS[singular]].values()]
        entity = self._entity(object_name)
        return [
            {"id": record.id, **record.values, "custom_fields": dict(record.custom), "is_deleted": record.gone,
             "add_time": stamp(record.added_ms), "update_time": stamp(record.updated_ms)}
            for record in account.tables[entity.plural].after(0)
        ]  # fmt: skip

    def _entity(self, object_name: str) -> Entity:
        if object_name not in ENTITIES:
            raise ControlRefused(f"no object {object_name!r}; known: {', '.join(ENTITIES)}, users")
        return ENTITIES[object_name]

    def _found(self, entity: Entity, record_id: str) -> Record:
        record = self._account.find(entity.plural, record_id)
        if record is None:
            raise ControlRefused(f"no record {record_id!r} in {entity.plural}")
        return record

    def _split(self, entity: Entity, fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        owner = FIELD_OWNERS.get(entity.singular, "")
        defined = self._account.custom(entity.singular) if entity.custom else {}
        by_name = {one.name: one for one in defined.values()}
        values: dict[str, Any] = {}
        custom: dict[str, Any] = {}
        for name, value in fields.items():
            field = defined.get(name) or by_name.get(name)
            if field is not None:
                labels = {one.label: one.id for one in field.options}
                chosen = labels.get(value, value) if field.type == "enum" and isinstance(value, str) else value
                custom[field.code] = accepted(field, chosen)
            elif name in entity.writable:
                values[name] = checked(self._account, owner, name, entity.writable[name], value)
            elif name != "is_deleted":
                raise ControlRefused(f"no field {name!r} in {entity.plural}")
        return values, custom

    def _author(self, author: str | None) -> User:
        """The user named by e-mail, id or name; the second one by default.

        Somebody the agency does not know yet joins it: whoever scripts a colleague may call them what they like.
        """
        users = self._account.users
        if author is None:
            return users[1]
        wanted = author.strip().lower()
        for user in users:
            if wanted in {user.email, str(user.id), user.name.lower(), *user.name.lower().split(" ")}:
                return user
        domain = users[0].email.partition("@")[2]
        email = author if "@" in author else f"{re.sub(r'[^a-z0-9]+', '.', wanted)}@{domain}"
        joined = User(max(user.id for user in users) + 1, author.strip(), email, self._account.now_ms())
        users.append(joined)
        return joined

    def _edit_user(self, record_id: str | None, fields: Mapping[str, Any]) -> str:
        user = self._account.user(record_id)
        if user is None:
            raise ControlRefused(f"no user {record_id!r}")
        user.name = str(fields.get("name", user.name))
        user.email = str(fields.get("email", user.email))
        user.active = bool(fields.get("active_flag", user.active))
        return str(user.id)
