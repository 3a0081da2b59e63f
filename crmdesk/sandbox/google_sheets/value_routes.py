"""Reading and writing values by range (sections 2.2 and 2.3)."""

from __future__ import annotations

from typing import Any

from crmdesk.sandbox.google_sheets.account import EMAIL
from crmdesk.sandbox.google_sheets.calls import READ, ROUTES, WRITE, Call, ok
from crmdesk.sandbox.google_sheets.entering import typed
from crmdesk.sandbox.google_sheets.errors import ApiError, bad_argument, protected
from crmdesk.sandbox.google_sheets.ranges import Area, area, letters, limits, messages
from crmdesk.sandbox.google_sheets.rendering import values
from crmdesk.sandbox.google_sheets.tags import filtered
from crmdesk.sandbox.messages import JsonObject, Reply

RENDERS = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
DATES = ("SERIAL_NUMBER", "FORMATTED_STRING")
INPUTS = ("", "RAW", "USER_ENTERED")
SHEET = "/v4/spreadsheets/{id}"


@ROUTES.serves("GET", f"{SHEET}/values/{{range}}", READ)
def get(call: Call) -> Reply:
    """``values.get``."""
    return ok(_read(call, area(call.document, call.values["range"]), None))


@ROUTES.serves("GET", f"{SHEET}/values/:batchGet", READ)
def batch_get(call: Call) -> Reply:
    """``values.batchGet``."""
    areas = [area(call.document, text) for name, text in call.request.query if name == "ranges"]
    return ok({"spreadsheetId": call.document.id, "valueRanges": [_read(call, one, None) for one in areas]})


@ROUTES.serves("POST", f"{SHEET}/values/:batchGetByDataFilter", READ, needs_write=True)
def batch_get_filtered(call: Call) -> Reply:
    """``values.batchGetByDataFilter``."""
    found = [
        {"valueRange": _read(call, one, call.body), "dataFilters": [raw]}
        for raw in call.listed("dataFilters")
        for one in filtered(call, raw)
    ]
    return ok({"spreadsheetId": call.document.id, "valueRanges": found})


@ROUTES.serves("PUT", f"{SHEET}/values/{{range}}", WRITE)
def update(call: Call) -> Reply:
    """``values.update``."""
    where = area(call.writable(), call.values["range"])
    named = call.body.get("range")
    if named is not None and area(call.document, str(named)) != where:
        text = call.values["range"]
        raise bad_argument(f"Requested writing within range [{text}], but tried writing to {named}")
    _check(call, where, call.body, None)
    return ok(_write(call, where, call.body, None))


@ROUTES.serves("POST", f"{SHEET}/values/:batchUpdate", WRITE)
def batch_update(call: Call) -> Reply:
    """``values.batchUpdate``: all or nothing."""
    jobs = [(_named(call, raw, at), raw) for at, raw in enumerate(messages(call.body, "data"))]
    return ok(_written(call, [(where, raw, None) for where, raw in jobs]))


@ROUTES.serves("POST", f"{SHEET}/values/:batchUpdateByDataFilter", WRITE)
def batch_update_filtered(call: Call) -> Reply:
    """``values.batchUpdateByDataFilter``."""
    jobs = [
        (where, raw, raw.get("dataFilter"))
        for raw in messages(call.body, "data")
        for where in filtered(call, raw.get("dataFilter"))
    ]
    return ok(_written(call, jobs))


@ROUTES.serves("POST", f"{SHEET}/values/{{range}}/:append", WRITE)
def append(call: Call) -> Reply:
    """``values.append``: below the table that the range touches, as the vendor guesses it (section 0)."""
    where, before = area(call.writable(), call.values["range"]), call.document.snapshot()
    try:
        return ok(_appended(call, where))
    except ApiError:
        call.document.restore(before)
        raise


def _appended(call: Call, where: Area) -> JsonObject:
    """Append, and let the grid grow for it (section 2.3). Raises `ApiError`, and may have inserted rows then."""
    tab, rows = where.tab, _rows(call.body)
    insert = call.chosen("insertDataOption", "OVERWRITE", "INSERT_ROWS") == "INSERT_ROWS"
    table = _table(where)
    top, left = (where.top, where.left) if table is None else (table.end_row, table.left)
    if insert and table is not None:
        tab.insert("ROWS", top, len(rows))
    tab.insert("ROWS", len(tab.rows), max(0, top + len(rows) - len(tab.rows)))
    width = max((len(row) for row in rows), default=1)
    tab.insert("COLUMNS", len(tab.columns), max(0, left + width - len(tab.columns)))
    target = Area(tab, top, top + len(rows), left, left + width)
    _check(call, target, call.body, None)
    found = {"spreadsheetId": call.document.id, "updates": _write(call, target, call.body, None)}
    return found if table is None else {**found, "tableRange": table.name}


