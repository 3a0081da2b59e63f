"""Open conflicts as the list, the side-by-side view and the command line show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, ConflictKind, Keep, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value, instant
from crmdesk.store import deciding, editing, ledger, links, open_conflicts, records, undoing
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.queries import conflicts
from crmdesk.store.queries.rows import AccountSide, ConflictCase, MergedField
from crmdesk.store.unit import Unit
from tests.store.replica import Replica

AGREED = {"last_name": "Durand", "city": "Nantes", "sector": "Nord", "source": "site", "owner": None}


class Story:
    """A lead that two people changed: here the name (and the source), at the account the name."""

    def __init__(self, replica: Replica, *, name: str = "HubSpot", clock_offset_s: float | None = 0.0) -> None:
        self.replica = replica
        self.account = replica.connect(name, clock_offset_s=clock_offset_s)
        self.record = replica.add(Kind.LEAD, first_name="Zoé", street="12 rue des Lilas", **AGREED)
        self.link = replica.link(self.record, self.account, AGREED)
        self.history(Entry(self.record, Kind.LEAD, Cause.IMPORT, event="imported", connection=self.account))

    def history(self, entry: Entry) -> None:
        self.replica.write(lambda unit: ledger.append(unit, [entry]))

    def conflict(
        self,
        field: str,
        value: Value,
        *,
        at: str | None = None,
        why: ConflictKind = ConflictKind.BOTH_CHANGED,
        run: str | None = None,
    ) -> str:
        """Open a conflict; returns its id."""
        held = AccountValue(str(self.link), self.account, value, value, at, "Marie")
        conflict = FoundConflict(self.record, Kind.LEAD, field, why, AGREED.get(field), (held,))
        self.replica.write(partial(_open, conflict=conflict, run=run))
        return self.case().fields[0].id

    def resolve(self, keep: Keep, value: Value = None) -> str:
        """Decide the first contested field as it is now; returns the change's id."""
        field = self.case().fields[0]
        return self.replica.write(lambda unit: deciding.resolve(unit, [Resolution(field.id, keep, field.shown, value)]))

    def case(self) -> ConflictCase:
        case = self.replica.read(partial(conflicts.conflict_case, record=self.record))
        assert case is not None
        return case


def _open(unit: Unit, conflict: FoundConflict, run: str | None) -> None:
    open_conflicts.open_or_refresh(unit, [conflict], run=run)


def test_nothing_is_open(replica: Replica) -> None:
    story = Story(replica)
    assert replica.read(conflicts.conflict_list) == []
    assert replica.read(conflicts.contested_fields) == []
    assert replica.read(partial(conflicts.conflict_case, record=story.record)) is None
    assert replica.read(partial(conflicts.conflict_case, record="01HNOTHING")) is None


def test_a_row_for_each_record(replica: Replica) -> None:
    story = Story(replica)
    story.conflict("last_name", "Durant")
    story.conflict("city", "Rezé")
    (row,) = replica.read(conflicts.conflict_list)
    assert (row.record, row.name) == (story.record, "Zoé Durand")
    assert (row.fields, row.accounts, row.why) == (("last_name", "city"), ("HubSpot",), ConflictKind.BOTH_CHANGED)


def test_the_case_shows_three_values_and_who_wrote_them(replica: Replica) -> None:
    story = Story(replica)
    agreed_at = replica.sql("SELECT at FROM history WHERE event = 'imported'")[0].at
    replica.edit(story.record, last_name="Dupont")
    typed_at = replica.sql("SELECT max(at) AS at FROM history")[0].at
    story.conflict("last_name", "Durant", at="2030-01-01T00:00:00.000Z")
    case = story.case()
    (field,) = case.fields
    assert (field.before, field.computer, field.before_at, field.computer_at) == (
        "Durand",
        "Dupont",
        agreed_at,
        typed_at,
    )
    assert field.accounts == (
        AccountSide(str(story.link), "HubSpot", "hubspot", "Durant", "2030-01-01T00:00:00.000Z", "Marie"),
    )
    assert (field.newest, field.computer_by) == ("account", None)
    assert case.same == ("city", "source", "sector")
    assert case.merged == ()


def test_the_value_before_is_as_old_as_it_is_whoever_wrote_it(replica: Replica) -> None:
    """Agreed on since it was typed here and sent, not since the account was read for the first time."""
    story = Story(replica)
    replica.edit(story.record, last_name="Dupont")
    replica.edit(story.record, last_name="Durand")
    typed_at = replica.sql("SELECT max(at) AS at FROM history")[0].at
    replica.edit(story.record, last_name="Dupond")
    story.conflict("last_name", "Durant")
    assert story.case().fields[0].before_at == typed_at


