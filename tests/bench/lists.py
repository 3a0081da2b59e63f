"""Lists, filters and search at a million leads, on the real store: from the question to the rows, each asked cold."""

from __future__ import annotations

import gc
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store.database import engine
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import Filter, ListQuery, Operator
from tests.bench import crowd
from tests.bench.bars import Bar, at_most

SORTS = ("name", "email", "phone", *(spec.name for spec in CATALOGUE[Kind.LEAD].values() if spec.indexed))
FILTERS = (
    Filter("status", Operator.IS, "lost"),
    Filter("status", Operator.IS, "new"),
    Filter("status", Operator.IS_NOT, "new"),
    Filter("status", Operator.ANY_OF, ["lost", "visit_done"]),
    Filter("rating", Operator.NOT_BLANK),
    Filter("sector", Operator.BLANK),
    Filter("city", Operator.IS, "Nantes"),
    Filter("city", Operator.CONTAINS, "nan"),
    Filter("last_name", Operator.CONTAINS, "zim"),
    Filter("postal_code", Operator.AT_LEAST, "56900"),
    Filter("created_at", Operator.AT_MOST, "2020-03-01T00:00:00.000Z"),
    Filter("estimate", Operator.AT_LEAST, {"amount": "1190000", "currency": "EUR"}),
    Filter("email", Operator.CONTAINS, "durand1@"),
    Filter("phone", Operator.CONTAINS, "06 11 22"),
)
TYPED = ("durand", "dupont nantes", "élodie lefèvre", "martin", "zimmermann", "maison jardin", "06 11 22 33", "44000")
TYPED_ADDRESSES = ("marie.martin@free", "orange.fr")


def measure(rows: int = 1_000_000) -> list[Bar]:
    """The figures: milliseconds until the first 100 rows, over every indexed sort, a choice of filters, and typing."""
    key = secrets.token_bytes(32)
    with TemporaryDirectory(prefix="crmdesk-bench-") as folder:
        path = Path(folder) / "lists.db"
        crowd.fill(path, key, rows)
        ask = _Asker(path, key)
        sorts = {
            sort: ask(ListQuery(Kind.LEAD, sort=sort, descending=down)) for sort in SORTS for down in (False, True)
        }
        further = {sort: ask(ListQuery(Kind.LEAD, sort=sort), behind=rows // 2) for sort in ("name", "status", "city")}
        filtered = {
            f"{one.field} {one.operator}, by {sort}": ask(ListQuery(Kind.LEAD, filters=(one,), sort=sort))
            for one in FILTERS
            for sort in ("name", "modified_at")
        }
        typed = [ask(ListQuery(Kind.LEAD, search=text)) for text in _keystrokes((*TYPED, *TYPED_ADDRESSES))]
        everywhere = [ask.find(text) for text in _keystrokes(TYPED)]
        ask.close()
    return [
        at_most(f"first rows of a sort, slowest: {_slowest(sorts)}", max(sorts.values()), "ms", 150),
        at_most(f"next rows half way down, slowest: {_slowest(further)}", max(further.values()), "ms", 150),
        at_most(f"first rows of a filter, slowest: {_slowest(filtered)}", max(filtered.values()), "ms", 150),
        at_most(f"search as typed, p95 of {len(typed)} keystrokes", _p95(typed), "ms", 100),
        at_most(f"search everywhere, p95 of {len(everywhere)} keystrokes", _p95(everywhere), "ms", 100),
    ]


class _Asker:
    """Asks with a new connection each time, so that nothing is in SQLite's own cache; gives milliseconds."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._open = engine(path, key, read_only=True)
        with self._open.connect() as connection:
            lists.page(connection, ListQuery(Kind.LEAD, search="warm up the statements"))

    def __call__(self, query: ListQuery, *, behind: int | None = None) -> float:
        after = None
        if behind is not None:
            with self._open.connect() as connection:
                after = _key_at(connection, query, behind)
        return self._timed(lambda connection: lists.page(connection, query, after))

    def find(self, text: str) -> float:
        return self._timed(lambda connection: lists.find(connection, text))

    def _timed(self, ask: Callable[[sa.Connection], Sequence[object]]) -> float:
        with self._fresh() as connection:
            gc.collect()
            began = time.perf_counter()
            ask(connection)
            return (time.perf_counter() - began) * 1000

    @contextmanager
    def _fresh(self) -> Iterator[sa.Connection]:
        self._open.dispose()
        with self._open.connect() as connection:
            yield connection

    def close(self) -> None:
        self._open.dispose()


def _key_at(connection: sa.Connection, query: ListQuery, number: int) -> lists.Key:
    """The key of the row with this number in a list."""
    column = "sort_name" if query.sort == "name" else query.sort
    table = sa.table("lead", sa.column(column), sa.column("rowid"), sa.column("life"))
    chosen = sa.select(table.c[column], table.c.rowid).where(table.c.life == "live", table.c[column].is_not(None))
    row = connection.execute(chosen.order_by(table.c[column], table.c.rowid).offset(number).limit(1)).one()
    return row[0], row[1]


def _keystrokes(texts: Sequence[str]) -> list[str]:
    """Every text as it grows under the fingers, from its second letter on."""
    return [text[:length] for text in texts for length in range(2, len(text) + 1)]


def _slowest(figures: dict[str, float]) -> str:
    return max(figures, key=lambda name: figures[name])


def _p95(figures: Sequence[float]) -> float:
    return quantiles(figures, n=20)[-1]
