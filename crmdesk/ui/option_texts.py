"""The words for the options of choice fields, and the tone each is shown in."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import DEAL_STATUSES
from crmdesk.ui.marked import QT_TRANSLATE_NOOP
from crmdesk.ui.theme.tokens import Tone

_OPTIONS: dict[str, dict[str, str]] = {
    "lead_type": {
        "seller": QT_TRANSLATE_NOOP("Option", "Seller"),
        "buyer": QT_TRANSLATE_NOOP("Option", "Buyer"),
        "landlord": QT_TRANSLATE_NOOP("Option", "Landlord"),
        "tenant": QT_TRANSLATE_NOOP("Option", "Tenant"),
    },
    "status": {
        "new": QT_TRANSLATE_NOOP("Option", "New"),
        "to_call_back": QT_TRANSLATE_NOOP("Option", "To call back"),
        "qualified": QT_TRANSLATE_NOOP("Option", "Qualified"),
        "valuation_planned": QT_TRANSLATE_NOOP("Option", "Valuation planned"),
        "valuation_done": QT_TRANSLATE_NOOP("Option", "Valuation done"),
        "visit_planned": QT_TRANSLATE_NOOP("Option", "Visit planned"),
        "visit_done": QT_TRANSLATE_NOOP("Option", "Visit done"),
        "mandate_signed": QT_TRANSLATE_NOOP("Option", "Mandate signed"),
        "lost": QT_TRANSLATE_NOOP("Option", "Lost"),
    },
    "rating": {
        "hot": QT_TRANSLATE_NOOP("Option", "Hot"),
        "warm": QT_TRANSLATE_NOOP("Option", "Warm"),
        "cold": QT_TRANSLATE_NOOP("Option", "Cold"),
    },
    "horizon": {
        "under_3_months": QT_TRANSLATE_NOOP("Option", "Under 3 months"),
        "3_to_6": QT_TRANSLATE_NOOP("Option", "3 to 6 months"),
        "6_to_9": QT_TRANSLATE_NOOP("Option", "6 to 9 months"),
        "over_9": QT_TRANSLATE_NOOP("Option", "Over 9 months"),
        "unknown": QT_TRANSLATE_NOOP("Option", "Not known"),
    },
    "property_type": {
        "house": QT_TRANSLATE_NOOP("Option", "House"),
        "apartment": QT_TRANSLATE_NOOP("Option", "Flat"),
        "land": QT_TRANSLATE_NOOP("Option", "Land"),
        "building": QT_TRANSLATE_NOOP("Option", "Building"),
        "commercial": QT_TRANSLATE_NOOP("Option", "Business premises"),
        "parking": QT_TRANSLATE_NOOP("Option", "Parking space"),
        "other": QT_TRANSLATE_NOOP("Option", "Other"),
    },
    "type": {
        "task": QT_TRANSLATE_NOOP("Option", "Task"),
        "call": QT_TRANSLATE_NOOP("Option", "Call"),
        "meeting": QT_TRANSLATE_NOOP("Option", "Meeting"),
        "email": QT_TRANSLATE_NOOP("Option", "E-mail"),
    },
    "priority": {
        "low": QT_TRANSLATE_NOOP("Option", "Low"),
        "medium": QT_TRANSLATE_NOOP("Option", "Medium"),
        "high": QT_TRANSLATE_NOOP("Option", "High"),
    },
    "of": {
        "deal": QT_TRANSLATE_NOOP("Option", "Deals"),
        "lead": QT_TRANSLATE_NOOP("Option", "Leads"),
    },
}

_DEAL_STATUSES = {
    "open": QT_TRANSLATE_NOOP("DealStatus", "Open"),
    "won": QT_TRANSLATE_NOOP("DealStatus", "Won"),
    "lost": QT_TRANSLATE_NOOP("DealStatus", "Lost"),
}
"""Leads have a status of their own, and a language may write the same word otherwise for the two (Perdu, Perdue)."""

_CONSENT_STATES = {
    "given": QT_TRANSLATE_NOOP("Consent", "Given"),
    "refused": QT_TRANSLATE_NOOP("Consent", "Refused"),
    "unknown": QT_TRANSLATE_NOOP("Consent", "Not known"),
}
_CONSENT_CHANNELS = {
    "phone": QT_TRANSLATE_NOOP("Consent", "By phone"),
    "email": QT_TRANSLATE_NOOP("Consent", "By e-mail"),
    "form": QT_TRANSLATE_NOOP("Consent", "Web form"),
    "paper": QT_TRANSLATE_NOOP("Consent", "On paper"),
    "portal": QT_TRANSLATE_NOOP("Consent", "Property portal"),
}

_ITEM_LABELS = {
    "phone": QT_TRANSLATE_NOOP("ItemLabel", "phone"),
    "mobile": QT_TRANSLATE_NOOP("ItemLabel", "mobile"),
    "home": QT_TRANSLATE_NOOP("ItemLabel", "home"),
    "work": QT_TRANSLATE_NOOP("ItemLabel", "work"),
    "other": QT_TRANSLATE_NOOP("ItemLabel", "other"),
}
"""The labels of phone numbers and e-mail addresses that are crmdesk's own; an account's and a person's are kept as they are."""