def test_the_newest_side_is_told_by_the_accounts_clock(replica: Replica) -> None:
    story = Story(replica, clock_offset_s=-240.0)
    replica.edit(story.record, last_name="Dupont")
    typed_at = replica.sql("SELECT max(at) AS at FROM history")[0].at
    story.conflict("last_name", "Durant", at=typed_at)
    field = story.case().fields[0]
    assert field.newest == "account"
    assert field.accounts[0].changed_at == _later(typed_at, 240)


def _later(at: str, seconds: float) -> str | None:
    return instant(datetime.fromisoformat(at) + timedelta(seconds=seconds))


def test_each_account_has_a_clock_of_its_own(replica: Replica) -> None:
    """Both wrote ten seconds after the edit here: one clock is four minutes behind, the other four minutes ahead."""
    story = Story(replica, clock_offset_s=-240.0)
    second = replica.connect("Zoho", clock_offset_s=240.0)
    ids = (story.account, second)
    links = (story.link, replica.link(story.record, second, AGREED))
    replica.edit(story.record, last_name="Dupont")
    typed_at = replica.sql("SELECT max(at) AS at FROM history")[0].at
    stamps = (_later(typed_at, -230), _later(typed_at, 270))
    held = [
        AccountValue(str(link), id, value, value, at)
        for link, id, value, at in zip(links, ids, ("Durant", "Durand-Roy"), stamps, strict=True)
    ]
    conflict = FoundConflict(
        story.record, Kind.LEAD, "last_name", ConflictKind.BOTH_CHANGED, AGREED["last_name"], tuple(held)
    )
    replica.write(partial(_open, conflict=conflict, run=None))
    field = story.case().fields[0]
    assert [side.changed_at for side in field.accounts] == [_later(typed_at, 10), _later(typed_at, 30)]
    assert field.newest == "account"
    story.resolve(Keep.NEWEST)
    assert _last_name(story) == "Durand-Roy"


def _last_name(story: Story) -> Value:
    found = story.replica.read(lambda connection: records.find(connection, story.record))
    assert found is not None
    return found.fields["last_name"]


def test_an_account_whose_clock_nobody_knows_has_no_newest(replica: Replica) -> None:
    story = Story(replica, clock_offset_s=None)
    replica.edit(story.record, last_name="Dupont")
    story.conflict("last_name", "Durant", at="2099-01-01T00:00:00.000Z")
    field = story.case().fields[0]
    assert (field.newest, field.accounts[0].changed_at) == (None, "2099-01-01T00:00:00.000Z")
    with pytest.raises(InvalidInput, match="newest_unknown"):
        story.resolve(Keep.NEWEST)
    story.resolve(Keep.ACCOUNT)
    assert _last_name(story) == "Durant"


def test_nobody_knows_which_side_is_newest(replica: Replica) -> None:
    story = Story(replica)
    story.conflict("last_name", "Durant", at=None)
    field = story.case().fields[0]
    assert (field.newest, field.computer_at) == (None, None)


def _brought(story: Story) -> None:
    """The name was typed here; then a second account brought another one, and the first one now holds a third."""
    replica = story.replica
    replica.edit(story.record, last_name="Dupont")
    second = replica.connect("Zoho", clock_offset_s=0.0)
    story.history(Entry(story.record, Kind.LEAD, Cause.REMOTE, "last_name", "Dupont", "Durand-Roy", connection=second))
    replica.write(partial(_take, record=story.record, values={"last_name": "Durand-Roy"}))
    story.conflict("last_name", "Durant", at="2030-01-01T00:00:00.000Z")


def test_what_an_account_has_brought_since_is_not_as_old_as_what_was_typed_before(replica: Replica) -> None:
    """A colleague wrote it, nobody knows when: taken for what was typed here, it would be replaced by what is older."""
    story = Story(replica)
    _brought(story)
    field = story.case().fields[0]
    assert (field.newest, field.computer_at, field.computer_from) == (None, None, "Zoho")
    with pytest.raises(InvalidInput, match="newest_unknown"):
        story.resolve(Keep.NEWEST)


def test_what_an_account_has_brought_is_not_typed_by_taking_a_decision_about_it_back(replica: Replica) -> None:
    story = Story(replica)
    _brought(story)
    before = story.case().fields[0]
    change = story.resolve(Keep.ACCOUNT)
    replica.write(lambda unit: undoing.undo(unit, change))
    assert replace(story.case().fields[0], taken_back=None) == before