@ROUTES.serves("POST", f"{SHEET}/values/{{range}}/:clear", WRITE)
def clear(call: Call) -> Reply:
    """``values.clear``."""
    where = area(call.writable(), call.values["range"])
    _clear(call, [where])
    return ok({"spreadsheetId": call.document.id, "clearedRange": where.name})


@ROUTES.serves("POST", f"{SHEET}/values/:batchClear", WRITE)
def batch_clear(call: Call) -> Reply:
    """``values.batchClear``."""
    areas = [area(call.writable(), str(text)) for text in call.listed("ranges")]
    _clear(call, areas)
    return ok({"spreadsheetId": call.document.id, "clearedRanges": [one.name for one in areas]})


@ROUTES.serves("POST", f"{SHEET}/values/:batchClearByDataFilter", WRITE)
def batch_clear_filtered(call: Call) -> Reply:
    """``values.batchClearByDataFilter``."""
    call.writable()
    areas = [one for raw in call.listed("dataFilters") for one in filtered(call, raw)]
    _clear(call, areas)
    return ok({"spreadsheetId": call.document.id, "clearedRanges": [one.name for one in areas]})


def _named(call: Call, raw: Any, at: int) -> Area:
    try:
        return area(call.writable(), str(raw.get("range", "")))
    except ApiError as error:
        raise bad_argument(f"Invalid data[{at}]: {error}") from None


def _read(call: Call, where: Area, body: JsonObject | None) -> JsonObject:
    render = call.chosen("valueRenderOption", *RENDERS, body=body)
    dates = call.chosen("dateTimeRenderOption", *DATES, body=body)
    major = call.chosen("majorDimension", "ROWS", "COLUMNS", body=body)
    found = values(call.document, where, render, dates)
    if major == "COLUMNS":
        width = max((len(row) for row in found), default=0)
        found = [[row[at] if at < len(row) else "" for row in found] for at in range(width)]
        for column in found:
            while column and column[-1] == "":
                column.pop()
    answer: JsonObject = {"range": where.name, "majorDimension": major}
    return answer | ({"values": found} if found else {})


def _rows(body: JsonObject) -> list[list[Any]]:
    found = body.get("values") or []
    if not isinstance(found, list) or not all(isinstance(row, list) for row in found):
        raise bad_argument("Invalid value at 'data.values'")
    major = body.get("majorDimension") or "ROWS"
    if major not in ("ROWS", "COLUMNS", "DIMENSION_UNSPECIFIED"):
        raise bad_argument("Invalid value at 'data.majorDimension'")
    if major == "COLUMNS":
        height = max((len(column) for column in found), default=0)
        return [[column[at] if at < len(column) else None for column in found] for at in range(height)]
    return found


def _body(call: Call) -> JsonObject | None:
    """Where the options of a write are: in the body of a batch, otherwise in the query."""
    return call.body if call.request.segments[-1].startswith("values:") else None


def _input(call: Call) -> Any:
    """How values are entered, as far as the request says it where it has to (section 2.3)."""
    body = _body(call)
    return call.request.first("valueInputOption") if body is None else body.get("valueInputOption")


def _check(call: Call, where: Area, body: JsonObject, at: int | None, *, exact: bool = False) -> None:
    """Everything is judged before anything is written; ``exact``: also a single cell is a range. Raises `ApiError`."""
    tab, rows = where.tab, _rows(body)
    before = "" if at is None else f"Invalid data[{at}]: "
    option = _input(call)
    if option not in INPUTS or not option:
        raise bad_argument("'valueInputOption' is required but not specified")
    height, width = len(rows), max((len(row) for row in rows), default=0)
    if where.top + height > len(tab.rows) or where.left + width > len(tab.columns):
        raise bad_argument(f"{before}Range ({where.name}) exceeds grid limits. {limits(tab)}")
    if (exact or not where.single) and (height > where.end_row - where.top or width > where.end_column - where.left):
        last = f"{letters(where.left + width - 1)}{where.top + height}"
        raise bad_argument(f"{before}Requested writing within range [{where.name}], but tried writing to cell [{last}]")
    for row, cells in enumerate(rows, where.top):
        for column, value in enumerate(cells, where.left):
            if isinstance(value, list | dict):
                raise bad_argument(f"{before}Invalid values[{row - where.top}][{column - where.left}]")
            if value is not None:
                check_cell(call, where, row, column, value)


