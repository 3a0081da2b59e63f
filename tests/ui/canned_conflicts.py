"""Conflicts of the agency in memory: a double edit, deletions on either side, a changed negotiator."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import AccountSide, ConflictCase, ConflictField, ConflictRow, MergedField
from tests.ui.canned_rows import USERS, ago


def euro(amount: str) -> dict[str, str]:
    """An amount in euros."""
    return {"amount": amount, "currency": "EUR"}


def _phone(value: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": "mobile", "primary": True}]


def _mail(value: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": None, "primary": True}]


BEFORE_AT, HERE_AT, THERE_AT = ago(days=1, hours=7), ago(hours=3), ago(hours=2)


def _field(
    id: str, name: str, before: Any, computer: Any, account: Any, *, newest: str | None = "account"
) -> ConflictField:
    side = AccountSide("K1", "Salesforce Nantes", "salesforce", account, THERE_AT, "Marie L.")
    both = ConflictKind.BOTH_CHANGED
    return ConflictField(
        id, name, both, before, BEFORE_AT, computer, HERE_AT, "Jean P.", (side,), newest, f"{id} as shown"
    )


_SAME = tuple(
    name
    for name, spec in CATALOGUE[Kind.LEAD].items()
    if not spec.read_only and name not in {"phones", "asking_price", "status", "sector", "emails"}
)
DURAND = ConflictCase(
    "L00",
    Kind.LEAD,
    "Mme Claire Durand",
    (
        _field("X1", "phones", _phone("+33611223344"), _phone("+33611223345"), _phone("+33755182031")),
        _field("X2", "asking_price", euro("320000"), euro("335000"), euro("330000")),
        _field("X3", "status", "new", "to_call_back", "valuation_planned", newest=None),
        _field(
            "X4",
            "description",
            "Rappeler après les vacances.",
            "Rappeler après les vacances, le soir de préférence.",
            "Rappeler avant les vacances. A déjà vu deux agences.",
        ),
    ),
    (
        MergedField("sector", "Nantes", "Nantes", "Nantes – Talensac", "Nantes – Talensac"),
        MergedField(
            "emails",
            _mail("c.durand@free.example"),
            _mail("claire.durand@free.example"),
            _mail("c.durand@free.example"),
            _mail("claire.durand@free.example"),
        ),
    ),
    _SAME,
    {},
    4,
)

_PRICE = DURAND.fields[1]
_CHEAPER = replace(_PRICE, accounts=(replace(_PRICE.accounts[0], value=euro("300000")),), shown="X2 as it is now")
MOVED = replace(DURAND, fields=(DURAND.fields[0], _CHEAPER, *DURAND.fields[2:]))
"""The same case after the account's price was changed once more."""

_GONE = AccountSide("K2", "HubSpot Nantes", "hubspot", None, ago(hours=3), "Marie L.")
PERRIN = ConflictCase(
    "L08",
    Kind.LEAD,
    "M. Luc Perrin",
    (
        ConflictField(
            "X5",
            EXISTENCE,
            ConflictKind.CHANGED_HERE_DELETED_THERE,
            True,
            BEFORE_AT,
            True,
            HERE_AT,
            "Jean P.",
            (_GONE,),
            None,
            "X5 as shown",
            changed=("phones", "asking_price"),
        ),
    ),
    (),
    (),
    {},
)
ONLY_DELETED = replace(PERRIN, fields=(replace(PERRIN.fields[0], changed=(), computer_at=None, computer_by=None),))
"""The same record where nobody changed it here, and the account is set to ask."""

_BACK = AccountSide("K3", "HubSpot Nantes", "hubspot", True, ago(hours=3), "Marie L.")
LAMBERT = ConflictCase(
    "L13",
    Kind.LEAD,
    "Mme Rose Lambert",
    (
        ConflictField(
            "X6",
            EXISTENCE,
            ConflictKind.DELETED_HERE_CHANGED_THERE,
            True,
            BEFORE_AT,
            None,
            HERE_AT,
            "Jean P.",
            (_BACK,),
            None,
            "X6 as shown",
        ),
    ),
    (),
    (),
    {},
)
DIALLO = ConflictCase(
    "L05",
    Kind.LEAD,
    "Mme Aïcha Diallo",
    (_field("X7", "owner", "U1", "U2", "U3"),),
    (),
    _SAME,
    USERS,
)
CASES = {case.record: case for case in (DURAND, PERRIN, DIALLO, LAMBERT)}


def conflict_row(case: ConflictCase, opened: str) -> ConflictRow:
    """The row of a case in the list."""
    first = case.fields[0]
    accounts = tuple(side.account for side in first.accounts)
    return ConflictRow(
        case.record,
        case.kind,
        case.name,
        tuple(each.field for each in case.fields),
        first.why,
        accounts,
        opened,
        edited=first.why is not ConflictKind.CHANGED_HERE_DELETED_THERE or bool(first.changed),
    )


CONFLICT_ROWS = [
    conflict_row(case, opened)
    for case, opened in zip(
        CASES.values(), (ago(hours=2), ago(hours=3), ago(hours=30), ago(days=2, hours=3)), strict=True
    )
]

DECIDED = "2026-11-12T08:14:00.000Z"
REOPENED = replace(
    DURAND,
    fields=tuple(
        replace(field, why=ConflictKind.OVERWROTE, taken_back=DECIDED, shown=f"{field.id} taken back")
        for field in DURAND.fields
    ),
)
"""What the conflicts of DURAND are once a decision about them was sent and taken back."""
