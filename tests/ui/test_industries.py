"""Industries are told in words; what was kept as a code stays one."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.ui.formats import value_text
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings

_SPEC = CATALOGUE[Kind.COMPANY]["industry"]


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("LEGAL_SERVICES", "Legal services", "Services juridiques"),
        ("REAL_ESTATE", "Real estate", "Immobilier"),
        ("SPACE_TRAVEL", "SPACE_TRAVEL", "SPACE_TRAVEL"),
        ("Notaires", "Notaires", "Notaires"),
    ],
)
def test_a_code_is_told_in_the_language_of_the_window(
    settings: UiSettings, value: str, english: str, french: str
) -> None:
    assert value_text(_SPEC, value) == english
    settings.language = Language.FRENCH
    assert value_text(_SPEC, value) == french


def test_an_editor_that_nobody_touched_gives_the_code_back(settings: UiSettings, qtbot: QtBot) -> None:
    settings.language = Language.FRENCH
    editor = TextEditor(_SPEC, "Secteur d’activité")
    qtbot.addWidget(editor)
    editor.set_value("LEGAL_SERVICES")
    assert editor.line.text() == "Services juridiques"
    assert editor.value() == "LEGAL_SERVICES"
    editor.line.setText("Notaires")
    assert editor.value() == "Notaires"
