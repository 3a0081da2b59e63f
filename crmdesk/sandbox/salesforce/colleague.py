"""What a colleague does in Salesforce's own pages, for the control endpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.lifecycle import convert, merge, purge, restore
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row
from crmdesk.sandbox.salesforce.writes import Writer
from crmdesk.sandbox.vendor import ControlRefused


class Colleague:
    """Edits with the mark of a person.

    ``object`` is an object of the API. The field ``IsDeleted: false`` restores a row from the recycle bin, ``convert`` (an
    object with ``contactId``, ``accountId``, ``opportunityName``, ``status``, all optional) converts a lead, ``IsArchived``
    archives an activity. ``silently: true`` writes fields without touching any stamp, as a formula or a re-parenting does.
    """

    def __init__(self, org: Org) -> None:
        self._org = org

    def edit(self, object_name: str, record_id: str | None, fields: Mapping[str, Any], author: str | None) -> str:
        """Create or change; the id. Raises `ControlRefused`."""
        org, wanted = self._org, dict(fields)
        try:
            type = org.type(object_name)
            writer = Writer(org, self._author(author), allow_save=True, person=True)
            if record_id is None:
                return writer.create(type, wanted).id
            row = self._found(type, record_id)
            if wanted.pop("silently", False):
                with org.changing(org.tables[type.name], row):
                    row.values |= wanted
                return row.id
            if wanted.pop("IsDeleted", None) is False and row.deleted:
                restore(org, type, row)
            if "IsArchived" in wanted:
                row.archived = bool(wanted.pop("IsArchived"))
            if "convert" in wanted:
                convert(org, writer, row, wanted.pop("convert") or {})
            if wanted:
                writer.update(type, row, wanted)
            return row.id
        except ApiError as error:
            raise ControlRefused(str(error)) from None

    def delete(self, object_name: str, record_id: str, *, hard: bool) -> None:
        """Move to the recycle bin, or delete for good. Raises `ControlRefused`."""
        org = self._org
        try:
            type = org.type(object_name)
            row = self._found(type, record_id)
            if not row.deleted:
                Writer(org, self._author(None), person=True).delete(type, row)
            if hard:
                purge(org, type, row)
        except ApiError as error:
            raise ControlRefused(str(error)) from None

    def merge(self, object_name: str, winner: str, loser: str) -> str:
        """Merge two rows; the survivor's id. Raises `ControlRefused`."""
        org = self._org
        try:
            type = org.type(object_name)
            first, second = self._found(type, winner), self._found(type, loser)
            merge(org, Writer(org, self._author(None), person=True), type, first, second)
            return first.id
        except ApiError as error:
            raise ControlRefused(str(error)) from None

    def dump(self, object_name: str) -> list[JsonObject]:
        """All rows of an object, those in the recycle bin too. Raises `ControlRefused`."""
        org = self._org
        try:
            type = org.type(object_name)
        except ApiError:
            raise ControlRefused(f"no object {object_name!r}") from None
        return [
            {name: org.value(type, row, name) for name in type.fields} for row in org.tables[type.name].rows.values()
        ]

    def _found(self, type: ObjectType, record_id: str) -> Row:
        row = self._org.tables[type.name].find(record_id)
        if row is None:
            raise ControlRefused(f"no record {record_id!r} in {type.name}")
        return row

    def _author(self, author: str | None) -> str:
        """The user named by e-mail, id, or part of the name; the second one by default.

        Somebody the agency does not know yet joins it: whoever scripts a colleague may call them what they like.
        """
        users = self._org.users()
        if author is None:
            return users[1].id
        wanted = author.strip().lower()
        for user in users:
            first, last = str(user.values.get("FirstName", "")), str(user.values["LastName"])
            names = {user.id.lower(), str(user.values["Email"]), first.lower(), last.lower(), f"{first} {last}".lower()}
            if wanted in names:
                return user.id
        return self._joined(author.strip())

    def _joined(self, author: str) -> str:
        org, first_user = self._org, self._org.users()[0]
        domain = str(first_user.values["Email"]).partition("@")[2]
        first, _, last = author.partition("@")[0].rpartition(" ")
        email = author if "@" in author else f"{re.sub(r'[^a-z0-9]+', '.', author.lower())}@{domain}"
        values = {
            "Username": email, "FirstName": first or None, "LastName": last, "Email": email, "Alias": last[:8],
            "TimeZoneSidKey": "Europe/Paris", "LocaleSidKey": "fr_FR", "IsActive": True,
        }  # fmt: skip
        return Writer(org, first_user.id, person=True).create(org.types["User"], values).id
