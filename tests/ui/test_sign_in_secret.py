"""The application's secret has its line at every vendor: some administrators require one where the vendor itself does not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crmdesk.desk.vendors import OFFERED
from crmdesk.domain.signin import VendorInfo
from crmdesk.ui.sign_in.steps import HowStep
from tests.ui.conftest import Opened


@pytest.mark.parametrize("vendor", OFFERED, ids=lambda vendor: vendor.key)
def test_it_is_asked_for_and_goes_along(vendor: VendorInfo, opened: Opened, qtbot: QtBot) -> None:
    del opened
    step = HowStep(vendor, vendor.title, None)
    qtbot.addWidget(step)
    assert "Client secret" in [label.text() for label in step.findChildren(QLabel)]
    step.client_id.setText("4711")
    assert step.complete() is not vendor.needs_secret
    assert bool(step.secret.placeholderText()) is not vendor.needs_secret
    assert step.request().client_secret is None
    step.secret.setText("s3cret")
    assert step.complete()
    given = step.request().client_secret
    assert given is not None
    assert given.reveal() == "s3cret"
