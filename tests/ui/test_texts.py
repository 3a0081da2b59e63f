"""Words: every text is translated, nothing is written in a way that cannot be."""

from __future__ import annotations

import ast
import errno
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.field_texts import field_groups, field_label
from crmdesk.ui.option_texts import option_label

ROOT = Path(__file__).resolve().parent.parent.parent
UI = sorted((ROOT / "crmdesk" / "ui").rglob("*.py"))
TRANSLATIONS = ROOT / "resources" / "translations"


def test_error_texts_fill_in_what_the_error_knows() -> None:
    text = error_text("value_too_long", {"field": "sector", "limit": 255, "length": 300}).text
    assert text == "“Area” may have 255 characters; this text has 300."
    assert "…" in error_text("rate_limited", {}).text


@pytest.mark.parametrize(
    ("policy", "title"),
    [
        ("DAILY", "Quota used up"),
        ("BLOCKED", "Blocked for a while"),
        ("BURST", "The account asks to slow down"),
        ("", "The account asks to slow down"),
    ],
)
def test_a_day_that_is_spent_is_not_called_a_short_time(policy: str, title: str) -> None:
    text = error_text("rate_limited", {"policy": policy, "retry_after_s": 3600})
    assert (text.title, "short time" in text.text) == (title, policy in ("BURST", ""))
    assert "1\N{NO-BREAK SPACE}h" in text.text
    assert text.action == "retry"
    assert "nobody_knows" in error_text("nobody_knows", {}).text


def test_the_words_of_others_are_quoted() -> None:
    text = error_text("record_refused", {"vendor_words": "Invalid value."}).text
    assert text == "The account refused the record: “Invalid value”. Correct it and it is sent again."
    assert "(ZeroDivisionError, " in error_text("defect", {"reason": "ZeroDivisionError", "place": "x.py:1"}).text
    assert ": …. Choose" in error_text("file_not_writable", {"file": "a.csv", "reason": ""}).text


def test_what_the_system_says_is_told_in_our_words_whatever_language_it_speaks() -> None:
    said = {"file": "a.csv", "errno": errno.ENOENT, "reason": "Aucun fichier ou dossier de ce nom"}
    assert ": no such file or folder. Check" in error_text("file_not_readable", said).text
    rare = {"file": "a.csv", "errno": errno.ELOOP, "reason": "Trop de niveaux de liens symboliques"}
    assert ": “Trop de niveaux de liens symboliques”. Check" in error_text("file_not_readable", rare).text


def test_a_choice_that_several_accounts_call_alike_is_named_once() -> None:
    labels = '{"OPEN_DEAL": "Open deal", "Open": "Open deal"}'
    told = {"field": "status", "value": "x", "options": "new, OPEN_DEAL, Open", "labels": labels}
    assert error_text("value_not_an_option", told).text.count("Open deal") == 1


def test_an_id_of_ours_is_told_to_whoever_typed_it_alone() -> None:
    id = "01M80JY4VVK7X783BMQR9GCK28"
    assert id not in error_text("unknown_record", {"record": id}).text
    assert f"“{id}”" in error_text("unknown_record", {"record": id}, typed=True).text


def test_an_account_without_words_names_the_field() -> None:
    silent = {"vendor_words": "", "remote_field": "Stage"}
    assert (
        error_text("property_required", silent).text
        == "The account wants a value here: “Stage”. Enter one, and the record is sent."
    )
    spoken = silent | {"vendor_words": "Stage is needed."}
    assert (
        error_text("property_required", spoken).text
        == "The account wants a value here: “Stage is needed”. Enter one, and the record is sent."
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"vendor_words": "", "vendor_error": "invalid_client", "status": 200}, "“invalid_client”"),
        ({"vendor_words": " . ", "vendor_error": "", "status": 400}, "status 400"),
        ({"vendor_words": "No such code.", "vendor_error": "invalid_grant", "status": 400}, "“No such code”"),
    ],
)
def test_an_account_that_says_little_is_quoted_with_what_it_said(data: dict[str, object], words: str) -> None:
    assert f"the sign-in: {words}. What" in error_text("code_refused", data).text


