"""Records of the small agency that may be the same, and what uniting two of them would bring about."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.duplicates import Half, PossibleDuplicate, United, UnitedField

BENALI = Half("L01", Kind.LEAD, "M. Karim Benali", ("HubSpot",))
NUMBER = PossibleDuplicate(BENALI, Half("L07", Kind.LEAD, "Karim Benali", ("Salesforce",)), "number")
NAME = PossibleDuplicate(Half("L09", Kind.LEAD, "Benali Karim", ("Zoho CRM",)), BENALI, "name")
ADDRESS = PossibleDuplicate(
    Half("L04", Kind.LEAD, "Mme Aïcha Diallo", ("Salesforce",)), Half("L05", Kind.LEAD, "A. Diallo", ()), "address"
)
COMPANIES = PossibleDuplicate(
    Half("O00", Kind.COMPANY, "Étude Charrier", ("HubSpot",)),
    Half("O01", Kind.COMPANY, "SCP Charrier", ("Salesforce",)),
    "address",
)
DUPLICATES = (ADDRESS, NUMBER, NAME, COMPANIES)

PHONES = [{"value": "+33612345678", "label": "mobile"}, {"value": "+33240112233", "label": "work"}]
UNITED = United(
    Kind.LEAD,
    (
        UnitedField("last_name", "Benali", "Benali-Roche", "Benali", asked=True),
        UnitedField("phones", PHONES[:1], PHONES[1:], PHONES, asked=False),
        UnitedField("city", "Rezé", None, "Rezé", asked=False),
        UnitedField("owner", None, "U1", "U1", asked=False),
    ),
    6,
    {"U1": "Jean P."},
    reversible=True,
)
