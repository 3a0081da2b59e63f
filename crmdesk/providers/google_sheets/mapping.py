"""The mapping of a sheet: which columns hold a field, how they are read and written. A field without a column stays here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from crmdesk.domain.catalogue import CATALOGUE, HORIZONS, LEAD_STATUSES, LEAD_TYPES, PROPERTY_TYPES, RATINGS
from crmdesk.domain.field_mapping import USUAL, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Codec, ObjectSpec, RemoteProperty
from crmdesk.providers.codecs import LongText, Moment, Text
from crmdesk.providers.custom import CODECS, codec_of, fits
from crmdesk.providers.field_mapping import apply
from crmdesk.providers.google_sheets.cells import Form
from crmdesk.providers.google_sheets.codecs import (
    CellConsent,
    CellList,
    CellMoney,
    CellNumber,
    CellTags,
    Picked,
    TickedConsent,
    Word,
    address,
    number,
)
from crmdesk.providers.google_sheets.columns import CUSTOM
from crmdesk.providers.google_sheets.headings import HEADINGS, KEY, is_english
from crmdesk.providers.lines import Line, rules_of
from crmdesk.providers.listed import listed

LEADS = "leads"
"""The one object: the rows of the sheet."""

Properties = Mapping[str, RemoteProperty]
Pairs = tuple[tuple[str, str], ...]

FORMS: Mapping[str, Form] = {
    "property_surface_m2": Form.NUMBER, "property_rooms": Form.NUMBER, "asking_price": Form.NUMBER,
    "estimate": Form.NUMBER, "last_contact_at": Form.MOMENT, "postal_code": Form.POSTAL,
}  # fmt: skip
"""By slot; all others hold text."""

LISTS: Mapping[str, tuple[tuple[tuple[str, str | None], ...], Callable[[str], str | None]]] = {
    "emails": ((("emails", None), ("emails:2", None)), address),
    "phones": ((("phones", None), ("phones:mobile", "mobile"), ("phones:2", None)), number),
}
"""The fields that have several columns, each with its label, and the form of their items."""

_WORDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "lead_type": (LEAD_TYPES, ("Vendeur", "Acquéreur", "Bailleur", "Locataire"), ("Seller", "Buyer", "Landlord", "Tenant")),
    "status": (
        LEAD_STATUSES,
        ("Nouveau", "À rappeler", "Qualifié", "Estimation prévue", "Estimation faite", "Visite prévue", "Visite faite",
         "Mandat signé", "Perdu"),
        ("New", "To call back", "Qualified", "Valuation planned", "Valuation done", "Visit planned", "Visit done",
         "Mandate signed", "Lost"),
    ),
    "rating": (RATINGS, ("Chaud", "Tiède", "Froid"), ("Hot", "Warm", "Cold")),
    "horizon": (
        HORIZONS,
        ("Moins de 3 mois", "3 à 6 mois", "6 à 9 mois", "Plus de 9 mois", "Inconnue"),
        ("Under 3 months", "3 to 6 months", "6 to 9 months", "Over 9 months", "Unknown"),
    ),
    "property_type": (
        PROPERTY_TYPES,
        ("Maison", "Appartement", "Terrain", "Immeuble", "Local", "Parking", "Autre"),
        ("House", "Apartment", "Land", "Building", "Commercial", "Parking", "Other"),
    ),
}  # fmt: skip
_MORE: Mapping[str, Pairs] = {
    "lead_type": (("vendeuse", "seller"), ("acheteur", "buyer"), ("propriétaire bailleur", "landlord")),
    "property_type": (("appart", "apartment"), ("local commercial", "commercial"), ("garage", "parking")),
    "status": (("nouvelle", "new"), ("rappeler", "to_call_back"), ("perdue", "lost"), ("mandat", "mandate_signed")),
}
"""Other words for the same, which are read and never written."""

_CONSENTS = {
    False: (("Oui", "given"), ("Non", "refused"), ("Inconnu", "unknown"), ("Yes", "given"), ("No", "refused")),
    True: (("Yes", "given"), ("No", "refused"), ("Unknown", "unknown"), ("Oui", "given"), ("Non", "refused")),
}


_CHOSEN_FORMS: Mapping[FieldType, Form] = {
    FieldType.INTEGER: Form.NUMBER,
    FieldType.DECIMAL: Form.NUMBER,
    FieldType.BOOLEAN: Form.TRUTH,
    FieldType.DATE: Form.DAY,
    FieldType.DATETIME: Form.MOMENT,
}
_CHOSEN_CODECS: Mapping[FieldType, Codec] = {**CODECS, FieldType.DECIMAL: CellNumber(), FieldType.TAGS: Picked()}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a field lives: its columns, and what their cells hold. ``spread``: its raw value is a dict of column → text."""

    remote: tuple[str, ...]
    form: Form = Form.TEXT
    spread: bool = False

    @property
    def holds(self) -> None:
        """No column names a row of anything."""
        return None


