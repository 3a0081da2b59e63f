"""Notices: every key has words with the account and the values, the record panel and the synchronisation page show them."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crmdesk.domain.events import ChangeSet
from crmdesk.domain.values import Value
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.sync import differing, outgoing, plan, wording
from crmdesk.ui.notice_texts import NOTICES as WORDS
from crmdesk.ui.notice_texts import notice_text
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.theme import tokens
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button, Label
from tests.ui.canned_notices import NOTICES
from tests.ui.conftest import Opened

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.usefixtures("settings")]
ENGINE = Path(plan.__file__).parent
BY_KEY = {each.key: each for each in NOTICES}


def _constants(module: ast.Module) -> dict[str, str]:
    """The names that a module gives to texts."""
    return {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _written() -> tuple[set[str], list[str]]:
    """Every key that the engine writes, and the places where no key can be read."""
    paths = [*sorted(ENGINE.glob("*.py")), ENGINE.parent / "store" / "notices.py"]
    modules = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    constants = {name: text for module in modules.values() for name, text in _constants(module).items()}
    keys, unread = set(), []
    for file, module in modules.items():
        for node in ast.walk(module):
            key: ast.expr | None = None
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Notice":
                key = node.args[3]
            elif (
                isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Subscript)
                and getattr(node.targets[0].value, "id", "") == "notices"
            ):
                key = node.value
            if isinstance(key, ast.Constant):
                keys.add(str(key.value))
            elif isinstance(key, ast.Name | ast.Attribute) and (name := ast.unparse(key).split(".")[-1]) in constants:
                keys.add(constants[name])
            elif key is not None:
                unread.append(f"{file}: {ast.unparse(key)}")
    return keys, unread


def test_every_key_that_the_engine_writes_has_words() -> None:
    keys, unread = _written()
    assert unread == ["reconcile.py: key"], "the plan's own, whose keys are found where they are put into it"
    assert keys >= {differing.NOT_THERE, outgoing.NEVER_BLANK, wording.NO_WORD, "lists_merged"}, "the search finds less"
    assert keys == WORDS.keys() == BY_KEY.keys()


def test_the_words_name_the_account_and_the_values() -> None:
    texts = {key: notice_text(row).whole for key, row in BY_KEY.items()}
    for key, row in BY_KEY.items():
        assert row.account in texts[key], key
        assert "{" not in texts[key], key
    assert texts["stored_otherwise"] == "Salesforce stored “Saint-Germain” instead of “Saint-Germain-en-Laye”."
    assert "no word for “To call back”" in texts["word_not_there"]
    assert "mapping 'HubSpot Lyon' set contacts lead status --pair WORD=to_call_back" in texts["word_not_there"]
    several = replace(
        BY_KEY["word_not_there"], field="tags", data={**BY_KEY["word_not_there"].data, "value": ["Garage", "Loft"]}
    )
    assert notice_text(several).whole.endswith("--pair WORD=Garage --pair WORD=Loft")
    assert "which holds “Web”" in texts["not_writable_there"]
    not_there = BY_KEY["reference_not_there"]
    assert "stands for this value" in texts["reference_not_there"]
    assert "only contacts" in notice_text(replace(not_there, data={"elsewhere": True})).text
    assert "“348,000\u00a0CHF”" in texts["currency_not_there"]


def test_the_words_are_french_in_french(opened: Opened, settings: UiSettings) -> None:
    del opened
    settings.language = Language.FRENCH
    text = notice_text(BY_KEY["stored_otherwise"]).text
    assert (
        text == "Salesforce a enregistré «\u00a0Saint-Germain\u00a0» à la place de «\u00a0Saint-Germain-en-Laye\u00a0»."
    )


def test_long_values_are_cut_to_where_they_differ() -> None:
    text = "Bel appartement avec balcon. " * 20
    row = replace(BY_KEY["stored_otherwise"], field="description", data={"stored": text}, agreed=f"{text}Quatre pièces")
    told = notice_text(row).text
    assert "Quatre pièces" in told
    assert len(told) < 220


@pytest.mark.parametrize(
    ("field", "stored", "agreed", "words"),
    [
        (
            "last_contact_at",
            "2026-01-02T10:00:05.000Z",
            "2026-01-02T10:00:07.000Z",
            "Salesforce stored “2 Jan, 10:00:05” instead of “2 Jan, 10:00:07”.",
        ),
        (
            "phones",
            [{"value": "+33240123456", "label": "work", "primary": True}],
            [{"value": "+33240123456", "label": "mobile", "primary": True}],
            "Salesforce stored “02 40 12 34 56 (work)” instead of “02 40 12 34 56 (mobile)”.",
        ),
        (
            "description",
            "Rappeler.\nDemain.",
            "Rappeler. Demain.",
            "Salesforce stored “Rappeler. ¶ Demain.” instead of “Rappeler. Demain.”.",
        ),
        (
            "tags",
            ["a", "b, c"],
            ["a, b", "c"],
            "Salesforce stored this value in another form: “a, b, c”.",
        ),
        ("owner", "U9", "U1", "Salesforce stored another value than this one."),
    ],
)
def test_what_would_be_adopted_is_told_where_both_read_alike(
    field: str, stored: Value, agreed: Value, words: str
) -> None:
    row = replace(BY_KEY["stored_otherwise"], field=field, data={"stored": stored}, agreed=agreed)
    assert notice_text(row).text.replace("\u00a0", " ").replace("\u202f", " ") == words


def test_a_key_of_another_version_is_told_all_the_same() -> None:
    assert "(quite_new)" in notice_text(replace(BY_KEY["lists_merged"], key="quite_new")).text


def _shown(place: QWidget) -> list[str]:
    return [label.text() for label in place.findChildren(Label) if label.property("role") == "muted"]


def test_the_record_panel_shows_a_notice_under_its_field(opened: Opened) -> None:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 17)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    told = notice_text(BY_KEY["stored_otherwise"])
    summary = page.panel.summary
    assert told.text not in _shown(summary.row("city"))

    _tell(opened, [BY_KEY["stored_otherwise"], BY_KEY["never_blank_there"]])
    opened.wait(lambda: told.text in _shown(summary.row("city")))
    assert told.text in summary.row("city").button.accessibleDescription()
    opened.wait(lambda: summary.row("job_title").isVisibleTo(summary))  # a blank field with a notice is shown
    assert told.text not in _shown(summary.row("street"))

    _tell(opened, [])
    opened.wait(lambda: told.text not in _shown(summary.row("city")))


def test_a_long_word_in_a_notice_makes_the_panel_no_wider(opened: Opened) -> None:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 17)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    row = page.panel.summary.row("city")
    short = replace(BY_KEY["stored_otherwise"], data={"stored": "a"}, agreed="b")
    _tell(opened, [short])
    opened.wait(lambda: notice_text(short).text in _shown(row))
    opened.wait(lambda: row.minimumSizeHint().width() >= _buttons(row)[0].minimumSizeHint().width())
    opened.wait(lambda: row.minimumSizeHint().height() > 60)
    before = row.minimumSizeHint().width()
    told = replace(BY_KEY["stored_otherwise"], data={"stored": "a" * 55}, agreed="b" * 55)
    _tell(opened, [told])
    opened.wait(lambda: notice_text(told).text in _shown(row))
    opened.wait(lambda: row.minimumSizeHint().height() > 0)
    assert row.minimumSizeHint().width() <= before + tokens.ICON + 2 * tokens.GAP


def _tell(opened: Opened, notices: list[NoticeRow]) -> None:
    """There are other notices: a write says so, as about any change of a record."""
    opened.desk.agency.notices = notices
    opened.bridge.post(ChangeSet(records=frozenset({"L01"}), pending=True))


def test_the_synchronisation_page_lists_notices_where_there_are_any(opened: Opened) -> None:
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    tables = page.tables
    opened.wait(tables.table.rows.rowCount)
    assert not tables.tabs.isTabVisible(3)

    _tell(opened, NOTICES)
    opened.wait(lambda: tables.tabs.isTabVisible(3))
    tables.tabs.setCurrentIndex(3)
    assert tables.table.rows.rowCount() == len(NOTICES)
    line = tables.table.rows.line(0)
    assert line.texts[1] == "M. Karim Benali"
    assert line.texts[3] == notice_text(NOTICES[0]).whole

    _tell(opened, [])
    opened.wait(lambda: not tables.tabs.isTabVisible(3))
    assert tables.tabs.currentIndex() != 3

    asked: list[str] = []
    opened.window.bench.open_record.connect(asked.append)
    tables.opened.emit(line.key)
    assert asked == ["L01"]


def test_the_synchronisation_page_adopts_what_an_account_stored(opened: Opened) -> None:
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    _tell(opened, NOTICES)
    tables = page.tables
    opened.wait(lambda: tables.tabs.isTabVisible(3))
    tables.tabs.setCurrentIndex(3)
    lines = [tables.table.rows.line(number) for number in range(len(NOTICES))]
    assert [line.action for line in lines] == ["Adopt", *[""] * (len(NOTICES) - 1)]
    tables.table.setFocus()
    tables.table.setCurrentIndex(tables.table.rows.index(0, 1))
    QTest.keyClick(tables.table, Qt.Key.Key_Space)
    opened.wait(lambda: tables.table.rows.rowCount() == len(NOTICES) - 1)
    assert ("adopt", "L01", "city", "connection-Salesforce", "Saint-Germain") in opened.desk.calls
    opened.wait(lambda: opened.window.message_bar.text == "City: “Saint-Germain”, as in Salesforce.")


def test_a_notice_that_is_no_longer_true_says_so_and_goes(opened: Opened) -> None:
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    _tell(opened, NOTICES)
    tables = page.tables
    opened.wait(lambda: tables.tabs.isTabVisible(3))
    opened.desk.agency.notices = NOTICES[1:]
    tables.acted.emit(NOTICES[0])
    opened.wait(lambda: "nothing left to adopt" in opened.window.message_bar.text)
    tables.tabs.setCurrentIndex(3)
    opened.wait(lambda: tables.table.rows.rowCount() == len(NOTICES) - 1)


def test_the_record_panel_adopts_what_an_account_stored(opened: Opened) -> None:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    opened.wait(lambda: page.model.rowCount() == 17)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    _tell(opened, [BY_KEY["stored_otherwise"], BY_KEY["never_blank_there"]])
    row = page.panel.summary.row("city")
    opened.wait(lambda: bool(_buttons(row)))
    assert not _buttons(page.panel.summary.row("job_title"))
    (button,) = _buttons(row)
    row.relive()
    assert _buttons(row) == [button], "whoever is on it with the keyboard stays on it"
    assert button.accessibleName() == f"Adopt: {notice_text(BY_KEY['stored_otherwise']).text}"
    button.click()
    opened.wait(lambda: not _buttons(row))
    assert ("adopt", "L01", "city", "connection-Salesforce", "Saint-Germain") in opened.desk.calls


def _buttons(row: QWidget) -> list[Button]:
    return [each for each in row.findChildren(Button) if each.text() == "Adopt"]