def test_a_field_that_nothing_is_like_is_told_with_those_there_are() -> None:
    told = error_text("unknown_field", {"field": "kind", "kind": "note", "fields": ""}).text
    assert told.startswith("There is no field “kind” here. The fields are: body (")
    assert error_text("unknown_field", {"field": "kind"}).text == "There is no field “kind” here."


def test_a_title_that_asks_has_no_full_stop_behind_it() -> None:
    asked = error_text("which_account", {"field": "city"})
    assert asked.sentences.startswith("Which account? Several accounts hold another value of “City”")
    assert "crmdesk resolve" not in asked.text, "the window has no commands"
    assert "crmdesk resolve" in error_text("which_account", {"field": "city"}, typed=True).text
    assert error_text("held_elsewhere", {}).sentences.startswith("Already in another account. Another")


def test_a_scope_that_is_missing_is_named() -> None:
    said = {"vendor_words": "Scope and URL mismatch", "lacking": "users:read"}
    assert "“Scope and URL mismatch”. The access lacks users:read: an" in error_text("not_allowed", said).text
    assert "Ask its administrator" in error_text("not_allowed", said | {"lacking": ""}).text
    told = error_text("not_allowed", said | {"lacking": "", "objects": "deals, Notes"}).text
    assert told.startswith("The account does not allow this (Deal, Note): “Scope and URL mismatch”. Ask its")


def test_a_negotiator_who_is_refused_is_named() -> None:
    refused = {"vendor_words": "User not found", "owner_name": "Hélène Kermarec"}
    assert "does not take Hélène Kermarec as negotiator: “User not found”." in error_text("value_refused", refused).text
    assert "refused a value" in error_text("value_refused", refused | {"owner_name": ""}).text


def test_objects_that_an_account_hides_are_called_by_our_words() -> None:
    told = error_text("objects_not_shown", {"objects": "companies, Opportunity, Chantier__c"}).text
    assert told.startswith("The account does not show this access any more: Company, Deal, Chantier__c. ")


def test_a_port_is_no_quantity() -> None:
    assert "Port 42801 " in error_text("port_taken", {"port": 42801, "reason": "in use"}).text
    text = error_text("loopback_ports_taken", {"ports": [53682, 53683]}).text
    assert "53682, 53683" in text
    assert "[" not in text


