"""A Pipedrive account's schema as the fact sheet has it, with everything that crmdesk maps (section 4)."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.providers.base import Account, RemoteProperty, Schema
from crmdesk.providers.pipedrive.wanted import WANTED, Wanted

ACCOUNT = Account("7010001", "talensac-immobilier", app="8020001")
LABELS = {"1": "Client", "2": "Prospect chaud"}
BUILT_IN = {
    "persons": "name first_name last_name phone email org_id owner_id",
    "organizations": "name owner_id address website employee_count",
    "deals": "title value currency status pipeline_id stage_id person_id org_id owner_id expected_close_date probability",
}


def code_of(number: int) -> str:
    """The code of an account's own field."""
    return f"{number:040x}"


def _own(name: str) -> dict[str, RemoteProperty]:
    found = {}
    for number, wanted in enumerate(WANTED.get(name, ()), 1):
        code = code_of(number)
        options = {str(500 + at): label for at, (_, label) in enumerate(wanted.options)}
        found[code] = RemoteProperty(code, wanted.label, wanted.type, options=options)
    return found


def full_schema() -> Schema:
    """Everything there is."""
    objects = {name: _own(name) for name in WANTED}
    for name, codes in BUILT_IN.items():
        objects[name] |= {code: RemoteProperty(code, code, "varchar") for code in codes.split()}
    objects["persons"]["label_ids"] = RemoteProperty("label_ids", "Étiquettes", "set", options=LABELS)
    industries = {"21": "Immobilier", "22": "Construction"}
    objects["organizations"]["industry"] = RemoteProperty("industry", "Secteur", "enum", options=industries)
    ratings = {
        f"{place}d2f6a10-1f3b-11f1-9c55-a1b2c3d4e5f6": name for place, name in enumerate(("Hot", "Warm", "Cold"))
    }
    objects["leads"]["label_ids"] = RemoteProperty("label_ids", "Labels", "set", options=ratings)
    types = {"call": "Appel", "meeting": "Rendez-vous", "task": "Tâche", "deadline": "Échéance", "email": "E-mail",
             "lunch": "Déjeuner", "photos": "Photos"}  # fmt: skip
    priorities = {"41": "Élevée", "42": "Moyenne", "43": "Faible"}
    objects["activities"] = {
        "type": RemoteProperty("type", "Type", "enum", options=types),
        "priority": RemoteProperty("priority", "Priority", "enum", options=priorities),
    }
    objects["notes"] = {}
    return Schema(
        {name: objects[name] for name in ("organizations", "persons", "leads", "deals", "activities", "notes")}
    )


def without(schema: Schema, name: str, *codes: str) -> Schema:
    """The schema without some fields of an object."""
    kept = {code: held for code, held in schema.objects[name].items() if code not in codes}
    return Schema({**schema.objects, name: kept})


def locked(schema: Schema, name: str, code: str) -> Schema:
    """The schema with a field of an object that may not be written."""
    held = schema.objects[name]
    return Schema({**schema.objects, name: {**held, code: replace(held[code], writable=False)}})


def wanted(name: str, field: str) -> Wanted:
    """One of crmdesk's own fields."""
    return next(one for one in WANTED[name] if one.field == field)
