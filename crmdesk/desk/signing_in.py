"""Making a connection: sign in, look at the account, agree on what it may create and send, store it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from crmdesk.auth.flow import SignIn
from crmdesk.auth.personal import PersonalToken
from crmdesk.auth.refresh import OAuthTokens
from crmdesk.auth.tokens import ClientApp, StoredTokens, Tokens
from crmdesk.desk.accounts import Accounts, grant_of, header_of
from crmdesk.desk.keeping import MemoryVault
from crmdesk.domain.errors import InvalidInput, Unreachable, WrongAccount
from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import PERSON_KINDS
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import LifeStage, SignInRequest
from crmdesk.net.bearer import TokenSource
from crmdesk.net.client import HttpClient, open_client
from crmdesk.providers.base import (
    Account,
    ConnectionSettings,
    Feed,
    Grant,
    MissingProperty,
    ObjectSpec,
    Schema,
    Setup,
    Vendor,
)
from crmdesk.store import connections, cursors, problems
from crmdesk.store.connections import Connection
from crmdesk.store.unit import Unit
from crmdesk.sync import describe, places_kept

_NOTHING_ANSWERS = ("unreachable", "host_unknown")
"""Errors whose words are for an account that there is: going on to work helps nobody who is still signing in."""


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """The account that was signed in to, and which properties it lacks for every field to have a place there.

    ``stages`` count as the account's own rule says where it is connected already, else as the vendor's; ``sending`` is as it
    is there. ``lacking`` are scopes that the application lacks.
    """

    account: Account
    missing: tuple[MissingProperty, ...]
    stages: tuple[LifeStage, ...] = ()
    sending: bool = False
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a person chose of a connection; see ``SigningIn.finish``."""

    send: bool | None
    lead_stages: tuple[str, ...] | None
    ask_first: bool