def test_fields_that_settled_themselves_are_shown(replica: Replica) -> None:
    story = Story(replica)
    replica.edit(story.record, last_name="Dupont", source="pige")
    taken = Entry(story.record, Kind.LEAD, Cause.REMOTE, "sector", "Nord", "Sud", connection=story.account, run="run 1")
    story.history(taken)
    replica.write(partial(_take, record=story.record, values={"sector": "Sud"}))
    story.conflict("last_name", "Durant", run="run 1")
    case = story.case()
    assert case.merged == (
        MergedField("source", "site", "pige", "site", "pige"),
        MergedField("sector", "Nord", "Nord", "Sud", "Sud"),
    )
    assert case.same == ("city",)


def test_a_field_that_was_decided_before_did_not_settle_itself(replica: Replica) -> None:
    story = Story(replica)
    replica.edit(story.record, last_name="Dupont", source="pige")
    story.conflict("last_name", "Durant")
    story.resolve(Keep.COMPUTER)
    replica.edit(story.record, city="Angers")
    story.conflict("city", "Brest")
    settled = [(each.field, each.decided) for each in story.case().merged]
    assert settled == [("last_name", True), ("source", False)]


def _take(unit: Unit, record: str, values: dict[str, Value]) -> None:
    held = records.load_many(unit.connection, Kind.LEAD, [record])[record]
    held.fields |= values
    records.update_many(unit, Kind.LEAD, [(held, frozenset(values))])


def test_references_in_a_case_have_names(replica: Replica) -> None:
    story = Story(replica)
    here, there = replica.add(Kind.USER, name="Jean"), replica.add(Kind.USER, name="Marie")
    replica.edit(story.record, owner=here)
    story.conflict("owner", there)
    assert story.case().names == {here: "Jean", there: "Marie"}


def test_an_existence_is_there_or_not(replica: Replica) -> None:
    story = Story(replica)
    story.conflict(EXISTENCE, None, why=ConflictKind.CHANGED_HERE_DELETED_THERE)
    field = story.case().fields[0]
    assert (field.field, field.why, field.computer) == (EXISTENCE, ConflictKind.CHANGED_HERE_DELETED_THERE, True)
    assert (field.computer_at, field.changed) == (None, ())


def test_a_record_changed_here_and_deleted_there_tells_what_was_changed_and_when(replica: Replica) -> None:
    story = Story(replica)
    replica.edit(story.record, city="Rezé", last_name="Dupont")
    (at,) = replica.sql("SELECT max(at) FROM history WHERE field IS NOT NULL")[0]
    story.conflict(EXISTENCE, None, why=ConflictKind.CHANGED_HERE_DELETED_THERE)
    field = story.case().fields[0]
    assert (field.computer_at, field.changed) == (at, ("last_name", "city"))


def test_a_record_deleted_here_and_changed_there_tells_when_it_was_deleted(replica: Replica) -> None:
    story = Story(replica)
    replica.write(lambda unit: editing.delete(unit, story.record))
    (at,) = replica.sql("SELECT max(at) FROM history WHERE event = 'deleted'")[0]
    story.history(
        Entry(story.record, Kind.LEAD, Cause.REMOTE, "sector", "Nord", "Sud", connection=story.account, run="run 1")
    )
    story.conflict(EXISTENCE, True, why=ConflictKind.DELETED_HERE_CHANGED_THERE, run="run 1")
    field = story.case().fields[0]
    assert (field.computer_at, field.changed) == (at, ("sector",))


def test_what_colleagues_change_after_the_question_was_asked_is_told_too(replica: Replica) -> None:
    story = Story(replica)
    brought = partial(Entry, story.record, Kind.LEAD, Cause.REMOTE, connection=story.account)
    story.history(brought("source", "site", "salon", run="run 0"))
    replica.write(lambda unit: editing.delete(unit, story.record))
    story.history(brought("sector", "Nord", "Sud", run="run 1"))
    story.conflict(EXISTENCE, True, why=ConflictKind.DELETED_HERE_CHANGED_THERE, run="run 1")
    story.history(Entry(story.record, Kind.LEAD, Cause.USER, "street", "12 rue des Lilas", "1 rue Haute"))
    story.history(brought("city", "Nantes", "Lens", run="run 2"))
    assert story.case().fields[0].changed == ("city", "sector")


def test_similar_conflicts_of_other_records_are_counted(replica: Replica) -> None:
    story, second, third = (Story(replica, name=name) for name in ("A", "B", "C"))
    for each in (story, second):
        each.conflict("last_name", "Durant")
        each.conflict("city", "Rezé")
    third.conflict("sector", "Sud")
    assert story.case().similar == 1
    assert third.case().similar == 0


