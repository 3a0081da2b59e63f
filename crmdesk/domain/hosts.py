"""Where the accounts of a vendor live, as far as a person has to say so before signing in. Pure; vendors declare their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crmdesk.domain.errors import InvalidInput

_ADDRESS = re.compile(r"(?:https://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]+)(?:[/?#][!-~]*)?", re.IGNORECASE)
"""A host, alone or in an address. A port, a user's name and characters that programs read in different ways are refused: tokens go
to the host that is found here."""


@dataclass(frozen=True, slots=True)
class Host:
    """One place where accounts live: its name for people, the address (URL) that one signs in at, and its region (a key)."""

    name: str
    url: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The places to choose from, the usual one first.

    Where accounts have hosts of their own besides, which a person types, ``own_ending`` is what all of these end in
    (``.my.salesforce.com``); it is blank where they have not. ``refusal`` is the key of the error for any other host.
    """

    known: tuple[Host, ...]
    refusal: str
    own_ending: str = ""

    def url_of(self, typed: str) -> str:
        """The address to sign in at, for what a person typed or chose: a place's name, a host, or an address.

        Raises InvalidInput(``refusal``) for everything that is no host of the vendor's.
        """
        said = typed.strip()
        found = _ADDRESS.fullmatch(said)
        host = "" if found is None else found[1].lower()
        for each in self.known:
            if host in (each.name, urlsplit(each.url).hostname):
                return each.url
        if self.own_ending and host.endswith(self.own_ending):
            return f"https://{host}"
        names = ", ".join(each.name for each in self.known)
        raise InvalidInput(self.refusal, field="host", host=said.rpartition("@")[2][:200], hosts=names)

    def name_of(self, url: str | None) -> str | None:
        """What a person is shown for the address that an account is signed in at (None: the usual place).

        A place's name, else the account's own host; None where the address is neither, as that of a sandbox is not.
        """
        if url is None:
            return self.known[0].name
        try:
            return next((each.name for each in self.known if each.url == self.url_of(url)), urlsplit(url).hostname)
        except InvalidInput:
            return None
