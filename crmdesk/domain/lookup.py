"""Looking somebody up at the accounts: what is asked for, and what is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import email_address, phone_number


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whom an account knows: row ``remote_id`` of one of its objects, and the record that stands for it here, if any.

    ``account`` is the name of the connection ``connection``.
    """

    account: str
    connection: str
    object: str
    remote_id: str
    kind: Kind
    name: str
    record: str | None


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the accounts said; ``failed`` are those that could not be asked, by name."""

    found: Sequence[Found]
    failed: Mapping[str, CrmdeskError]


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address or a phone number, in the form in which records hold it; the other one is blank."""

    email: str = ""
    phone: str = ""


_LEAST_DIGITS = 6
"""A text with fewer digits is no number that an account could know somebody by: a house number, a year, an extension."""


def address_of(text: str) -> Address:
    """What a text asks for: a number, if it has digits enough and no ``@``, else an address.

    Raises InvalidInput(``address_unusable``) for a text that is neither.
    """
    digits = sum(each.isdigit() for each in text)
    if "@" not in text and digits >= _LEAST_DIGITS and not any(each.isalpha() for each in text):
        return Address(phone=phone_number(text))
    try:
        return Address(email=email_address(text))
    except InvalidInput as error:
        raise InvalidInput("address_unusable", value=text.strip()) from error


def is_address(text: str) -> bool:
    """Whether accounts can be asked for a text."""
    try:
        address_of(text)
    except InvalidInput:
        return False
    return True
