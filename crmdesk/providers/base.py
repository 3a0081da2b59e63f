"""What the engine asks of a vendor, and how to write a provider.

1. Declare the vendor's *objects* (``ObjectSpec``): its tables, which kinds of record their rows are, and the *mapping*
   of each kind: a ``FieldRule`` with its codec per canonical field that the account has (``lines``; ``places`` for flat JSON).
2. Declare the *feeds* (``Feed``): what has to be read to notice every change, and how often. A feed is read in pages;
   the engine stores each page together with the cursor that follows it, in one transaction, and gives that cursor back
   next time. Cursors are the provider's own JSON; they must be inclusive and look back far enough that nothing is
   missed. A ``whole`` feed for each object lets the sweep find what the others did not tell.
3. Implement the verbs of ``Provider``; ``verbs.Verbs`` hands most of them on to the modules that read and write. Reads
   give rows in the vendor's *own form* of each mapped field (``raw``): JSON, in a form where equal means equal
   (``FieldRule.codec`` reads and writes it). Writes answer item by item with an ``Outcome``, and never repeat anything
   whose outcome is unknown: the engine resolves that.
4. Declare what the vendor can do in ``Capabilities``; the engine supplies the rest (search before creating, deletions by
   listing).
5. Say in ``Vendor.api_url`` where an account's calls go, if its token replies name a host of its own.
6. Make the contract suite (``tests/contract``) pass.
   A provider is handed an authorised client and raises errors of ``domain/errors.py`` only. Example: ``providers/memory.py``.

References between records are always written ``[object, remote id]`` pairs in a sorted list, whatever the vendor does:
the engine turns them into record ids and back.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.field_mapping import USUAL, FieldMapping
from crmdesk.domain.hosts import Hosts
from crmdesk.domain.kinds import Kind
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.domain.signin import LifeStage
from crmdesk.domain.values import Value
from crmdesk.net.client import HttpClient
from crmdesk.net.limits import Limiter
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Wait
from crmdesk.providers.histories import Version as Version  # noqa: PLC0414 - the engine imports nothing else of here
from crmdesk.providers.histories import Versions as Versions  # noqa: PLC0414
from crmdesk.providers.rules import Codec as Codec  # noqa: PLC0414
from crmdesk.providers.rules import FieldRule as FieldRule  # noqa: PLC0414
from crmdesk.providers.rules import Raw as Raw  # noqa: PLC0414
from crmdesk.providers.rules import Rows as Rows  # noqa: PLC0414
from crmdesk.providers.schema import MissingProperty as MissingProperty  # noqa: PLC0414
from crmdesk.providers.schema import RemoteProperty as RemoteProperty  # noqa: PLC0414
from crmdesk.providers.schema import Schema as Schema  # noqa: PLC0414

Cursor: TypeAlias = Mapping[str, Any]
"""Where a feed goes on: JSON of the provider's own."""