class SigningIn:
    """One sign-in as an asynchronous context: ``begin`` (or a token), ``account``, ``finish``. Left early, it leaves no trace."""

    def __init__(self, accounts: Accounts, request: SignInRequest, *, language: str = "fr") -> None:
        self._accounts = accounts
        self._request = request
        self._language = language
        self._vendor: Vendor = accounts.vendor(request.vendor)
        self._id = ""
        self._plain: HttpClient | None = None
        self._client: HttpClient | None = None
        self._sign_in: SignIn | None = None
        self._setup: Setup | None = None
        self._found: tuple[Account, Schema] | None = None
        self._grant = Grant()
        self._vault = MemoryVault()
        self.known: str | None = None
        """The connection that the account has already, once ``account`` has told; None where it is a new one."""

    async def __aenter__(self) -> Self:
        """Reserve an id for the connection and open the plain client."""
        self._id = await self._accounts.store.write(lambda unit: unit.new_id())
        self._plain = open_client(self._base_url, ca_file=self._ca_file)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything; the tokens of a sign-in that was not finished were never stored."""
        if self._sign_in is not None:
            await self._sign_in.aclose()
        for client in (self._client, self._plain):
            if client is not None:
                await client.aclose()

    async def begin(self) -> str | None:
        """Start listening; the address to open in the browser. None where a personal token makes that unnecessary.

        Raises InvalidInput (no application is named and none is known; what was named as a document is none) and SignInFailed.
        """
        if self._request.token is not None:
            if not self._vendor.personal_tokens:
                raise InvalidInput("no_personal_tokens", vendor=self._vendor.title)
            return None
        await self._use_known_app()
        # What was typed is judged before anybody is sent to the browser.
        self._vendor.setup(self._opened(), ConnectionSettings(document=self._request.document), Grant())
        settings = self._settings()
        asked = (*settings.optional_scopes, *await self._lacked_before(settings))
        settings = replace(settings, optional_scopes=asked)
        self._sign_in = await SignIn.begin(settings, self._app, self._opened(), language=self._language)
        return self._sign_in.url

    def cancel(self) -> None:
        """Stop waiting for the browser."""
        if self._sign_in is not None:
            self._sign_in.cancel()

    async def account(self) -> FoundAccount:
        """Wait for the person in the browser, then ask the account who it is and what it has.

        Raises SignInFailed, SignInNeeded (a token that is not accepted) and the other connection faults; VendorNonsense where
        the vendor names a host that is not its own, to which no token goes; Unreachable(``sign_in_unreachable``) where nothing
        answers.
        """
        try:
            return await self._account()
        except Unreachable as error:
            if error.key not in _NOTHING_ANSWERS:
                raise
            # The address that failed may be another one than was signed in at: a vendor's reply names the account's own host.
            raise Unreachable("sign_in_unreachable", address=error.data.get("address", "")) from error

    async def _account(self) -> FoundAccount:
        source = await self._tokens()
        self._client = open_client(
            self._vendor.api_url(self._request.base_url, self._grant.facts),
            tokens=source,
            token_scheme=self._vendor.oauth(self._request.base_url).token_scheme,
            scope_errors=self._vendor.oauth(self._request.base_url).scope_errors,
            token_header=header_of(self._vendor.oauth(self._request.base_url), source),
            ca_file=self._ca_file,
            classify=self._vendor.refusal,
            limiter=self._vendor.limiter(),
        )
        known = await self._accounts.store.read(connections.all_of)
        named = ConnectionSettings(document=self._request.document or self._document(known))
        self._setup = self._vendor.setup(self._client, named, self._grant)
        account = await self._setup.account()
        present = self._present(known, account)
        self.known = None if present is None else present.id
        schema = await self._setup.describe()
        self._found = (account, schema)
        stages = _by_rule(self._setup.stages(schema), present)
        return FoundAccount(
            account,
            tuple(self._setup.missing(schema)),
            stages,
            present is not None and present.sending,
            self._lacking(account.granted),
        )

    def _lacking(self, granted: Collection[str]) -> tuple[str, ...]:
        """The scopes that the application lacks; none where the vendor does not tell what it has, as of a personal token."""
        needed = self._vendor.oauth(self._request.base_url).app_scopes
        return tuple(each for each in needed if granted and each not in granted)

    async def finish(
        self,
        *,
        create_missing: bool = False,
        send: bool | None = None,
        lead_stages: Sequence[str] | None = None,
        ask_first: bool = False,
    ) -> Connection:
        """Store the connection. An account that is connected already keeps its replica and gets the new access.

        ``create_missing`` is the administrator's consent to create properties there, as far as a program can; ``send``
        switches sending on or off, None leaves it as it is (off for a new account);
        ``lead_stages`` None keeps the rule there is, or takes the vendor's; people who are here are read anew where another one
        is chosen. A paused account stays paused. With ``ask_first`` a
        new account's rows wait for a person where they would be tied to records that are here (decision 0021). Raises
        InvalidInput where the account is connected under another name, WrongAccount where the name belongs to another account.
        """
        assert self._found is not None
        assert self._setup is not None
        account, schema = self._found
        known = await self._accounts.store.read(connections.all_of)
        # Before anything is created there: it may not be the account that was meant.
        self._present(known, account)
        wanted = [each for each in self._setup.missing(schema) if not each.by_hand] if create_missing else []
        if wanted:
            await self._setup.create_missing(wanted)
            schema = await self._setup.describe()
        chosen = _Chosen(send, None if lead_stages is None else tuple(lead_stages), ask_first)
        return await self._accounts.store.write(lambda unit: self._store(unit, account, schema, chosen))

    def _store(self, unit: Unit, account: Account, schema: Schema, chosen: _Chosen) -> Connection:
        """Store the connection with its tokens. What there is of it is read in this very unit of work.

        The vendor may have kept us waiting while a person, or a run, changed it.
        """
        known = connections.all_of(unit.connection)
        present = self._present(known, account)
        kept = ConnectionSettings() if present is None else describe.settings_of(present)
        settings = kept if chosen.lead_stages is None else replace(kept, lead_stages=chosen.lead_stages)
        provider = self._vendor.provider(self._opened(), settings, schema, account)
        objects = provider.objects()
        connection = Connection(
            self._id if present is None else present.id,
            self._name(known, present),
            self._vendor.key,
            describe.account_json(account),
            base_url=self._request.base_url,
            ca_file=self._request.ca_file,
            settings={
                "lead_stages": list(settings.lead_stages),
                "facts": dict(self._grant.facts),
                "scopes": list(self._grant.scopes),
            },
            routes=describe.routes_of(objects),
            described=describe.schema_json(schema),
            described_at=self._accounts.now(),
            sending=chosen.send if chosen.send is not None else present is not None and present.sending,
            first_sync=FirstSync.ASKING if chosen.ask_first else FirstSync.SETTLED,
        )
        tokens = self._vault.load(self._id)
        assert tokens is not None
        connections.save_secret(unit, connection.id, self._accounts.vault.sealed(connection.id, tokens))
        anew = _of_people(objects, provider.feeds()) if settings.lead_stages != kept.lead_stages else []
        return _stored(unit, connection, present, schema, objects, anew)

    def _settings(self) -> OAuthSettings:
        """The vendor's sign-in; where the request names the redirect addresses, those, and any free port where it may be any."""
        settings = self._vendor.oauth(self._request.base_url)
        uris = [urlsplit(uri) for uri in self._request.redirect_uris]
        if not uris:
            return settings
        first = uris[0].hostname or settings.redirect_host
        ports = [uri.netloc.rpartition(":")[2] for uri in uris if uri.hostname == first]
        return replace(
            settings,
            redirect_host="127.0.0.1" if first == "127.0.0.1" else "localhost",
            redirect_ports=() if "*" in ports else tuple(int(port) for port in ports),
            redirect_path=uris[0].path or settings.redirect_path,
        )

    async def _lacked_before(self, settings: OAuthSettings) -> Sequence[str]:
        """The scopes of ``lacked_scopes`` that the account lacks, or has got since; of whichever it may be where none is named."""
        known = await self._accounts.store.read(connections.all_of)
        meant = self._meant(known) if self._request.connection or self._request.name else known
        own = [row for row in meant if row.vendor == self._vendor.key]
        found = await self._accounts.store.read(lambda reader: problems.lacked_scopes(reader, [row.id for row in own]))
        found |= {scope for row in own for scope in grant_of(row).scopes}
        return [scope for scope in settings.lacked_scopes if scope in found]

    async def _tokens(self) -> TokenSource:
        if self._sign_in is None:
            token = self._request.token or Secret("")
            self._vault.save(self._id, StoredTokens(ClientApp(""), Tokens(token)))
            return PersonalToken(token)
        tokens = await self._sign_in.finish()
        self._grant = Grant(dict(tokens.extra), tokens.scopes)
        self._vault.save(self._id, StoredTokens(self._app, tokens))
        settings = self._vendor.oauth(self._request.base_url)
        return OAuthTokens(
            self._id, settings, self._opened(), self._vault, self._accounts.leases, now=self._accounts.now_s
        )

    def _present(self, known: Sequence[Connection], account: Account) -> Connection | None:
        """The connection to this account, where there is one already.

        Raises WrongAccount where another one was meant, InvalidInput where a new one was: two connections to one account would
        send each other's changes back and forth.
        """
        found = next((row for row in known if row.vendor == self._vendor.key and row.account["id"] == account.id), None)
        meant = self._meant(known)
        for row in meant:
            if found is None or row.id != found.id:
                raise WrongAccount("wrong_account", name=row.name, expected=row.account["name"], found=account.name)
        if found is not None and self._request.name and not meant:
            raise InvalidInput("account_connected_already", account=account.name, name=found.name)
        return found

    def _meant(self, known: Sequence[Connection]) -> Sequence[Connection]:
        """The connection to sign in to again, by its id or else by its name; none where it is a new one."""
        by_id = [row for row in known if row.id == self._request.connection]
        return by_id or [row for row in known if row.name == self._request.name]

    async def _use_known_app(self) -> None:
        """Where no application is named: the one that the connection to sign in to again was signed in with."""
        if self._request.client_id:
            return
        known = await self._accounts.store.read(connections.all_of)
        stored = [self._accounts.vault.load(row.id) for row in self._meant(known) if row.vendor == self._vendor.key]
        apps = [each.app for each in stored if each is not None and each.app.client_id]
        if not apps:
            raise InvalidInput("application_unknown", vendor=self._vendor.title)
        self._request = replace(self._request, client_id=apps[0].client_id, client_secret=apps[0].client_secret)

    def _document(self, known: Sequence[Connection]) -> str | None:
        """The document that a connection is bound to which is signed in to again."""
        held = (row.account.get("document") for row in self._meant(known) if row.vendor == self._vendor.key)
        return next((str(document) for document in held if document), None)

    def _name(self, known: Sequence[Connection], present: Connection | None) -> str:
        """The name asked for, else the one there is, else the vendor's with a number where it is taken."""
        if self._request.name:
            return self._request.name
        if present is not None:
            return present.name
        taken = {row.name for row in known}
        names = [self._vendor.key, *(f"{self._vendor.key}-{number}" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)

    def _opened(self) -> HttpClient:
        assert self._plain is not None
        return self._plain

    @property
    def _app(self) -> ClientApp:
        return ClientApp(self._request.client_id, self._request.client_secret)

    @property
    def _base_url(self) -> str:
        return self._request.base_url or self._vendor.base_url

    @property
    def _ca_file(self) -> Path | None:
        return None if self._request.ca_file is None else Path(self._request.ca_file)


def _stored(
    unit: Unit,
    connection: Connection,
    present: Connection | None,
    schema: Schema,
    objects: Sequence[ObjectSpec],
    anew: Sequence[Feed],
) -> Connection:
    """Store a connection; ``anew`` are feeds of one that there is already that are read from their start again."""
    if present is None:
        connections.insert(unit, connection)
        return connection
    renewed = replace(
        connection,
        state=connections.PAUSED if present.state == connections.PAUSED else connections.ACTIVE,
        interval_s=present.interval_s,
        clock_offset_s=present.clock_offset_s,
        last_success=present.last_success,
        first_sync=present.first_sync,
        deletions=present.deletions,
    )
    connections.update(unit, renewed)
    describe.relabel(unit, present, schema)
    places_kept.accept(unit, present.id, objects)
    problems.settle_connection(unit, present.id)
    for feed in anew:
        cursors.move(unit, present.id, feed.name, None, complete=False)
    return renewed


def _of_people(objects: Sequence[ObjectSpec], feeds: Sequence[Feed]) -> list[Feed]:
    """The feeds of changes of objects in which a row is a lead or a contact by its stage."""
    mixed = {spec.name for spec in objects if spec.mapping.keys() >= set(PERSON_KINDS)}
    return [feed for feed in feeds if feed.name in mixed]


def _by_rule(stages: Sequence[LifeStage], present: Connection | None) -> tuple[LifeStage, ...]:
    """The stages as the connection's own rule counts them; as the vendor's does where it has none."""
    rule = () if present is None else describe.settings_of(present).lead_stages
    return tuple(replace(stage, counts=stage.value in rule) if rule else stage for stage in stages)
