"""import, export: every row accounted for, every value back as it was, no formula in a file."""

from __future__ import annotations

import csv
import errno
import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from crmdesk.commands.transfer import cells, importing
from crmdesk.commands.transfer.columns import columns_of
from crmdesk.domain.catalogue import CATALOGUE, field
from crmdesk.domain.errors import InvalidInput, StoreFault
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.store import editing
from tests.commands.conftest import Cli

VILE = '=HYPERLINK("http://evil.example")'


def rows_of(cli: Cli, kind: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row["fields"] for row in cli.do("records", kind, "--limit", "1000")["records"]}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_replica_comes_back_as_it_went_out(connected: Cli, tmp_path: Path, ending: str) -> None:
    vile = connected.new(
        "lead", f"last_name={VILE}", "first_name='=x", "city=-Nantes", 'tags=a "b";c', "description= \t=1+1\n@x",
        "asking_price=1234.56 CHF", "phone=+33639980236", "consent_email=given/form",
    )  # fmt: skip
    for kind in RECORD_KINDS:
        file = tmp_path / f"{kind.value}.{ending}"
        before = rows_of(connected, kind.value)
        assert connected.do("export", kind.value, str(file))["records"] == len(before)
        report = connected.do("import", kind.value, str(file))
        assert (report["unchanged"], report["rows"], report["errors"]) == (len(before), len(before), [])
        assert rows_of(connected, kind.value) == before
    assert connected.do("status")["pending"] == 1, "the new lead only"
    assert connected.fields("lead", vile)["last_name"] == VILE


def test_what_is_exported_in_one_profile_is_made_in_another(connected: Cli, tmp_path: Path) -> None:
    file = tmp_path / "companies.xlsx"
    connected.do("export", "company", str(file))
    there = rows_of(connected, "company")
    other = str(tmp_path / "other")
    report = connected.json("import", "company", str(file), "--profile", other).json
    assert report["created"] + report["failed"] == len(there)
    assert {bad["key"] for bad in report["errors"]} <= {"reference_unknown"}, "people and stages are not in the file"


