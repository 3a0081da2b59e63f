"""How one field lives in a vendor's object: what of it travels, who reads and writes it, and which rows it can name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from crmdesk.domain.values import Value
from crmdesk.domain.words import Words

Raw: TypeAlias = Any
"""A vendor's own form of one field: JSON. For references: a sorted list of ``[object, remote id]``."""

Rows: TypeAlias = tuple[tuple[str, str], ...]
"""Rows of an account: the objects that they are of, each with how their ids begin (blank: all of that object)."""


class Codec(Protocol):
    """Reads and writes one field.

    Laws, tested for every mapped field: ``decode`` is total on whatever the vendor can return; ``canon`` is idempotent
    and ``decode(canon(x)) == decode(x)``; ``encode(decode(encode(x))) == encode(x)``.
    """

    def decode(self, raw: Raw) -> Value:
        """The canonical value of what the vendor holds. What fits no rule is kept as text rather than dropped."""
        ...

    def encode(self, value: Value, current: Raw) -> Raw:
        """The vendor's form of ``value``; ``current`` is what it holds now, for forms that carry more than we know."""
        ...

    def canon(self, raw: Raw) -> Raw:
        """The form in which two raw values are compared: blank is ``None``, order without meaning is sorted."""
        ...


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one canonical field lives in one vendor object. ``remote`` names the vendor's properties it is kept in.

    What the vendor holds in a field that is not ``readable`` is not taken. With ``keep_blank`` a blank there is not taken
    either, and a blank here is not sent. ``chosen`` is the property that a person pointed the field to, None for the usual place;
    ``pairs`` are the words that they paired (vendor's, ours), which the codec knows. One that is not ``clearable`` may be changed
    and never blank there: the vendor requires it. ``words`` are the options of one that lives in a list. ``holds`` are the rows
    that a reference can name there, and the engine sends no others: the contacts of an opportunity of Salesforce can be contacts
    and no leads. None where it can name any row.
    """

    field: str
    remote: tuple[str, ...]
    codec: Codec
    writable: bool = True
    readable: bool = True
    keep_blank: bool = False
    chosen: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    clearable: bool = True
    words: Words | None = None
    holds: Rows | None = None

    def can_name(self, object_name: str, remote_id: str | None) -> bool:
        """Whether a reference can name a row there; of a row that has still to be made (None) the object alone decides."""
        if self.holds is None:
            return True
        return any(name == object_name and (remote_id or start).startswith(start) for name, start in self.holds)
