"""Tab in the order in which things are seen. Qt's own order is that in which widgets were made, and many are made late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSplitter, QWidget

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class SeenOrder(_Base):
    """A mixin for windows: Tab and Shift+Tab go from one part of the layout to the next, round the end."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The next (or previous) widget that takes the keyboard by Tab; False where there is none."""
        parts = [part for part in _parts(self) if _takes_tab(part)]
        if not parts:
            return False
        focused = self.focusWidget()
        step = 1 if forward else -1
        if focused in parts:
            place = (parts.index(focused) + step) % len(parts)
        else:
            place = _beside(parts, focused, step)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        parts[place].setFocus(reason)
        return True


def _beside(parts: list[QWidget], focused: QWidget | None, step: int) -> int:
    """Where to go from a widget that Tab passes over (a list that was clicked into): past the parts inside of it."""
    inside = [place for place, part in enumerate(parts) if focused is not None and focused.isAncestorOf(part)]
    if inside:
        return inside[0] if step > 0 else inside[-1]
    return 0 if step > 0 else len(parts) - 1


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return (
        widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and (widget.focusPolicy() & tab) == tab
    )


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """A widget's descendants in the order of its layouts; what no layout holds comes last, in the order it was made."""
    for child in _children(widget):
        yield child
        yield from _parts(child)


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QSplitter):
        return [part for place in range(widget.count()) if (part := widget.widget(place)) is not None]
    layout = widget.layout()
    laid_out = [] if layout is None else list(_laid_out(layout))
    own = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    return laid_out + [child for child in own if child not in laid_out]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
