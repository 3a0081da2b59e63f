"""Field definitions: the built-in ones and an account's own, in the shapes of both API versions (section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive.records import stamp, stamp_v1

CREATABLE = frozenset({
    "varchar", "varchar_auto", "text", "double", "monetary", "date", "daterange", "time", "timerange", "set", "enum",
    "phone", "user", "org", "people", "address",
})  # fmt: skip


EXTRAS: Mapping[str, Any] = {
    "ui_visibility": {"add_visible_flag": True, "details_visible_flag": True},
    "important_fields": {"enabled": False}, "required_fields": {"enabled": False},
}  # fmt: skip
"""What include_fields adds to a definition in v2, as it is where nobody said otherwise (section 4)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; ids of built-in fields are texts."""

    id: int | str
    label: str
    added_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one object. ``code`` is the vendor's word or, for custom fields, 40 hexadecimal digits."""

    id: int
    code: str
    name: str
    type: str
    custom: bool = False
    options: tuple[Option, ...] = field(default=())
    added_ms: int = 0
    writable: bool = True
    description: str | None = None
    deleted: tuple[Option, ...] = field(default=())
    """Choices that there were; v1 tells of them."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What is shown on request alone, by the name of `EXTRAS`."""

    def to_v2(self, extras: Iterable[str] = ()) -> JsonObject:
        """The shape of v2; ``extras`` are the include_fields."""
        options: list[dict[str, Any]] | None = None
        if self.options:
            options = [
                {"id": one.id, "label": one.label, "color": None, "update_time": None, "add_time": stamp(one.added_ms)}
                for one in self.options
            ]
        return {
            "field_name": self.name, "field_code": self.code, "description": self.description, "field_type": self.type,
            "options": options, "subfields": None, "is_custom_field": self.custom, "is_optional_response_field": False,
            "is_writable": self.writable, **{name: self.more.get(name, EXTRAS[name]) for name in extras},
        }  # fmt: skip

    def to_v1(self, order: int) -> JsonObject:
        """The shape of v1."""
        found: JsonObject = {
            "id": self.id, "key": self.code, "name": self.name, "order_nr": order, "field_type": self.type,
            "add_time": stamp_v1(self.added_ms), "update_time": stamp_v1(self.added_ms), "active_flag": True,
            "edit_flag": self.custom, "mandatory_flag": False, "bulk_edit_allowed": True, "searchable_flag": self.custom,
            "filtering_allowed": True, "sortable_flag": True, "options": None, "options_deleted": None, "is_subfield": False,
            "subfields": None,
        }  # fmt: skip
        for name, options in (("options", self.options), ("options_deleted", self.deleted)):
            if options:
                found[name] = [{"id": one.id, "label": one.label} for one in options]
        return found

    def with_options(self, options: tuple[Option, ...]) -> Field:
        """The same with other choices; those that it had are remembered."""
        kept = {one.id for one in options}
        gone = tuple(one for one in self.options if one.id not in kept)
        return replace(self, options=options, deleted=(*self.deleted, *gone))


BUILT_IN: dict[str, tuple[tuple[str, str, str], ...]] = {
    "person": (
        ("name", "Nom", "varchar"), ("first_name", "Prénom", "varchar"), ("last_name", "Nom de famille", "varchar"),
        ("phone", "Téléphone", "phone"), ("email", "E-mail", "varchar"), ("org_id", "Organisation", "org"),
        ("owner_id", "Propriétaire", "user"), ("label_ids", "Étiquettes", "set"),
        ("visible_to", "Visible par", "visible_to"), ("add_time", "Date d’ajout", "date"),
        ("update_time", "Mise à jour", "date"),
    ),
    "organization": (
        ("name", "Nom", "varchar"), ("owner_id", "Propriétaire", "user"), ("address", "Adresse", "address"),
        ("label_ids", "Étiquettes", "set"), ("website", "Site web", "varchar"), ("linkedin", "LinkedIn", "varchar"),
        ("industry", "Secteur d’activité", "enum"), ("annual_revenue", "Chiffre d’affaires", "monetary"),
        ("employee_count", "Effectif", "double"), ("visible_to", "Visible par", "visible_to"),
        ("add_time", "Date d’ajout", "date"), ("update_time", "Mise à jour", "date"),
    ),
    "deal": (
        ("title", "Titre", "varchar"), ("value", "Valeur", "double"), ("currency", "Devise", "varchar"),
        ("status", "Statut", "status"), ("pipeline_id", "Pipeline", "double"), ("stage_id", "Étape", "stage"),
        ("person_id", "Personne", "people"), ("org_id", "Organisation", "org"), ("owner_id", "Propriétaire", "user"),
        ("expected_close_date", "Clôture prévue", "date"), ("probability", "Probabilité", "int"),
        ("label_ids", "Étiquettes", "set"), ("visible_to", "Visible par", "visible_to"),
        ("lost_reason", "Raison de la perte", "varchar_options"), ("add_time", "Date d’ajout", "date"),
        ("update_time", "Mise à jour", "date"),
    ),
    "activity": (
        ("subject", "Sujet", "varchar"), ("type", "Type", "enum"), ("due_date", "Échéance", "date"),
        ("due_time", "Heure", "time"), ("duration", "Durée", "time"), ("done", "Terminée", "boolean"),
        ("priority", "Priorité", "enum"), ("note", "Note", "text"), ("owner_id", "Attribuée à", "user"),
        ("deal_id", "Affaire", "deal"), ("person_id", "Personne", "people"), ("org_id", "Organisation", "org"),
        ("lead_id", "Prospect", "lead"), ("add_time", "Date d’ajout", "date"), ("update_time", "Mise à jour", "date"),
    ),
    "note": (
        ("content", "Contenu", "text"), ("deal_id", "Affaire", "deal"), ("person_id", "Personne", "people"),
        ("org_id", "Organisation", "org"), ("lead_id", "Prospect", "lead"), ("user_id", "Auteur", "user"),
    ),
}  # fmt: skip
"""(code, name, type) of each object's own fields, the names as a French account shows them."""

OPTIONS: dict[tuple[str, str], tuple[Option, ...]] = {
    ("person", "label_ids"): (Option(1, "Client"), Option(2, "Prospect chaud"), Option(3, "Prospect froid")),
    ("organization", "label_ids"): (Option(11, "Partenaire"),),
    ("organization", "industry"): (
        Option(21, "Immobilier"), Option(22, "Services juridiques"), Option(23, "Construction"), Option(24, "Finance"),
    ),
    ("deal", "label_ids"): (Option(31, "Exclusif"),),
    ("deal", "status"): (
        Option("open", "Ouverte"), Option("won", "Gagnée"), Option("lost", "Perdue"), Option("deleted", "Supprimée"),
    ),
    ("activity", "priority"): (Option(41, "Élevée"), Option(42, "Moyenne"), Option(43, "Faible")),
}  # fmt: skip
READ_ONLY = frozenset({"add_time", "update_time"})
CONTACT_SYNC = (("job_title", "Fonction", "varchar"), ("notes", "Remarques", "text"))


def built_in(entity: str, *, contact_sync: bool, client_label: bool = True) -> list[Field]:
    """The fields that every account has."""
    lines = BUILT_IN[entity] + (CONTACT_SYNC if entity == "person" and contact_sync else ())
    found = []
    for number, (code, name, type_name) in enumerate(lines, 4001):
        options = OPTIONS.get((entity, code), ())
        if not client_label:
            options = tuple(one for one in options if one.label != "Client")
        found.append(Field(number, code, name, type_name, options=options, writable=code not in READ_ONLY))
    return found
