"""The doctor's checks of whole tables: rows that have lost what they belong to, and what may exist once only.

Each is one statement that SQLite works through row by row, so that none needs memory for what is sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store import cursors
from crmdesk.store.ledger import IMPORTED, TYPED
from crmdesk.store.queries import record_checks
from crmdesk.store.queries.cell_checks import cells_are_readable
from crmdesk.store.queries.findings import UNREADABLE, Violation, carried_out, is_of_cells

Find = Callable[[sa.Connection], Iterator[Violation]]


def whole_file(connection: sa.Connection) -> Iterator[Violation]:
    """The file is whole: every page reads back under its key, every index agrees with its table."""
    for (text,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield Violation("file_whole", None, str(text))
    yield from _whole_tables(connection)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Violation("file_whole", None, f"{row[0]}, row {row[1]}")


def _whole_tables(connection: sa.Connection) -> Iterator[Violation]:
    """Every table reads back; where not all can be looked at together, those are named that cannot be looked at."""
    try:
        for (text,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if text != "ok":
                yield Violation("file_whole", None, str(text))
    except UNREADABLE as error:
        if not is_of_cells(error):
            raise
        names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        for name in names:
            yield from carried_out(_whole_table(connection, name), name)


def _whole_table(connection: sa.Connection, name: str) -> Iterator[Violation]:
    for (text,) in connection.exec_driver_sql(f'PRAGMA integrity_check("{name}")'):
        if text != "ok":
            yield Violation("file_whole", None, str(text))


def links_have_records(connection: sa.Connection) -> Iterator[Violation]:
    """Every link stands for a record that is there and of the kind that it names."""
    for kind in Kind:
        here = f'EXISTS (SELECT 1 FROM "{kind.value}" WHERE id = link.record)'  # noqa: S608
        query = f"SELECT id, object, record FROM link WHERE kind = ? AND NOT {here}"  # noqa: S608
        for row in connection.exec_driver_sql(query, (kind.value,)):
            yield Violation("link_has_record", row.record, f"link {row.id}, {row.object}")


def records_are_there(connection: sa.Connection) -> Iterator[Violation]:
    """Whoever has a beginning in the ledger is there, and so is whoever they became part of (I11); for links see above."""
    query = (
        f"SELECT record, kind FROM history WHERE event IN ('created', '{IMPORTED}') AND {_nowhere('history.record')}"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM link WHERE link.record = history.record)"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("record_is_there", row.record, row.kind)
    for kind in Kind:
        ended = f'"{kind.value}" AS ended WHERE ended.merged_into IS NOT NULL'
        query = f"SELECT id FROM {ended} AND {_nowhere('ended.merged_into')}"  # noqa: S608
        for row in connection.exec_driver_sql(query):
            yield Violation("record_is_there", row.id, "merged_into")


def rows_have_accounts(connection: sa.Connection) -> Iterator[Violation]:
    """What belongs to an account belongs to one that is there."""
    for table in ("link", "cursor", "inbox", "sweep", "intent", "look", "review", "alias", "problem", "notice"):
        query = (
            f"SELECT connection, count(*) AS count FROM {table}"  # noqa: S608
            f" WHERE NOT EXISTS (SELECT 1 FROM connection WHERE id = {table}.connection) GROUP BY connection"
        )
        for row in connection.exec_driver_sql(query):
            yield Violation("row_has_account", None, f"{table}, {row.count}, {row.connection}")
    query = (
        "SELECT named.value AS connection, count(*) AS count"
        " FROM policy JOIN json_each(json_array(rule ->> 'connection', rule ->> 'preferred')) AS named"
        " WHERE version = (SELECT max(version) FROM policy AS later WHERE later.id = policy.id) AND named.value IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM connection WHERE id = named.value) GROUP BY named.value"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("row_has_account", None, f"policy, {row.count}, {row.connection}")


def rows_have_one_record(connection: sa.Connection) -> Iterator[Violation]:
    """A row of an account stands for one record, and a record has one row in an object (I3).

    An id that was given up for another row stands for that one.
    """
    for columns, where in _SINGLE:
        query = (
            f"SELECT object, min(record) AS record, count(*) AS count FROM link WHERE {where}"  # noqa: S608
            f" GROUP BY {columns} HAVING count(*) > 1"
        )
        for row in connection.exec_driver_sql(query):
            yield Violation("one_row_one_record", row.record, f"{row.object}, {row.count}")
    query = (
        "SELECT alias.object, alias.link, link.id, other.record FROM alias LEFT JOIN link ON link.id = alias.link"
        " LEFT JOIN link AS other ON other.connection = alias.connection AND other.object = alias.object"
        " AND other.remote_id = alias.remote_id AND other.state = 'active' AND other.id <> alias.link AND alias.gone = 0"
        " WHERE link.id IS NULL OR other.id IS NOT NULL"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("one_row_one_record", row.record, f"{row.object}, alias of link {row.link}")


def conflicts_have_records(connection: sa.Connection) -> Iterator[Violation]:
    """Every open conflict is about a record that is there, and shows what links hold that are there."""
    query = f"SELECT id, field, record FROM conflict WHERE state = 'open' AND {_nowhere('conflict.record')}"  # noqa: S608
    for row in connection.exec_driver_sql(query):
        yield Violation("conflict_has_record", row.record, f"conflict {row.id}, {row.field}")
    query = (
        "SELECT DISTINCT conflict.id, field, record FROM conflict"
        " JOIN json_each(CASE json_valid(accounts) WHEN 1 THEN accounts ELSE '[]' END) AS shown"
        " WHERE state = 'open' AND NOT EXISTS (SELECT 1 FROM link WHERE link.id = shown.value ->> 'link')"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("conflict_has_record", row.record, f"conflict {row.id}, {row.field}")


def decisions_are_kept(connection: sa.Connection) -> Iterator[Violation]:
    """What a person decided is there, with what was rejected, and belongs to its conflict (I1)."""
    query = (
        "SELECT conflict.id, conflict.record, conflict.field FROM conflict WHERE state = 'resolved' AND NOT EXISTS"
        " (SELECT 1 FROM decision WHERE decision.id = conflict.decision AND json_valid(decision.rejected))"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("decision_is_kept", row.record, f"conflict {row.id}, {row.field}")
    query = "SELECT id, record FROM decision WHERE NOT EXISTS (SELECT 1 FROM conflict WHERE conflict.id = decision.conflict)"
    for row in connection.exec_driver_sql(query):
        yield Violation("decision_is_kept", row.record, f"decision {row.id}")


def intents_have_runs(connection: sa.Connection) -> Iterator[Violation]:
    """A request whose outcome is open belongs to a run that did not end well, and to a link that is there."""
    query = (
        "SELECT intent.id, intent.record, intent.verb, link.id AS link FROM intent"
        " LEFT JOIN run ON run.id = intent.run LEFT JOIN link ON link.id = intent.link"
        " WHERE intent.state = 'sending' AND (run.id IS NULL OR run.status = 'done' OR link.id IS NULL)"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("intent_has_run", row.record, f"intent {row.id}, {row.verb}")


def sends_are_single(connection: sa.Connection) -> Iterator[Violation]:
    """At most one request about a row is under way (I9)."""
    query = (
        "SELECT link, min(record) AS record, count(*) AS count FROM intent WHERE state <> 'done'"
        " GROUP BY link HAVING count(*) > 1"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("one_send", row.record, f"link {row.link}, {row.count}")


def deletions_have_reasons(connection: sa.Connection) -> Iterator[Violation]:
    """Whatever was asked to be deleted at an account was deleted here by a person before (I11)."""
    causes = ", ".join(f"'{cause}'" for cause in TYPED)
    query = (
        "SELECT id, record FROM intent WHERE verb = 'delete' AND NOT EXISTS (SELECT 1 FROM history"  # noqa: S608
        f" WHERE history.record = intent.record AND event = 'deleted' AND cause IN ({causes}))"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("deletion_has_reason", row.record, f"intent {row.id}")


def arrivals_go_on(connection: sa.Connection) -> Iterator[Violation]:
    """What was read and is not worked off yet can be read, and waits only for a review that is open or being carried out (I8)."""
    query = "SELECT object, remote_id FROM inbox WHERE NOT json_valid(CAST(row AS TEXT))"
    for row in connection.exec_driver_sql(query):
        yield Violation("arrival_goes_on", None, f"{row.object} {row.remote_id}")
    query = (
        "SELECT connection, object, count(*) AS count FROM inbox WHERE held = 1 AND NOT EXISTS (SELECT 1 FROM review"
        " WHERE review.connection = inbox.connection AND review.object = inbox.object AND NOT review.sending"
        " AND review.state IN ('open', 'answered')) GROUP BY connection, object"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("arrival_goes_on", None, f"{row.object}, {row.count}")


def first_syncs_are_asked(connection: sa.Connection) -> Iterator[Violation]:
    """Before a first sync is settled nothing of the account is tied; afterwards nobody is asked about it."""
    query = (
        "SELECT min(link.record) AS record, count(*) AS count, account.name FROM link JOIN connection AS account"
        " ON account.id = link.connection WHERE account.first_sync = 'asking' AND link.remote_id IS NOT NULL"
        " GROUP BY account.id"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("first_sync_is_asked", row.record, f"{row.name}, {row.count}")
    query = (
        "SELECT account.name FROM review JOIN connection AS account ON account.id = review.connection"
        " WHERE review.preview IS NOT NULL AND review.state <> 'decided' AND account.first_sync <> 'asking'"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("first_sync_is_asked", None, row.name)


def cursors_can_be_read(connection: sa.Connection) -> Iterator[Violation]:
    """How far an account was read can be told (I8)."""
    damaged = [row.feed for row in connection.exec_driver_sql("SELECT feed FROM cursor WHERE NOT json_valid(cursor)")]
    if cursors.MAPPING not in damaged and record_checks.unsent_of(connection) is None:
        damaged.append(cursors.MAPPING)
    for feed in damaged:
        yield Violation("cursor_is_readable", None, feed)


def references_are_turned_round(connection: sa.Connection) -> Iterator[Violation]:
    """What tells which records point to another belongs to a record that is there."""
    query = f"SELECT DISTINCT source, field FROM mention WHERE {_nowhere('mention.source')}"  # noqa: S608
    for row in connection.exec_driver_sql(query):
        yield Violation("references_agree", row.source, row.field)
    query = (
        "SELECT object, remote_id, field FROM dangling"
        " WHERE NOT EXISTS (SELECT 1 FROM link WHERE link.id = dangling.link)"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("references_agree", None, f"{row.object} {row.remote_id}, {row.field}")


def search_knows_no_others(connection: sa.Connection) -> Iterator[Violation]:
    """Search knows no row that is not there any more."""
    query = "SELECT name FROM sqlite_schema WHERE name GLOB '*_words_docsize' OR name GLOB '*_fragments_docsize'"
    for (table,) in connection.exec_driver_sql(query).all():
        kind = table.split("_", 1)[0]
        query = f'SELECT count(*) FROM {table} WHERE NOT EXISTS (SELECT 1 FROM "{kind}" WHERE rowid = {table}.id)'  # noqa: S608
        count = connection.exec_driver_sql(query).scalar_one()
        if count:
            yield Violation("search_knows_record", None, f"{table.removesuffix('_docsize')}, {count}")


def _nowhere(column: str) -> str:
    """A condition: no record of any kind has the id in ``column``."""
    return " AND ".join(f'NOT EXISTS (SELECT 1 FROM "{kind.value}" WHERE id = {column})' for kind in Kind)  # noqa: S608


_SINGLE = (
    ("connection, object, remote_id", "remote_id IS NOT NULL"),
    ("record, connection, object", "true"),
)
"""What no two links may have in common, in the order of the link's indexes: so nothing has to be sorted; and where."""

ALL: Sequence[Find] = (
    cells_are_readable,
    links_have_records,
    records_are_there,
    rows_have_accounts,
    rows_have_one_record,
    conflicts_have_records,
    decisions_are_kept,
    intents_have_runs,
    sends_are_single,
    deletions_have_reasons,
    arrivals_go_on,
    first_syncs_are_asked,
    cursors_can_be_read,
    references_are_turned_round,
    search_knows_no_others,
)
"""Every check but that of the file."""
