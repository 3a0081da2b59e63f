"""The doctor's report as lines of text: for the settings page, and for the command line in the words of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.store.queries.doctor import Report
from crmdesk.store.queries.findings import Violation
from crmdesk.ui import formats
from crmdesk.ui.check_words import UNKNOWN, WORDS
from crmdesk.ui.field_texts import field_label

FEW = 10
"""Records of each kind of finding that are named."""

_PLACED = frozenset({"cell_is_readable", "check_carried_out"})
"""Findings about a place in the file (a table, its row, a column), which need not be a record's."""

_OF_FIELDS = frozenset(
    {
        "ledger_has_no_gap",
        "ledger_tells_value",
        "typed_value_is_marked",
        "references_agree",
        "reference_has_record",
        "conflict_has_record",
        "decision_is_kept",
    }
)
"""Findings about a field, with which their details end; others end with an object or a kind, and either may be called like one."""

_FIELDS = frozenset(name for fields in CATALOGUE.values() for name in fields)


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of finding: its title with how often, what it means and what to do, and the records by their names."""

    title: str
    text: str
    records: Sequence[str]


def findings(report: Report, names: Mapping[str, str]) -> list[Finding]:
    """What a report says; ``names`` are those of records, by id."""
    return [_finding(invariant, report, names) for invariant in report.counts]


def sound_text() -> str:
    """That nothing was found."""
    return QCoreApplication.translate("Check", "Everything is in order.")


def report_lines(report: Report, names: Mapping[str, str]) -> list[str]:
    """A report for a terminal."""
    lines: list[str] = []
    for finding in findings(report, names):
        lines += [finding.title, *(f"    {record}" for record in finding.records), f"  {finding.text}"]
    return lines or [sound_text()]


def _finding(invariant: str, report: Report, names: Mapping[str, str]) -> Finding:
    title, text = (QCoreApplication.translate("Check", words) for words in WORDS.get(invariant, UNKNOWN))
    count, kept = report.counts[invariant], report.first[invariant]
    placed = invariant in _PLACED
    told = list(dict.fromkeys(_told(each, names) for each in kept if placed or each.record is not None))
    shown = told[:FEW]
    if shown and count > len(shown):
        more = QCoreApplication.translate("Check", "and {count} more")
        shown.append(more.format(count=formats.number(count - len(shown))))
    return Finding(title if count == 1 else f"{title} ({formats.number(count)})", text, shown)


def _told(violation: Violation, names: Mapping[str, str]) -> str:
    """A record by its name, or by its id where it is not there, with the field that it is about; or a place in the file."""
    if violation.invariant in _PLACED:
        name = None if violation.record is None else names.get(violation.record)
        return violation.detail if name is None else formats.labelled(name, violation.detail)
    record = violation.record or ""
    name = names.get(record) or record
    field = violation.detail.rpartition(", ")[2]
    is_told = violation.invariant in _OF_FIELDS and field in _FIELDS
    return formats.labelled(name, field_label(field)) if is_told else name
