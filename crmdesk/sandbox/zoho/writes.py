"""Creating, changing and deleting rows under the organisation's rules (sections 2.3 to 2.6 and 2.11)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmdesk.sandbox.zoho.catalogue import CURRENCY, Module
from crmdesk.sandbox.zoho.errors import ApiError, missing_field, no_permission, unfit, wrong_id
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.records import Row, Values
from crmdesk.sandbox.zoho.values import stored

API, PAGES = "crm_api", "crm_ui"
CHILDREN = (("Tasks", "Who_Id"), ("Tasks", "What_Id"), ("Calls", "Who_Id"), ("Calls", "What_Id"), ("Events", "Who_Id"),
            ("Events", "What_Id"), ("Notes", "Parent_Id"), ("Deals", "Contact_Name"))  # fmt: skip
_DURATION = re.compile(r"[0-9]{1,4}:[0-5][0-9]")
_OF_NOTES = ("Note_Title", "Note_Content")
"""One of these has to be in an update of a note (section 2.11)."""
_IGNORED = frozenset({"id", "Layout", "$append_values", "$se_module"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: ``user`` is an id, ``source`` what timelines call the way it was written."""

    org: Org
    user: str
    source: str = API
    forbidden: frozenset[str] = field(default_factory=frozenset)

    def create(self, module: Module, raw: Mapping[str, Any], path: str = "$.data[0]") -> Row:
        """Make a row. Raises `ApiError`."""
        org = self.org
        values = {name: value for name, value in self._checked(module, raw, path).items() if value is not None}
        self._check_layout(module, [one for one in module.fields if values.get(one) is None], path)
        for name, value in _DEFAULTS.get(module.name, {}).items():
            values.setdefault(name, value)
        values.setdefault("Owner", self.user)
        if module.name == "Deals" and org.traits["pipelines"]:
            if self.source == API and "Pipeline" not in values and values.get("Stage"):
                raise missing_field("Pipeline", f"{path}.Pipeline")
            values.setdefault("Pipeline", org.pipeline_names()[0])
        now = org.now()
        row = Row(org.new_id(), values, now, self.user, now, self.user)
        self._check(module, row, path)
        org.add(module, row)
        org.log(row, "added", self.user, self.source)
        for name in ("Parent_Id", "Who_Id", "What_Id"):
            found = org.where(str(values.get(name)))
            if found is not None:
                found[1].activity_s = now
        if module.name == "Notes" and org.traits["note_bumps_parent"]:
            self._bump(org, values["Parent_Id"])
        return row

    def update(self, module: Module, row: Row, raw: Mapping[str, Any], path: str = "$.data[0]") -> None:
        """Change a row. Raises `ApiError`.

        Its currency is that of its beginning (Zoho CRM help, FAQ on multi-currency); that another one is passed over is a guess.
        """
        org = self.org
        if module.name == "Leads" and row.values.get("Converted__s"):
            raise ApiError(400, "CONVERTED_RECORD", "can't update the converted record", {"id": row.id})
        if module.name == "Notes" and not raw.keys() & set(_OF_NOTES):
            expected = [{"api_name": name, "json_path": f"{path}.{name}"} for name in _OF_NOTES]
            raise ApiError(400, "EXPECTED_FIELD_MISSING", "expected field missing", {"expected_fields": expected})
        changed = self._checked(module, raw, path)
        if "Tag" in changed and org.traits["tags_on_update"] == "ignored":
            del changed["Tag"]
        self._check_layout(module, [name for name, value in changed.items() if value is None], path)
        changed.pop(CURRENCY, None)
        if changed.get("Pipeline", row.id) is None:
            raise missing_field("Pipeline", f"{path}.Pipeline")
        before = dict(row.values)
        appended = raw.get("$append_values")
        for name, added in appended.items() if isinstance(appended, dict) else ():
            if added is True and isinstance(changed.get(name), list):
                changed[name] = list(dict.fromkeys([*(before.get(name) or []), *changed[name]]))
        merged = {name: value for name, value in {**before, **changed}.items() if value is not None}
        trial = Row(row.id, merged, row.created_s, row.created_by, row.modified_s, row.modified_by)
        self._check(module, trial, path)
        row.values = trial.values
        org.tables[module.name].index(row)
        self.touch(row)
        moved = [(name, before.get(name), row.values.get(name)) for name in changed
                 if before.get(name) != row.values.get(name)]  # fmt: skip
        if moved:
            org.log(row, "updated", self.user, self.source, *moved)

    def delete(self, module: Module, row: Row, *, where: str = "recycle") -> None:
        """Move a row to the recycle bin or away for good; its notes go along."""
        now = self.org.now()
        row.gone, row.gone_s, row.gone_by = where, now, self.user
        if module.name == "Notes":
            return
        for note in [one for one in self.org.tables["Notes"].live() if one.values.get("Parent_Id") == row.id]:
            self.delete(self.org.modules["Notes"], note, where=where)

    def touch(self, row: Row) -> None:
        """Mark a row as changed now."""
        row.modified_s, row.modified_by = max(self.org.now(), row.modified_s), self.user
        row.indexed_at = self.org.clock()

    def _bump(self, org: Org, id: str) -> None:
        found = org.where(id)
        if found is not None:
            self.touch(found[1])

    def _checked(self, module: Module, raw: Mapping[str, Any], path: str) -> Values:
        """The values to keep by field, blank ones as None; unknown names and read-only ones are passed over."""
        org, values = self.org, Values()
        for name, value in raw.items():
            found = org.field(module, name)
            if name in _IGNORED or name.startswith("$") or found is None or found.read_only:
                continue
            if name in self.forbidden or f"{module.name}.{name}" in org.traits["read_only_fields"]:
                raise no_permission(f"Crm_Field_{name}")
            values[name] = stored(org, found, value, f"{path}.{name}")
            if name == "Owner" and values[name] is None:
                raise unfit(name, f"{path}.{name}", expected_data_type=found.type)
        what = values.get("What_Id")
        if what is not None:
            where = org.where(what)
            if raw.get("$se_module") != (where[0].name if where is not None else None):
                raise unfit("$se_module", f"{path}.$se_module")
        return values

    def _check(self, module: Module, row: Row, path: str) -> None:
        for one in module.fields.values():
            if one.mandatory and row.values.get(one.name) is None:
                raise missing_field(one.name, f"{path}.{one.name}")
        self._check_unique(module, row, path)
        if module.name == "Calls":
            self._check_call(row, path)
        if module.name == "Events" and row.values["End_DateTime"] < row.values["Start_DateTime"]:
            raise unfit("End_DateTime", f"{path}.End_DateTime")
        if module.name == "Deals":
            chances = {name: chance for name, chance, _ in self.org.stages()}
            chance = row.values.setdefault("Probability", chances[row.values["Stage"]])
            if not 0 <= chance <= 100:
                details = {"api_name": "Probability", "json_path": f"{path}.Probability"}
                raise ApiError(400, "INVALID_DATA", "Given Probability is not valid", details)

    def _check_call(self, row: Row, path: str) -> None:
        duration = row.values["Call_Duration"]
        if not _DURATION.fullmatch(duration):
            raise unfit("Call_Duration", f"{path}.Call_Duration", expected_data_type="text")
        if not int(duration.replace(":", "")):
            details = {"expected_fields": [{"api_name": "Call_Duration", "json_path": f"{path}.Call_Duration"}]}
            raise ApiError(400, "DEPENDENT_MISMATCH", "dependent field mismatch", details)

    def _check_layout(self, module: Module, blank: Sequence[str], path: str) -> None:
        """Raise `ApiError` for the first field that is left blank and must not be by the layout (section 2.3).

        That a change of other fields is taken where one has been blank before the layout required it is a guess.
        """
        for name in blank:
            if f"{module.name}.{name}" in self.org.traits["layout_mandatory"]:
                raise missing_field(name, f"{path}.{name}")

    def _check_unique(self, module: Module, row: Row, path: str) -> None:
        found = []
        for one in module.fields.values():
            value = row.values.get(one.name) if one.unique else None
            holder = None if value is None else self.holder(module, one.name, value)
            if holder is not None and holder.id != row.id:
                found.append(duplicate(self.org, module, one.name, holder, path))
        if len(found) > 1:
            errors = [error.body() for error in found]
            raise ApiError(400, "MULTIPLE_OR_MULTI_ERRORS", "the record has multiple errors", {"errors": errors})
        if found:
            raise found[0]

    def holder(self, module: Module, name: str, value: Any) -> Row | None:
        """The live row that has a value in a field, letter case apart."""
        return self.org.tables[module.name].by(name, value)


_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "Tasks": {"Status": "Not Started"},
    "Events": {"All_day": False},
}


def duplicate(org: Org, module: Module, name: str, holder: Row, path: str) -> ApiError:
    """A value that another row has in a unique field."""
    owner = org.person(holder.values["Owner"])
    record = {"id": holder.id, "Owner": {"id": owner["id"], "name": owner["name"]},
              "module": org.named(module)}  # fmt: skip
    details = {"api_name": name, "json_path": f"{path}.{name}", "duplicate_record": record}
    return ApiError(400, "DUPLICATE_DATA", "duplicate data", details)


def require(org: Org, module: Module, id: str) -> Row:
    """A live row by its id. Raises `ApiError` 400."""
    row = org.tables[module.name].find(id)
    if row is None:
        raise wrong_id(id=id)
    return row
