"""An account's metadata: what properties its objects have, and which of them crmdesk lacks there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crmdesk.domain.values import FieldType, text


@dataclass(frozen=True, slots=True)
class RemoteProperty:
    """One property of a vendor object as its metadata describes it; ``options`` maps values to labels.

    ``type`` is the vendor's word. ``custom``: what a custom field here would be, if any. ``closed``: only options are taken.
    ``required``: the account says that it refuses a new row without it; one whose metadata does not tell leaves it out.
    ``named``: what is held here is the label of an option, because its value is an id that means nothing outside this account.
    ``made`` tells an agency's own one from another that had its name before it was deleted; blank where nothing does.
    """

    name: str
    label: str
    type: str
    writable: bool = True
    options: Mapping[str, str] = field(default_factory=dict)
    custom: FieldType | None = None
    closed: bool = False
    required: bool = False
    named: bool = False
    made: str = ""

    def word(self, option: str) -> str:
        """What is held here for an option."""
        return (text(self.options[option]) or option) if self.named else option

    @property
    def words(self) -> Mapping[str, str]:
        """What is held here for each option, with what a person reads for it."""
        return {self.word(option): label for option, label in self.options.items()}


@dataclass(frozen=True, slots=True)
class Schema:
    """An account's metadata: the properties of each object it has, by name; a missing object is not available."""

    objects: Mapping[str, Mapping[str, RemoteProperty]]


@dataclass(frozen=True, slots=True)
class MissingProperty:
    """A property that the trade's fields or crmdesk's key need and the account lacks: created only with consent.

    One ``by_hand`` cannot be created through the vendor's API: an administrator makes it, as the vendor's guide says.
    """

    object: str
    name: str
    label: str
    by_hand: bool = False
