"""Lists of rows: which ones, in which order, page after page (sections 2.1 and 2.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.errors import ApiError, missing_parameter, wrong_parameter
from crmdesk.sandbox.zoho.fields import Field
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.records import Row

PAGE = 200
BY_NUMBER = 2000
FIELDS = 50
WITHOUT_END = 10**9
LONGEST = 9
"""Digits of a number in a query."""
SORTS = {"id": "id", "Created_Time": "created_s", "Modified_Time": "modified_s"}
CHANGED = "The page_token given seems to be invalid or input param is added or altered or deleted"


@dataclass(frozen=True, slots=True)
class Bound:
    """What a page token stands for: the parameters it was given with, how far it has come, when it ends."""

    module: str
    parameters: tuple[tuple[str, str], ...]
    since: int | None
    after: tuple[int, int]
    seen: int
    expires_at: float


class Lister:
    """Lists the rows of one organisation."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._tokens: dict[str, Bound] = {}

    def page(
        self, module: Module, query: Mapping[str, str], since: int | None, *, old: bool = False
    ) -> tuple[list[JsonObject], JsonObject]:
        """The rows of a page and its ``info``, of the current version or an ``old`` one. Raises `ApiError`."""
        fields = self.fields(module, query, old=old)
        size, number = page_size(query), page_number(query, most=WITHOUT_END if old else BY_NUMBER)
        sort, descending = order_of(query)
        bound = self._bound(module, query, since)
        rows = self._rows(module, query, since)
        rows.sort(key=lambda row: place_of(row, sort), reverse=descending)
        if bound is not None:
            rows = [row for row in rows if (place_of(row, sort) < bound.after) is descending
                    and place_of(row, sort) != bound.after]  # fmt: skip
            seen = bound.seen
            number = seen // size + 1
        else:
            rows = rows[(number - 1) * size :]
            seen = (number - 1) * size
        shown, more = rows[:size], len(rows) > size
        token = None
        if more and shown:
            token = self._new_token(module, query, since, place_of(shown[-1], sort), seen + len(shown))
        info = {
            "call": False, "per_page": size, "next_page_token": token, "count": len(shown), "sort_by": query.get("sort_by", "id"),
            "page": number, "previous_page_token": None,
            "page_token_expiry": self._org.moment(self._org.now() + 86_400) if token else None,
            "sort_order": "desc" if descending else "asc", "email": False, "more_records": more,
        }  # fmt: skip
        return [render(self._org, module, row, fields, whole=False) for row in shown], info

    def fields(self, module: Module, query: Mapping[str, str], *, old: bool = False) -> list[Field]:
        """The fields asked for; an ``old`` version shows all where none is named. Raises `ApiError`: none, or too many."""
        names = [name for name in query.get("fields", "").split(",") if name]
        if not names and old:
            return list(self._org.fields(module))
        if not names:
            raise missing_parameter("fields")
        if len(names) > FIELDS:
            raise ApiError(400, "LIMIT_EXCEEDED", "fields limit exceeded", {"limit": FIELDS, "param_name": "fields"})
        found = [(name, self._org.field(module, name)) for name in names if name != "id"]
        if self._org.traits["unknown_fields"] == "refused" and any(field is None for _, field in found):
            raise wrong_parameter("INVALID_DATA", "fields", "the field name given seems to be invalid")
        return [field for _, field in found if field is not None]

    def _rows(self, module: Module, query: Mapping[str, str], since: int | None) -> list[Row]:
        rows = list(self._org.tables[module.name].live())
        if module.name == "Leads":
            wanted = query.get("converted", "false")
            if wanted not in {"true", "false", "both"}:
                raise wrong_parameter("PATTERN_NOT_MATCHED", "converted", "please check the value given")
            rows = [
                row for row in rows if wanted == "both" or bool(row.values.get("Converted__s")) is (wanted == "true")
            ]
        if query.get("approved", "true") != "both":  # true by default (Zoho, get-records)
            waiting, asked = set(self._org.traits["awaiting_approval"]), query.get("approved") == "false"
            rows = [row for row in rows if (row.id in waiting) is asked]
        if "ids" in query:
            if len(query["ids"]) > int(self._org.traits["ids_limit"]):
                raise wrong_parameter("LIMIT_EXCEEDED", "ids", "ids limit exceeded")
            ids = set(query["ids"].split(","))
            rows = [row for row in rows if row.id in ids]
        if since is not None:
            first = since if self._org.traits["since_inclusive"] else since + 1
            rows = [row for row in rows if row.modified_s >= first]
        return rows

    def _bound(self, module: Module, query: Mapping[str, str], since: int | None) -> Bound | None:
        text = query.get("page_token")
        if text is None:
            return None
        if "page" in query:
            raise _ambiguous("page", "page_token")
        bound = self._tokens.get(text)
        same = bound is not None and bound.module == module.name and bound.parameters == _parameters(query)
        if bound is None or not same or (self._org.traits["token_binds_since"] and bound.since != since):
            raise wrong_parameter("TOKEN_BOUND_DATA_MISMATCH", "page_token", CHANGED)
        if bound.expires_at <= self._org.clock():
            raise wrong_parameter("EXPIRED_VALUE", "page_token", "Page token expired")
        if bound.seen >= int(self._org.traits["token_rows"]):
            raise ApiError(400, "PAGINATION_LIMIT_EXCEEDED", "pagination limit exceeded")
        return bound

    def _new_token(
        self, module: Module, query: Mapping[str, str], since: int | None, after: tuple[int, int], seen: int
    ) -> str:
        text = f"{self._org.rng.getrandbits(160):040x}"
        expires_at = self._org.clock() + float(self._org.traits["page_token_lifetime_s"])
        self._tokens[text] = Bound(module.name, _parameters(query), since, after, seen, expires_at)
        return text

    def deleted(
        self, module: Module, query: Mapping[str, str], since: int | None
    ) -> tuple[list[JsonObject], JsonObject]:
        """A page of the deleted rows. Raises `ApiError`."""
        wanted = query.get("type", "all")
        if wanted not in {"all", "recycle", "permanent"}:
            raise wrong_parameter("PATTERN_NOT_MATCHED", "type", "please check the value given")
        size, number, now = page_size(query), page_number(query, most=WITHOUT_END), self._org.now()
        kept = {"recycle": 60 * 86_400, "permanent": 120 * 86_400}
        rows = [
            row for row in self._org.tables[module.name].rows.values()
            if row.gone and wanted in {"all", row.gone} and row.gone_s > now - kept[row.gone]
            and (since is None or row.gone_s >= since)
        ]  # fmt: skip
        rows.sort(key=lambda row: (-row.gone_s, row.id))
        shown = rows[(number - 1) * size : number * size]
        info = {"per_page": size, "count": len(shown), "page": number, "more_records": len(rows) > number * size}
        return [self._tombstone(module, row) for row in shown], info

    def _tombstone(self, module: Module, row: Row) -> JsonObject:
        by, made = self._org.person(row.gone_by), self._org.person(row.created_by)
        return {
            "deleted_by": {"name": by["name"], "id": by["id"]}, "id": row.id,
            "display_name": self._org.title(module, row) or None, "type": row.gone,
            "created_by": {"name": made["name"], "id": made["id"]}, "deleted_time": self._org.moment(row.gone_s),
        }  # fmt: skip


