"""Which sheet a connection is bound to, and the sheet before its columns are known.

A person names a spreadsheet at sign-in; where they do not, crmdesk makes one. The account is the sheet: whoever signs in
may read it or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.domain.errors import InvalidInput, PermissionLost, VendorNonsense, WrongAccount
from crmdesk.domain.signin import LifeStage
from crmdesk.providers.base import Account, ConnectionSettings, Grant, MissingProperty, Schema
from crmdesk.providers.google_sheets.api import Api, Body, Place, inside
from crmdesk.providers.google_sheets.layout import LOOKED_AT, Pins, layout_of
from crmdesk.providers.google_sheets.metadata import Metadata
from crmdesk.providers.google_sheets.oauth import SCOPE
from crmdesk.providers.google_sheets.rows import RowReader
from crmdesk.providers.google_sheets.sheet import FRANCE, Sheet, sheet_id, sheets_of, title_of

TITLE, SHEET_TITLE = "crmdesk – prospects", "Prospects"
TIME_ZONE = "Europe/Paris"

_ADDRESS = re.compile(
    r"https://docs\.google\.com/(?:a/[^/]+/)?spreadsheets/(?:u/[0-9]+/)?d/([A-Za-z0-9_-]{10,200})(?:[/?#].*)?"
)
_BARE = re.compile(r"([A-Za-z0-9_-]{10,200})(?:#.*)?")
_SHEET = re.compile(r"[?#&]gid=([0-9]{1,10})")


@dataclass(frozen=True, slots=True)
class Document:
    """What a person named: a spreadsheet, and one of its sheets where the address says which."""

    spreadsheet: str
    sheet: int | None = None

    @classmethod
    def of(cls, text: str) -> Document:
        """From an address or an id. Raises InvalidInput(``document_unusable``)."""
        written = text.strip()
        found = _ADDRESS.fullmatch(written) or _BARE.fullmatch(written)
        if found is None:
            raise InvalidInput("document_unusable", field="document")
        sheet = _SHEET.search(written)
        return cls(found[1], None if sheet is None else int(sheet[1]))


def place_of(account: Account) -> Place:
    """The sheet of an account."""
    named = Document.of(account.id)
    return Place(named.spreadsheet, named.sheet or 0)


class GoogleSheetsSetup:
    """The account before its schema is known (``base.Setup``).

    Made of an address that is none it raises InvalidInput(``document_unusable``), before anything is asked.
    """

    def __init__(self, api: Api, settings: ConnectionSettings, grant: Grant) -> None:
        self._api = api
        self._named = None if settings.document is None else Document.of(settings.document)
        self._grant = grant
        self._found: Sheet | None = None

    async def account(self) -> Account:
        """The sheet that was named, or one that is made now.

        Raises PermissionLost where access to spreadsheets was not given, WrongAccount.
        """
        if self._grant.scopes and SCOPE not in self._grant.scopes:
            raise PermissionLost("access_unticked", lacking=SCOPE)
        named = self._named
        if named is None:
            content = await self._api.create(_NEW)
            named = Document(str(content.get("spreadsheetId") or ""))
        else:
            content = await self._api.structure(named.spreadsheet)
        sheets = sheets_of(content)
        if not named.spreadsheet or not sheets:
            raise VendorNonsense("account_not_named")
        sheet = await self._chosen(named, sheets)
        place = Place(named.spreadsheet, sheet_id(sheet))
        self._found = Sheet(self._api, place, RowReader({}))
        title, own = title_of(inside(content, "properties")) or TITLE, title_of(sheet)
        id = f"{place.spreadsheet}#gid={place.sheet}"
        granted = frozenset(self._grant.scopes)
        return Account(id, f"{title} – {own}" if len(sheets) > 1 else title, granted=granted, document=id)

    async def describe(self) -> Schema:
        """The sheet's columns."""
        return await (await self._metadata()).describe()

    def missing(self, schema: Schema) -> Sequence[MissingProperty]:
        """The columns that crmdesk would have to make."""
        return Metadata.missing(schema)

    def stages(self, schema: Schema) -> Sequence[LifeStage]:
        """None: every row is a lead."""
        return []

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Make them."""
        await (await self._metadata()).create_missing(wanted)

    async def _metadata(self) -> Metadata:
        if self._found is None:
            await self.account()
        assert self._found is not None
        return Metadata(self._found)

    async def _chosen(self, named: Document, sheets: Sequence[Body]) -> Body:
        """The sheet that the address names; else the first one with headings, else the first one."""
        if named.sheet is not None:
            chosen = next((each for each in sheets if sheet_id(each) == named.sheet), None)
            if chosen is None:
                raise WrongAccount("sheet_missing")
            return chosen
        if len(sheets) > 1:
            heads = await self._api.heads(named.spreadsheet, [title_of(each) for each in sheets], LOOKED_AT)
            known = zip(sheets, heads, strict=False)
            return next((each for each, rows in known if layout_of(rows, Pins()) is not None), sheets[0])
        return sheets[0]


_NEW = {
    "properties": {"title": TITLE, "locale": FRANCE, "timeZone": TIME_ZONE},
    "sheets": [{"properties": {"title": SHEET_TITLE}}],
}
