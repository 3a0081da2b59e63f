"""Searches (section 2.9): an index that may lag, hits that are stubs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.pipedrive.account import Account
from crmdesk.sandbox.pipedrive.calls import V1, V2, Call, ok, whole_number
from crmdesk.sandbox.pipedrive.errors import invalid
from crmdesk.sandbox.pipedrive.records import Record
from crmdesk.sandbox.pipedrive.schemas import ENTITIES

FIELDS = {
    "person": ("custom_fields", "email", "notes", "phone", "name"), "deal": ("custom_fields", "notes", "title"),
    "lead": ("custom_fields", "notes", "title"), "organization": ("address", "custom_fields", "notes", "name"),
}  # fmt: skip
SEARCHABLE = frozenset({"address", "varchar", "text", "varchar_auto", "double", "monetary", "phone"})
PLURALS = {"person": "persons", "organization": "organizations", "deal": "deals", "lead": "leads"}
RELATED = {
    "person": (("deal", "person_id"), ("lead", "person_id")),
    "organization": (("deal", "org_id"), ("lead", "organization_id"), ("person", "org_id")),
}
MOST_RELATED = 100
FAR = 1 << 60
"""A number that no row reaches: lists from there downwards begin with the newest."""
COMMON = ("term", "fields", "exact_match", "limit", "cursor", "include_fields")


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return bare.casefold()


def _digits(text: str) -> str:
    """A phone number as it is indexed: without a country code and the leading zero."""
    digits = "".join(char for char in text if char.isdigit())
    return digits.removeprefix("00").removeprefix("33").removeprefix("0")


def _texts(account: Account, singular: str, record: Record, fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(field, text) of what a search looks through."""
    values = record.values
    for name in fields:
        if name in {"name", "title"}:
            yield name, str(values[name] or "")
        elif name in {"email", "phone"}:
            yield from ((name, one["value"]) for one in values[f"{name}s"])
        elif name == "address" and values["address"]:
            yield name, str(values["address"]["value"])
        elif name == "custom_fields":
            for code, field in account.custom(singular).items():
                value = record.custom.get(code)
                if value is not None and field.type in SEARCHABLE:
                    yield name, str(value["value"] if isinstance(value, dict) else value)
        elif name == "notes":
            key = "org_id" if singular == "organization" else f"{singular}_id"
            yield from (
                (name, one.values["content"])
                for one in account.tables["notes"].by_number.values()
                if one.values[key] == record.id and not one.gone
            )


def _matches(call: Call, singular: str, term: str, *, exact: bool, fields: Iterable[str]) -> Iterator[Record]:
    account, wanted = call.account, _folded(term)
    digits, fresh = _digits(term), call.account.now_ms() - call.lag_ms("search_lag_s")
    chosen = tuple(fields)
    for record in account.tables[PLURALS[singular]].after(0):
        if record.gone or record.written_ms > fresh or account.hidden_from(record, call.user_id):
            continue
        for name, text in _texts(account, singular, record, chosen):
            if name == "phone":
                held = _digits(text)
                hit = held == digits if exact else bool(digits) and digits in held
            else:
                hit = _folded(text) == wanted if exact else wanted in _folded(text)
            if hit:
                yield record
                break


def _asked(call: Call, singulars: list[str]) -> list[tuple[str, Record]]:
    request = call.request
    term, exact = request.first("term").strip(), call.truth("exact_match")
    if len(term) < (1 if exact else 2):
        raise call.wrong("term", "This value is too short.")
    fields = request.listed("fields")
    for singular in singulars:
        unknown = [name for name in fields if name not in FIELDS[singular]]
        if unknown and len(singulars) == 1:
            raise call.wrong("fields", "One or more of the given values is invalid.")
    found = []
    for singular in singulars:
        chosen = [name for name in FIELDS[singular] if not fields or name in fields]
        found += [(singular, record) for record in _matches(call, singular, term, exact=exact, fields=chosen)]
    return found


def _item(call: Call, singular: str, record: Record) -> JsonObject:
    values, account = record.values, call.account
    owner = values.get("owner_id")
    item: JsonObject = {"id": record.id, "type": singular, "visible_to": values.get("visible_to"),
                        "owner": None if owner is None else {"id": owner}, "custom_fields": [], "notes": []}  # fmt: skip
    org_id = values.get("org_id", values.get("organization_id"))
    organization = account.find("organizations", org_id) if org_id is not None else None
    if singular != "organization":
        item["organization"] = None if organization is None else {"id": org_id, "name": organization.values["name"],
                                                                  "address": None}  # fmt: skip
    if singular == "person":
        item["name"] = values["name"]
        item["phones"] = ["".join(char for char in one["value"] if char in "+0123456789") for one in values["phones"]]
        item["emails"] = [one["value"] for one in values["emails"]]
    elif singular == "organization":
        item |= {"name": values["name"], "address": (values["address"] or {}).get("value")}
    else:
        item |= {"title": values["title"], "value": values["value"], "is_archived": values["is_archived"]}
        person = account.find("persons", values["person_id"]) if values["person_id"] is not None else None
        item["person"] = None if person is None else {"id": person.id, "name": person.values["name"]}
    return item


