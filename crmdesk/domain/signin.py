"""What a sign-in asks of a person and tells them: plain values, the same for the window and the commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.hosts import Hosts
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class MadeUpApp:
    """The application that a sandbox's made-up account knows, and the address (URL) of the sandbox.

    In a demonstration nobody has another one. ``token`` is a personal token of the account, where its vendor has such a thing;
    ``document`` the address of the document that it is, where it is one.
    """

    client_id: str
    client_secret: Secret
    host: str
    token: Secret | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class VendorInfo:
    """A vendor that can be signed in to.

    ``redirect_uris`` are the addresses that the agency's own application there has to know; ``guide`` is the address of the
    guide that says how to make one, and what else an administrator does there. ``documents``: an account there is one
    document, which the person names. ``lead_stages``: which of its people are leads is told by a stage, and a person may choose
    which. ``made_up`` is what a demonstration signs in with. ``hosts`` are the places to choose from,
    where the accounts of the vendor live in several.
    """

    key: str
    title: str
    personal_tokens: bool
    needs_secret: bool
    redirect_uris: tuple[str, ...]
    guide: str | None = None
    documents: bool = False
    lead_stages: bool = False
    made_up: MadeUpApp | None = None
    hosts: Hosts | None = None


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """How to sign in: with the agency's application (``client_id``) or with a personal ``token``.

    ``connection`` is the id of the account to sign in to again, None for a new one. Without ``client_id`` and ``token`` it is
    signed in to with the application that it was signed in with before. ``base_url`` replaces the vendor's
    hosts (one of ``VendorInfo.hosts``, or the demonstration's own server); ``ca_file`` is the authority that vouches for it.
    ``redirect_uris`` are the addresses it may send the browser back to (port ``*``: any); none: the vendor's registered ones.
    ``document`` is the address or id of the document, at a vendor where an account is one; None: a new one.
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
    document: str | None = None


@dataclass(frozen=True, slots=True)
class LifeStage:
    """A stage of a vendor's contacts that may count as a lead; ``counts`` is the rule unless the person changes it."""

    value: str
    label: str
    counts: bool


WITHOUT_STAGE = ""
"""In a rule: people who have no stage. They stay leads, whatever is chosen."""


def lead_rule(named: Sequence[str], stages: Sequence[LifeStage], vendor: str) -> tuple[str, ...]:
    """The rule that counts the named ones among an account's stages as leads, named by label or value, whatever the letters.

    Raises InvalidInput: ``no_lead_stages`` where the vendor (its title) has none, ``lead_stage_unknown`` naming those there are.
    """
    if not stages:
        raise InvalidInput("no_lead_stages", vendor=vendor)
    known = {word.casefold(): stage.value for stage in stages for word in (stage.value, stage.label)}
    wanted = [name.strip() for name in named if name.strip()]
    for name in wanted:
        if name.casefold() not in known:
            raise InvalidInput("lead_stage_unknown", stage=name, stages=", ".join(stage.label for stage in stages))
    return (*dict.fromkeys(known[name.casefold()] for name in wanted), WITHOUT_STAGE)


@dataclass(frozen=True, slots=True)
class AccountInfo:
    """The account that answered, before anything is stored.

    ``missing`` are the fields that crmdesk would create there, as (object, label); ``by_hand`` those that only an
    administrator can, as (object, name and label). ``stages`` are empty where the vendor has no such rule. ``counts`` are
    records by kind, where the vendor tells them at once. ``sending`` is whether its changes go out now, where it is connected
    already. ``assumed_currency`` is what its amounts are taken for where it does not tell; blank where it does.
    ``lacking`` are scopes that the application lacks.
    """

    name: str
    user: str
    account_id: str
    missing: tuple[tuple[str, str], ...] = ()
    stages: tuple[LifeStage, ...] = ()
    counts: Mapping[Kind, int] = field(default_factory=dict)
    by_hand: tuple[tuple[str, str], ...] = ()
    sending: bool = False
    assumed_currency: str = ""
    lacking: tuple[str, ...] = ()
