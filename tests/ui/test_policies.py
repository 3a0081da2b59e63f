"""Policies in the window: made from a conflict, listed and switched in the settings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.store.queries.policies import PolicyRow
from crmdesk.ui import formats
from crmdesk.ui.conflicts.policy_dialog import PolicyDialog
from crmdesk.ui.settings.policies import PolicyList, policy_text
from crmdesk.ui.widgets.switches import CheckBox
from tests.ui.canned_conflicts import DURAND
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def dialog(opened: Opened) -> PolicyDialog:
    """The dialog over the first conflict about fields."""
    page = opened.show("conflicts")
    opened.wait(lambda: _makers(page))
    _makers(page)[0].click()
    opened.wait(lambda: opened.window.findChildren(PolicyDialog))
    (found,) = opened.window.findChildren(PolicyDialog)
    return found


def _makers(page: object) -> list[QPushButton]:
    buttons = page.findChildren(QPushButton)  # type: ignore[attr-defined]
    return [each for each in buttons if each.text() == "Create a policy…" and each.isVisible()]


def made(opened: Opened) -> list[Policy]:
    return [call[1] for call in opened.desk.calls if call[0] == "put_policy"]


def test_a_policy_is_made_from_a_conflict(opened: Opened, dialog: PolicyDialog) -> None:
    name = dialog.field.currentData()
    dialog.way.setCurrentIndex(dialog.way.findData(Way.ACCOUNT))
    dialog.ends.setChecked(True)
    dialog.save_button.click()
    opened.wait(lambda: opened.window.message_bar.text.startswith("The policy counts"))
    (policy,) = made(opened)
    assert (policy.scope, policy.way, policy.ticked) == (Scope(field=name, kind=Kind.LEAD), Way.ACCOUNT, frozenset())
    assert policy.until is not None
    assert type(policy.way) is Way, "Qt gives back a bare text"


def test_it_can_be_about_this_record_alone_and_without_end(opened: Opened, dialog: PolicyDialog) -> None:
    dialog.scope.setCurrentIndex(1)
    dialog.save_button.click()
    opened.wait(lambda: made(opened))
    (policy,) = made(opened)
    assert policy.scope.record is not None
    assert (policy.way, policy.until) == (Way.NEWEST, None)


def test_it_starts_at_the_way_that_fits_the_field_best(dialog: PolicyDialog) -> None:
    begun = {}
    for at in range(dialog.field.count()):
        dialog.field.setCurrentIndex(at)
        begun[dialog.field.currentData()] = Way(dialog.way.currentData())
    assert begun == {
        "phones": Way.NEWEST,
        "asking_price": Way.NEWEST,
        "status": Way.NEWEST,
        "description": Way.MERGE,
    }
    assert Way(dialog.way.itemData(dialog.way.count() - 1)) is Way.ASK


def test_an_account_can_be_preferred(opened: Opened, dialog: PolicyDialog) -> None:
    assert not dialog.account.isVisible()
    choose(dialog, way=Way.PREFER)
    assert dialog.account.isVisible()
    names = [dialog.account.itemText(at) for at in range(dialog.account.count())]
    assert {"HubSpot", "Salesforce"} <= set(names)
    dialog.account.setCurrentIndex(dialog.account.findData("S"))
    dialog.save_button.click()
    opened.wait(lambda: made(opened))
    (policy,) = made(opened)
    assert (policy.way, policy.preferred) == (Way.PREFER, "S")


def test_no_account_is_preferred_by_another_way(opened: Opened, dialog: PolicyDialog) -> None:
    choose(dialog, way=Way.PREFER)
    choose(dialog, way=Way.COMPUTER)
    assert not dialog.account.isVisible()
    dialog.save_button.click()
    opened.wait(lambda: made(opened))
    assert made(opened)[0].preferred is None


def test_with_a_single_account_none_is_to_be_preferred(opened: Opened) -> None:
    dialog = PolicyDialog(opened.window, opened.desk, DURAND, opened.desk.agency.connections[:1])
    assert dialog.way.findData(Way.PREFER) < 0


def test_whether_a_record_exists_is_ticked_where_the_policy_covers_it(opened: Opened, dialog: PolicyDialog) -> None:
    tick = dialog.ticks[Guard.EXISTENCE]
    choose(dialog, way=Way.ACCOUNT)
    assert not tick.isVisible(), "one field says nothing about the record"
    choose(dialog, scope=Scope(record="L00"))
    assert tick.isVisible()
    choose(dialog, way=Way.NEWEST)
    assert not tick.isVisible(), "the most recent value knows no answer to a deletion"
    choose(dialog, way=Way.ACCOUNT)
    tick.setChecked(True)
    dialog.save_button.click()
    opened.wait(lambda: made(opened))
    assert made(opened)[0].ticked == {Guard.EXISTENCE}


def test_everything_of_a_record_has_amounts_and_somebody_who_looks_after_it(dialog: PolicyDialog) -> None:
    assert not dialog.ticks[Guard.OWNER].isVisible()
    choose(dialog, scope=Scope(record="L00"))
    assert dialog.ticks[Guard.OWNER].isVisible()
    assert dialog.ticks[Guard.AMOUNT].isVisible()
    choose(dialog, way=Way.ASK)
    assert not any(tick.isVisible() for tick in dialog.ticks.values()), "to be asked needs no tick"


def choose(dialog: PolicyDialog, *, way: Way | None = None, scope: Scope | None = None) -> None:
    if way is not None:
        dialog.way.setCurrentIndex(dialog.way.findData(way))
    if scope is not None:
        found = [dialog.scope.itemData(at) for at in range(dialog.scope.count())]
        dialog.scope.setCurrentIndex(found.index(scope))


def test_only_ways_that_fit_the_field_are_offered(dialog: PolicyDialog) -> None:
    for at in range(dialog.field.count()):
        dialog.field.setCurrentIndex(at)
        ways = {dialog.way.itemData(number) for number in range(dialog.way.count())}
        assert Way.ASK in ways
        assert Way.PREFER in ways
        assert dialog.ticks[Guard.OWNER].isHidden() == (dialog.field.currentData() != "owner")
        assert (Way.UNION in ways) == (dialog.field.currentData() in ("description", "body"))


def test_a_refusal_is_said_in_the_dialog(opened: Opened, dialog: PolicyDialog) -> None:
    opened.desk.refuse = InvalidInput("policy_consent", field="consent_phone")
    dialog.save_button.click()
    opened.wait(dialog.error.isVisible)
    assert dialog.isVisible()


ROW = PolicyRow(
    Policy(
        "P1",
        Scope(field="city", kind=Kind.LEAD),
        Way.PREFER,
        "H",
        frozenset({Guard.OWNER}),
        True,
        "2027-01-31T00:00:00.000Z",
    ),
    None,
    None,
    "HubSpot",
)


def listed(opened: Opened) -> PolicyList:
    page = opened.show("settings")
    (found,) = page.findChildren(PolicyList)
    return found


def test_policies_are_switched_and_removed_in_the_settings(opened: Opened) -> None:
    opened.desk.agency.policies = [ROW]
    policies = listed(opened)
    opened.wait(lambda: policies.findChildren(CheckBox))
    (box,) = policies.findChildren(CheckBox)
    assert box.isChecked()
    box.click()
    opened.wait(lambda: ("switch_policy", "P1", False) in opened.desk.calls)
    (remove,) = policies.findChildren(QToolButton)
    remove.click()
    opened.wait(lambda: ("remove_policy", "P1") in opened.desk.calls)
    opened.wait(lambda: not policies.findChildren(CheckBox))


@pytest.mark.usefixtures("opened")
def test_a_policy_is_said_in_one_line() -> None:
    text = policy_text(ROW)
    assert text.startswith("City · Lead: A certain account (HubSpot), who looks after a record, until ")
    assert (
        policy_text(PolicyRow(Policy("P", Scope(), Way.FILLED), None, None, None)) == "Everything: Never blank a value"
    )
    of_record = PolicyRow(Policy("P", Scope(record="L1"), Way.ASK), "Durand", None, None)
    assert policy_text(of_record) == "Durand: Ask me"
    words = "Durand: Ask me, covers nobody any more: its record was united with another one"
    assert policy_text(replace(of_record, ended=True)) == words


def test_a_policy_that_was_removed_can_be_put_back(opened: Opened) -> None:
    opened.desk.agency.policies = [ROW]
    policies = listed(opened)
    opened.wait(lambda: policies.findChildren(QToolButton))
    policies.findChildren(QToolButton)[0].click()
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text.startswith("The policy was removed: City · Lead: A certain account (HubSpot)"))
    assert opened.desk.agency.policies == []
    bar.act()
    opened.wait(lambda: made(opened) == [ROW.policy])
    opened.wait(opened.window.undo_stack.canRedo)
    (back,) = opened.desk.agency.policies
    opened.window.bench.redo()
    opened.wait(lambda: opened.desk.calls[-1] == ("remove_policy", back.policy.id))


def test_a_policy_that_could_not_be_switched_is_shown_as_it_is(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.desk.agency.policies = [ROW]
    policies = listed(opened)
    opened.wait(lambda: policies.findChildren(CheckBox))

    async def refused(policy: str, on: bool) -> None:
        del on
        raise InvalidInput("policy_unknown", id=policy)

    monkeypatch.setattr(opened.desk, "switch_policy", refused)
    policies.findChildren(CheckBox)[0].click()
    opened.wait(lambda: opened.window.message_bar.text)
    opened.wait(lambda: [box.isChecked() for box in policies.findChildren(CheckBox)] == [True])


@pytest.mark.parametrize("way", ["switch_policy", "remove_policy"])
def test_a_policy_that_was_removed_elsewhere_leaves_the_list(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    opened.desk.agency.policies = [ROW]
    policies = listed(opened)
    opened.wait(lambda: policies.findChildren(CheckBox))
    opened.desk.agency.policies = []

    async def refused(policy: str, *on: bool) -> None:
        del on
        raise InvalidInput("policy_unknown", id=policy)

    monkeypatch.setattr(opened.desk, way, refused)
    box = policies.findChildren(CheckBox if way == "switch_policy" else QToolButton)[0]
    assert isinstance(box, QAbstractButton)
    box.click()
    opened.wait(lambda: not policies.findChildren(CheckBox))


@pytest.mark.usefixtures("opened")
def test_a_policy_ends_on_this_computers_clock() -> None:
    """The day of the moment in universal time may be the one before, or after."""
    until = "2027-01-15T23:30:00.000Z"
    assert policy_text(replace(ROW, policy=replace(ROW.policy, until=until))).endswith(formats.moment(until))
