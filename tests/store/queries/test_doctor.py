"""The doctor: silent about a sound database; of a damaged one it names exactly what is broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.kinds import Kind
from crmdesk.store.database import engine
from crmdesk.store.queries import doctor, record_checks
from crmdesk.store.queries.doctor import Position, Report, examine, violations
from crmdesk.store.queries.findings import Violation, carried_out
from tests.store.template import KEY
from tests.sync.kit import PEOPLE, Office


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound database, and the ids of records in it by what happened to them."""

    path: Path
    ids: Mapping[str, str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A little of everything: read, edited, referred to, contested, decided, deleted, merged there, and not sent yet."""
    folder = tmp_path_factory.mktemp("sound")
    with Office(folder) as office:
        ids = _story(office)
        assert office.sql("SELECT count(*) FROM conflict WHERE state = 'open'")[0][0] == 1
    return Sound(folder / "replica.db", ids)


def _story(office: Office) -> dict[str, str]:
    wire = office.connect()
    account = wire.account
    firm = account.edit("companies", None, {"name": "Kervadec SA"}, kind=Kind.COMPANY)
    rows = {
        name: account.edit(PEOPLE, None, {"last_name": name, "city": "Lyon", "tags": "vip"}, kind=Kind.LEAD)
        for name in ("read", "edited", "contested", "decided", "pending", "winner", "loser")
    }
    account.edit(PEOPLE, rows["read"], {"company": [["companies", firm]]})
    office.synced()
    ids = {name: office.record_of(id) for name, id in rows.items()}
    for city in ("Nantes", "Rennes", "Brest"):
        office.edit(ids["edited"], city=city)
    made = {name: office.new(last_name=name, city="Lille") for name in ("new", "deleted", "thrown")}
    office.edit(made["new"], city="Laon")
    note = office.new(Kind.NOTE, body="Rappeler", about=[ids["read"]])
    account.merge(PEOPLE, rows["winner"], rows["loser"])
    office.settle()
    for name, here in (("contested", "Nice"), ("decided", "Metz")):
        office.edit(ids[name], city=here)
        account.edit(PEOPLE, rows[name], {"city": "Caen"})
    office.delete(made["thrown"])
    office.synced()
    office.resolve(office.conflict(ids["decided"]), Keep.COMPUTER)
    office.settle()
    office.edit(ids["pending"], city="Dinan")
    office.delete(made["deleted"])
    return {**ids, **made, "note": note, "unmade": office.new(last_name="unmade")}


@contextmanager
def opened(sound: Sound, folder: Path, statements: str = "") -> Iterator[sa.Connection]:
    """A copy of the sound database after these statements; ``:name`` is a record's id."""
    path = folder / "damaged.db"
    shutil.copyfile(sound.path, path)
    made = engine(path, KEY, read_only=False)
    with made.begin() as connection:
        for statement in filter(str.strip, statements.split(";")):
            names = {name: id for name, id in sound.ids.items() if f":{name}" in statement}
            connection.execute(sa.text(statement), names)
    made.dispose()
    made = engine(path, KEY, read_only=True)
    with made.connect() as connection:
        yield connection
    made.dispose()


def test_a_sound_database_has_nothing_to_tell(sound: Sound, tmp_path: Path) -> None:
    with opened(sound, tmp_path) as connection:
        assert violations(connection) == []


DAMAGES: Mapping[str, tuple[str, str, str | None]] = {
    "a record is gone": ("UPDATE link SET record = 'nobody' WHERE record = :new", "link_has_record", None),
    "a record that no account has is gone": (
        """DELETE FROM link WHERE record = :new; DELETE FROM lead_words WHERE rowid = (SELECT rowid FROM lead WHERE id = :new);
        DELETE FROM lead_fragments WHERE rowid = (SELECT rowid FROM lead WHERE id = :new); DELETE FROM lead WHERE id = :new""",
        "record_is_there",
        "new",
    ),
    "merged into nobody": (
        "UPDATE lead SET merged_into = 'nobody' WHERE id = :loser",
        "record_is_there",
        "loser",
    ),
    "an account is gone": (
        """INSERT INTO notice (at, connection, record, field, key, data)
        VALUES ('2026-01-01', 'nobody', :read, 'city', 'k', '{}')""",
        "row_has_account",
        None,
    ),
    "a row has two records": (
        """INSERT INTO alias (connection, object, remote_id, link, gone)
        SELECT mine.connection, mine.object, mine.remote_id, other.id, 0 FROM link AS mine, link AS other
        WHERE mine.record = :read AND other.record = :edited""",
        "one_row_one_record",
        "read",
    ),
    "a record has two rows": (
        """ALTER TABLE link RENAME TO old; CREATE TABLE link AS SELECT * FROM old;
        INSERT INTO link SELECT id + 1000, connection, object, 'other', record, kind, state, version, seen_hash, base, 0
        FROM old WHERE record = :read; DROP TABLE old""",
        "one_row_one_record",
        "read",
    ),
    "an alias of nothing": (
        "INSERT INTO alias (connection, object, remote_id, link, gone) VALUES ('connection-a', 'people', '7', 9999, 0)",
        "one_row_one_record",
        None,
    ),
    "a conflict about nobody": (
        """INSERT INTO conflict (id, record, kind, field, why, before, accounts, opened_at, state)
        VALUES ('c', 'nobody', 'lead', 'city', 'both_changed', 'null', '[]', '2026-01-01', 'open')""",
        "conflict_has_record",
        None,
    ),
    "a conflict about no row": (
        """UPDATE conflict SET accounts = replace(accounts, '"link"\\:"', '"link"\\:"99') WHERE record = :contested""",
        "conflict_has_record",
        "contested",
    ),
    "what was turned down is lost": ("UPDATE decision SET rejected = '['", "decision_is_kept", "decided"),
    "a decision is lost": ("DELETE FROM decision", "decision_is_kept", "decided"),
    "a request of no run": (
        """INSERT INTO intent (connection, link, record, verb, fields, expected, attempts, state, sent_at)
        SELECT connection, id, record, 'update', '{}', '{}', 1, 'sending', '2026' FROM link WHERE record = :read""",
        "intent_has_run",
        "read",
    ),
    "two requests about one row": (
        """DROP INDEX ix_intent_link;
        INSERT INTO intent (connection, link, record, verb, fields, expected, attempts, state, sent_at)
        SELECT connection, link.id, record, 'update', '{}', '{}', 1, 'refused', '2026' FROM link, (SELECT 1 UNION SELECT 2)
        WHERE record = :read""",
        "one_send",
        "read",
    ),
    "a deletion by nobody": (
        """INSERT INTO intent (connection, link, record, verb, fields, expected, attempts, state, sent_at)
        SELECT connection, id, record, 'delete', '{}', '{}', 1, 'done', '2026' FROM link WHERE record = :read""",
        "deletion_has_reason",
        "read",
    ),
    "an unreadable arrival": (
        """INSERT INTO inbox (connection, object, remote_id, seq, row, absent, waiting, held)
        VALUES ('connection-a', 'people', '77', 1, '{', 0, 0, 0)""",
        "arrival_goes_on",
        None,
    ),
    "an arrival that waits for no review": (
        """INSERT INTO inbox (connection, object, remote_id, seq, row, absent, waiting, held)
        VALUES ('connection-a', 'people', '77', 1, '{}', 0, 0, 1)""",
        "arrival_goes_on",
        None,
    ),
    "a policy about an account that is not there": (
        """INSERT INTO policy (id, version, made_at, who, rule) VALUES
        ('p', 1, '2026', 'user', '{"connection"\\:null,"preferred"\\:"nobody"}')""",
        "row_has_account",
        None,
    ),
    "rows tied before the answer": (
        "UPDATE connection SET first_sync = 'asking'",
        "first_sync_is_asked",
        None,
    ),
    "a question about what is settled": (
        """INSERT INTO review (id, connection, object, sending, alarms, opened_at, state, preview)
        VALUES ('r', 'connection-a', '', 0, '[]', '2026', 'open', '{}')""",
        "first_sync_is_asked",
        None,
    ),
    "an unreadable cursor": ("UPDATE cursor SET cursor = '{' WHERE feed = 'people'", "cursor_is_readable", None),
    "a lost back reference": ("DELETE FROM mention WHERE source = :note", "references_agree", "note"),
    "a back reference of nobody": (
        "INSERT INTO mention (source, field, target, kind) VALUES ('nobody', 'about', :read, 'note')",
        "references_agree",
        None,
    ),
    "a reference of no link": (
        "INSERT INTO dangling VALUES ('connection-a', 'people', '77', 99999, 'company')",
        "references_agree",
        None,
    ),
    "search lacks a record": (
        "DELETE FROM lead_words WHERE rowid = (SELECT rowid FROM lead WHERE id = :read)",
        "search_knows_record",
        "read",
    ),
    "search knows nobody": (
        "INSERT INTO lead_fragments (rowid, email, phone) VALUES (99999, 'a@example.org', '')",
        "search_knows_record",
        None,
    ),
    "a lost entry of the history": (
        """DELETE FROM history WHERE seq = (SELECT seq FROM history WHERE record = :edited AND field = 'city'
        ORDER BY seq LIMIT 1 OFFSET 1)""",
        "ledger_has_no_gap",
        "edited",
    ),
    "a history without its beginning": (
        "DELETE FROM history WHERE seq = (SELECT min(seq) FROM history WHERE record = :new AND field = 'city')",
        "ledger_has_no_gap",
        "new",
    ),
    "a history of another end": (
        """UPDATE history SET new = '"Dax"'
        WHERE seq = (SELECT max(seq) FROM history WHERE record = :edited AND field = 'city')""",
        "ledger_tells_value",
        "edited",
    ),
    "a value that nobody typed": (
        "DELETE FROM history WHERE record = :new AND field = 'city'",
        "ledger_tells_value",
        "new",
    ),
    "a record from nowhere": (
        "DELETE FROM history WHERE record = :read AND event = 'imported'",
        "record_has_beginning",
        "read",
    ),
    "out of the trash without a word": ("UPDATE lead SET life = 'live' WHERE id = :thrown", "life_is_told", "thrown"),
    "merged into nothing": ("UPDATE lead SET merged_into = NULL WHERE id = :loser", "life_is_told", "loser"),
    "an unreadable base": ("UPDATE link SET base = '{' WHERE record = :read", "base_is_readable", "read"),
    "a base about no field": (
        "UPDATE link SET base = '{\"shoe_size\"\\:[44]}' WHERE record = :read",
        "base_is_readable",
        "read",
    ),
    "a link to no row": ("UPDATE link SET remote_id = NULL WHERE record = :read", "base_is_readable", "read"),
    "an edit that nobody will send": (
        "UPDATE link SET dirty = 0 WHERE record = :pending",
        "typed_value_is_marked",
        "pending",
    ),
    "somebody whom nobody will make": (
        "UPDATE link SET dirty = 0 WHERE record = :unmade",
        "typed_value_is_marked",
        "unmade",
    ),
    "another value than its account has": (
        "UPDATE lead SET city = 'Dax' WHERE id = :read",
        "typed_value_is_marked",
        "read",
    ),
    "a deletion that nobody will send": (
        "UPDATE link SET dirty = 0 WHERE record = :deleted",
        "deletion_is_marked",
        "deleted",
    ),
    "a mark for nothing": ("UPDATE link SET dirty = 1 WHERE record = :read", "mark_has_reason", "read"),
    "a reference to nobody": (
        """UPDATE lead SET company = 'nobody' WHERE id = :read; UPDATE link SET dirty = 1 WHERE record = :read;
        UPDATE mention SET target = 'nobody' WHERE source = :read AND field = 'company'""",
        "reference_has_record",
        "read",
    ),
    "an unreadable value": ("UPDATE lead SET tags = '[' WHERE id = :read", "value_is_readable", "read"),
    "a cell of another kind": ("UPDATE link SET version = x'00ff' WHERE record = :read", "cell_is_readable", "read"),
    "a conflict that shows nothing that can be read": (
        "UPDATE conflict SET accounts = '[' WHERE record = :contested",
        "cell_is_readable",
        "contested",
    ),
    "counts that are none": ("UPDATE run SET counts = '{'", "cell_is_readable", None),
    "a state that there is not": ("UPDATE link SET state = 'asleep' WHERE record = :read", "cell_is_readable", "read"),
    "a list that is none": (
        "UPDATE note SET about = 5 WHERE id = :note; DELETE FROM mention WHERE source = :note",
        "check_carried_out",
        "note",
    ),
    "an index that is gone": (
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'ix_problem_record'",
        "file_whole",
        None,
    ),
}
"""What was done to the database, the invariant that does not hold any more, and the record that is named."""


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_is_named_and_nothing_else(sound: Sound, tmp_path: Path, damage: str) -> None:
    statements, invariant, name = DAMAGES[damage]
    with opened(sound, tmp_path, statements) as connection:
        found = violations(connection)
    assert {each.invariant for each in found} == {invariant}
    if name is not None:
        assert {each.record for each in found} == {sound.ids[name]}
    assert not any(value in each.detail for each in found for value in ("Lyon", "Nantes", "Dax", "Lille"))


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE link SET kind = 'garbage' WHERE record = :read", "link, 8, kind"),
        ("UPDATE link SET kind = x'00ff' WHERE record = :read", "link, 8, kind"),
        ("UPDATE intent SET state = 'asleep' WHERE id = 1", "intent, 1, state"),
        ("UPDATE history SET field = x'00ff' WHERE seq = 11", "history, 11, field"),
        ("UPDATE mention SET field = x'00ff' WHERE source = :note", "mention, 2, field"),
        ("UPDATE run SET started_at = x'00ff' WHERE rowid = 1", "run, 1, started_at"),
        ("UPDATE cursor SET cursor = '5' WHERE feed = '*mapping*'", "*mapping*"),
        ("UPDATE note SET about = 5 WHERE id = :note", "note"),
        ("UPDATE lead_words_config SET k = 'garbage'", "lead_words"),
    ],
)
def test_a_check_that_cannot_be_carried_out_is_a_finding_and_the_others_go_on(
    sound: Sound, tmp_path: Path, statement: str, place: str
) -> None:
    also = "UPDATE link SET base = '{' WHERE record = :edited"
    with opened(sound, tmp_path, f"{statement}; {also}") as connection:
        found = violations(connection)
    assert place in {each.detail for each in found}
    assert ("base_is_readable", sound.ids["edited"]) in {(each.invariant, each.record) for each in found}


