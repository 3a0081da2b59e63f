"""What a colleague does in Zoho's own pages, for the control endpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.vendor import ControlRefused
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.errors import ApiError
from crmdesk.sandbox.zoho.lifecycle import convert, merge, restore
from crmdesk.sandbox.zoho.org import Org, User
from crmdesk.sandbox.zoho.records import Row
from crmdesk.sandbox.zoho.writes import PAGES, Writer


class Colleague:
    """Edits with the mark of a person.

    ``object`` is a module. The field ``restore: true`` takes a row out of the recycle bin, ``convert`` (the object that
    ``actions/convert`` takes) converts a lead. ``dump`` knows ``users`` besides the modules.
    """

    def __init__(self, org: Org) -> None:
        self._org = org

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create or change; the id. Raises `ControlRefused`."""
        org, wanted = self._org, dict(fields)
        try:
            module = org.module(object_name)
            writer = Writer(org, self._author(author).id, PAGES)
            if record_id is None:
                return writer.create(module, wanted).id
            row = self._row(module, record_id)
            if wanted.pop("restore", False):
                restore(org, writer, row)
            if "convert" in wanted:
                convert(org, writer, row, wanted.pop("convert") or {})
            if wanted:
                writer.update(module, row, wanted)
            return row.id
        except ApiError as error:
            raise ControlRefused(str(error)) from None

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Move to the recycle bin, or delete for good. Raises `ControlRefused`."""
        module = self._module(object_name)
        writer = Writer(self._org, self._author(None).id, PAGES)
        writer.delete(module, self._row(module, record_id), where="permanent" if hard else "recycle")

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two rows; the survivor's id. Raises `ControlRefused`."""
        module = self._module(object_name)
        first, second = self._row(module, winner), self._row(module, loser)
        merge(self._org, Writer(self._org, self._author(None).id, PAGES), module, first, second)
        return first.id

    def dump(self, object_name: str) -> list[JsonObject]:
        """All rows of a module, deleted ones too, with ``$gone``. Raises `ControlRefused`."""
        org = self._org
        if object_name == "users":
            return [{"id": user.id, "name": user.name, "email": user.email} for user in org.users.values()]
        module = self._module(object_name)
        return [
            {
                "id": row.id,
                "$gone": row.gone,
                **{name: org.shown(module, row, one) for name, one in module.fields.items()},
            }
            for row in org.tables[module.name].rows.values()
        ]

    def _module(self, name: str) -> Module:
        try:
            return self._org.module(name)
        except ApiError:
            raise ControlRefused(f"no module {name!r}; known: {', '.join(self._org.modules)}, users") from None

    def _row(self, module: Module, record_id: str) -> Row:
        row = self._org.tables[module.name].rows.get(record_id)
        if row is None:
            raise ControlRefused(f"no record {record_id!r} in {module.name}")
        return row

    def _author(self, author: str | None) -> User:
        """The user named by e-mail, id, or part of the name; the second one by default. Strangers join the agency."""
        users = list(self._org.users.values())
        if author is None:
            return users[1]
        wanted = author.strip().lower()
        for user in users:
            first, _, last = user.name.lower().rpartition(" ")
            if wanted in {user.id, user.email.lower(), user.name.lower(), first, last}:
                return user
        domain = users[0].email.partition("@")[2]
        email = wanted if "@" in wanted else f"{re.sub(r'[^a-z0-9]+', '.', wanted)}@{domain}"
        made = User(self._org.new_id(), author.strip().partition("@")[0], email, active=True)
        self._org.users[made.id] = made
        return made
