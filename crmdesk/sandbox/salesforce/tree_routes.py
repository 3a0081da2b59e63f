"""New rows with their children in one call, made whole or not at all (section 5.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, json_reply
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.errors import ApiError, too_many
from crmdesk.sandbox.salesforce.querying import CHILDREN

MOST = 200
MOST_LEVELS = 5


@dataclass(frozen=True, slots=True)
class _Node:
    """One row to make: its object, its name in the request, its fields, and the field and name of its parent."""

    type: ObjectType
    reference: str
    fields: JsonObject
    by: str = ""
    parent: str = ""


@ROUTES.on("POST", "/composite/tree/{object}")
def make(call: Call) -> Reply:
    """The rows of a tree; where one is refused, only the refusals are answered and nothing is saved."""
    nodes = list(_nodes(call, call.type, call.body.get("records"), 1))
    if len(nodes) > MOST:
        raise too_many(MOST)
    most = int(call.org.traits["tree_types_cap"])
    if most and len({node.type.name for node in nodes}) > most:
        raise ApiError(400, "INVALID_INPUT", f"Cannot have more than {most} types")
    made: dict[str, str] = {}
    refused: list[JsonObject] = []
    try:
        with call.org.transaction():
            for node in nodes:
                try:
                    made[node.reference] = _made(call, node, made)
                except ApiError as error:
                    refused.append({"referenceId": node.reference, "errors": [error.entry()]})
            if refused:
                raise ApiError(400, "ALL_OR_NONE_OPERATION_ROLLED_BACK", "")
    except ApiError:
        return json_reply(400, {"hasErrors": True, "results": refused})
    results = [{"referenceId": reference, "id": id} for reference, id in made.items()]
    return json_reply(201, {"hasErrors": False, "results": results})


def _made(call: Call, node: _Node, made: Mapping[str, str]) -> str:
    if not node.reference or node.reference in made:
        raise ApiError(400, "INVALID_INPUT", "Duplicate ReferenceId provided in the request.")
    if node.parent and node.parent not in made:
        raise ApiError(400, "INVALID_INPUT", f"The parent {node.parent} was not created.")
    above = {node.by: made[node.parent]} if node.parent else {}
    with call.org.transaction():
        return call.writer.create(node.type, {**node.fields, **above}).id


def _nodes(call: Call, type: ObjectType, records: Any, level: int, by: str = "", parent: str = "") -> Iterator[_Node]:
    """The rows of a list, each before its children. Raises `ApiError`."""
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise ApiError(400, "MISSING_ARGUMENT", "records is missing")
    if level > MOST_LEVELS:
        raise ApiError(400, "INVALID_INPUT", f"Cannot have more than {MOST_LEVELS} levels")
    for record in records:
        attributes = record.get("attributes")
        known = attributes if isinstance(attributes, dict) else {}
        if str(known.get("type", "")).lower() != type.name.lower():
            raise ApiError(400, "INVALID_INPUT", "Include an entity type in the attributes field of each record")
        children = {name: one for name, one in record.items() if isinstance(one, dict) and "records" in one}
        fields = {name: one for name, one in record.items() if name != "attributes" and name not in children}
        reference = str(known.get("referenceId") or "")
        yield _Node(type, reference, fields, by, parent)
        for name, held in children.items():
            child, field = _child(type, name)
            yield from _nodes(call, call.org.types[child], held["records"], level + 1, field, reference)


def _child(type: ObjectType, name: str) -> tuple[str, str]:
    for known, found in CHILDREN.get(type.name, {}).items():
        if known.lower() == name.lower():
            return found
    raise ApiError(400, "INVALID_FIELD", f"No such column '{name}' on sobject of type {type.name}")
