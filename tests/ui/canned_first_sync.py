"""A first sync of the agency in memory, as it waits for an answer."""

from __future__ import annotations

from crmdesk.domain.first_sync import Fate, FieldCount, KindCount, Preview
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import ReviewRow, ReviewSample, SampledField
from tests.ui.canned_rows import ago

FIRST_SYNC = ReviewRow(
    "R3",
    "S",
    "Salesforce",
    "salesforce",
    "",
    False,
    (),
    ago(minutes=2),
    4484,
    Preview(
        (
            KindCount(
                Kind.LEAD,
                {
                    Fate.NEW: 1204,
                    Fate.IDENTICAL: 2610,
                    Fate.FILLED: 322,
                    Fate.CONTESTED: 18,
                    Fate.AMBIGUOUS: 7,
                    Fate.SUGGESTED: 12,
                },
                3,
            ),
            KindCount(Kind.COMPANY, {Fate.NEW: 41, Fate.IDENTICAL: 190, Fate.FILLED: 80}),
        ),
        (
            FieldCount(Kind.LEAD, "city", here=211, contested=11),
            FieldCount(Kind.LEAD, "asking_price", here=40, there=102, contested=7),
            FieldCount(Kind.COMPANY, "industry", there=80),
        ),
        (),
        "1",
    ),
)

FIRST_SYNC_SAMPLES = [
    ReviewSample(
        "L03",
        Kind.LEAD,
        "M. et Mme Mercier",
        False,
        (SampledField("city", "Vertou", "Nantes"),),
        fate=Fate.CONTESTED,
        there="M. et Mme Mercier",
    ),
    ReviewSample("L04", Kind.LEAD, "M. Thomas Guérin", False, fate=Fate.AMBIGUOUS, there="T. Guérin"),
    ReviewSample(
        "L05",
        Kind.LEAD,
        "Mme Aïcha Diallo",
        False,
        (SampledField("city", None, "Saint-Herblain"),),
        fate=Fate.FILLED,
        there="Mme Aïcha Diallo",
    ),
    ReviewSample("L06", Kind.LEAD, "M. Karim Benali", False, fate=Fate.IDENTICAL, there="M. Karim Benali"),
    ReviewSample("", Kind.LEAD, "", False, fate=Fate.NEW, there="Mme Solène Riou"),
]
