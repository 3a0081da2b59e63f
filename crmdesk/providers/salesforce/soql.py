"""Writing SOQL (section 3.1): literals, lists, and queries in the order in which feeds walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_ESCAPES = str.maketrans({
    "\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f",
})  # fmt: skip
_WILD = str.maketrans({"%": "\\%", "_": "\\_"})


def quoted(text: str) -> str:
    """A text as a literal."""
    return f"'{text.translate(_ESCAPES)}'"


def pattern(*parts: str) -> str:
    """A LIKE pattern: the parts as they are, anything between them."""
    return "'" + "%".join(part.translate(_ESCAPES).translate(_WILD) for part in parts) + "'"


def one_of(name: str, values: Iterable[str]) -> str:
    """A field that holds one of these texts."""
    return f"{name} IN ({','.join(map(quoted, values))})"


def moment(written: str) -> str:
    """A dateTime literal of a canonical moment; a ``+`` would have to be encoded, ``Z`` need not (section 3.2)."""
    return written[:19] + "Z"


def select(names: Sequence[str], source: str, *conditions: str, order: str = "", limit: int | None = None) -> str:
    """A query whose conditions must all hold."""
    where = f" WHERE {' AND '.join(f'({each})' for each in conditions)}" if conditions else ""
    sorting = f" ORDER BY {order}" if order else ""
    most = "" if limit is None else f" LIMIT {limit}"
    return f"SELECT {','.join(names)} FROM {source}{where}{sorting}{most}"  # noqa: S608 - SOQL; its literals are quoted above
