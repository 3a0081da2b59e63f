"""Writing COQL (section 2.9): literals, lists, criteria in pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crmdesk.providers.zoho.api import COQL_MOST, written

IN_MOST = 50


def quoted(text: str) -> str:
    """A text as a literal."""
    return "'" + text.replace("'", "''") + "'"


def one_of(name: str, values: Iterable[str]) -> str:
    """A field that holds one of these texts."""
    return f"{name} in ({','.join(map(quoted, values))})"


def between(name: str, first: str, last: str) -> str:
    """A time between two canonical moments."""
    return f"{name} between {quoted(written(first))} and {quoted(written(last))}"


def either(conditions: Sequence[str]) -> str:
    """One of several conditions: they are grouped two by two."""
    found = conditions[0]
    for each in conditions[1:]:
        found = f"({found} or {each})"
    return found


def following(module: str, column: str, since: str | None, *, skip: int, count: int) -> str:
    """So many rows from a moment on, in the order of a column with times; without a moment from the first one on."""
    condition = f"{column} is not null" if since is None else f"{column} >= {quoted(written(since))}"
    order = f"order by {column} asc, id asc limit {skip}, {count}"
    return f"select id, {column} from {module} where {condition} {order}"  # noqa: S608 - COQL; literals are quoted


def select(names: Sequence[str], module: str, condition: str) -> str:
    """A query."""
    return f"select {', '.join(names)} from {module} where {condition} limit {COQL_MOST}"  # noqa: S608 - COQL; literals are quoted
