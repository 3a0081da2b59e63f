"""Where a vendor's accounts live, as far as a person has to say it before signing in: pure, declared by the vendor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crmdesk.domain.errors import InvalidInput

_ADDRESS = re.compile(r"(?:https://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]+)(?:[/?#][!-~]*)?", re.IGNORECASE)
"""A host, as an address or alone. No port, no name before it and no character that programs read in different ways: what is
found here is where tokens go."""


@dataclass(frozen=True, slots=True)
class Host:
    """One place where accounts live: its name for people, the address (URL) that one signs in at, and its region (a key)."""

    name: str
    url: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The places to choose from, the usual one first.

    ``own_ending`` ends the host of an account that has one of its own, which may be named instead (``.my.salesforce.com``);
    blank where there is no such thing. ``refusal`` is the key of the error for what is neither.
    """

    known: tuple[Host, ...]
    refusal: str
    own_ending: str = ""

    def url_of(self, typed: str) -> str:
        """The address to sign in at, for what a person typed or chose: a name, a host or its address, with or without a path.

        Raises InvalidInput(``refusal``) for every host that is not the vendor's.
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
        """What stands for an address that is signed in at (None: the usual one); None where it cannot be chosen here."""
        if url is None:
            return self.known[0].name
        try:
            return next((each.name for each in self.known if each.url == self.url_of(url)), urlsplit(url).hostname)
        except InvalidInput:
            return None