def test_similar_fields_of_other_records_are_told_with_their_sides(replica: Replica) -> None:
    story, second, third = (Story(replica, name=name) for name in ("A", "B", "C"))
    for each in (story, second):
        each.conflict("last_name", "Durant", at="2026-11-20T10:00:00.000Z")
        each.conflict(EXISTENCE, None)
    third.conflict("sector", "Sud")
    replica.edit(second.record, last_name="Dupont")
    (found,) = replica.read(partial(conflicts.similar_fields, record=story.record))
    assert (found.record, found.field, found.computer) == (second.record, "last_name", "Dupont")
    assert [(side.account, side.value, side.changed_by) for side in found.accounts] == [("B", "Durant", "Marie")]
    assert replica.read(partial(conflicts.similar_fields, record="nowhere")) == []


def test_decisions_about_several_records_are_one_step(replica: Replica) -> None:
    stories = [Story(replica, name=name) for name in ("A", "B")]
    for each in stories:
        each.conflict("last_name", "Durant")
    fields = [each.case().fields[0] for each in stories]
    resolutions = [Resolution(field.id, Keep.ACCOUNT, field.shown) for field in fields]
    change = replica.write(lambda unit: deciding.resolve(unit, resolutions))
    assert replica.read(conflicts.conflict_list) == []
    replica.write(lambda unit: undoing.undo(unit, change))
    assert [row.record for row in replica.read(conflicts.conflict_list)] == [each.record for each in stories]


def test_the_command_line_lists_every_field_and_account(replica: Replica) -> None:
    story = Story(replica)
    replica.edit(story.record, last_name="Dupont")
    opened = story.conflict("last_name", "Durant", at="2026-11-20T10:00:00.000Z")
    (row,) = replica.read(conflicts.contested_fields)
    assert (row.id, row.kind, row.record, row.field) == (opened, Kind.LEAD, story.record, "last_name")
    assert (row.before, row.computer, row.account, row.connection) == ("Durand", "Dupont", "Durant", "HubSpot")
    assert (row.changed_at, row.changed_by) == ("2026-11-20T10:00:00.000Z", "Marie")
    assert row.shown == story.case().fields[0].shown


def test_a_decision_that_was_taken_back_types_nothing(replica: Replica) -> None:
    story = Story(replica)
    replica.edit(story.record, last_name="Dupont")
    story.conflict("last_name", "Durant", at="2099-01-01T00:00:00.000Z")
    before = story.case().fields[0]
    assert before.newest == "account"
    change = story.resolve(Keep.ACCOUNT)
    replica.write(lambda unit: undoing.undo(unit, change))
    assert replace(story.case().fields[0], taken_back=None) == before


def test_a_decided_conflict_is_gone(replica: Replica) -> None:
    story = Story(replica)
    replica.edit(story.record, last_name="Dupont")
    story.conflict("last_name", "Durant")
    story.resolve(Keep.ACCOUNT)
    assert replica.read(conflicts.conflict_list) == []
    assert replica.read(partial(conflicts.conflict_case, record=story.record)) is None


def test_a_converted_record_keeps_its_conflicts(replica: Replica) -> None:
    story = Story(replica)
    story.conflict("last_name", "Durant")
    held = replica.read(lambda connection: records.load_many(connection, Kind.LEAD, [story.record]))[story.record]
    replica.write(lambda unit: records.convert(unit, held, Kind.CONTACT))
    (row,) = replica.read(conflicts.conflict_list)
    assert (row.record, row.kind) == (story.record, Kind.CONTACT)


CUSTOM = "x.text.cadastre"


def carrying(replica: Replica) -> Story:
    """The same lead, with a field of the agency's own that the account holds too."""
    story = Story(replica)

    def carry(unit: Unit) -> None:
        state = links.by_id(unit.connection, [story.link])[story.link]
        state.bases[CUSTOM] = (None, None)
        links.update_many(unit, [state])

    replica.write(carry)
    return story


def test_a_custom_field_is_asked_about_like_any_other(replica: Replica) -> None:
    story = carrying(replica)
    replica.edit(story.record, last_name="Dupont", **{CUSTOM: "AB 12"})
    story.conflict(CUSTOM, "AB 13")
    story.conflict("last_name", "Durant")
    assert [each.field for each in story.case().fields] == ["last_name", CUSTOM]


def test_a_custom_field_that_was_changed_beside_it_is_told(replica: Replica) -> None:
    story = carrying(replica)
    replica.edit(story.record, last_name="Dupont", **{CUSTOM: "AB 12"})
    story.conflict("last_name", "Durant")
    assert [(each.field, each.result) for each in story.case().merged] == [(CUSTOM, "AB 12")]


def test_a_custom_field_is_named_among_what_was_changed_of_a_deleted_record(replica: Replica) -> None:
    story = carrying(replica)
    replica.edit(story.record, **{CUSTOM: "AB 12"})
    story.conflict(EXISTENCE, None, why=ConflictKind.CHANGED_HERE_DELETED_THERE)
    assert story.case().fields[0].changed == (CUSTOM,)