def test_a_spreadsheet_runs_nothing(cli: Cli, tmp_path: Path) -> None:
    cli.new("lead", f"last_name={VILE}", "first_name= +x", "phone=+33639980236", "asking_price=300000")
    cli.do("export", "lead", str(tmp_path / "a.csv"))
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid;")
    (row,) = csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert (row["last_name"], row["first_name"], row["asking_price"]) == (f"'{VILE}", "'+x", "300000")
    assert row["phones"] == "06 39 98 02 36"
    cli.do("export", "lead", str(tmp_path / "a.xlsx"))
    header, values = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    found = dict(zip(header, values, strict=True))
    assert (found["last_name"], found["phones"], found["asking_price"]) == (VILE, "06 39 98 02 36", 300000.0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_separators_and_words(cli: Cli, tmp_path: Path, encoding: str, separator: str) -> None:
    file = tmp_path / "leads.csv"
    header = ["First name", "last_name", "Téléphone", "E-mail", "Lead_Type", "Prix demandé", "Inconnu"]
    row = ["Zoé", "L’Hénaff", "06 39 98 02 36", "Z@A.example", "Vendeur", "348 000", "x"]
    file.write_text(f"{separator.join(header)}\r\n{separator.join(row)}\r\n", encoding=encoding, newline="")
    report = cli.do("import", "lead", str(file))
    assert (report["created"], report["ignored"]) == (1, ["Inconnu"]), report
    (fields,) = rows_of(cli, "lead").values()
    assert (fields["first_name"], fields["last_name"], fields["lead_type"]) == ("Zoé", "L’Hénaff", "seller")
    assert fields["phones"][0]["value"] == "+33639980236"
    assert fields["asking_price"] == {"amount": "348000", "currency": "EUR"}


def test_bad_rows_are_named_and_good_ones_saved(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    lines = ["last_name;email;asking_price", "A;a@a.example;1", "B;nobody;2", "", ";;", "C;;abc", "D", "E;;5;6"]
    file.write_text("\n".join(lines), encoding="utf-8")
    tried = cli.json("import", "lead", str(file), "--dry-run")
    done = cli.json("import", "lead", str(file))
    assert tried.status == done.status == 1
    assert {**done.json, "dry_run": True} == tried.json
    report = done.json
    assert {name: report[name] for name in ("rows", "created", "failed")} == {"rows": 5, "created": 3, "failed": 2}
    assert [(bad["row"], bad["key"], bad["data"]["field"]) for bad in report["errors"]] == [
        (3, "value_not_email", "emails"),
        (6, "value_not_number", "asking_price"),
    ]
    assert sorted(fields["last_name"] for fields in rows_of(cli, "lead").values()) == ["A", "D", "E"]
    words = cli("import", "lead", str(file), "--dry-run").out
    assert "row 3: " in words
    assert "5 rows: 3 records made, " in words


At = Callable[[int, Callable[[], None]], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """Have something happen as a row is taken, so many rows behind the first."""
    create, taken = editing.create, itertools.count()

    def happens(row: int, what: Callable[[], None]) -> None:
        def made(*arguments: Any) -> Any:
            if next(taken) == row:
                what()
            return create(*arguments)

        monkeypatch.setattr(editing, "create", made)

    # A shell's background job begins with the signal ignored, and asyncio leaves it at that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield happens
    signal.signal(signal.SIGINT, before)


def ctrl_c() -> None:
    """Python handles it on its main thread, where the command runs."""
    os.kill(os.getpid(), signal.SIGINT)


def disk_full() -> None:
    raise StoreFault("disk_full", file="replica.db", folder="/profile", room_mb=100)


def names_file(folder: Path, rows: int) -> Path:
    file = folder / "leads.csv"
    file.write_text("\n".join(["last_name", *(f"Kervadec{number}" for number in range(rows))]), encoding="utf-8")
    return file


def test_an_import_that_is_interrupted_says_up_to_which_row_it_came(cli: Cli, tmp_path: Path, at: At) -> None:
    """Whoever began again with the whole file, as “Interrupted” advises, had the rows of before twice."""
    file = names_file(tmp_path, 2 * importing.BATCH + 50)
    at(importing.BATCH + 10, ctrl_c)
    done = cli("import", "lead", str(file))
    assert done.status == 1
    assert done.err == ""
    assert f"Stopped behind row {2 * importing.BATCH + 1}: " in done.out
    assert cli.do("records", "lead", "--limit", "1")["total"] == 2 * importing.BATCH


def test_an_import_that_is_interrupted_in_its_last_rows_is_whole(cli: Cli, tmp_path: Path, at: At) -> None:
    at(3, ctrl_c)
    report = cli.do("import", "lead", str(names_file(tmp_path, 5)))
    assert (report["created"], report["stopped"]) == (5, None)


def test_a_dry_run_that_is_interrupted_has_done_nothing(cli: Cli, tmp_path: Path, at: At) -> None:
    at(3, ctrl_c)
    cli.json("import", "lead", str(names_file(tmp_path, 5)), "--dry-run").failed("interrupted")


def test_an_import_that_the_disk_stops_says_up_to_which_row_it_came(cli: Cli, tmp_path: Path, at: At) -> None:
    at(importing.BATCH + 10, disk_full)
    done = cli.json("import", "lead", str(names_file(tmp_path, importing.BATCH + 50)))
    assert "/profile" in done.err
    assert (done.status, done.json["created"]) == (1, importing.BATCH)
    assert (done.json["stopped"]["row"], done.json["stopped"]["key"]) == (importing.BATCH + 1, "disk_full")
    assert cli.do("records", "lead", "--limit", "1")["total"] == importing.BATCH


@pytest.mark.parametrize(("row", "options"), [(3, []), (importing.BATCH + 10, ["--dry-run"])])
def test_an_import_that_the_disk_stops_before_anything_is_stored_has_failed(
    cli: Cli, tmp_path: Path, at: At, row: int, options: list[str]
) -> None:
    at(row, disk_full)
    cli.json("import", "lead", str(names_file(tmp_path, importing.BATCH + 50)), *options).failed("disk_full")
    assert cli.do("records", "lead")["total"] == 0


def test_a_dry_run_changes_nothing(cli: Cli, tmp_path: Path) -> None:
    lead = cli.new("lead", "last_name=A", "city=Nantes")
    file = tmp_path / "leads.csv"
    file.write_text(f"id;last_name;city\n{lead};A;\n;B;Rezé\n", encoding="utf-8")
    assert cli.do("import", "lead", str(file), "--dry-run")["updated"] == 1
    assert list(rows_of(cli, "lead")) == [lead]
    report = cli.do("import", "lead", str(file))
    assert (report["updated"], report["created"]) == (1, 1)
    assert cli.fields("lead", lead)["city"] is None, "an empty cell clears"


def test_cells_that_a_spreadsheet_made_numbers_and_dates(cli: Cli, tmp_path: Path) -> None:
    from datetime import date

    file = tmp_path / "deals.xlsx"
    workbook = xlsxwriter.Workbook(str(file))
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["name", "amount", "close_date"])
    sheet.write_row(1, 0, ["Vente", 1234.5])
    sheet.write_datetime(1, 2, date(2026, 11, 20), workbook.add_format({"num_format": "dd/mm/yyyy"}))
    workbook.close()
    assert cli.do("import", "deal", str(file))["created"] == 1
    (fields,) = rows_of(cli, "deal").values()
    assert (fields["amount"], fields["close_date"]) == ({"amount": "1234.5", "currency": "EUR"}, "2026-11-20")


@pytest.mark.parametrize(
    ("name", "content", "key", "status"),
    [
        ("a.doc", b"x", "file_type_unknown", 2),
        ("a.csv", b"", "file_empty", 1),
        ("a.csv", b"x;y\n1;2\n", "no_known_column", 1),
        ("a.csv", b"city;Ville\n1;2\n", "column_twice", 1),
        ("a.csv", b'city;last_name\n"open;2\n', "file_not_understood", 1),
        ("a.xlsx", b"no zip", "file_not_understood", 1),
    ],
)
def test_files_that_cannot_be_imported(
    cli: Cli, tmp_path: Path, name: str, content: bytes, key: str, status: int
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    cli.json("import", "lead", str(file)).failed(key, status)


@pytest.mark.parametrize("cell", [(1_048_575, 16_383), (1_048_575, 300), (200_000, 16_383)])
def test_a_cell_far_from_the_list_is_said_and_not_made_room_for(
    cli: Cli, tmp_path: Path, cell: tuple[int, int]
) -> None:
    """What reads a workbook asked for 500 GB, and the program ended without a word."""
    file = workbook_with(tmp_path, cell)
    found = cli.json("import", "lead", str(file)).failed("sheet_too_far")
    assert found == {"file": file.name, "rows": cell[0] + 1, "columns": cell[1] + 1}


@pytest.mark.parametrize("cell", [(5, 16_383), (3_000, 30), (1, 0)])
def test_a_list_that_is_only_long_or_wide_is_read(cli: Cli, tmp_path: Path, cell: tuple[int, int]) -> None:
    assert cli.do("import", "lead", str(workbook_with(tmp_path, cell)))["created"] == 1


def test_a_workbook_with_a_damaged_part_is_not_understood(cli: Cli, tmp_path: Path) -> None:
    file = workbook_with(tmp_path, (50, 0))
    content = bytearray(file.read_bytes())
    at = content.index(b"xl/worksheets/sheet1.xml") + len(b"xl/worksheets/sheet1.xml")
    content[at : at + 20] = b"\xff" * 20
    file.write_bytes(content)
    cli.json("import", "lead", str(file)).failed("file_not_understood")


def workbook_with(folder: Path, cell: tuple[int, int]) -> Path:
    """A list of one lead, and a blank cell somewhere."""
    file = folder / "leads.xlsx"
    workbook = xlsxwriter.Workbook(str(file))
    sheet = workbook.add_worksheet()
    sheet.write_string(*cell, " ")
    sheet.write_column(0, 0, ["last_name", "Kervadec"])
    workbook.close()
    return file


def test_paths_that_cannot_be_used(cli: Cli, tmp_path: Path) -> None:
    assert cli.json("import", "lead", str(tmp_path / "none.csv")).failed("file_not_readable")["errno"] == errno.ENOENT
    cli.json("import", "lead", str(tmp_path)).failed("file_type_unknown", 2)
    assert (
        cli.json("export", "lead", str(tmp_path / "no" / "such.csv")).failed("file_not_writable")["errno"]
        == errno.ENOENT
    )
    (tmp_path / "folder.csv").mkdir()
    cli.json("export", "lead", str(tmp_path / "folder.csv")).failed("file_not_writable")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".crmdesk")] == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_full_disk_leaves_no_fragment(tmp_path: Path, ending: str) -> None:
    code = f"""
import os, resource, signal
from pathlib import Path
from crmdesk.commands.transfer.sheets import new_sheet
from crmdesk.domain.errors import InvalidInput, StoreFault
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with new_sheet(Path({str(tmp_path / "leads")!r} + ".{ending}")) as sheet:
        for _ in range(4000):
            sheet.add([os.urandom(20).hex() for _ in range(6)])
except InvalidInput as error:
    print(error.key)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), list(tmp_path.iterdir())) == ("file_not_writable", []), done.stderr


def test_a_text_too_long_for_a_worksheet_is_not_cut(cli: Cli, tmp_path: Path) -> None:
    cli.new("note", f"body={'x' * 40_000}")
    file = tmp_path / "notes.xlsx"
    file.write_text("as it was")
    assert cli.json("export", "note", str(file)).failed("cell_too_long")["length"] == 40_000
    assert file.read_text() == "as it was"
    assert cli.do("export", "note", str(tmp_path / "notes.csv"))["records"] == 1


@pytest.mark.parametrize("text", ["=1", " =1", "'=1", "''+1", "'plain", "-", "@x", "\t=x", "plain", "'"])
def test_the_mark_of_a_formula_comes_off_again(text: str) -> None:
    assert cells.plain(cells.neutral(text)) == text
    assert cells.neutral(text)[0] not in "=+-@\t\r"


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        ("+33639980236", "06 39 98 02 36"),
        ("+41223456789", "00 41 22 34 56 78 9"),
        ("+12125550123", "00 12 12 55 50 12 3"),
        ("+262692123456", "00 26 26 92 12 34 56"),
        ("+447911123456", "00 44 79 11 12 34 56"),
        ("3217", "3217"),
        ("+331", "'+331"),
        ("+x(1)", "'+x(1)"),
    ],
)
def test_a_number_is_one_in_a_file_and_runs_nothing(number: str, cell: str) -> None:
    items = [{"value": number, "label": None, "primary": True}]
    spec = field(Kind.LEAD, "phones")
    assert cells.text_of(cells.written(spec, items)) == cell
    assert cells.read(spec, cells.plain(cell), items) == items


@pytest.mark.parametrize("number", ["9" * 5_000, "1234567890123456.5"])
def test_a_number_longer_than_a_spreadsheet_holds_stays_a_text(number: str) -> None:
    spec = field(Kind.LEAD, "property_rooms")
    assert cells.written(spec, number) == number


def test_labels_of_numbers_stay() -> None:
    present = [{"value": "+33639980236", "label": "mobile", "primary": True}]
    assert cells.read(field(Kind.LEAD, "phones"), "06 39 98 02 36", present) == present


def test_every_field_is_a_column_and_read_only_ones_are_left_out() -> None:
    for kind in RECORD_KINDS:
        names = list(CATALOGUE[kind])
        found = columns_of(kind, ["id", *names])
        assert [spec.name for spec in found.fields.values()] == [n for n in names if not CATALOGUE[kind][n].read_only]
        assert set(found.ignored) == {"created_at", "modified_at"}
    with pytest.raises(InvalidInput, match="column_twice"):
        columns_of(Kind.LEAD, ["phone", "phones"])
