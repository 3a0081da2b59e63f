"""What belongs to records: the lists of related ones, and what a lead may be converted into (section 2.10)."""

from __future__ import annotations

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.zoho.calls import ROUTES, Call, empty, json_reply
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.errors import ApiError, missing_parameter, wrong_id
from crmdesk.sandbox.zoho.listing import render

_LISTED = ("Leads", "Contacts", "Accounts", "Deals")
"""Modules whose records have notes."""
_MATCHED = (("Contacts", "Email", "Email"), ("Accounts", "Account_Name", "Company"))
"""What records are looked for by: module, its field, the lead's field."""


@ROUTES.on("GET", "/v8/settings/related_lists")
def list_lists(call: Call) -> Reply:
    """``GET /settings/related_lists?module=`` (zoho/crm-oas, v8.0/related_lists.json)."""
    found = _lists(call)
    return json_reply(200, {"related_lists": found}) if found else empty()


@ROUTES.on("GET", "/v8/settings/related_lists/{id}")
def get_list(call: Call) -> Reply:
    """``GET /settings/related_lists/{id}?module=``."""
    found = [one for one in _lists(call) if one["id"] == call.values["id"]]
    if not found:
        raise wrong_id(resource_path_index=1)
    return json_reply(200, {"related_lists": found})


def _lists(call: Call) -> list[JsonObject]:
    """The lists that this organisation serves: the notes of a record."""
    call.need("ZohoCRM.settings.ALL", "ZohoCRM.settings.related_lists.READ")
    name = call.request.first("module")
    if not name:
        raise missing_parameter("module")
    if call.org.module(name).name not in _LISTED:
        return []
    id = f"55402300000002{_LISTED.index(name) + 1:04d}"
    return [{
        "id": id, "sequence_number": "1", "display_label": "Notes", "api_name": "Notes", "name": "Notes",
        "module": call.org.named(call.org.modules["Notes"]), "action": None,
        "href": f"{name}/{{ENTITYID}}/Notes", "type": "default",
        "connectedmodule": None, "linkingmodule": None, "visible": True, "customize_sort": False,
        "customize_fields": False, "customize_display_label": False, "sort_by": None, "sort_order": None, "fields": [],
        "status": "visible",
    }]  # fmt: skip


@ROUTES.on("GET", "/v8/Leads/{id}/__conversion_options")
def conversion_options(call: Call) -> Reply:
    """``GET /Leads/{id}/__conversion_options``: records that match the lead (zoho/crm-oas, v8.0/conversion_option.json)."""
    org = call.org
    call.need("ZohoCRM.modules.ALL", "ZohoCRM.modules.leads.ALL", "ZohoCRM.modules.leads.READ")
    lead = org.tables["Leads"].find(call.id())
    if lead is None:
        return empty()
    if lead.values.get("Converted__s"):
        raise ApiError(400, "ID_ALREADY_CONVERTED", "id already converted", {"id": lead.id})
    found: JsonObject = {"Deals": []}
    matched: JsonObject = {"Deals": []}
    for name, field, of in _MATCHED:
        value = lead.values.get(of)
        rows = [] if value is None else _matching(call, org.modules[name], field, str(value))
        found[name] = rows
        matched[name] = [{"field": {"api_name": field, "id": "0"}, "matched_lead_value": value}] if rows else []
    options = {"module_preference": org.named(org.modules["Contacts"]), **found, "preference_field_matched_value": matched,
               "modules_with_multiple_layouts": []}  # fmt: skip
    return json_reply(200, {"__conversion_options": options})


def _matching(call: Call, module: Module, field: str, value: str) -> list[JsonObject]:
    org, wanted = call.org, value.casefold()
    rows = [row for row in org.tables[module.name].live() if str(row.values.get(field) or "").casefold() == wanted]
    return [render(org, module, row, org.fields(module)) for row in rows]