@dataclass(frozen=True, slots=True)
class ObjectSpec:
    """One table of the vendor.

    ``mapping`` holds, for each kind its rows may be, the rules by field. ``part_of`` names the object whose row
    carries the same record, for tables that only add fields to it. ``creates`` are the kinds for which a new record
    makes a row here; where ``creates_when`` names a field and a value, only a record with that value does (HubSpot: an
    activity of the type ``call`` goes to ``calls``), and in an object with ``part_of`` only one that has a value for a
    field of this object. ``keyed`` tells whether rows can carry crmdesk's own key, so that creating twice is
    impossible. The order of the objects is the order in which one may refer to another. ``tables`` names the tables of the
    vendor's metadata in which the kinds have their properties, where they are called otherwise than the object.
    ``takes_along`` tells which rows the vendor deletes together with one of these: their object, and the field by which their
    records name the deleted one. People, companies and deals only: that an activity or a note goes with whom it is about is
    expected, and would make nearly every deletion a question.

    A row of a table of leads alone (Salesforce's, a sheet) may stand for a contact too: another account has made one of the person,
    and here it goes on holding what both kinds have.
    """

    name: str
    mapping: Mapping[Kind, Mapping[str, FieldRule]]
    creates: frozenset[Kind] = frozenset()
    creates_when: tuple[str, Value] | None = None
    part_of: str | None = None
    keyed: bool = False
    writable: bool = True
    tables: Mapping[Kind, str] = field(default_factory=dict)
    takes_along: Mapping[str, str] = field(default_factory=dict)
    _of_contacts: Mapping[str, FieldRule] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find out what a row of a table of leads alone holds of a contact."""
        if self.part_of is None and Kind.CONTACT not in self.mapping:
            both = CATALOGUE[Kind.CONTACT]
            rules = {name: rule for name, rule in self.mapping.get(Kind.LEAD, {}).items() if name in both}
            object.__setattr__(self, "_of_contacts", rules)

    @property
    def kinds(self) -> Sequence[Kind]:
        """The kinds of the records that rows may stand for."""
        return [*self.mapping, *([Kind.CONTACT] if self._of_contacts else [])]

    def table(self, kind: Kind) -> str:
        """The table of the vendor's metadata (``Schema``) in which a kind has its properties."""
        return self.tables.get(kind, self.name)

    def rules(self, kind: Kind) -> Mapping[str, FieldRule]:
        """The rules for records of a kind, empty where no row ever stands for one."""
        return self.mapping.get(kind, self._of_contacts if kind is Kind.CONTACT else {})