Mapped: TypeAlias = Line[Columns]
"""One field of a sheet."""


def lines_of(properties: Properties, currency: str, mapping: FieldMapping = USUAL) -> dict[str, Mapped]:
    """The lines of a sheet by field, limited to the columns it has, as a person chose them."""
    usual = _usual(properties, currency).values()
    chosen = apply(usual, mapping.of(LEADS, Kind.LEAD), properties, partial(_line_to, currency))
    return {line.field: line for line in chosen}


_AS: Mapping[FieldType, FieldType] = {
    FieldType.LONG_TEXT: FieldType.TEXT,
    FieldType.INTEGER: FieldType.DECIMAL,
    FieldType.MONEY: FieldType.DECIMAL,
}
"""What a column is for a field of a type that none is of by itself."""

_WORDY = frozenset({FieldType.TEXT, FieldType.CHOICE, FieldType.TAGS})
_ANY = _WORDY | {FieldType.DECIMAL, FieldType.BOOLEAN}
"""Columns whose cells are read as they stand by a codec of any type, or by that of a text."""


def _line_to(currency: str, field: str, held: RemoteProperty) -> Mapped | None:
    """The line of a field that a person pointed to a column."""
    held = _as_meant(field, held)
    codec = codec_of(Kind.LEAD, field, held, currency, _CHOSEN_CODECS)
    form = Form.TEXT if held.custom is None else _CHOSEN_FORMS.get(held.custom, Form.TEXT)
    return None if codec is None else _said(Line(field, Columns((held.name,), form), codec, held.writable), held)


def _as_meant(field: str, held: RemoteProperty) -> RemoteProperty:
    """The column as it was when a person chose it, although most of its cells hold something else by now, or all are blank.

    Not where numbers and days would be taken for each other: both are numbers in a cell.
    """
    wanted = CATALOGUE[Kind.LEAD][field].type
    meant = _AS.get(wanted, wanted)
    readable = _ANY if meant is FieldType.TEXT else _WORDY
    if fits(Kind.LEAD, field, held) or held.custom not in readable or meant not in CUSTOM.values():
        return held
    return replace(held, custom=meant)


def _said(line: Mapped, held: RemoteProperty) -> Mapped:
    """The line in the words of its list, where its column has one to choose from."""
    return listed(line, held) if held.options else line


def _usual(properties: Properties, currency: str) -> dict[str, Mapped]:
    english = is_english([held.label for held in properties.values()])
    found: dict[str, Mapped] = {}
    for slot in HEADINGS:
        field = slot.partition(":")[0]
        if slot == KEY or field in found:
            continue
        codec = _codec(field, english=english, currency=currency)
        slots: tuple[str, ...] = (slot,)
        if field in LISTS:
            columns, form = LISTS[field]
            present = tuple(one for one in columns if one[0] in properties)
            codec, slots = CellList(present, form), tuple(name for name, _ in present)
        if slots and all(one in properties for one in slots):
            if isinstance(codec, CellConsent) and properties[slot].custom is FieldType.BOOLEAN:
                codec = TickedConsent(codec.words)
            place = Columns(slots, _form(codec, properties[slots[0]]), field in LISTS)
            line = Line(field, place, codec, all(properties[one].writable for one in slots))
            found[field] = line if line.place.spread else _said(line, properties[slots[0]])
    return found


def _form(codec: Codec, held: RemoteProperty) -> Form:
    """What the cells of a column hold: where texts are expected and dates stand, these are no numbers of days."""
    usual = Form.TRUTH if isinstance(codec, TickedConsent) else FORMS.get(held.name, Form.TEXT)
    dated = usual is Form.TEXT and held.custom in (FieldType.DATE, FieldType.DATETIME)
    return _CHOSEN_FORMS[held.custom] if dated and held.custom else usual


def _codec(field: str, *, english: bool, currency: str) -> Codec:
    if field in _WORDS:
        ours, french, foreign = _WORDS[field]
        named = [tuple(zip(words, ours, strict=True)) for words in (french, foreign)]
        first, second = reversed(named) if english else named
        return Word((*first, *second, *_MORE.get(field, ()), *((value, value) for value in ours)))
    codecs: Mapping[str, Codec] = {
        "description": LongText(),
        "tags": CellTags(),
        "last_contact_at": Moment(),
        "property_surface_m2": CellNumber(),
        "property_rooms": CellNumber(),
        "asking_price": CellMoney(currency),
        "estimate": CellMoney(currency),
        "consent_phone": CellConsent(_CONSENTS[english]),
        "consent_email": CellConsent(_CONSENTS[english]),
    }
    return codecs.get(field, Text())


def object_spec(lines: Mapping[str, Mapped]) -> ObjectSpec:
    """The sheet as the engine sees it: every row carries a key, so that a record is never made twice."""
    return ObjectSpec(LEADS, rules_of({Kind.LEAD: lines.values()}), creates=frozenset({Kind.LEAD}), keyed=True)
