"""What every stage of a run is given: the connection, its objects and rules, and the counts it adds to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Capabilities, FieldRule, ObjectSpec
from crmdesk.store.connections import Connection


@dataclass(slots=True)
class Context:
    """One run of one connection. ``counts`` are what the report shows: pulled, applied, merged, conflicts_opened and so on."""

    connection: Connection
    run: str
    objects: Mapping[str, ObjectSpec]
    capabilities: Capabilities
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def id(self) -> str:
        """The connection's id."""
        return self.connection.id

    def rules(self, object_name: str, kind: Kind) -> Mapping[str, FieldRule]:
        """The field rules of a kind in an object; empty for an object that the account no longer has."""
        spec = self.objects.get(object_name)
        return {} if spec is None else spec.rules(kind)
