"""Policies in the window: made from a conflict, listed and switched in the settings."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.store.queries.policies import PolicyRow
from crmdesk.ui.conflicts.policy_dialog import PolicyDialog
from crmdesk.ui.settings.policies import PolicyList, policy_text
from crmdesk.ui.widgets.switches import CheckBox
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
    assert (policy.way, policy.until) == (Way.ASK, None)


def test_only_ways_that_fit_the_field_are_offered(dialog: PolicyDialog) -> None:
    for at in range(dialog.field.count()):
        dialog.field.setCurrentIndex(at)
        ways = {dialog.way.itemData(number) for number in range(dialog.way.count())}
        assert Way.ASK in ways
        assert Way.PREFER not in ways
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
