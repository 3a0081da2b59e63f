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


def select(names: Sequence[str], module: str, condition: str) -> str:
    """A query."""
    return f"select {', '.join(names)} from {module} where {condition} limit {COQL_MOST}"  # noqa: S608 - COQL; literals are quoted
