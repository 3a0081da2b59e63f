"""Tab in the order in which things are seen. Qt's own order is that in which widgets were made, and many are made late.

Also what becomes of the keyboard where the part that has it goes away: it stays near, or with what is made in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QRadioButton, QScrollArea, QSplitter, QWidget

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class SeenOrder(_Base):
    """A mixin for windows: Tab and Shift+Tab go from one part of the layout to the next, round the end."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The next (or previous) widget that takes the keyboard by Tab; False where there is none.

        Qt asks for it also where the widget that has the keyboard is hidden.
        """
        seen = list(_parts(self))
        parts = [part for part in seen if _takes_tab(part)]
        if not parts:
            return False
        focused = self.focusWidget()
        step = 1 if forward else -1
        if focused in parts:
            place = (parts.index(focused) + step) % len(parts)
        else:
            place = _beside(parts, seen, focused, step)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        parts[place].setFocus(reason)
        _scroll_to(parts[place])
        return True


@contextmanager
def keeping_keyboard(whole: QWidget) -> Iterator[None]:
    """Around what makes the parts of ``whole`` anew: where one of them has the keyboard, the one in its place gets it.

    That is the nearest one that says the same, or else the one that stands where it stood. It holds as well for a window that
    gets the keyboard back only afterwards, once a dialog over it is closed.
    """
    focused: QWidget | None = whole.window().focusWidget()
    if focused is None or not whole.isAncestorOf(focused):
        yield
        return
    before = [part for part in _parts(whole) if _takes_tab(part)]
    at, said = (before.index(focused) if focused in before else 0), _said(focused)
    yield
    if whole.isAncestorOf(focused) and focused.isVisible():
        return
    after = [part for part in _parts(whole) if _may_take_tab(part, whole)]
    same = [place for place, part in enumerate(after) if _said(part) == said]
    if after:
        place = min(same, key=lambda each: abs(each - at), default=min(at, len(after) - 1))
        chosen = after[place]
        _show_up_to(chosen, whole)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        _scroll_to(chosen)


def _scroll_to(part: QWidget) -> None:
    """Scroll what is around a part until it is seen. Qt does so only for who comes from inside of the same scrolled area."""
    up = part.parentWidget()
    while up is not None:
        if isinstance(up, QScrollArea):
            up.ensureWidgetVisible(part)
        up = up.parentWidget()


def _said(part: QWidget) -> object:
    """What a part says by which it is known again."""
    return type(part), part.accessibleName() or part.property("text")


def _may_take_tab(part: QWidget, whole: QWidget) -> bool:
    """Whether a part, which may have been made just now and not be shown yet, takes the keyboard by Tab."""
    put_away = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    if any(up.isHidden() and up.testAttribute(put_away) for up in _up_to(part, whole)):
        return False
    return part.isEnabled() and part.focusProxy() is None and _stops_tab(part)


def _show_up_to(part: QWidget, whole: QWidget) -> None:
    """Show a part and all around it at once: Qt shows what was put into a layout only later, and what is hidden has no keyboard."""
    for up in _up_to(part, whole):
        up.show()


def _up_to(part: QWidget, whole: QWidget) -> Iterator[QWidget]:
    """A part, and what is around it inside of ``whole``."""
    up: QWidget | None = part
    while up is not None and up is not whole:
        yield up
        up = up.parentWidget()


def _beside(parts: list[QWidget], seen: list[QWidget], focused: QWidget | None, step: int) -> int:
    """Where to go from a widget that Tab passes over (a list that was clicked into, what was hidden just now).

    Past the parts inside of it, or else to the one that is seen next.
    """
    inside = [place for place, part in enumerate(parts) if focused is not None and focused.isAncestorOf(part)]
    if inside:
        return inside[0] if step > 0 else inside[-1]
    before = 0
    if focused is not None and focused in seen:
        until = seen.index(focused)
        before = sum(part in seen[:until] for part in parts)
    return before % len(parts) if step > 0 else (before - 1) % len(parts)


def _takes_tab(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None and _stops_tab(widget)


def _stops_tab(widget: QWidget) -> bool:
    """Whether Tab stops at a widget by its nature; among radio buttons only at the chosen one, from which the arrows go on."""
    if isinstance(widget, QRadioButton) and widget.group() is not None:
        chosen = widget.group().checkedButton()
        if chosen is not None and chosen is not widget and chosen.isVisible():
            return False
    return (widget.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus


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