def test_a_file_that_is_busy_is_no_finding() -> None:
    cause = sqlcipher.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlcipher.SQLITE_BUSY

    def check(number: int) -> Violation:
        raise sa.exc.OperationalError(f"SELECT {number}", None, cause)

    with pytest.raises(sa.exc.OperationalError):
        list(carried_out(map(check, range(1)), "check"))


def test_every_invariant_is_damaged_above() -> None:
    source = Path(record_checks.__file__).parent
    modules = ("record_checks", "table_checks", "cell_checks", "findings")
    texts = [(source / f"{module}.py").read_text(encoding="utf-8") for module in modules]
    names = {
        name.split('"')[1]
        for text in texts
        for marker in ("Violation(", "case.found(")
        for name in text.split(marker)[1:]
        if name.startswith('"')
    }
    assert names == {invariant for _, invariant, _ in DAMAGES.values()}


def steps(connection: sa.Connection) -> Iterator[doctor.Step]:
    position: Position | None = Position()
    while position is not None:
        step = examine(connection, position)
        yield step
        position = step.next


def test_an_examination_goes_in_small_steps_and_finds_the_same(
    sound: Sound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(sound, tmp_path, "UPDATE link SET dirty = 0 WHERE record = :pending") as connection:
        whole = list(steps(connection))
        monkeypatch.setattr(record_checks, "SLICE", 2)
        small = list(steps(connection))
        found = [each for step in small for each in step.found]
        assert found == [each for step in whole for each in step.found] == violations(connection) != []
    assert len(small) > len(whole)
    shares = [step.done for step in small]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_report_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "MOST", 2)
    report = Report()
    report.add(Violation("one_send", f"r{number}", "link 1") for number in range(5))
    report.add([Violation("file_whole", None, "page 3")])
    assert report.counts == {"one_send": 5, "file_whole": 1}
    assert report.records() == {"r0", "r1"}
    told = report.to_json()
    assert told["ok"] is False
    assert told["violations"] == [
        {"invariant": "one_send", "record": "r0", "detail": "link 1"},
        {"invariant": "one_send", "record": "r1", "detail": "link 1"},
        {"invariant": "file_whole", "record": None, "detail": "page 3"},
        {"invariant": "one_send", "record": None, "detail": "and 3 more"},
    ]
    assert Report().to_json() == {"ok": True, "violations": []}


def test_what_is_too_much_to_be_told_is_counted(sound: Sound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(sound, tmp_path, "UPDATE link SET record = 'nobody' || id") as connection:
        lost = [each for each in violations(connection) if each.invariant == "link_has_record"]
        monkeypatch.setattr(doctor, "MOST", 2)
        report = Report()
        for step in steps(connection):
            report.add(step.found, step.more)
    assert report.first["link_has_record"] == lost[:2]
    assert report.counts["link_has_record"] == len(lost) > 2
