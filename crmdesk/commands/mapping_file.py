"""Field mappings as files: JSON with the choices and the custom fields that they need, read strictly."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from crmdesk.desk.mapping import Mapped, faults
from crmdesk.domain.catalogue import custom_spec
from crmdesk.domain.custom_fields import CustomField, is_custom
from crmdesk.domain.errors import InvalidInput, said_by_system
from crmdesk.domain.field_mapping import Direction, FieldMapping, mapping_json, mapping_of
from crmdesk.domain.kinds import Kind

VERSION = 1


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


_Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that says something."""


class _Choice(_Part):
    property: str | None = None
    direction: Direction = Field(Direction.BOTH, strict=False)
    pairs: list[tuple[_Word, _Word]] = Field(default=[], strict=False)
    keep_blank: bool = False


class _Custom(_Part):
    kind: Kind = Field(strict=False)
    name: str
    label: _Word
    options: dict[str, str] = {}


class _File(_Part):
    crmdesk_mapping: int = Field(ge=VERSION, le=VERSION)
    vendor: str
    custom_fields: list[_Custom] = []
    choices: dict[str, dict[Kind, dict[str, _Choice]]] = Field(strict=False)


def written(account: Mapped) -> str:
    """The mapping in force as the text of a file."""
    mapping = account.mapping
    used = {(kind, name) for kinds in mapping.choices.values() for kind, names in kinds.items() for name in names}
    fields = [
        {"kind": each.kind.value, "name": each.name, "label": each.label, "options": dict(each.options)}
        for each in account.custom
        if (each.kind, each.name) in used
    ]
    document = {
        "crmdesk_mapping": VERSION,
        "vendor": account.connection.vendor,
        "custom_fields": fields,
        "choices": mapping_json(mapping),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def save(account: Mapped, path: Path) -> None:
    """Write the mapping in force to a file. Raises InvalidInput("file_not_writable")."""
    try:
        path.write_text(written(account), encoding="utf-8")
    except OSError as error:
        raise InvalidInput("file_not_writable", file=path.name, **said_by_system(error)) from error


def load(account: Mapped, path: Path) -> tuple[FieldMapping, list[CustomField]]:
    """The mapping of a file and the custom fields that it brings.

    Raises InvalidInput: "file_not_readable", or "mapping_file_wrong" with everything that is wrong and where
    (``data["faults"]``, JSON: place and what is wrong there, an error as its key and data).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidInput("file_not_readable", file=path.name, **said_by_system(error)) from error
    except UnicodeDecodeError as error:
        raise _wrong(path, [_fault("", InvalidInput("mapping_no_json"))]) from error
    try:
        read = _File.model_validate_json(text)
    except ValidationError as error:
        found = [
            _fault(
                ".".join(map(str, filter(_is_written, each["loc"]))),
                _told(each["type"], each.get("ctx", {}), whole=not each["loc"]),
            )
            for each in error.errors()
        ]
        raise _wrong(path, found) from None
    mapping = mapping_of(
        {
            table: {
                kind.value: {name: choice.model_dump(mode="json") for name, choice in choices.items()}
                for kind, choices in kinds.items()
            }
            for table, kinds in read.choices.items()
        }
    )
    custom = [CustomField(each.kind, each.name, each.label, each.options) for each in read.custom_fields]
    found = [_fault(place, InvalidInput("mapping_setting_twice")) for place in _twice(text, read)]
    found += [_fault(place, error) for place, error in faults(account, mapping)]
    found += _lacking(account, mapping, custom)
    if read.vendor != account.connection.vendor:
        other = InvalidInput("mapping_of_other_vendor", found=read.vendor, expected=account.connection.vendor)
        found.insert(0, _fault("vendor", other))
    if found:
        raise _wrong(path, found)
    return mapping, custom


class _Object(dict[str, Any]):
    """An object of the file, with the names that stand in it more than once: of these it holds the last."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(name for name, _ in pairs)
        self.twice = [name for name, count in counts.items() if count > 1]


def _twice(text: str, read: _File) -> Iterator[str]:
    """The places of what stands in a file more than once, where only the last would count."""
    yield from _named_twice(json.loads(text, object_pairs_hook=_Object), ())
    seen: set[tuple[Kind, str]] = set()
    for at, each in enumerate(read.custom_fields):
        if (each.kind, each.name) in seen:
            yield f"custom_fields.{at}"
        seen.add((each.kind, each.name))


def _named_twice(held: Any, place: tuple[str, ...]) -> Iterator[str]:
    if isinstance(held, _Object):
        yield from (".".join((*place, name)) for name in held.twice)
    parts = held.items() if isinstance(held, _Object) else enumerate(held) if isinstance(held, list) else ()
    for step, each in parts:
        yield from _named_twice(each, (*place, str(step)))


def _lacking(account: Mapped, mapping: FieldMapping, custom: list[CustomField]) -> list[dict[str, Any]]:
    """Custom fields whose name is none, and those that are chosen and nowhere declared."""
    found = [
        _fault(f"custom_fields.{at}.name", InvalidInput("unknown_field", field=each.name))
        for at, each in enumerate(custom)
        if custom_spec(each.name) is None
    ]
    known = {(each.kind, each.name) for each in (*custom, *account.custom)}
    return found + [
        _fault(f"{table}.{kind.value}.{name}", InvalidInput("unknown_field", field=name))
        for table, kinds in mapping.choices.items()
        for kind, names in kinds.items()
        for name in names
        if is_custom(name) and (kind, name) not in known
    ]


def _is_written(step: int | str) -> bool:
    """Whether a step to what is wrong is one of the file; the reader puts a mark of its own behind a name that is none."""
    return step != "[key]"


def _fault(place: str, error: InvalidInput) -> dict[str, Any]:
    return {"place": place or "{}", "reason": error.key, "data": dict(error.data)}


_REASONS = {
    "json_invalid": "mapping_no_json",
    "missing": "mapping_setting_missing",
    "extra_forbidden": "mapping_setting_unknown",
}
"""What the reader of the file found → the key of what we say of it."""


def _told(type_: str, more: Mapping[str, Any], *, whole: bool) -> InvalidInput:
    """What the reader of the file found, there or about the ``whole`` of it, in words of ours."""
    match type_:
        case "enum":
            return InvalidInput("mapping_setting_not_one_of", options=more["expected"].replace(" or ", ", "))
        case "greater_than_equal" | "less_than_equal":
            return InvalidInput("mapping_file_version", version=VERSION)
        case "model_type" if whole:
            return InvalidInput("mapping_no_object")
        case _:
            return InvalidInput(_REASONS.get(type_, "mapping_setting_unfit"))


def _wrong(path: Path, found: list[dict[str, Any]]) -> InvalidInput:
    return InvalidInput("mapping_file_wrong", file=path.name, faults=json.dumps(found, ensure_ascii=False))
