"""Where a field lives in a Zoho row beyond plain values: in lookups, in tags, in a stage with its pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Codec, Raw, Rows
from crmdesk.providers.codecs import References, Tags
from crmdesk.providers.lines import UNKNOWN
from crmdesk.providers.places import One, Place, Row
from crmdesk.providers.zoho.codecs import tag_names
from crmdesk.providers.zoho.tables import LEADS, PIPELINES, STAGES, TABLES, USERS, located, pair, rows_of

PAIRS = References()
MODULE = "$se_module"
"""Names the module of ``What_Id`` (section 2.11)."""

JOINT = "|"
"""Between pipeline and stage in the id of a stage: one name can be a stage of several pipelines."""

_TAGS = Tags()


def stage_id(pipeline: str, stage: str) -> str:
    """The id of a stage. Organisations without pipelines have stages alone."""
    return f"{pipeline}{JOINT}{stage}"


def looked_up(value: Any) -> Any:
    """The id in a lookup; bulk files have it by itself. None for a blank, UNKNOWN for what is no lookup."""
    id = value.get("id", UNKNOWN) if isinstance(value, Mapping) else value
    return (id or None) if isinstance(id, str | None) else UNKNOWN


def parent_module(row: Row) -> str | None:
    """The module of the row that a note belongs to: beside its id, or as older versions tell it."""
    held = row.get("Parent_Id")
    named = held.get("module") if isinstance(held, Mapping) else None
    module = named.get("api_name") if isinstance(named, Mapping) else row.get(MODULE)
    return module if isinstance(module, str) and module else None


def _other(raw: Raw, known: tuple[str, ...], name: str) -> None:
    """Raise RecordRefused where ``raw`` names a row of another object."""
    if any(each not in known for each, _ in raw or []):
        raise RecordRefused("reference_elsewhere", remote_field=name)


@dataclass(frozen=True, slots=True)
class Owner(Place):
    """The user that a row belongs to."""

    @property
    def names(self) -> tuple[str, ...]:
        """The field."""
        return ("Owner",)

    @property
    def holds(self) -> Rows:
        """Users."""
        return ((USERS, ""),)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The user."""
        id = looked_up(row.get("Owner", UNKNOWN))
        return id if id is None or id is UNKNOWN else [[USERS, id]]

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The user; a row always has one, so that none is not written."""
        _other(raw, (USERS,), "Owner")
        return {"Owner": {"id": raw[0][1]}} if raw else {}


@dataclass(frozen=True, slots=True)
class User(One):
    """A user by the id alone, for a codec that knows what users are called: read with the name, written without (section 2.12)."""

    def read(self, row: Row, codec: Codec) -> Raw:
        """The id."""
        id = looked_up(row.get(self.name, UNKNOWN))
        return id if id is UNKNOWN else codec.canon(id)

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The user."""
        return {self.name: {"id": raw} if raw else None}


@dataclass(frozen=True, slots=True)
class Lookup(Place):
    """A field that names one row of a module. Of several rows it holds the present one, else the first."""

    name: str
    module: str

    @property
    def names(self) -> tuple[str, ...]:
        """The field."""
        return (self.name,)

    @property
    def holds(self) -> Rows:
        """Rows of the module."""
        return (rows_of(self.module),)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The row named."""
        id = looked_up(row.get(self.name, UNKNOWN))
        return id if id is None or id is UNKNOWN else [pair(self.module, id)]

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The row. RecordRefused: one of another module."""
        ids = [
            found[1] for name, id in raw or [] if (found := located(name, id)) is not None and found[0] == self.module
        ]
        if raw and not ids:
            raise RecordRefused("reference_elsewhere", remote_field=self.name)
        kept = [found[1] for name, id in expected or [] if (found := located(name, id)) is not None and found[1] in ids]
        return {self.name: {"id": (kept or ids)[0]} if ids else None}


