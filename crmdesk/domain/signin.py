"""What a sign-in asks of a person and tells them: plain values, the same for the window and the commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class VendorInfo:
    """A vendor that can be signed in to.

    ``redirect_uris`` are the addresses that the agency's own application there has to know; ``guide`` is the address of the
    vendor's page on making one.
    """

    key: str
    title: str
    personal_tokens: bool
    needs_secret: bool
    redirect_uris: tuple[str, ...]
    guide: str | None = None


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """How to sign in: with the agency's application (``client_id``) or with a personal ``token``.

    ``connection`` is the id of the account to sign in to again, None for a new one. ``base_url`` replaces the vendor's
    hosts (the demonstration's own server); ``ca_file`` is the authority that vouches for it.
    ``redirect_uris`` are the addresses it may send the browser back to (port ``*``: any); none: the vendor's registered ones.
    """

    vendor: str
    name: str
    client_id: str = ""
    client_secret: Secret | None = None
    token: Secret | None = None
    base_url: str | None = None
    ca_file: str | None = None
    connection: str | None = None
    redirect_uris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeStage:
    """A stage of a vendor's contacts that may count as a lead; ``counts`` is the rule unless the person changes it."""

    value: str
    label: str
    counts: bool


@dataclass(frozen=True, slots=True)
class AccountInfo:
    """The account that answered, before anything is stored.

    ``missing`` are the fields that crmdesk would create there, as (object, label). ``stages`` are empty where the vendor
    has no such rule. ``counts`` are records by kind, where the vendor tells them at once.
    """

    name: str
    user: str
    account_id: str
    missing: tuple[tuple[str, str], ...] = ()
    stages: tuple[LifeStage, ...] = ()
    counts: Mapping[Kind, int] = field(default_factory=dict)
