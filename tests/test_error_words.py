"""Every key of an error has words for people, and every words a key that something raises."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from crmdesk.commands.output import WRONG_USAGE
from crmdesk.desk.vendors import OFFERED, hosts_of
from crmdesk.domain.errors import CrmdeskError
from crmdesk.store.database import _SIGNS
from crmdesk.ui.error_words import ERRORS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "crmdesk").rglob("*.py"))
KEYS_FROM_TABLES = frozenset({
    "certificate_refused", "tls_failed", "host_unknown", "unreachable", "disk_full", "database_unreadable",
    "database_damaged", "database_io", "database_read_only", "database_cannot_open", "duplicate_email",
    "duplicate_record", "duplicate_value", "property_missing", "option_refused", "property_read_only",
    "property_required", "value_refused", "record_refused",
})  # fmt: skip


def error_classes(of: type[CrmdeskError] = CrmdeskError) -> set[str]:
    """The names of all classes of errors."""
    return {of.__name__}.union(*map(error_classes, of.__subclasses__()))


def keys_in(path: Path) -> Iterator[str]:
    """The keys that are written where a module makes an error, as far as they are written out."""
    makers = {"invalid", *error_classes()}
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)) if any(f"{maker}(" in text for maker in makers) else ():
        if (
            isinstance(node, ast.Call)
            and node.args
            and getattr(node.func, "id", getattr(node.func, "attr", "")) in makers
        ):
            first = node.args[0]
            for key in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value


@cache
def raised() -> dict[str, str]:
    """Every key that is raised or recorded, with a module that does so."""
    return {key: str(path.relative_to(ROOT)) for path in SOURCES for key in keys_in(path)}


def declared() -> set[str]:
    """The keys of the refusals of hosts to which nobody signs in."""
    return {hosts.refusal for vendor in OFFERED if (hosts := hosts_of(vendor.key)) is not None}


def test_every_key_has_words() -> None:
    assert len(raised()) > 100, "the search finds nothing any more"
    assert declared()
    keys = raised() | dict.fromkeys(KEYS_FROM_TABLES | declared() | {key for _, key in _SIGNS}, "a table")
    assert {key: place for key, place in keys.items() if key not in ERRORS} == {}


def test_no_words_are_kept_for_keys_that_nobody_raises() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if "error_words" not in path.parts)
    assert [key for key in ERRORS if f'"{key}"' not in everything] == []


def test_what_counts_as_wrong_usage_is_raised() -> None:
    assert raised().keys() | declared() >= WRONG_USAGE
