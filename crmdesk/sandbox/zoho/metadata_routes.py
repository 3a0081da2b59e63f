"""Modules, fields, layouts, pipelines, users, organisation (section 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.zoho.calls import ROUTES, Call, empty, json_reply
from crmdesk.sandbox.zoho.catalogue import HOME, SYMBOLS, Module, made_field
from crmdesk.sandbox.zoho.errors import ApiError, missing_parameter, no_permission, wrong_id, wrong_parameter
from crmdesk.sandbox.zoho.listing import page_number, page_size
from crmdesk.sandbox.zoho.org import ORG_ID, ORG_NAME, ZGID, User

SETTINGS = "ZohoCRM.settings.ALL"
LAYOUT = "55402300000000{:04d}"
MADE_AT_ONCE = 5
MADE = frozenset({
    "text", "textarea", "email", "phone", "website", "picklist", "multiselectpicklist", "integer", "bigint", "double",
    "currency", "percent", "boolean", "date", "datetime", "lookup", "userlookup", "autonumber", "formula", "rollup_summary",
})  # fmt: skip
"""Types of fields that this organisation can make; computed ones are read only."""


@ROUTES.on("GET", "/v8/settings/modules")
def list_modules(call: Call) -> Reply:
    """``GET /settings/modules[?status=]``: all are visible."""
    call.need(SETTINGS, "ZohoCRM.settings.modules.READ")
    if "visible" not in (call.request.listed("status") or ["visible"]):
        return empty()
    return json_reply(200, {"modules": [_module(call, one) for one in call.org.modules.values()]})


@ROUTES.on("GET", "/v8/settings/modules/{module}")
def get_module(call: Call) -> Reply:
    """``GET /settings/modules/{api_name or id}[?include=layouts,fields]``."""
    call.need(SETTINGS, "ZohoCRM.settings.modules.READ")
    by_id = {_module_id(call, one): name for name, one in call.org.modules.items()}
    named = call.values["module"]
    module, included = call.org.module(by_id.get(named, named)), call.request.listed("include")
    shown = _module(call, module)
    if "fields" in included:
        shown["fields"] = _fields(call, module)
    if "layouts" in included:
        shown["layouts"] = [_described(call, module)]
    return json_reply(200, {"modules": [shown]})


@ROUTES.on("GET", "/v8/settings/fields")
def list_fields(call: Call) -> Reply:
    """``GET /settings/fields?module=``."""
    call.need(SETTINGS, "ZohoCRM.settings.fields.READ")
    module = _named(call)
    return json_reply(200, {"fields": _fields(call, module)})


@ROUTES.on("GET", "/v8/settings/fields/{id}")
def get_field(call: Call) -> Reply:
    """``GET /settings/fields/{id}?module=``."""
    call.need(SETTINGS, "ZohoCRM.settings.fields.READ")
    return _only(call, "fields", _fields(call, _named(call)))


@ROUTES.on("POST", "/v8/settings/fields")
def create_fields(call: Call) -> Reply:
    """``POST /settings/fields?module=``: up to five at a time (Zoho, create-custom-field; five: update-custom-fields)."""
    call.need(SETTINGS, "ZohoCRM.settings.fields.ALL", "ZohoCRM.settings.fields.CREATE")
    module, org = _named(call), call.org
    if org.traits["field_creation"] == "forbidden":
        raise no_permission("Crm_Implied_Customize_Zoho_CRM")
    answers = []
    for item in call.items("fields", MADE_AT_ONCE):
        label, type = item.get("field_label"), item.get("data_type")
        if not isinstance(label, str) or not isinstance(type, str):
            raise ApiError(400, "MANDATORY_NOT_FOUND", "required field not found", {"api_name": "field_label"})
        if type not in MADE:
            raise ApiError(400, "INVALID_DATA", "invalid data", {"api_name": "data_type"})
        if any(one.label.casefold() == label.casefold() for one in module.fields.values()):
            raise ApiError(400, "DUPLICATE_DATA", "duplicate data", {"api_name": "field_label"})
        made = made_field(label, type, _length(item), _options(item), unique="unique" in item)
        module.fields[made.name] = made
        details = {"id": org.new_id()}
        answers.append({"code": "SUCCESS", "details": details, "message": "field created", "status": "success"})
    return json_reply(201, {"fields": answers})


def _length(item: JsonObject) -> int:
    found = item.get("length") or 0
    if not isinstance(found, int) or isinstance(found, bool):
        raise ApiError(400, "INVALID_DATA", "invalid data", {"api_name": "length", "expected_data_type": "integer"})
    return found


def _options(item: JsonObject) -> tuple[tuple[str, str], ...]:
    """Pairs of (actual, displayed) value."""
    found = item.get("pick_list_values") or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        details = {"api_name": "pick_list_values", "expected_data_type": "jsonarray"}
        raise ApiError(400, "INVALID_DATA", "invalid data", details)
    return tuple(
        (str(one.get("actual_value") or one.get("display_value")), str(one.get("display_value"))) for one in found
    )


@ROUTES.on("GET", "/v8/settings/layouts")
def list_layouts(call: Call) -> Reply:
    """``GET /settings/layouts?module=``: one layout for each module."""
    call.need(SETTINGS, "ZohoCRM.settings.layouts.READ")
    return json_reply(200, {"layouts": [_described(call, _named(call))]})


@ROUTES.on("GET", "/v8/settings/layouts/{id}")
def get_layout(call: Call) -> Reply:
    """``GET /settings/layouts/{id}?module=``."""
    call.need(SETTINGS, "ZohoCRM.settings.layouts.READ")
    return _only(call, "layouts", [_described(call, _named(call))])


def _described(call: Call, module: Module) -> JsonObject:
    fields = [{**each, "required": _is_required(call, module, each)} for each in _fields(call, module)]
    section = {"display_label": "Information", "sequence_number": 1, "name": "Information", "api_name": "Information",
               "type": "used", "fields": fields}  # fmt: skip
    return {"id": _layout(call, module), "name": "Standard", "api_name": "Standard", "display_label": "Standard",
              "status": "active", "visible": True, "generated_type": "default", "sections": [section], "profiles": []}  # fmt: skip


def _is_required(call: Call, module: Module, field: JsonObject) -> bool:
    """Whether the layout requires a field (section 3); what the system requires it requires, too."""
    named = f"{module.name}.{field['api_name']}"
    return bool(field["system_mandatory"]) or named in call.org.traits["layout_mandatory"]


@ROUTES.on("GET", "/v8/settings/pipeline")
def list_pipelines(call: Call) -> Reply:
    """``GET /settings/pipeline?layout_id=``."""
    found = _pipelines(call)
    return json_reply(200, {"pipeline": found}) if found else empty()


@ROUTES.on("GET", "/v8/settings/pipeline/{id}")
def get_pipeline(call: Call) -> Reply:
    """``GET /settings/pipeline/{id}?layout_id=``."""
    return _only(call, "pipeline", _pipelines(call))


def _pipelines(call: Call) -> list[JsonObject]:
    call.need(SETTINGS, "ZohoCRM.settings.pipeline.READ")
    if call.request.first("layout_id") != _layout(call, call.org.modules["Deals"]):
        raise wrong_id(param_name="layout_id")
    if not call.org.traits["pipelines"]:
        return []
    maps = [
        {"id": f"5540230000004{number:05d}", "display_value": name, "actual_value": name, "sequence_number": number,
         "forecast_type": sort, "forecast_category": {"name": "Pipeline" if sort == "Open" else "Closed",
                                                      "id": "554023000000400099"}}
        for number, (name, _, sort) in enumerate(call.org.stages(), 1)
    ]  # fmt: skip
    return [
        {"id": f"5540230000004{number:05d}", "display_value": name, "actual_value": name, "default": number == 90001,
         "maps": maps}
        for number, name in enumerate(call.org.pipeline_names(), 90001)
    ]  # fmt: skip


_USER_TYPES: Mapping[str, Callable[[User, bool], bool]] = {
    "AllUsers": lambda user, admin: True, "ActiveUsers": lambda user, admin: user.active,
    "DeactiveUsers": lambda user, admin: not user.active, "ConfirmedUsers": lambda user, admin: True,
    "NotConfirmedUsers": lambda user, admin: False, "DeletedUsers": lambda user, admin: False,
    "ActiveConfirmedUsers": lambda user, admin: user.active, "AdminUsers": lambda user, admin: admin,
    "ActiveConfirmedAdmins": lambda user, admin: user.active and admin,
}  # fmt: skip
"""Who is of a type, by the user and whether they administer (Zoho CRM API, getUsers; its libraries for the others). All
confirmed their invitation here, and nobody was deleted."""


@ROUTES.on("GET", "/v8/users")
def list_users(call: Call) -> Reply:
    """``GET /users?type=``."""
    call.need("ZohoCRM.users.READ", "ZohoCRM.users.ALL")
    query = dict(call.request.query)
    users = list(call.org.users.values())
    if query.get("type") == "CurrentUser":
        return json_reply(200, {"users": [_user(users[0], admin=bool(call.org.traits["user_is_admin"]))]})
    size, number = page_size(query), page_number(query)
    of_type = _USER_TYPES.get(query.get("type", "AllUsers"))
    if of_type is None:
        raise wrong_parameter("INVALID_DATA", "type", "please check the value given")
    users = [user for number, user in enumerate(users) if of_type(user, not number)]
    shown = users[(number - 1) * size : number * size]
    info = {"per_page": size, "count": len(shown), "page": number, "more_records": len(users) > number * size}
    if not shown:
        return empty()
    return json_reply(200, {"users": [_user(user, admin=user is users[0]) for user in shown], "info": info})


@ROUTES.on("GET", "/v8/users/{id}")
def get_user(call: Call) -> Reply:
    """``GET /users/{id}``."""
    call.need("ZohoCRM.users.READ", "ZohoCRM.users.ALL")
    users = list(call.org.users.values())
    return _only(call, "users", [_user(user, admin=user is users[0]) for user in users])


@ROUTES.on("GET", "/v8/org")
def organisation(call: Call) -> Reply:
    """``GET /org``."""
    call.need("ZohoCRM.org.READ", "ZohoCRM.org.ALL")
    found = {"id": ORG_ID, "zgid": ZGID, "company_name": ORG_NAME, "time_zone": "Europe/Paris", "currency": HOME,
             "iso_code": HOME, "currency_symbol": SYMBOLS[HOME], "mc_status": call.org.traits["multi_currency"],
             "type": "production", "country_code": "FR", "primary_email": call.org.me().email}  # fmt: skip
    return json_reply(200, {"org": [found]})


def _only(call: Call, name: str, found: list[JsonObject]) -> Reply:
    """The one of the id in the path. Raises `ApiError` where there is none."""
    own = [one for one in found if one["id"] == call.values["id"]]
    if not own:
        raise wrong_id(resource_path_index=1)
    return json_reply(200, {name: own})


def _module(call: Call, module: Module) -> JsonObject:
    return {
        "id": _module_id(call, module), "api_name": module.name, "module_name": module.name,
        "singular_label": module.singular, "plural_label": module.plural, "api_supported": True,
        "generated_type": "default", "creatable": True, "editable": True, "deletable": True, "viewable": True,
        "convertable": module.name == "Leads", "status": "visible", "modified_time": None,
    }  # fmt: skip


def _module_id(call: Call, module: Module) -> str:
    return str(call.org.named(module)["id"])


def _named(call: Call) -> Module:
    name = call.request.first("module")
    if not name:
        raise missing_parameter("module")
    return call.org.module(name)


def _fields(call: Call, module: Module) -> list[dict[str, Any]]:
    org, base = call.org, list(call.org.modules).index(module.name) + 1
    return [
        one.described(
            f"55402300000{base:02d}{number:05d}",
            writable=f"{module.name}.{one.name}" not in org.traits["read_only_fields"],
            none=org.traits["none_listed"],
        )
        for number, one in enumerate(module.fields.values(), 1)
        if org.field(module, one.name) is not None and not one.name.startswith("$")
    ]


def _layout(call: Call, module: Module) -> str:
    return LAYOUT.format(list(call.org.modules).index(module.name) + 611)


def _user(user: User, *, admin: bool) -> JsonObject:
    first, _, last = user.name.rpartition(" ")
    return {
        "id": user.id, "full_name": user.name, "first_name": first, "last_name": last, "email": user.email,
        "status": "active" if user.active else "disabled", "confirm": True, "type__s": "Regular User",
        "role": {"name": "CEO", "id": "554023000000026005"},
        "profile": {"name": "Administrator" if admin else "Standard", "id": "554023000000026011"},
        "zuid": f"6{user.id[-10:]}",
    }  # fmt: skip
