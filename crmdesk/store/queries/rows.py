"""The shapes of answers. Values are canonical; times are UTC text; ids are record ids unless they say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.domain.conflicts import ConflictKind
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.first_sync import Fate, FirstSync, Preview
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Answer, fingerprint
from crmdesk.domain.values import Value
from crmdesk.store.problems import DOUBTS
from crmdesk.store.queries.notices import NoticeRow


class Operator(StrEnum):
    """How a filter compares. ``any_of`` takes a list; ``blank`` and ``not_blank`` take nothing."""

    IS = "is"
    IS_NOT = "is_not"
    ANY_OF = "any_of"
    CONTAINS = "contains"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BLANK = "blank"
    NOT_BLANK = "not_blank"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a field; ``email`` and ``phone`` address the primary item."""

    field: str
    operator: Operator
    value: Value = None


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows: live records of a kind (``trash`` shows deleted ones), searched, filtered, sorted by a field.

    ``sort`` is a field that is indexed, ``name``, ``email`` or ``phone``.
    """

    kind: Kind
    search: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = "name"
    descending: bool = False
    trash: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: all fields, the state for its icon, and ``key`` to page on behind it.

    ``names`` are those of the people, companies and deals that the fields refer to; users and stages are asked for apart.
    """

    id: str
    name: str
    fields: Mapping[str, Value]
    pending: bool
    conflict: bool
    problem: bool
    key: tuple[Value, int]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A record that a search everywhere finds; its fields tell it from others of the same name."""

    kind: Kind
    id: str
    name: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A counterpart of a record. ``account`` is the connection's name as the person knows it."""

    connection: str
    account: str
    vendor: str
    object: str
    remote_id: str | None
    state: str


class FieldState(StrEnum):
    """What there is to say about one field of a record."""

    PENDING = "pending"
    HELD = "held"
    CONFLICT = "conflict"
    PROBLEM = "problem"
    ONLY_HERE = "only_here"


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something that failed. ``verb`` is read, create, update, delete, or write: whichever of those three it was.

    ``next_try`` None waits for a person.
    """

    id: int
    connection: str
    account: str
    record: str | None
    kind: Kind | None
    name: str
    field: str | None
    verb: str | None
    key: str
    data: Mapping[str, Value]
    first_at: str
    last_at: str
    times: int
    next_try: str | None

    @property
    def is_doubt(self) -> bool:
        """Whether it is over once a person says that the record and the ``other`` one are not the same."""
        return self.key in DOUBTS


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """An activity, note, deal, person or company that refers to a record or that it refers to; ``at`` sorts it."""

    id: str
    kind: Kind
    name: str
    at: str | None
    fields: Mapping[str, Value]
    pending: bool


@dataclass(frozen=True, slots=True)
class RecordCard:
    """Everything a record panel shows.

    ``names`` gives the display names of the records its fields refer to, ``custom`` are the custom fields of its kind,
    ``notices`` what there is to know about its fields, by field. ``became`` is the record of which it has become part, if it has.
    """

    id: str
    kind: Kind
    life: str
    name: str
    fields: Mapping[str, Value]
    states: Mapping[str, FieldState]
    links: tuple[LinkRow, ...]
    problems: tuple[ProblemRow, ...]
    names: Mapping[str, str]
    related: tuple[RelatedRow, ...] = ()
    custom: tuple[CustomField, ...] = ()
    notices: Mapping[str, tuple[NoticeRow, ...]] = field(default_factory=dict)
    became: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new record begins with, and the names of the records that this refers to."""

    fields: Mapping[str, Value]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Destination:
    """An account that has to be told something of a record; ``sending`` says whether it is told at all for now."""

    account: str
    sending: bool


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One record with open conflicts, as their list shows it; not ``edited`` where it was only deleted at an account."""

    record: str
    kind: Kind
    name: str
    fields: tuple[str, ...]
    why: ConflictKind
    accounts: tuple[str, ...]
    opened_at: str
    edited: bool = True


@dataclass(frozen=True, slots=True)
class AccountSide:
    """What one account holds for a contested field. ``link`` is what a resolution names.

    ``unknown``: it refers to somebody or something that nobody knows here yet; the value is blank, and the account's is not.
    ``object`` is the account's table, where a case shows rows of several tables of that account.
    """

    link: str
    account: str
    vendor: str
    value: Value
    changed_at: str | None
    changed_by: str | None
    unknown: bool = False
    object: str | None = None


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One contested field: three values and who wrote them. ``newest`` is computer, account, or None (unknown).

    ``shown`` is the fingerprint of the values, which a decision about them carries. ``changed`` names, for the existence,
    the fields that one side changed before the other deleted the record. ``taken_back`` is when the last decision about
    it was made, which was undone since; None where there was none. ``computer_at`` is None where nobody typed here what
    this computer holds; ``computer_from`` is the account that brought it then, as far as that is known.
    """

    id: str
    field: str
    why: ConflictKind
    before: Value
    before_at: str | None
    computer: Value
    computer_at: str | None
    computer_by: str | None
    accounts: tuple[AccountSide, ...]
    newest: str | None
    shown: str
    changed: tuple[str, ...] = ()
    taken_back: str | None = None
    computer_from: str | None = None


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field of the same record that is settled since the last agreement: shown, marked, no click needed.

    It merged by itself, unless it was ``decided`` before and is not sent yet.
    """

    field: str
    before: Value
    computer: Value
    account: Value
    result: Value
    decided: bool = False


@dataclass(frozen=True, slots=True)
class ConflictCase:
    """One record's open conflicts with their surroundings, for the side-by-side view.

    ``elsewhere`` names the other accounts that hold the record and are not asked about: where one side deleted it, not about that.
    """

    record: str
    kind: Kind
    name: str
    fields: tuple[ConflictField, ...]
    merged: tuple[MergedField, ...]
    same: tuple[str, ...]
    names: Mapping[str, str]
    similar: int = 0
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SimilarField:
    """A field of another record that is contested like one of a case: what each side holds, and the record it belongs to."""

    id: str
    record: str
    name: str
    field: str
    before: Value
    computer: Value
    accounts: tuple[AccountSide, ...]
    names: Mapping[str, str]
    shown: str


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A contested field and what one account holds for it; for ``*exists*`` values are true where the record is there.

    ``connection`` is the account's name as the person knows it; ``shown`` is the fingerprint of the whole conflict. Where ``why``
    says that a value was overwritten, the account holds it no more. ``unknown`` is as for ``AccountSide``.
    """

    id: str
    kind: Kind
    record: str
    field: str
    why: ConflictKind
    before: Value
    computer: Value
    account: Value
    connection: str
    changed_at: str | None
    changed_by: str | None
    shown: str
    unknown: bool = False