def check_cell(call: Call, where: Area, row: int, column: int, value: Any) -> None:
    """Whether a cell may take a value. Raises `ApiError`."""
    most = int(call.account.traits["cell_limit"])
    if isinstance(value, str) and len(value) > most:
        raise bad_argument(f"Your input contains more than the maximum of {most} characters in a single cell.")
    for one in where.tab.protections:
        if not one.lets(EMAIL, call.document.role) and one.covers(row, column):
            raise protected()


def _written(call: Call, jobs: list[tuple[Area, JsonObject, Any]]) -> JsonObject:
    for at, (where, raw, choice) in enumerate(jobs):
        _check(call, where, raw, at, exact=choice is not None)
    responses = [_write(call, where, raw, choice) for where, raw, choice in jobs]
    totals = {f"total{name}": sum(one.get(name[0].lower() + name[1:], 0) for one in responses)
              for name in ("UpdatedRows", "UpdatedColumns", "UpdatedCells")}  # fmt: skip
    tabs = len({id(where.tab) for where, _, _ in jobs})
    return {"spreadsheetId": call.document.id, **totals, "totalUpdatedSheets": tabs, "responses": responses}


def _write(call: Call, where: Area, body: JsonObject, choice: Any) -> JsonObject:
    tab, rows = where.tab, _rows(body)
    parsed = _input(call) == "USER_ENTERED"
    touched = [
        (row, column, value)
        for row, cells in enumerate(rows, where.top)
        for column, value in enumerate(cells, where.left)
        if value is not None
    ]
    for row, column, value in touched:
        if parsed and isinstance(value, str):
            typed(value, tab, row, column, call.document.locale)
        else:
            tab.put(row, column, None if value == "" else value)
    call.changed()
    width = max((len(row) for row in rows), default=1)
    target = Area(tab, where.top, where.top + max(len(rows), 1), where.left, where.left + max(width, 1))
    answer: JsonObject = {"spreadsheetId": call.document.id, "updatedRange": target.name}
    if choice is not None:
        answer = {"updatedRange": target.name, "dataFilter": choice}
    for name, count in (
        ("updatedRows", len({row for row, _, _ in touched})),
        ("updatedColumns", len({column for _, column, _ in touched})),
        ("updatedCells", len(touched)),
    ):
        answer |= {name: count} if count else {}
    from_body, name = _body(call), "includeValuesInResponse"
    if call.request.flag(name) if from_body is None else from_body.get(name) is True:
        render = call.chosen("responseValueRenderOption", *RENDERS, body=from_body)
        dates = call.chosen("responseDateTimeRenderOption", *DATES, body=from_body)
        held = values(call.document, target, render, dates)
        answer["updatedData"] = {"range": target.name, "majorDimension": "ROWS"} | ({"values": held} if held else {})
    return answer


def _clear(call: Call, areas: list[Area]) -> None:
    cells = [
        (one, row, column)
        for one in areas
        for row in range(one.top, min(one.end_row, one.tab.used()[0]))
        for column in range(one.left, min(one.end_column, one.tab.used()[1]))
    ]
    for one, row, column in cells:
        check_cell(call, one, row, column, "")
    for one, row, column in cells:
        one.tab.put(row, column, None)
    call.changed()


def _table(where: Area) -> Area | None:
    """The block of filled cells around the first one inside a range; None: there is none in it."""
    tab = where.tab
    used_rows, used_columns = tab.used()

    def filled(rows: range, columns: range) -> bool:
        return any((cell := tab.cell(row, column)) is not None and not cell.empty for row in rows for column in columns)

    right = min(where.end_column, used_columns)
    starts = [
        row
        for row in range(where.top, min(where.end_row, used_rows))
        if filled(range(row, row + 1), range(where.left, right))
    ]
    if not starts:
        return None
    top = bottom = starts[0]
    left, right = where.left, max(right, where.left + 1)
    while top > 0 and filled(range(top - 1, top), range(left, right)):
        top -= 1
    while bottom + 1 < used_rows and filled(range(bottom + 1, bottom + 2), range(left, right)):
        bottom += 1
    while left > 0 and filled(range(top, bottom + 1), range(left - 1, left)):
        left -= 1
    while right < used_columns and filled(range(top, bottom + 1), range(right, right + 1)):
        right += 1
    while right - 1 > left and not filled(range(top, bottom + 1), range(right - 1, right)):
        right -= 1
    return Area(tab, top, bottom + 1, left, right)