def _limited(call: Call, found: list[tuple[str, Record]]) -> list[tuple[str, Record]]:
    """The hits of the person, organization or status that the query names. Raises `ApiError`."""
    request = call.request
    person, organization, status = (request.first(name) for name in ("person_id", "organization_id", "status"))
    for name, text in (("person_id", person), ("organization_id", organization)):
        if text and whole_number(text) is None:
            raise call.wrong(name, "This value should be of type integer")
    if status not in {"", "open", "won", "lost"}:
        raise call.wrong("status", "The value you selected is not a valid choice")

    def meant(record: Record) -> bool:
        values = record.values
        held = values.get("org_id", values.get("organization_id"))
        return (
            person in {"", str(values.get("person_id"))}
            and organization in {"", str(held)}
            and status in {"", values.get("status")}
        )

    return [(singular, record) for singular, record in found if meant(record)]


def _related(call: Call, found: Iterable[tuple[str, Record]]) -> Iterator[tuple[str, Record]]:
    """What belongs to the persons and organizations found, the newest first and of each sort a hundred at most.

    Vendor: developers.pipedrive.com, changelog "GET /itemSearch now supports returning leads", and the parameter
    ``search_for_related_items``.
    """
    told = set()
    for singular, record in found:
        for other, key in RELATED.get(singular, ()):
            rows = (
                one
                for one in call.account.tables[PLURALS[other]].after(FAR, descending=True)
                if one.values.get(key) == record.id and not one.gone and not call.account.hidden_from(one, call.user_id)
            )
            for one in islice(rows, MOST_RELATED):
                if (other, one.id) not in told:
                    told.add((other, one.id))
                    yield other, one


def _answer(call: Call, found: list[tuple[str, Record]], most: int, *, related: bool = False) -> Reply:
    limit = call.limit(most)
    start = call.offset() if call.version == 2 else call.start()
    page = found[start : start + limit]
    more = start + limit < len(found)
    data: dict[str, Any] = {"items": [_hit(call, *one) for one in page]}
    if related:
        data["related_items"] = [_hit(call, *one) for one in _related(call, page)]
    if call.version == 1:
        paging = {"start": start, "limit": limit, "more_items_in_collection": more}
        return ok(data, {"additional_data": {"pagination": paging}})
    return ok(data, {"additional_data": {"next_cursor": str(start + limit) if more else None}})


def _hit(call: Call, singular: str, record: Record) -> JsonObject:
    return {"result_score": 0.5, "item": _item(call, singular, record)}


def search(call: Call) -> Reply:
    """``GET /api/v2/persons/search`` and its like."""
    singular = ENTITIES[call.place.rest[0]].singular
    if call.version == 2:
        call.known_query(*COMMON, "person_id", "organization_id", "status", "organization_name", "person_name")
    return _answer(call, _limited(call, _asked(call, [singular])), 500)


@V1.serves("GET", "/itemSearch", 40, "search:read", search=True, retired=True)
@V2.serves("GET", "/itemSearch", 20, "search:read", search=True)
def item_search(call: Call) -> Reply:
    """``GET /api/v2/itemSearch``, and its twin in v1."""
    if call.version == 2:
        call.known_query(*COMMON, "item_types", "search_for_related_items")
    types = call.request.listed("item_types") or list(FIELDS)
    unknown = [
        name for name in types if name not in FIELDS and name not in {"product", "file", "mail_attachment", "project"}
    ]
    if unknown:
        raise call.wrong("item_types", "One or more of the given values is invalid.")
    found = _asked(call, [name for name in types if name in FIELDS])
    return _answer(call, found, 100, related=call.truth("search_for_related_items"))


def _field_texts(record: Record, code: str) -> list[str]:
    """What one field of a row holds; built-in ones of persons are known by v1's codes (section 4)."""
    held = record.custom.get(code, record.values.get({"email": "emails", "phone": "phones"}.get(code, code)))
    parts = held if isinstance(held, list) else [held]
    return [str(one.get("value") if isinstance(one, dict) else one) for one in parts if one is not None]


def _hits(text: str, term: str, match: str) -> bool:
    return text == term if match == "exact" else text.startswith(term) if match == "beginning" else term in text


@V2.serves("GET", "/itemSearch/field", 20, "search:read", search=True)
def field_search(call: Call) -> Reply:
    """``GET /api/v2/itemSearch/field``: minds capitals."""
    call.known_query("term", "entity_type", "field", "match", "limit", "cursor")
    request = call.request
    singular, code = request.first("entity_type"), request.first("field")
    term, match = request.first("term"), request.first("match", "exact")
    if singular not in {*PLURALS, "product", "project"}:
        raise invalid(("entity_type", "The value you selected is not a valid choice"))
    if match not in {"exact", "beginning", "middle"}:
        raise invalid(("match", "The value you selected is not a valid choice"))
    if len(term) < 2:
        raise invalid(("term", "This value is too short."))
    fresh, found = call.account.now_ms() - call.lag_ms("search_lag_s"), []
    for record in call.account.tables[PLURALS[singular]].after(0) if singular in PLURALS else ():
        hidden = record.gone or record.written_ms > fresh or call.account.hidden_from(record, call.user_id)
        if not hidden and any(_hits(text, term, match) for text in _field_texts(record, code)):
            found.append({"id": record.id, "name": record.values.get("name", record.values.get("title"))})
    start, limit = call.offset(), call.limit()
    following = str(start + limit) if start + limit < len(found) else None
    return ok(found[start : start + limit], {"additional_data": {"next_cursor": following}})


for _plural, _read in (("persons", "contacts:read"), ("organizations", "contacts:read"), ("deals", "deals:read"),
                       ("leads", "leads:read")):  # fmt: skip
    V2.serves("GET", f"/{_plural}/search", 20, _read, "search:read", search=True)(search)
    V1.serves("GET", f"/{_plural}/search", 40, _read, "search:read", search=True, retired=True)(search)