@dataclass(frozen=True, slots=True)
class Feed:
    """One thing to read: rows of ``object``, at most every ``every_s`` seconds (0: in every run).

    A ``whole`` feed lists everything that there is of the object, ids only (``Page.listed``), for the sweep. It is read in
    pieces; one that was read to its end begins anew.

    The feed that tells who was merged comes before one that takes the rows of these for deleted. Where it breaks off, the further
    feeds of its object are not read in that run.
    """

    name: str
    object: str
    every_s: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the vendor does, so that the engine knows what it has to do itself.

    ``batch`` is the most items in one write, ``large_batch`` the most creations of a keyed object where more than that wait.
    ``guarded`` writes carry a precondition besides (the engine reads a row again before any write): where it fails they are
    RecordRefused("changed_meanwhile"), and nobody looks afterwards at what they replaced. ``index_lag_s`` is how long a created
    row may stay invisible to ``find``. ``authorship`` tells whether ``authorship`` answers. ``histories`` is of how many rows a
    run may ask ``versions`` after it has written them, which may cost a call each; 0 where it keeps none.
    """

    batch: int = 100
    guarded: bool = False
    index_lag_s: float = 60.0
    authorship: bool = False
    histories: int = 0
    large_batch: int | None = None


@dataclass(frozen=True, slots=True)
class RemoteRecord:
    """One row of a vendor object as it was read.

    ``fields`` holds the vendor's own form of every mapped field that the answer listed; a field that is missing is
    unknown, not blank. ``version`` is whatever the vendor offers as evidence of change. ``key`` is crmdesk's own key
    where the row carries one, ``merged_ids`` are rows that were merged into this one (the one whose values won last),
    ``part_of`` the row it adds fields to. ``ours`` tells that the vendor names this very access as the creator. Times are
    UTC (``2026-11-20T10:00:00.000Z``).
    """

    object: str
    id: str
    kind: Kind
    fields: Mapping[str, Raw]
    version: str | None = None
    created_at: str | None = None
    modified_at: str | None = None
    key: str | None = None
    merged_ids: tuple[str, ...] = ()
    part_of: tuple[str, str] | None = None
    ours: bool = False


class Gone(StrEnum):
    """How the vendor says that a row is no longer there."""

    DELETED = "deleted"
    NO_ACCESS = "no_access"


@dataclass(frozen=True, slots=True)
class Absence:
    """A row that is not there: deleted, hidden from us, or merged into ``merged_into``.

    ``became`` is the row of another object in which it lives on (a lead that was converted to a contact).
    """

    object: str
    id: str
    gone: Gone = Gone.DELETED
    merged_into: str | None = None
    at: str | None = None
    became: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a feed and the cursor that follows it. ``last`` ends the feed for this run.

    ``total`` is how many rows the feed expects in all, where the vendor tells: for progress only. ``listed`` is what a whole
    feed brings instead of rows: ids with their version, or its beginning, as far as the list tells it. Its last page has an empty
    cursor. Another feed may list rows besides: those that are known otherwise here are looked at as if a sweep had found them.
    ``unversioned`` are raw values of listed rows, by id and field, that may change at this vendor while the version stays;
    ``mains`` are, where that may change so too, the ids of the rows that they add fields to.
    """

    records: Sequence[RemoteRecord]
    cursor: Cursor
    last: bool
    absences: Sequence[Absence] = ()
    total: int | None = None
    listed: Mapping[str, str | None] = field(default_factory=dict)
    unversioned: Mapping[str, Mapping[str, Raw]] = field(default_factory=dict)
    mains: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Create:
    """A row to make. ``key`` is the record's id, written to the vendor wherever rows have a place for it.

    ``title`` is what the record is called, for a vendor that requires a name where none of the fields has one. ``part_of`` is the
    row that it adds fields to. ``parts`` are rows of other objects (object, id) that stand already and add fields to it from now
    on: the row takes the place of one that was deleted. One that is gone meanwhile does no harm. ``repeated``: an earlier attempt
    may have made the row, or another computer; such a row is left as it is.
    """

    key: str
    kind: Kind
    fields: Mapping[str, Raw]
    title: str
    part_of: tuple[str, str] | None = None
    parts: tuple[tuple[str, str], ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """Fields to change in a row: only changed ones, with what the vendor is believed to hold (``expected``)."""

    id: str
    kind: Kind
    fields: Mapping[str, Raw]
    expected: Mapping[str, Raw]
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """It happened. ``record`` is the row afterwards with at least the written fields, None after a deletion.

    ``left_out`` are fields of the item that take a call of their own, which failed: a new row is made, and must not be made again;
    of a change, everything else is written. Nothing is agreed about them, so that they go out as a change of the row, whose
    refusal is told at them.
    """

    record: RemoteRecord | None
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """It did not happen, and repeating it as it is will not help."""

    error: CrmdeskError


@dataclass(frozen=True, slots=True)
class NotNow:
    """It did not happen, and may be sent again later as it is. ``retry_after_s`` in seconds, where the vendor tells."""

    error: CrmdeskError
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have happened: to be resolved by reading before anything else touches the row."""

    error: CrmdeskError


Outcome: TypeAlias = Done | Refused | NotNow | Unknown
"""The answer for one item of a write, in the order of the items."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote a value and when.

    ``ours`` only where the vendor names this very access as the writer: a user who wrote it may have done so in the vendor's
    own program, or with another tool. What counts as ours is taken for agreed, without asking.
    """

    at: str | None
    by: str | None
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Needle:
    """What to look for before a row is created without a key: canonical e-mails and phones, and the record's name."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """The account behind a connection.

    ``id`` binds it for good, ``name`` is shown, ``currency`` is that of plain amounts; where the vendor did not tell it, it is
    ``currency_assumed``. ``app`` is what the vendor calls this very access in its histories, where it does. ``document`` names
    the document that the account is, at a vendor where it is one (a spreadsheet): ``ConnectionSettings.document`` from then on.
    """

    id: str
    name: str
    user: str | None = None
    currency: str = "EUR"
    granted: frozenset[str] = frozenset()
    app: str | None = None
    document: str | None = None
    currency_assumed: bool = False


class Provider(Protocol):
    """One account at one vendor. Every verb may raise the connection faults of ``domain/errors.py``."""

    vendor: str
    capabilities: Capabilities

    def objects(self) -> Sequence[ObjectSpec]:
        """The objects of this account in the order in which one may refer to another, as far as it has them."""
        ...

    def feeds(self) -> Sequence[Feed]:
        """What to read, in order."""
        ...

    def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The pages of a feed from ``cursor`` on (None: from the start); some may be empty, the last one says so."""
        ...

    def past_writes(self, feed: Feed, cursor: Cursor) -> Cursor:
        """The cursor brought up to what this run has written since it was read.

        Only a cursor that keeps what rows held is another one then; every other stays as it is.
        """
        ...

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        """The rows of these ids (none of them blank) as they are now; every id that was asked for is in the answer."""
        ...

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        """Rows that may be the one looked for; as fresh as the vendor's search."""
        ...

    async def made_since(self, object_name: str, kind: Kind, since: str) -> Sequence[RemoteRecord]:
        """All rows of a kind that were made at a moment (UTC text) or later, by the vendor's clock; some others do no harm.

        Asked only of objects that are not keyed: what a creation without an answer may have made is among these, however many of
        the like there are.
        """
        ...

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        """Make rows. Of a keyed object a repetition gives the row that an earlier attempt made, as people have left it by now."""
        ...

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        """Change fields of rows."""
        ...

    async def delete(self, object_name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        """Delete rows in the vendor's recoverable way."""
        ...

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        """Who wrote present values, by name if users may be read: ``wanted`` maps ids to fields, (id, field) to a stamp."""
        ...

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        """What fields held, newest first, as far as it is kept: ``wanted`` maps ids to fields. Who wrote it if ``named``."""
        ...


class Setup(Protocol):
    """What is asked of an account before and around its provider: who it is, what it has, what it lacks."""

    async def account(self) -> Account:
        """The account that answers."""
        ...

    async def describe(self) -> Schema:
        """The account's metadata as far as the mapping needs it."""
        ...

    def missing(self, schema: Schema) -> Sequence[MissingProperty]:
        """What would have to be created for every field to have a place there."""
        ...

    def stages(self, schema: Schema) -> Sequence[LifeStage]:
        """The life-cycle stages that may count as leads; none where the vendor has leads of its own."""
        ...

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Create the properties, after an administrator agreed; never asked for those that are made by hand."""
        ...


@dataclass(frozen=True, slots=True)
class Grant:
    """What the vendor said about the access itself when it was given: the facts of its token and introspection replies.

    A provider never sees a token, and some vendors name the account only to whoever holds one. ``facts`` are the plain
    fields of both replies by their own names, without any token; ``scopes`` what was granted.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """What a person may choose about a connection.

    ``lead_stages`` are the vendor's life-cycle stages that count as leads (``""``: without one); none: its default.
    ``document`` is the one that a person named, by address or id, at a vendor where an account is a document; None: the
    vendor's setup makes one. ``mapping`` is what was chosen about its fields.
    """

    api_version: str | None = None
    lead_stages: tuple[str, ...] = ()
    document: str | None = None
    mapping: FieldMapping = USUAL


class Vendor(Protocol):
    """A vendor as the registry knows it: its names, its sign-in, and how to build the two faces of an account.

    ``base_url`` takes every account's calls, unless ``api_url`` says otherwise. ``hosts`` are the places to choose from, if any.
    """

    key: str
    title: str
    base_url: str
    personal_tokens: bool
    hosts: Hosts | None

    def oauth(self, base_url: str | None) -> OAuthSettings:
        """How to sign in; at the vendor's real hosts, or all at ``base_url`` where one is given."""
        ...

    def api_url(self, base_url: str | None, facts: Mapping[str, Any]) -> str:
        """The host that takes an account's calls, and with them its tokens.

        ``base_url`` is what a person put in place of the vendor's; ``facts`` (``Grant.facts``) are of the latest token reply, in
        which some vendors name the account's own host: ``hosts.followed`` says when it is believed. Asked each time an account
        is opened: it may move. Raises VendorNonsense("foreign_url") for a host that is not the vendor's.
        """
        ...

    def refusal(self, request: Request, response: Response) -> Wait | None:
        """The wait a vendor asks for in its own words, for ``open_client(classify=…)``."""
        ...

    def limiter(self) -> Limiter:
        """The vendor's limits, for one account: shared by every client that calls it."""
        ...

    def setup(self, http: HttpClient, settings: ConnectionSettings, grant: Grant) -> Setup:
        """The account before its schema is known."""
        ...

    def provider(self, http: HttpClient, settings: ConnectionSettings, schema: Schema, account: Account) -> Provider:
        """The account as the engine uses it."""
        ...
