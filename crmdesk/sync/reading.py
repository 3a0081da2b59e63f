"""What an account holds in a field, as it is meant here: references by their records, everything else in the words of this desk."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.providers.base import FieldRule, Raw
from crmdesk.sync import references, wording
from crmdesk.sync.references import Pair, Targets


def read(kind: Kind, rule: FieldRule, raw: Raw, spoken: Value, targets: Targets) -> tuple[Value, list[Pair]]:
    """The value, and the rows that a reference names and no record stands for yet.

    It is what is ``spoken`` here where the account says the same of anything but a reference.
    """
    if references.is_reference(kind, rule.field):
        return targets.read(kind, rule.field, raw)
    return wording.read(rule, raw, spoken), []