class Hold(StrEnum):
    """What keeps a pending change from being sent, besides a conflict and sending that is off."""

    PAUSED = "paused"
    SIGNED_OUT = "signed_out"
    ARRIVING = "arriving"
    """The account is read for the first time: nothing is sent before it is clear whether there is something to ask."""
    QUESTION = "question"
    """The first sync waits for its answer."""
    REVIEW = "review"
    """The record's row, or its deletion, waits for a review."""


@dataclass(frozen=True, slots=True)
class PendingRow:
    """One record with something to send to one account.

    ``held`` while sending is off; ``in_flight`` while the outcome of a request is open. ``contested`` are the fields that
    wait for the decision of an open conflict; the existence comes first, before the edits of a record that was deleted there.
    ``fields`` wait for nobody. ``hold`` is what else keeps them here. ``adds``: only rows that add fields to one there are made.
    """

    record: str
    kind: Kind
    name: str
    connection: str
    account: str
    verb: str
    fields: tuple[str, ...]
    since: str | None
    held: bool
    in_flight: bool
    problem: str | None
    contested: tuple[str, ...] = ()
    hold: Hold | None = None
    adds: bool = False

    @property
    def waits_for_decision(self) -> bool:
        """Whether nothing of it can be sent before a conflict is decided."""
        return bool(self.contested) and not self.fields


@dataclass(frozen=True, slots=True)
class SampledField:
    """One field of a sampled record: what both sides last agreed on, and what the account holds now."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class ReviewSample:
    """One record of a review: what its row would change here, or that it is gone or is to be deleted there (``deleted``).

    ``city``, ``last_contact_at`` and ``owner`` (a name) tell whom it is about; kinds without these fields have None.
    ``names`` gives the names of the records that the values refer to. In a first sync ``fate`` is what would become of the row, and
    ``there`` its name in the account; ``name`` is then that of the record that it is or may be, blank where there is none.
    """

    record: str
    kind: Kind
    name: str
    deleted: bool
    fields: tuple[SampledField, ...] = ()
    city: str | None = None
    last_contact_at: str | None = None
    owner: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    fate: Fate | None = None
    there: str | None = None


@dataclass(frozen=True, slots=True)
class DecidedReview:
    """How a review was answered, and when."""

    id: str
    sending: bool
    answer: Answer
    decided_at: str
    first_sync: bool = False


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Something that waits for a person; ``waiting`` counts the rows, or the deletions to be sent (``sending``).

    Only a first sync has a ``preview``. ``deletions`` is what a deletion at the account means here.
    """

    id: str
    connection: str
    account: str
    vendor: str
    object: str
    sending: bool
    alarms: tuple[Alarm, ...]
    opened_at: str
    waiting: int
    preview: Preview | None = None
    deletions: Deletions = Deletions.TRASH

    @property
    def shown(self) -> str:
        """The fingerprint of what it asks about."""
        return fingerprint(self.alarms, self.preview)


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """An account. ``state`` is active, paused or sign_in; ``failure`` is what stopped its last run (key, data).

    ``conflicts`` counts the records with an open conflict that shows a value of it; ``traffic`` are the figures of what was asked
    of it, by name. Before its ``first_sync`` is settled, nothing is taken in or sent; the one review there may be asks about it.
    ``deletions`` is what one there means here; ``base_url`` where it was signed in to, None at the vendor's usual place.
    """

    id: str
    name: str
    vendor: str
    account_name: str
    sending: bool
    state: str
    last_success: str | None
    failure: tuple[str, Mapping[str, Value]] | None
    budget: Mapping[str, Value] | None
    pending: int
    problems: int
    last_counts: Mapping[str, int] = field(default_factory=dict)
    interval_s: int = 300
    conflicts: int = 0
    reviews: int = 0
    first_sync: FirstSync = FirstSync.SETTLED
    traffic: Mapping[str, int] = field(default_factory=dict)
    deletions: Deletions = Deletions.TRASH
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the journal."""

    id: str
    connection: str
    account: str
    started_at: str
    ended_at: str | None
    status: str
    counts: Mapping[str, int]
    error: tuple[str, Mapping[str, Value]] | None


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of navigation and status bar. ``records`` counts live records by kind.

    ``conflicts`` counts contested fields, ``contested`` the records they belong to: a person decides record by record.
    """

    records: Mapping[Kind, int]
    pending: int
    held: int
    conflicts: int
    problems: int
    reviews: int
    last_success: str | None
    contested: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a reference or choice field can be set to."""

    value: str
    label: str
