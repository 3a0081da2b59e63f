"""Records that a field refers to, by their names on the command line."""

from __future__ import annotations

import json

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.entry import join, split
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.ids import is_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.store.queries.by_name import named, names_like
from crmdesk.store.store import Reader


def references_named(reader: Reader, kind: Kind, spec: FieldSpec, text: str, pipeline: str | None) -> str:
    """The ids of the records that a reference of ``kind`` is to point to, which may be typed as ids or as names.

    Of several stages of one name the one of ``pipeline`` is meant. Raises InvalidInput for a name that no record has, with
    those that come near, or that several have, with what tells them apart.
    """
    if not text.strip():
        return text
    if spec.type is FieldType.REFERENCES:
        return join([_id_of(reader, kind, spec, each, pipeline) for each in split(text)])
    return _id_of(reader, kind, spec, text.strip(), pipeline)


def _id_of(reader: Reader, kind: Kind, spec: FieldSpec, text: str, pipeline: str | None) -> str:
    if is_ulid(text):
        return text
    found = named(reader, kind, spec, text)
    own = [each for each in found if pipeline is not None and each.pipeline == pipeline]
    meant = own if len(own) == 1 else found
    if not meant:
        closest = ", ".join(names_like(reader, kind, spec, text))
        raise InvalidInput("reference_not_found", field=spec.name, value=text, closest=closest)
    if len(meant) > 1:
        several = json.dumps([[each.id, *each.about] for each in meant], ensure_ascii=False)
        raise InvalidInput("reference_ambiguous", field=spec.name, value=text, records=several)
    return meant[0].id
