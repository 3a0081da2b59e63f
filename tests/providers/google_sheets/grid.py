"""Merged cells, as a colleague makes them."""

from __future__ import annotations

from crmdesk.sandbox.serve import Sandbox
from tests.contract.google_sheets import TAB
from tests.sandbox.sheets_http import SheetsHttp


class Grid:
    """A colleague who merges cells of the agency's sheet; rows and columns count from 0, columns go by their headings."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = SheetsHttp(sandbox)

    @property
    def headings(self) -> list[str]:
        return [str(one) for one in self.http.values(f"{TAB}!1:1")[0]]

    def column(self, heading: str) -> int:
        return self.headings.index(heading)

    def merge(self, top: int, bottom: int, left: int, right: int, kind: str = "MERGE_ALL") -> None:
        self.http.batch({"mergeCells": {"range": self._span(top, bottom, left, right), "mergeType": kind}})

    def down(self, heading: str, top: int, bottom: int) -> None:
        """Merge cells of one column."""
        at = self.column(heading)
        self.merge(top, bottom, at, at + 1)

    def part(self) -> None:
        self.http.batch({"unmergeCells": {"range": {"sheetId": 0}}})

    def write(self, row: int, *texts: str) -> None:
        cells = [{"userEnteredValue": {"stringValue": text}} for text in texts]
        start = {"sheetId": 0, "rowIndex": row, "columnIndex": 0}
        self.http.batch({"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue"}})

    @staticmethod
    def _span(top: int, bottom: int, left: int, right: int) -> dict[str, int]:
        return {
            "sheetId": 0,
            "startRowIndex": top,
            "endRowIndex": bottom,
            "startColumnIndex": left,
            "endColumnIndex": right,
        }
