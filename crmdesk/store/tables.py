"""The tables. Record tables follow the field catalogue; bookkeeping tables are written out.

A record table has one column per field: text, number or, for lists and consents, JSON text. Money takes two columns, the
amount and ``<field>_currency``. ``columns.py`` converts between fields and columns.
"""

from __future__ import annotations

import types
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import UserDefinedType
from sqlmodel import Field

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import FieldType
from crmdesk.store.model import Model


class Exact(UserDefinedType[Any]):
    """A number that SQLite keeps as it is given: an integer, or a float whose shortest text is the decimal meant."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """NUMERIC affinity."""
        return "NUMERIC"


_COLUMN_TYPES: dict[FieldType, type[Any]] = {
    FieldType.INTEGER: sa.Integer,
    FieldType.BOOLEAN: sa.Integer,
    FieldType.DECIMAL: Exact,
    FieldType.MONEY: Exact,
}


def _column(spec: FieldSpec) -> Any:
    column_type = _COLUMN_TYPES.get(spec.type, sa.Text)()
    return Field(default=None, sa_column=sa.Column(spec.name, column_type, nullable=True))


def _record_table(kind: Kind) -> type[Model]:
    """The table of a kind: bookkeeping columns, then one column per field of the catalogue."""
    annotations: dict[str, Any] = {}
    columns: dict[str, Any] = {}

    def add(name: str, column: sa.Column[Any], *, python: Any = Any) -> None:
        annotations[name] = python
        columns[name] = Field(default=None, sa_column=column)

    add("rowid", sa.Column("rowid", sa.Integer, primary_key=True))
    add("id", sa.Column("id", sa.Text, nullable=False, unique=True))
    add("life", sa.Column("life", sa.Text, nullable=False, server_default="live"))
    add("merged_into", sa.Column("merged_into", sa.Text))
    add("sort_name", sa.Column("sort_name", sa.Text, nullable=False, server_default=""))
    if kind in PERSON_KINDS:
        add("email", sa.Column("email", sa.Text))
        add("phone", sa.Column("phone", sa.Text))
    for spec in CATALOGUE[kind].values():
        annotations[spec.name] = Any
        columns[spec.name] = _column(spec)
        if spec.type is FieldType.MONEY:
            add(f"{spec.name}_currency", sa.Column(f"{spec.name}_currency", sa.Text))
    add("custom", sa.Column("custom", sa.Text))
    indexed = [spec.name for spec in CATALOGUE[kind].values() if spec.indexed]
    extra = ["sort_name", *(["email", "phone"] if kind in PERSON_KINDS else [])]
    columns["__tablename__"] = kind.value
    columns["__table_args__"] = (
        *(sa.Index(f"ix_{kind.value}_{name}", "life", name) for name in [*extra, *indexed]),
        # A search gives row numbers: this one tells their names without reading the rows, so that they can be sorted.
        sa.Index(f"ix_{kind.value}_names", "rowid", "life", "sort_name"),
    )

    def fill(namespace: dict[str, Any]) -> None:
        namespace["__annotations__"] = annotations
        namespace["__module__"] = __name__
        namespace["__doc__"] = f"One row per {kind.value}; ``life`` is live, trash or merged."
        namespace.update(columns)

    made: type[Model] = types.new_class(f"{kind.value.title()}Record", (Model,), {"table": True}, fill)
    return made


RECORDS: dict[Kind, type[Model]] = {kind: _record_table(kind) for kind in Kind}
"""Kind → model of its table."""


def record_table(kind: Kind) -> sa.Table:
    """The Core table of a kind, for bulk statements."""
    table: sa.Table = RECORDS[kind].__table__  # type: ignore[attr-defined]
    return table


def core(model: type[Model]) -> sa.Table:
    """The Core table of a bookkeeping model, for bulk statements."""
    table: sa.Table = model.__table__  # type: ignore[attr-defined]
    return table


class Connection(Model, table=True):
    """A signed-in account. ``state`` is active, paused or sign_in (a person has to sign in again).

    ``first_sync`` is settled, or asking while its first pull waits in the inbox for a person's answer.
    ``account_id`` binds the connection to one organisation for good. ``settings``, ``described`` (the account's schema) and
    ``account_json`` are JSON. ``clock_offset_s`` is null while nobody knows it. ``failure`` is the error (JSON) that stopped
    the last run, null once a run ended well.
    """

    __tablename__ = "connection"
    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    vendor: str
    base_url: str | None = None
    ca_file: str | None = None
    account_id: str
    account_name: str
    account_json: str
    settings: str
    described: str | None = None
    described_at: str | None = None
    sending: bool = False
    state: str = "active"
    interval_s: int = 300
    clock_offset_s: float | None = None
    created_at: str
    last_success: str | None = None
    failure: str | None = None
    budget: str | None = None
    first_sync: str = "settled"


class Secret(Model, table=True):
    """Tokens and client secret of a connection, sealed under the profile's key besides the encryption of the file."""

    __tablename__ = "secret"
    connection: str = Field(primary_key=True)
    sealed: bytes


class Lease(Model, table=True):
    """Who may do a thing that only one process may do at a time (a run, a token refresh), until when (epoch seconds)."""

    __tablename__ = "lease"
    name: str = Field(primary_key=True)
    holder: str
    until: float


class Link(Model, table=True):
    """The tie of a record to its counterpart in one vendor object. No number is given twice: decisions go on naming what ended.

    ``remote_id`` is null while the counterpart has still to be made (state new). ``base`` holds, per field, what both sides
    last agreed on (``bases.py``). ``seen_hash`` is the fingerprint of the row as it was last reconciled. ``dirty`` marks
    a link with something to send. States: new, active, gone, kept (both deleted there), no_access, unlinked, loose (``parts.py``).
    """

    __tablename__ = "link"
    __table_args__ = (
        sa.UniqueConstraint("connection", "object", "remote_id"),
        # Begins with the record, so that it also finds the links of a record.
        sa.UniqueConstraint("record", "connection", "object"),
        sa.Index("ix_link_dirty", "connection", "object", "id", "record", sqlite_where=sa.text("dirty = 1")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    connection: str
    object: str
    remote_id: str | None = None
    record: str
    kind: str
    state: str = "active"
    version: str | None = None
    seen_hash: bytes | None = None
    base: bytes | None = None
    dirty: int = 0


class Alias(Model, table=True):
    """An id that a vendor gave up (merge, conversion) and the link that stands for it now.

    ``gone`` tells that its row was deleted, and the link's is, or will be, another one: references may still name it, but a row
    that comes under this id is not the link's.
    """

    __tablename__ = "alias"
    connection: str = Field(primary_key=True)
    object: str = Field(primary_key=True)
    remote_id: str = Field(primary_key=True)
    link: int
    gone: int = 0


class Inbox(Model, table=True):
    """The durable inbox: rows read from a vendor and not yet reconciled, newest version only.

    ``row`` is the RemoteRecord or Absence as JSON, ``hash`` that of its fields. ``waiting`` marks a row that has to wait for
    another one (its person, say); ``held`` tells what a review says of it: 0 nothing, 1 it waits, 2 it may go on, 3 the account
    gets again what is here, 4 it makes a record of its own. ``doubt`` is the record that a row may or may not stand for.
    """

    __tablename__ = "inbox"
    __table_args__ = (sa.Index("ix_inbox_order", "connection", "object", "waiting", "seq"),)
    connection: str = Field(primary_key=True)
    object: str = Field(primary_key=True)
    remote_id: str = Field(primary_key=True)
    seq: int
    row: bytes
    hash: bytes | None = None
    absent: int = 0
    waiting: int = 0
    held: int = 0
    doubt: str | None = None


class Dangling(Model, table=True):
    """A reference to a row that no link stands for yet: filled in as soon as one does."""

    __tablename__ = "dangling"
    connection: str = Field(primary_key=True)
    object: str = Field(primary_key=True)
    remote_id: str = Field(primary_key=True)
    link: int = Field(primary_key=True)
    field: str = Field(primary_key=True)


class Mention(Model, table=True):
    """The references of records, turned round: which records point to ``target``."""

    __tablename__ = "mention"
    __table_args__ = (sa.Index("ix_mention_target", "target", "kind"),)
    source: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    target: str = Field(primary_key=True)
    kind: str


class Intent(Model, table=True):
    """A send whose outcome matters: written before the request, closed by its answer.

    ``fields`` maps each field to [value sent, raw sent], ``expected`` to the raw value believed there. States: sending,
    uncertain (sent, no answer), refused (will be tried again after ``not_before``), done. At most one that is not done per link.
    """

    __tablename__ = "intent"
    __table_args__ = (
        sa.Index("ix_intent_open", "connection", "state", "id", sqlite_where=sa.text("state <> 'done'")),
        sa.Index("ix_intent_link", "link", unique=True, sqlite_where=sa.text("state <> 'done'")),
    )
    id: int | None = Field(default=None, primary_key=True)
    connection: str
    link: int
    record: str
    verb: str
    fields: str = "{}"
    expected: str = "{}"
    state: str = "sending"
    attempts: int = 0
    not_before: str | None = None
    sent_at: str
    run: str | None = None
    error: str | None = None
    needle: str | None = None


class Cursor(Model, table=True):
    """How far a feed has been read; ``complete`` once it reached its end at least once."""

    __tablename__ = "cursor"
    connection: str = Field(primary_key=True)
    feed: str = Field(primary_key=True)
    cursor: str
    read_at: str
    complete: int = 0


class Sweep(Model, table=True):
    """A row as the sweep of its object found it (``sweeps.py``): ``state`` is listed, differs or missing, ``at`` since when.

    ``missed`` counts the sweeps in which a missing row was not listed; ``asked`` tells that it was asked for since the last one.
    """

    __tablename__ = "sweep"
    connection: str = Field(primary_key=True)
    object: str = Field(primary_key=True)
    remote_id: str = Field(primary_key=True)
    state: str
    at: str
    missed: int = 0
    asked: int = 0


class Conflict(Model, table=True):
    """A contested field (or ``*exists*``) of a record. ``accounts`` is JSON of what each account held when it was shown."""

    __tablename__ = "conflict"
    __table_args__ = (
        sa.Index("ix_conflict_open", "record", "field", unique=True, sqlite_where=sa.text("state = 'open'")),
        sa.Index("ix_conflict_state", "state", "opened_at"),
    )
    id: str = Field(primary_key=True)
    record: str
    kind: str
    field: str
    why: str
    before: str
    accounts: str
    opened_at: str
    run: str | None = None
    state: str = "open"
    decision: str | None = None


class Decision(Model, table=True):
    """What was chosen in a conflict, with the values not chosen and what is needed to take it back (``undo``, JSON)."""

    __tablename__ = "decision"
    __table_args__ = (sa.Index("ix_decision_conflict", "conflict"),)
    id: str = Field(primary_key=True)
    conflict: str
    record: str
    at: str
    who: str
    keep: str
    chosen: str
    rejected: str
    undo: str


class History(Model, table=True):
    """Every change of every field, append only: what makes it possible to say that nothing is lost.

    ``field`` is null for an event of the whole record (imported, deleted, restored, converted). ``cause`` is a
    ``ledger.Cause``. ``change`` groups the rows of one act of a person. ``decision`` is the decision that was made, or with undo
    the one that was taken back.
    """

    __tablename__ = "history"
    __table_args__ = (
        sa.Index("ix_history_record", "record", "seq"),
        sa.Index("ix_history_change", "change", sqlite_where=sa.text("change IS NOT NULL")),
        sa.Index("ix_history_run", "run", sqlite_where=sa.text("run IS NOT NULL")),
    )
    seq: int | None = Field(default=None, primary_key=True)
    at: str
    record: str
    kind: str
    field: str | None = None
    old: str | None = None
    new: str | None = None
    cause: str
    event: str | None = None
    connection: str | None = None
    run: str | None = None
    change: str | None = None
    decision: str | None = None


class Change(Model, table=True):
    """One act of a person that Ctrl+Z takes back: an edit, a new record, a deletion, a restoration, decisions."""

    __tablename__ = "change"
    id: str = Field(primary_key=True)
    at: str
    what: str
    undone: int = 0


class Run(Model, table=True):
    """One run of one connection, with its counts (JSON). ``ledger`` is the newest entry of the history as it started."""

    __tablename__ = "run"
    __table_args__ = (sa.Index("ix_run_connection", "connection", "started_at"),)
    id: str = Field(primary_key=True)
    connection: str
    started_at: str
    ledger: int = 0
    ended_at: str | None = None
    status: str = "running"
    counts: str = "{}"
    error: str | None = None


class Problem(Model, table=True):
    """Something that failed: key and data give the words, ``next_try`` when it is tried again (null: a person's turn)."""

    __tablename__ = "problem"
    __table_args__ = (sa.Index("ix_problem_record", "record"),)
    id: int | None = Field(default=None, primary_key=True)
    connection: str
    record: str | None = None
    kind: str | None = None
    field: str | None = None
    verb: str | None = None
    key: str
    data: str
    first_at: str
    last_at: str
    times: int = 1
    next_try: str | None = None


class Review(Model, table=True):
    """What is uncommon about the news of an object, or about the deletions to be sent there (``sending``), and waits for a person.

    ``alarms`` is JSON. States: open, answered, decided (all that follows from the answer is done). ``answer`` and ``who`` say how.
    ``preview`` (JSON): about an account's first sync, ``object`` is empty then. ``ledger``: the newest history as it was answered.
    """

    __tablename__ = "review"
    __table_args__ = (
        sa.Index(
            "ix_review_open", "connection", "object", "sending", unique=True, sqlite_where=sa.text("state = 'open'")
        ),
    )
    id: str = Field(primary_key=True)
    connection: str
    object: str
    sending: int = 0
    alarms: str
    opened_at: str
    run: str | None = None
    state: str = "open"
    answer: str | None = None
    decided_at: str | None = None
    ledger: int | None = None
    who: str | None = None
    preview: str | None = None


class Notice(Model, table=True):
    """Something to know that needs no decision: lists merged, the vendor stored another spelling."""

    __tablename__ = "notice"
    __table_args__ = (sa.Index("ix_notice_record", "record"),)
    id: int | None = Field(default=None, primary_key=True)
    at: str
    connection: str
    record: str
    field: str
    key: str
    data: str


class Unfinished(Model, table=True):
    """A form or field that a person had not saved when the program ended. ``what`` is JSON that only the window reads.

    ``record`` is the record that it is about, null for a new one.
    """

    __tablename__ = "unfinished"
    key: str = Field(primary_key=True)
    at: str
    record: str | None = None
    what: str


class Unindexed(Model, table=True):
    """A kind whose indexes are set aside while a first pull fills it (``indexing.py``); no row: all is indexed.

    ``indexes`` are the statements (JSON) that make those which are missing, ``searched`` is the last row that search knows.
    """

    __tablename__ = "unindexed"
    kind: str = Field(primary_key=True)
    searched: int
    indexes: str


class Trait(Model, table=True):
    """What a person, company or user is known by: an address, a number, a domain (``traits.py``). Kept by triggers."""

    __tablename__ = "trait"
    __table_args__ = (sa.Index("ix_trait_record", "record"),)
    value: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    record: str = Field(primary_key=True)


class Traced(Model, table=True):
    """A kind whose traits are kept, of the rows numbered up to ``until``; no row: nothing is there to compare with yet."""

    __tablename__ = "traced"
    kind: str = Field(primary_key=True)
    until: int


class Apart(Model, table=True):
    """Two records that a person has said are not the same; ``first`` is the smaller id."""

    __tablename__ = "apart"
    first: str = Field(primary_key=True)
    second: str = Field(primary_key=True)
    at: str


METADATA: sa.MetaData = Model.metadata
"""All tables, for the test that compares them with what the migrations make."""