_TONES = {
    "new": Tone.COMPUTER,
    "to_call_back": Tone.PENDING,
    "mandate_signed": Tone.DONE,
    "won": Tone.DONE,
    "open": Tone.COMPUTER,
    "lost": Tone.MUTED,
    "hot": Tone.CONFLICT,
    "warm": Tone.PENDING,
    "cold": Tone.COMPUTER,
}
ACTIVITY_ICONS = {"task": "checkbox", "call": "phone", "meeting": "calendar-event", "email": "mail"}
"""The icon of each type of activity."""


def option_source(field: str, value: str, options: tuple[str, ...] = ()) -> tuple[str, str]:
    """The context and the English word of an option; the word is empty for a vendor's own value.

    ``options`` are those of the field's specification: they tell the status of a deal from that of a lead.
    """
    if field == "status" and options == DEAL_STATUSES:
        return "DealStatus", _DEAL_STATUSES.get(value, "")
    return "Option", _OPTIONS.get(field, {}).get(value, "")


def option_label(field: str, value: str, options: tuple[str, ...] = ()) -> str:
    """The word for an option in the language of the window.

    An account's own is called as the account calls it; what nobody has a word for is its own word. The arguments are those of
    ``option_source``.
    """
    context, source = option_source(field, value, options)
    return QCoreApplication.translate(context, source) if source else _account_words.get(field, {}).get(value, value)


_account_words: dict[str, Mapping[str, str]] = {}


def call_options(field: str, words: Mapping[str, str]) -> None:
    """Have the accounts' own values of a field called by these words from now on."""
    _account_words[field] = words


def typed_option(field: str, text: str) -> str:
    """The value that a person means who types ``text`` into a custom field: that of the option which is called so, if one is."""
    options = _account_words.get(field, {})
    named = [value for value, label in options.items() if label.casefold() == text.casefold()]
    return named[0] if text not in options and len(named) == 1 else text


def item_label(label: str) -> str:
    """The word for the label of a number or address."""
    source = _ITEM_LABELS.get(label)
    return QCoreApplication.translate("ItemLabel", source) if source else label


def typed_item_label(text: str) -> str:
    """The label that a person means who types ``text``: crmdesk's own where it is its word."""
    typed = text.strip().casefold()
    return next((label for label in _ITEM_LABELS if item_label(label).casefold() == typed), text)


def option_tone(value: str) -> Tone:
    """The tone in which an option's label is tinted."""
    return _TONES.get(value, Tone.PLAIN)


def consent_state(state: str) -> str:
    """The words for a state of consent."""
    return QCoreApplication.translate("Consent", _CONSENT_STATES[state])


def consent_channel(channel: str) -> str:
    """The words for the way in which consent was given; an account's own one is its own word."""
    source = _CONSENT_CHANNELS.get(channel)
    return QCoreApplication.translate("Consent", source) if source else channel