def _forms(message: ET.Element) -> list[str]:
    """What a text is translated to: one form, or one for each plural."""
    translation = message.find("translation")
    assert translation is not None
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def _messages(language: str) -> list[tuple[str, ET.Element]]:
    root = ET.parse(TRANSLATIONS / f"crmdesk_{language}.ts").getroot()  # noqa: S314 - our own file
    return [
        (str(context.findtext("name")), message)
        for context in root.iter("context")
        for message in context.iter("message")
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_text_is_translated(language: str) -> None:
    unfinished = [
        (context, message.findtext("source"))
        for context, message in _messages(language)
        if message.find("translation[@type]") is not None or not all(_forms(message))
    ]
    assert not unfinished


@pytest.mark.parametrize("language", ["fr", "en"])
def test_placeholders_survive_translation(language: str) -> None:
    pattern = re.compile(r"\{\w+\}|%Ln|%n")
    broken = [
        (context, form)
        for context, message in _messages(language)
        for form in _forms(message)
        if sorted(pattern.findall(form)) != sorted(pattern.findall(str(message.findtext("source"))))
    ]
    assert not broken


def test_french_is_set_as_in_print() -> None:
    """A whole space before a colon and inside quotation marks, a narrow one before the other marks; neither ever breaks a line.

    Imprimerie nationale, Lexique des règles typographiques, "Ponctuation".
    """
    straight, colon, other = r"'", r"(?<=[^\u00a0])[:»](?!//|\d|mm|ss)|«(?!\u00a0)", r"(?<=[^\u202f])[;!?]"
    pattern = re.compile(f"{straight}|{colon}|{other}")
    assert not pattern.search("{a}\u00a0: «\u00a0b\u00a0»\u202f; c\u202f? 09:14, https://")
    for wrong in ("a\u202f: b", "a: b", "«\u202fb\u00a0»", "«\u00a0b »", "a\u00a0; b", "a ?", "l'an"):
        assert pattern.search(wrong), wrong
    assert [form for _, message in _messages("fr") for form in _forms(message) if pattern.search(form)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_files_hold_every_text_of_the_sources(language: str, tmp_path: Path) -> None:
    """What pyside6-lupdate finds now is what the file holds: run it again where this fails (docs: contributing)."""
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    fresh = tmp_path / "fresh.ts"
    subprocess.run([tool, "-locations", "none", *UI, "-ts", fresh], check=True, capture_output=True)
    root = ET.parse(fresh).getroot()  # noqa: S314 - made here
    found = {
        (context.findtext("name"), source.text) for context in root.iter("context") for source in context.iter("source")
    }
    held = {(context, message.findtext("source")) for context, message in _messages(language)}
    assert found == held


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_compiled_texts_are_those_of_the_file(language: str, tmp_path: Path) -> None:
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    fresh = tmp_path / "fresh.qm"
    subprocess.run([tool, TRANSLATIONS / f"crmdesk_{language}.ts", "-qm", fresh], check=True, capture_output=True)
    assert fresh.read_bytes() == (TRANSLATIONS / f"crmdesk_{language}.qm").read_bytes()


def test_plural_forms_are_asked_for_where_they_can_be_found() -> None:
    """pyside6-lupdate finds plural forms in ``tr`` only: ``translate`` with a number would stay English."""
    wrong = [f"{name}:{call.lineno}" for name, call in _calls("translate") if len(call.args) > 2]
    assert not wrong


def test_no_text_is_built_before_it_is_translated() -> None:
    """A name, an f-string or a sum inside tr() is never extracted."""
    wrong = [f"{name}:{call.lineno}" for name, call in _calls("tr") if not isinstance(call.args[0], ast.Constant)]
    assert not wrong


def _calls(method: str) -> list[tuple[str, ast.Call]]:
    """Every call of a method of that name in the window's sources, with its file."""
    return [
        (path.name, node)
        for path in UI
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == method
    ]


def test_every_field_and_option_has_a_word(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load("crmdesk_fr", str(TRANSLATIONS))
    QCoreApplication.installTranslator(translator)
    try:
        for kind in RECORD_KINDS:
            for spec in CATALOGUE[kind].values():
                assert field_label(spec.name) != spec.name
                for option in spec.options:
                    assert option_label(spec.name, option, spec.options) != option
    finally:
        QCoreApplication.removeTranslator(translator)


def test_a_lost_deal_is_not_written_as_a_lost_lead(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load("crmdesk_fr", str(TRANSLATIONS))
    QCoreApplication.installTranslator(translator)
    try:
        words = [option_label("status", "lost", CATALOGUE[kind]["status"].options) for kind in (Kind.LEAD, Kind.DEAL)]
        assert words == ["Perdu", "Perdue"]
        assert option_label("status", "New", CATALOGUE[Kind.LEAD]["status"].options) == "New", "a vendor's own value"
    finally:
        QCoreApplication.removeTranslator(translator)


def test_every_writable_field_can_be_reached_on_its_record() -> None:
    for kind in RECORD_KINDS:
        shown = {name for _, names in field_groups(kind) for name in names}
        writable = {spec.name for spec in CATALOGUE[kind].values() if not spec.read_only}
        assert writable == shown, kind


def test_no_dialog_is_executed() -> None:
    """A nested loop runs timers and tasks in the middle of its caller: ``await ask(dialog)`` instead."""
    pattern = re.compile(
        r"\.exec_?\(|QMessageBox\.(question|information|warning|critical)|QInputDialog\.get|processEvents"
    )
    found = [str(path) for path in UI if pattern.search(path.read_text(encoding="utf-8"))]
    assert not found


def test_only_the_tokens_name_a_colour_a_font_or_a_size() -> None:
    pattern = re.compile(
        r"#[0-9A-Fa-f]{6}\b|\brgba?\(|QColor\(\d|Qt\.GlobalColor\.(?!transparent)|setPointSize|\d+pt\b"
    )
    found = [
        f"{path.name}: {match.group()}"
        for path in UI
        if path.name != "tokens.py"
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found