@dataclass(frozen=True, slots=True)
class About(Place):
    """What an activity is about: a contact in ``Who_Id``, a row of another module in ``What_Id`` (section 2.11).

    Each has room for one row; what finds none stays on this computer. Lists do not always tell the module of ``What_Id``:
    then the row named is unknown. One of a module that is none of ours (a campaign, one of the agency's own) is not told, and stays
    as long as its room is not needed.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """The fields."""
        return ("Who_Id", "What_Id", MODULE)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The rows named."""
        who, what = looked_up(row.get("Who_Id", UNKNOWN)), looked_up(row.get("What_Id", UNKNOWN))
        module = row.get(MODULE)
        if who is UNKNOWN or what is UNKNOWN or (what is not None and not isinstance(module, str)):
            return UNKNOWN
        found = [] if who is None else [pair("Contacts", who)]
        return PAIRS.canon([*found, *([pair(str(module), what)] if what is not None and module in TABLES else [])])

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The fields that name another row than before."""
        before, after = self._placed(expected, expected), self._placed(raw, expected)
        changed = {name: held for name, held in after.items() if name != MODULE and held != before[name]}
        lead = changed.get("What_Id") is not None and after[MODULE] == LEADS
        return (
            changed | ({MODULE: after[MODULE]} if changed.get("What_Id") else {}) | ({"Who_Id": None} if lead else {})
        )

    def after(self, raw: Raw, expected: Raw, codec: Codec) -> Raw:
        """The rows that find room."""
        return self.read(self._placed(raw, expected), codec)

    def _placed(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """What the fields hold; of several rows those that they held before. A lead leaves no room for a contact."""
        kept = {(name, id) for name, id in expected or []}
        ordered = sorted(raw or [], key=lambda each: ((each[0], each[1]) not in kept, each))
        rows = [found for name, id in ordered if (found := located(name, id)) is not None]
        who = next((id for module, id in rows if module == "Contacts"), None)
        what = next(((module, id) for module, id in rows if module != "Contacts"), None)
        if what is not None and what[0] == LEADS:
            who = None
        written: dict[str, Any] = {"Who_Id": None if who is None else {"id": who}}
        written["What_Id"] = None if what is None else {"id": what[1]}
        return written if what is None else {**written, MODULE: what[0]}


@dataclass(frozen=True, slots=True)
class Parent(Place):
    """The row that a note belongs to (section 2.11); it cannot be left out."""

    @property
    def names(self) -> tuple[str, ...]:
        """The field."""
        return ("Parent_Id",)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The row; one of a module that is none of ours is not told, one whose module is not told is unknown."""
        id, module = looked_up(row.get("Parent_Id", UNKNOWN)), parent_module(row)
        if id is UNKNOWN or (id is not None and module is None):
            return UNKNOWN
        return [pair(module, id)] if id is not None and module is not None and module in TABLES else None

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The row: the present one where it is among them. RecordRefused: none is left."""
        kept = [each for each in raw or [] if each in (expected or [])]
        for name, id in kept or raw or []:
            found = located(name, id)
            if found is not None:
                return {"Parent_Id": {"module": {"api_name": found[0]}, "id": found[1]}}
        raise RecordRefused("note_about_nobody", remote_field="Parent_Id")


@dataclass(frozen=True, slots=True)
class TagList(Place):
    """Tags, a list of objects with a name."""

    @property
    def names(self) -> tuple[str, ...]:
        """The field."""
        return ("Tag",)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The names as one text, the way ``codecs.Tags`` writes them; bulk files have them so already."""
        held = row.get("Tag", UNKNOWN)
        names = held if isinstance(held, str) else tag_names(held)
        return UNKNOWN if names is None else codec.canon(names if isinstance(names, str) else _TAGS.encode(names, None))

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """All of them."""
        names = _TAGS.decode(raw)
        return {"Tag": [{"name": name} for name in names] if isinstance(names, list) else []}


@dataclass(frozen=True, slots=True)
class Stage(Place):
    """The stage of a deal, which names its pipeline too where the organisation has pipelines."""

    pipelines: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The fields."""
        return ("Stage", "Pipeline") if self.pipelines else ("Stage",)

    @property
    def holds(self) -> Rows:
        """Stages."""
        return ((STAGES, ""),)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The stage."""
        if not all(name in row for name in self.names):
            return UNKNOWN
        pipeline = row.get("Pipeline") if self.pipelines else ""
        return [[STAGES, stage_id(str(pipeline or ""), str(row["Stage"]))]] if row["Stage"] else None

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The stage with its pipeline. RecordRefused: none."""
        _other(raw, (STAGES,), "Stage")
        if not raw:
            raise RecordRefused("deal_without_stage", remote_field="Stage")
        pipeline, _, stage = raw[0][1].partition(JOINT)
        return {"Stage": stage, "Pipeline": pipeline} if pipeline and self.pipelines else {"Stage": stage}


@dataclass(frozen=True, slots=True)
class Pipeline(Place):
    """The pipeline of a deal: it follows from the stage, and is not written by itself."""

    @property
    def names(self) -> tuple[str, ...]:
        """The field."""
        return ("Pipeline",)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The pipeline."""
        if "Pipeline" not in row:
            return UNKNOWN
        return [[PIPELINES, str(row["Pipeline"])]] if row["Pipeline"] else None


@dataclass(frozen=True, slots=True)
class Status(Place):
    """Whether a deal is open, won or lost, which its stage decides; ``words`` by stage, none where the account does not tell.

    Of a stage that was made since the account was described it is unknown, until that is described anew.
    """

    words: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The field."""
        return ("Stage",)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The word of the stage."""
        if "Stage" not in row:
            return UNKNOWN
        return self.words.get(str(row["Stage"]), UNKNOWN) if row["Stage"] and self.words else None
