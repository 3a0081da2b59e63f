"""What is read and written without Qt is what Qt reads and writes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QTranslator

from crmdesk.commands.compiled import compiled_texts
from crmdesk.commands.figures import decimal, moment, number, percent
from crmdesk.commands.texts import counted
from crmdesk.paths import resources

LOCALES = {
    "fr_FR.UTF-8": QLocale(QLocale.Language.French, QLocale.Country.France),
    "en_GB.UTF-8": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> QLocale:
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", request.param)
    return LOCALES[request.param]


def test_compiled_texts_are_read_as_qt_reads_them() -> None:
    file = resources() / "translations" / "crmdesk_fr.qm"
    found = compiled_texts(file)
    qt = QTranslator()
    assert qt.load(str(file))
    plain = {key: text for key, text in found.items() if "%Ln" not in key[1] and "%n" not in key[1]}
    assert len(plain) > 1000
    assert {key: qt.translate(*key) for key in plain} == plain


def test_another_file_holds_no_compiled_texts(tmp_path: Path) -> None:
    (tmp_path / "x.qm").write_bytes(b"no texts")
    with pytest.raises(ValueError, match="no compiled texts"):
        compiled_texts(tmp_path / "x.qm")


@pytest.mark.parametrize("value", [0, 12, 999, 1000, 1234567])
def test_numbers(locale: QLocale, value: int) -> None:
    assert number(value) == locale.toString(value)
    assert decimal(value + 0.25, 2) == locale.toString(value + 0.25, "f", 2)


@pytest.mark.parametrize("month", range(1, 13))
def test_moments(locale: QLocale, month: int) -> None:
    then = datetime(2001, month, 9, 14, 5).astimezone()
    said = moment(then.astimezone(UTC).isoformat())
    assert said == f"{locale.toString(QDate(2001, month, 9), 'd MMM yyyy')}, 14:05"


def test_this_year_goes_without_saying(locale: QLocale) -> None:
    now = datetime.now(UTC)
    assert str(now.astimezone().year) not in moment(now.isoformat())
    assert moment(None) == "–"


def test_nought_is_singular_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = "{n} conflict decided", "{n} conflicts decided"
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert [counted(*forms, n) for n in (0, 1, 2)] == [forms[1].format(n=0), forms[0].format(n=1), forms[1].format(n=2)]
    assert percent(0.5) == "50%"
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert [counted(*forms, n) for n in (0, 1, 2)] == ["0 conflit tranché", "1 conflit tranché", "2 conflits tranchés"]
    assert percent(0.5) == "50\u00a0%"
