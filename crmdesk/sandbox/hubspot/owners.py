"""Users of the account as owners of records (fact sheet section 4.3)."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.messages import JsonObject


@dataclass(slots=True)
class Owner:
    """One owner. Records hold ``id``; the history of a property holds ``user_id``."""

    id: int
    user_id: int
    email: str
    first_name: str
    last_name: str
    created_ms: int
    updated_ms: int
    archived: bool = False
    team: tuple[str, str] = ("178", "Nantes")

    def to_json(self) -> JsonObject:
        """The form on the wire; an archived owner has no ``userId``."""
        return {
            "id": str(self.id), "email": self.email, "type": "PERSON",
            "firstName": self.first_name, "lastName": self.last_name,
            "userId": None if self.archived else self.user_id, "userIdIncludingInactive": self.user_id,
            "createdAt": iso(self.created_ms), "updatedAt": iso(self.updated_ms), "archived": self.archived,
            "teams": [{"id": self.team[0], "name": self.team[1], "primary": True}],
        }  # fmt: skip
