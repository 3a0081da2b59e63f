"""Creating, changing and deleting rows under the organisation's rules (sections 4, 5.2 and 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crmdesk.sandbox.salesforce import ids, persons
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.derived import derive
from crmdesk.sandbox.salesforce.errors import ApiError, deleted, no_column, not_found, unknown_reference, wrong_id
from crmdesk.sandbox.salesforce.fields import Field
from crmdesk.sandbox.salesforce.org import Deletion, Org
from crmdesk.sandbox.salesforce.records import Row, Table, Values
from crmdesk.sandbox.salesforce.rules import check_duplicates, check_locks, check_rules
from crmdesk.sandbox.salesforce.values import stored

CASCADES = {
    "Account": (("Contact", "AccountId"), ("Opportunity", "AccountId"), ("Task", "WhatId"), ("Event", "WhatId"),
                ("Note", "ParentId")),
    "Contact": (("OpportunityContactRole", "ContactId"), ("Task", "WhoId"), ("Event", "WhoId"), ("Note", "ParentId")),
    "Lead": (("Task", "WhoId"), ("Event", "WhoId"), ("Note", "ParentId")),
    "Opportunity": (("OpportunityContactRole", "OpportunityId"), ("Task", "WhatId"), ("Event", "WhatId"),
                    ("Note", "ParentId")),
}  # fmt: skip
"""Which rows go with a row: (object, field that names it)."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes and under which rules: ``user`` is an id; ``allow_save`` passes rules that only alert.

    ``person`` marks an edit in Salesforce's own pages: no assignment rule, alerts are clicked away. ``version`` is that of the
    addresses in refusals.
    """

    org: Org
    user: str
    allow_save: bool = False
    auto_assign: bool = True
    person: bool = False
    version: str = "v67.0"
    forbidden: frozenset[str] = field(default_factory=frozenset)

    def create(self, type: ObjectType, raw: Mapping[str, Any]) -> Row:
        """Make a row. Raises `ApiError`."""
        org, table = self.org, self.org.tables[type.name]
        if not type.createable:
            raise ApiError(400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", f"entity type cannot be inserted: {type.label}")
        values = self._checked(type, raw, creating=True)
        sent = frozenset(values)
        values = {name: value for name, value in values.items() if value is not None}
        for one in type.fields.values():
            initial = org.initial(one)
            if initial is not None and one.name not in values:
                values[one.name] = initial
        if "OwnerId" in type.fields:
            owner = org.traits["assignment_owner"] if type.name == "Lead" and self._assigns() else ""
            values["OwnerId"] = owner or values.get("OwnerId", self.user)
        persons.begin(org, type.name, values)
        now = org.now()
        row = Row(table.new_id(), values, now, self.user, now, self.user, now)
        derive(org, type, row, creating=True, sent=sent)
        self._check(type, row)
        org.add(table, row)
        persons.add_contact(org, row)
        return row

    def update(self, type: ObjectType, row: Row, raw: Mapping[str, Any]) -> None:
        """Change a row. Raises `ApiError`."""
        org = self.org
        if type.name == "Lead" and row.values.get("IsConverted") and not self.person:
            raise ApiError(400, "CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", ())
        check_locks(org, row)
        values = self._checked(type, raw, creating=False)
        persons.refuse(type.name, row, values)
        before = dict(row.values)
        merged = {name: value for name, value in {**row.values, **values}.items() if value is not None}
        if type.name == "Account" and row.values.get(persons.PERSON):
            persons.call(merged)
        trial = Row(row.id, merged, row.created_s, row.created_by, row.modified_s, row.modified_by, row.stamp_s)
        derive(org, type, trial, creating=False, sent=frozenset(values), before=before)
        self._check(type, trial, creating=False)
        with org.changing(org.tables[type.name], row):
            row.values = trial.values
            row.modified_s = row.stamp_s = max(org.now(), row.stamp_s)
            row.modified_by = self.user
        persons.follow(org, type.name, row)
        self._keep_history(type, row, before)

    def delete(self, type: ObjectType, row: Row, master: str | None = None, *, cascade: bool = True) -> None:
        """Move a row to the recycle bin, with what belongs to it. ``master`` is the row it was merged into."""
        org, table = self.org, self.org.tables[type.name]
        if not (type.deletable or self.person):
            raise ApiError(400, "DELETE_FAILED", f"entity type cannot be deleted: {type.label}", ())
        check_locks(org, row)
        with org.changing(table, row):
            row.deleted = True
            row.stamp_s = row.modified_s = max(org.now(), row.stamp_s)
            row.modified_by = self.user
            if master is not None:
                row.values["MasterRecordId"] = master
        org.deletions.append(Deletion(type.name, row.id, org.now()))
        for name, by in CASCADES.get(type.name, ()) if cascade else ():
            for child in [one for one in org.tables[name].live() if one.values.get(by) == row.id]:
                self.delete(org.types[name], child)

    def _assigns(self) -> bool:
        return self.auto_assign and not self.person

    def _checked(self, type: ObjectType, raw: Mapping[str, Any], *, creating: bool) -> Values:
        """The values to store by canonical name, blank ones as None."""
        values: Values = {}
        refused = []
        for name, value in raw.items():
            if name == "attributes":
                continue
            found = self.org.field(type, name)
            if found is None:
                raise no_column(name, type.name)
            if not self._may_write(type, found, creating=creating):
                refused.append(found.name)
                continue
            values[found.name] = stored(self.org, found, value)
        if refused:
            message = (
                f"Unable to create/update fields: {', '.join(refused)}. Please check the security settings of this field"
                " and verify that it is read/write for your profile or permission set."
            )
            raise ApiError(400, "INVALID_FIELD_FOR_INSERT_UPDATE", message, refused)
        return values

    def _may_write(self, type: ObjectType, one: Field, *, creating: bool) -> bool:
        allowed = one.createable if creating else one.updateable
        return allowed and one.name not in self.forbidden and self.org.writable(type, one)

    def _check(self, type: ObjectType, row: Row, *, creating: bool = True) -> None:
        missing = [one.name for one in type.fields.values() if one.required and row.values.get(one.name) is None]
        if missing:
            listed = ", ".join(missing)
            raise ApiError(400, "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{listed}]", missing)
        self._check_unique(self.org.tables[type.name], row)
        self._check_owner(type, row, creating=creating)
        check_rules(self.org, type, row)
        held = None if creating else self.org.tables[type.name].rows[row.id].values.get("Email")
        if not self.person and row.values.get("Email") != held:
            check_duplicates(self.org, type, row, allow_save=self.allow_save, version=self.version)

    def _check_unique(self, table: Table, row: Row) -> None:
        for name, index in table.unique.items():
            value = row.values.get(name)
            holder = index.get(str(value).lower()) if value else None
            if holder is not None and holder != row.id:
                message = f"duplicate value found: {name} duplicates value on record with id: {holder[:15]}"
                raise ApiError(400, "DUPLICATE_VALUE", message, ())

    def _check_owner(self, type: ObjectType, row: Row, *, creating: bool) -> None:
        before = None if creating else self.org.tables[type.name].rows[row.id].values.get("OwnerId")
        owner = row.values.get("OwnerId")
        user = self.org.tables["User"].rows.get(owner or "")
        if owner != before and user is not None and not user.values.get("IsActive"):
            message = f"operation performed with inactive user [{owner}] as owner of {type.label.lower()}"
            raise ApiError(400, "INACTIVE_OWNER_OR_USER", message, ["OwnerId"])

    def _keep_history(self, type: ObjectType, row: Row, before: Values) -> None:
        org = self.org
        if type.history is None or not org.traits["field_history"]:
            return
        table = org.tables[type.history]
        for name in sorted(before.keys() | row.values.keys()):
            one = type.fields.get(name)
            if one is None or not one.filterable or before.get(name) == row.values.get(name):
                continue
            entry = {f"{type.name}Id": row.id, "Field": name, "OldValue": before.get(name),
                     "NewValue": row.values.get(name), "DataType": one.type}  # fmt: skip
            made = Row(table.new_id(), entry, row.stamp_s, self.user, row.stamp_s, self.user, row.stamp_s)
            org.add(table, made)


def require(org: Org, type: ObjectType, id: str, *, for_write: bool = False, unknown_status: int = 404) -> Row:
    """A live row by its id. Raises `ApiError`: of another object, deleted, purged, not shared, or never there."""
    table = org.tables[type.name]
    row = table.find(id)
    if row is not None and org.is_unshared(row):
        if org.traits["unshared_status"] == "403":
            raise ApiError(403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", ())
        raise unknown_reference(unknown_status) if for_write else not_found()
    if row is not None and not row.deleted:
        return row
    if row is not None:
        if not for_write and org.traits["deleted_read_error"] == "NOT_FOUND":
            raise not_found()
        raise deleted(int(org.traits["single_delete_gone"]))
    whole = ids.full(id)
    if whole is None or whole[:3] != type.prefix:
        raise wrong_id(type.label, id) if for_write else not_found()
    if whole in table.purged and org.traits["purged_id_error"] == "NOT_FOUND":
        raise not_found()
    if for_write:
        raise unknown_reference(unknown_status)
    raise not_found()
