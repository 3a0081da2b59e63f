"""Pipelines and their stages (fact sheet section 4.2)."""

from __future__ import annotations

from dataclasses import dataclass, field

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.messages import JsonObject

BORN = "1970-01-01T00:00:00Z"
PIPELINED = {"deals": ("pipeline", "dealstage"), "leads": ("hs_pipeline", "hs_pipeline_stage"),
             "tickets": ("hs_pipeline", "hs_pipeline_stage")}  # fmt: skip
"""Per object type the properties that hold pipeline and stage."""


@dataclass(slots=True)
class Stage:
    """One stage; metadata values are strings, as on the wire."""

    id: str
    label: str
    display_order: int
    metadata: dict[str, str]
    updated_ms: int
    archived: bool = False
    write_permissions: str = "CRM_PERMISSIONS_ENFORCEMENT"
    created: str = BORN

    def to_json(self) -> JsonObject:
        """The form on the wire."""
        return {
            "id": self.id, "label": self.label, "displayOrder": self.display_order, "archived": self.archived,
            "metadata": dict(self.metadata), "writePermissions": self.write_permissions,
            "createdAt": self.created, "updatedAt": iso(self.updated_ms),
        }  # fmt: skip


@dataclass(slots=True)
class Pipeline:
    """One pipeline with its stages in display order."""

    id: str
    label: str
    display_order: int
    updated_ms: int
    stages: list[Stage] = field(default_factory=list)
    archived: bool = False
    audit: list[JsonObject] = field(default_factory=list)
    created: str = BORN

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of an id."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def to_json(self) -> JsonObject:
        """The form on the wire."""
        stages = sorted(self.stages, key=lambda stage: stage.display_order)
        return {
            "id": self.id, "label": self.label, "displayOrder": self.display_order, "archived": self.archived,
            "createdAt": self.created, "updatedAt": iso(self.updated_ms),
            "stages": [stage.to_json() for stage in stages if not stage.archived],
        }  # fmt: skip


_DEALS = (
    ("appointmentscheduled", "Estimation", "0.2"),
    ("qualifiedtobuy", "Mandat", "0.4"),
    ("presentationscheduled", "Visite", "0.6"),
    ("decisionmakerboughtin", "Offre", "0.8"),
    ("contractsent", "Compromis", "0.9"),
    ("closedwon", "Acte signé", "1.0"),
    ("closedlost", "Perdu", "0.0"),
)
_LEADS = (
    ("new-stage-id", "Nouveau", "NEW"),
    ("attempting-stage-id", "Prise de contact", "IN_PROGRESS"),
    ("connected-stage-id", "En relation", "IN_PROGRESS"),
    ("qualified-stage-id", "Qualifié", "QUALIFIED"),
    ("unqualified-stage-id", "Écarté", "UNQUALIFIED"),
)
_TICKETS = (("1", "Nouveau", "OPEN"), ("2", "En cours", "OPEN"), ("4", "Clos", "CLOSED"))


def default_pipelines(now_ms: int) -> dict[str, dict[str, Pipeline]]:
    """The pipelines of a French agency's account: the vendor's ids, labels of its own."""
    deals = [
        Stage(
            stage_id, label, order, {"isClosed": str(chance in {"1.0", "0.0"}).lower(), "probability": chance}, now_ms
        )
        for order, (stage_id, label, chance) in enumerate(_DEALS)
    ]
    leads = [
        Stage(stage_id, label, order, {"leadState": state}, now_ms)
        for order, (stage_id, label, state) in enumerate(_LEADS)
    ]
    tickets = [
        Stage(stage_id, label, order, {"ticketState": state, "isClosed": str(state == "CLOSED").lower()}, now_ms)
        for order, (stage_id, label, state) in enumerate(_TICKETS)
    ]
    return {
        "deals": {"default": Pipeline("default", "Ventes", 0, now_ms, deals)},
        "leads": {"lead-pipeline-id": Pipeline("lead-pipeline-id", "Prospects", 0, now_ms, leads)},
        "tickets": {"0": Pipeline("0", "Demandes", 0, now_ms, tickets)},
    }