def render(org: Org, module: Module, row: Row, fields: Sequence[Field], *, whole: bool = True) -> JsonObject:
    """A row as replies carry it; lists cut rich text, and may leave out what a related record is."""
    left_out = frozenset({"$se_module"}) if not (whole or org.traits["se_module_in_lists"]) else frozenset()
    shown = [field for field in fields if field.name not in left_out]
    return {"id": row.id, **{field.name: org.shown(module, row, field, whole=whole) for field in shown}}


def page_size(query: Mapping[str, str]) -> int:
    """``per_page``."""
    found = _number(query.get("per_page", str(PAGE)))
    if not 0 < found <= PAGE:
        raise wrong_parameter("INVALID_DATA", "per_page", "please check the value given")
    return found


def page_number(query: Mapping[str, str], *, most: int = BY_NUMBER) -> int:
    """``page``. Raises `ApiError` beyond 2,000 rows."""
    found = _number(query.get("page", "1"))
    if not found:
        raise wrong_parameter("INVALID_DATA", "page", "please check the value given")
    if found * page_size(query) > most:
        message = f"You can only get the first {most} records without using page_token param"
        raise ApiError(400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED", message, {"limit": most})
    return found


def _number(text: str) -> int:
    """A number of a query; 0 where the text is none, or one that no list reaches."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0


def order_of(query: Mapping[str, str]) -> tuple[str, bool]:
    """What rows are sorted by, and whether downwards. Raises `ApiError`."""
    by, order = query.get("sort_by", "id"), query.get("sort_order", "desc")
    if "cvid" in query and "sort_by" in query:
        raise _ambiguous("cvid", "sort_by")
    if by not in SORTS:
        raise wrong_parameter("INVALID_DATA", "sort_by", "please check the value given")
    if order not in {"asc", "desc"}:
        raise wrong_parameter("INVALID_DATA", "sort_order", "please check the value given")
    return SORTS[by], order == "desc"


def _ambiguous(*names: str) -> ApiError:
    """Two parameters that exclude each other (section 2.1)."""
    return ApiError(400, "AMBIGUITY_DURING_PROCESSING", "ambiguity during processing", {"param_names": list(names)})


def place_of(row: Row, sort: str) -> tuple[int, int]:
    """Where a row comes in that order."""
    found: Any = 0 if sort == "id" else getattr(row, sort)
    return int(found), int(row.id)


def _parameters(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in query.items() if name not in {"page", "page_token"}))
