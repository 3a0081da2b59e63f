"""What a first sync would bring about, as tables: its rows by kind, its fields, and some rows with who they are here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crmdesk.domain.first_sync import Fate, Preview
from crmdesk.store.queries.rows import ReviewSample
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label, kind_label, kind_title
from crmdesk.ui.formats import labelled
from crmdesk.ui.sync.first_sync_texts import (
    fate_text,
    field_heads,
    meant_text,
    names_text,
    there_meant_text,
    there_text,
)
from crmdesk.ui.sync.review_texts import change_texts
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Label, column
from crmdesk.ui.widgets.rows_table import Head, Line, RowsTable

_LOOKS = {
    Fate.NEW: ("plus", Tone.ACCOUNT),
    Fate.IDENTICAL: ("check", Tone.DONE),
    Fate.FILLED: ("pencil", Tone.ACCOUNT),
    Fate.CONTESTED: ("alert-triangle", Tone.CONFLICT),
    Fate.AMBIGUOUS: ("users", Tone.CONFLICT),
    Fate.SUGGESTED: ("users", Tone.ACCOUNT),
}
_COUNT_WIDTH, _FIELD_WIDTH = 92, 150


class PreviewView(QWidget):
    """The counts by field where there are any, and the examples; ``kinds``, the counts by kind, stands elsewhere."""

    def __init__(self, preview: Preview, account: str, samples: Sequence[ReviewSample]) -> None:
        super().__init__()
        self.kinds = RowsTable(least_height=110, most_height=300)
        self.kinds.setAccessibleName(self.tr("Counts by type"))
        self.kinds.show_lines(_kind_heads(self.tr("Outcome"), preview), _kind_lines(preview))
        self.fields = RowsTable(least_height=90, most_height=170)
        self.fields.setAccessibleName(self.tr("Counts by field"))
        self.fields.show_lines(self._field_heads(account), _field_lines(preview))
        self.fields.setVisible(bool(preview.fields))
        self.samples = RowsTable(least_height=150, most_height=240)
        self.samples.setAccessibleName(self.tr("Some of the records"))
        self.samples.show_lines(self._sample_heads(account), [line for each in samples for line in _sample_lines(each)])
        shown = self.tr("{shown} of {count} are shown.").format(
            shown=formats.number(len(samples)), count=formats.number(preview.count(*Fate))
        )
        self.setLayout(
            column(
                self.fields,
                self.samples,
                Label(shown if len(samples) < preview.count(*Fate) else "", "muted"),
                gap=tokens.GAP,
            )
        )

    def _field_heads(self, account: str) -> list[Head]:
        here, there, asked = field_heads(account)
        return [
            Head(self.tr("Type"), _FIELD_WIDTH, muted=True),
            Head(self.tr("Field"), _FIELD_WIDTH, strong=True),
            Head(here, _FIELD_WIDTH),
            Head(there, 0),
            Head(asked, _COUNT_WIDTH),
        ]

    def _sample_heads(self, account: str) -> list[Head]:
        return [
            Head(self.tr("Record"), 200, strong=True),
            Head(self.tr("Field"), 120, muted=True),
            Head(self.tr("On this computer"), 0),
            Head(account, 170),
            Head(self.tr("Outcome"), 110, muted=True),
        ]


def _kind_heads(title: str, preview: Preview) -> list[Head]:
    return [Head(title, 0), *(Head(kind_title(each.kind), _COUNT_WIDTH, strong=True) for each in preview.kinds)]


def _kind_lines(preview: Preview) -> list[Line]:
    """A line for each fate that some row would meet, and one for what would be made in the account."""
    lines = []
    for fate, (icon, tone) in _LOOKS.items():
        if preview.count(fate):
            words = labelled(fate_text(fate), meant_text(fate))
            counts = [_count(each.fates.get(fate, 0)) for each in preview.kinds]
            lines.append(Line(fate, icon, tone, fate_text(fate), (words, *counts)))
    if any(each.there for each in preview.kinds):
        words = labelled(there_text(), there_meant_text())
        counts = [_count(each.there) for each in preview.kinds]
        lines.append(Line("there", "upload", Tone.PENDING, there_text(), (words, *counts)))
    return lines


def _field_lines(preview: Preview) -> list[Line]:
    lines = []
    for count in preview.fields:
        icon, tone = _LOOKS[Fate.CONTESTED if count.contested else Fate.FILLED]
        words = fate_text(Fate.CONTESTED if count.contested else Fate.FILLED)
        counts = (_count(count.here), _count(count.there), _count(count.contested))
        texts = (kind_title(count.kind), field_label(count.field), *counts)
        lines.append(Line((count.kind, count.field), icon, tone, words, texts))
    return lines


def _sample_lines(sample: ReviewSample) -> list[Line]:
    """A line for each field in which the two differ; one for a row that differs in none, or is nobody who is here."""
    assert sample.fate is not None
    icon, tone = _LOOKS[sample.fate]
    fate, who = fate_text(sample.fate), names_text(sample)
    if not sample.fields:
        known = sample.name or formats.BLANK
        there = sample.there or formats.BLANK
        texts = (there, kind_label(sample.kind), known, there, fate)
        return [Line((sample.there, sample.fate), icon, tone, meant_text(sample.fate), texts)]
    return [
        Line(
            (sample.record, sample.there, change.field),
            icon,
            tone,
            meant_text(sample.fate),
            (who, field_label(change.field), *change_texts(sample, change), fate),
        )
        for change in sample.fields
    ]


def _count(n: int) -> str:
    return formats.number(n) if n else formats.BLANK
