"""Two records that may be the same, or the other one of them: who they are, why, and what a person can say about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout

from crmdesk.store.queries.duplicates import Half, PossibleDuplicate
from crmdesk.ui.duplicates.texts import accounts_text, name_text, not_same_text, reason_text
from crmdesk.ui.field_texts import KIND_TEXTS, kind_label
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, ElidedLabel, Icon, IconButton, Label, column, row
from crmdesk.ui.workbench import Workbench


class PairCard(Live, QFrame):
    """A card about ``pair`` that shows ``halves`` of it."""

    def __init__(self, workbench: Workbench, pair: PossibleDuplicate, halves: Sequence[Half]) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._bench = workbench
        self.pair = pair
        self.unite = Button(lambda: self.tr("Unite…"), "git-merge")
        self.unite.clicked.connect(lambda: workbench.unite.emit(pair))
        self.not_same = Button(lambda: not_same_text(pair.first.kind), role="quiet")
        self.not_same.clicked.connect(lambda: workbench.keep_apart.emit(pair))
        self.reason = Label(lambda: reason_text(pair), "muted", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(tokens.GAP)
        for half in halves:
            box.addLayout(self._half(half))
        box.addWidget(self.reason)
        box.addLayout(row(self.unite, self.not_same, None))
        self.setAccessibleName(" · ".join(name_text(half) for half in halves))

    def _half(self, half: Half) -> QLayout:
        name = name_text(half)
        look = IconButton("eye", lambda: self.tr("Show {name}").format(name=name))
        look.clicked.connect(partial(self._bench.open_record.emit, half.record))
        told = ElidedLabel(lambda: f"{kind_label(half.kind)} · {accounts_text(half)}", "muted")
        box = row(gap=tokens.GAP + 2)
        box.addWidget(Icon(KIND_TEXTS[half.kind].icon, Tone.MUTED), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(column(ElidedLabel(name, "strong"), told, gap=1), 1)
        box.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        return box
