"""Labels, buttons and frames in the roles that the style sheet knows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crmdesk.ui.live import Live
from crmdesk.ui.plain_text import literal, tool_tip
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.icons import icon, pixmap
from crmdesk.ui.theme.paint import device_ratio
from crmdesk.ui.theme.tokens import Tone

Text = Callable[[], str]
"""A text that is asked again after a change of language."""


_ROOM = 4


class Label(Live, QLabel):
    """Plain text in a role: title, name, strong, caption, section, muted… Never reads a value as rich text."""

    def __init__(self, text: Text | str = "", role: str = "", *, wrap: bool = False, tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if callable(text):
            self.live(self.setText, text)
        else:
            self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the tone in which the text is shown."""
        self.setProperty("tone", tone)
        restyle(self)


class ElidedLabel(Label):
    """A line that is cut with an ellipsis where there is no room; the whole of it is its tool tip."""

    def __init__(self, text: Text | str = "", role: str = "") -> None:
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """No wider than an ellipsis."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tool_tip(self.text()) if shown != self.text() else "")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Icon(Live, QWidget):
    """An icon that is only looked at; what it means stands beside it in words."""

    def __init__(self, name: str, tone: Tone = Tone.PLAIN, size: int = tokens.ICON) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tone: Tone) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the tone's colour of the current scheme."""
        del event
        colour = tokens.current().tone(self._tone)
        QPainter(self).drawPixmap(0, 0, pixmap(self._name, colour, self._size, device_ratio(self)))


def is_enter(event: QKeyEvent) -> bool:
    """Whether a key is Enter, alone."""
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Pressed(Live):
    """A mixin for buttons: the second half of a double click is for what the first half was on.

    What a click decides goes away with its button, and the next question may have one in the same place: it was not seen yet.
    """

    _pressed_at: int | None = None
    """When a click began here last, by the clock of the events, in milliseconds."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click begins here."""
        self._pressed_at = event.timestamp()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click, where the first one was here too."""
        within = QGuiApplication.styleHints().mouseDoubleClickInterval()
        if self._pressed_at is not None and event.timestamp() - self._pressed_at <= within:
            super().mouseDoubleClickEvent(event)


def _press_on_enter(button: QPushButton | QToolButton, event: QKeyEvent) -> bool:
    """Press a button, or open its menu, where the key is Enter; tells whether it was."""
    if not is_enter(event):
        return False
    if button.menu() is None:
        button.click()
    else:
        button.showMenu()
    return True


class Button(_Pressed, QPushButton):
    """A button in a role: main (one a view), plain, quiet, danger, chip, status."""

    def __init__(
        self, text: Text, icon_name: str = "", role: str = "", *, tone: Tone = Tone.PLAIN, keys: Text | None = None
    ) -> None:
        super().__init__()
        self.setProperty("role", role)
        self._hint: Label | None = None
        if keys is not None:
            self._put_keys(keys)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self._icon_name, self._tone, self._bare = icon_name, tone, False
        self.live(self.setText, text)
        self.setIconSize(QSize(tokens.ICON + _ROOM, tokens.ICON))
        if icon_name:
            self.live(self.setIcon, self._drawn)

    def setText(self, text: str) -> None:
        """Show ``text`` as it is: an ampersand in a name is an ampersand."""
        super().setText(literal(text))

    def sizeHint(self) -> QSize:
        """Room for the words, and for the keys where they are shown."""
        hint = super().sizeHint()
        if self._hint is not None and self._hint.isVisibleTo(self):
            hint.setWidth(hint.width() + self._hint.sizeHint().width() + tokens.GAP)
        return hint

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, in a dialog too; Ctrl+Enter is the dialog's."""
        if not _press_on_enter(self, event):
            super().keyPressEvent(event)

    def set_bare(self, bare: bool) -> None:
        """Leave the icon away, where there is little room."""
        self._bare = bare
        if self._icon_name:
            self.setIcon(self._drawn())

    def show_icon(self, name: str, tone: Tone) -> None:
        """Show another icon in another tone."""
        if (name, tone) != (self._icon_name, self._tone):
            self._icon_name, self._tone = name, tone
            self.setIcon(self._drawn())

    def show_keys(self, on: bool) -> None:
        """Show or hide the keys beside the words, where the button was given some."""
        if self._hint is not None:
            self.setProperty("hinted", "true" if on else "false")
            self._hint.setVisible(on)
            restyle(self)

    def _put_keys(self, keys: Text) -> None:
        """Put the keys that do the same at the right of the words."""
        self.setProperty("hinted", "true")
        self.live(self.setToolTip, keys)
        self._hint = hint = Label(keys, "key-on-main" if self.property("role") == "main" else "key")
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, tokens.GAP + 2, 0)
        box.addStretch(1)
        box.addWidget(hint, 0, Qt.AlignmentFlag.AlignVCenter)

    def _drawn(self) -> QIcon:
        return QIcon() if self._bare else icon(self._icon_name, self._colour(), room=_ROOM)

    def _colour(self) -> QColor:
        scheme = tokens.current()
        if self.property("role") == "main":
            return QColor(scheme.on_accent)
        if self.property("role") == "danger":
            return QColor(scheme.conflict)
        return scheme.tone(self._tone)


class MenuButton(Button):
    """A button that opens a menu: the chevron at the right of its words says so."""

    def __init__(self, text: Text, icon_name: str = "", role: str = "", *, tone: Tone = Tone.PLAIN) -> None:
        super().__init__(text, icon_name, role, tone=tone)
        self.setProperty("opens", "menu")  # the style sheet leaves room for the chevron
        self.setMenu(QMenu(self))

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """As a button without a menu: where Qt reckons with its own mark, it forgets the style sheet's padding."""
        super().initStyleOption(option)
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and its chevron in the muted colour."""
        super().paintEvent(event)
        _draw_chevron(self)


class IconButton(_Pressed, QToolButton):
    """A button that is only an icon; ``text`` is its tool tip and its name for screen readers."""

    def __init__(self, icon_name: str, text: Text, *, quiet: bool = True, tone: Tone = Tone.MUTED) -> None:
        super().__init__()
        self.setProperty("role", "quiet" if quiet else "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self.live(self._name_it, text)
        self.live(self.setIcon, lambda: icon(icon_name, tokens.current().tone(tone)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if not _press_on_enter(self, event):
            super().keyPressEvent(event)

    def _name_it(self, text: str) -> None:
        self.setToolTip(tool_tip(text))
        self.setAccessibleName(text)


class Choice(Live, QComboBox):
    """A combo box with the look's own arrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls what the box stands in, and never chooses: whoever scrolls a page past it changes nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The combo box, and its arrow in the muted colour."""
        super().paintEvent(event)
        _draw_chevron(self)


def _draw_chevron(widget: QWidget) -> None:
    """The sign of something that opens downwards, at the right edge of ``widget``."""
    size = tokens.CHEVRON
    arrow = pixmap("chevron-down", QColor(tokens.current().muted), size, device_ratio(widget))
    QPainter(widget).drawPixmap(widget.width() - size - tokens.GAP, (widget.height() - size) // 2, arrow)


def level_with(label: Label, height: int) -> None:
    """Put the first line of ``label`` level with a field of ``height`` pixels beside it, however many lines either has."""
    label.setMinimumHeight(height)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setContentsMargins(0, (height - label.fontMetrics().lineSpacing()) // 2, 0, 0)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at changed properties."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def frame(ground: str) -> QFrame:
    """A frame on one of the grounds of the style sheet: bar, surface, card, page…."""
    made = QFrame()
    made.setProperty("ground", ground)
    return made


def line() -> QFrame:
    """A hairline across."""
    made = frame("line")
    made.setFixedHeight(1)
    return made


def _arranged(box: QBoxLayout, items: tuple[QWidget | QLayout | int | None, ...]) -> None:
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)


def row(
    *items: QWidget | QLayout | int | None, gap: int = tokens.GAP, edges: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """A row of widgets; a number is a gap of that many pixels, None takes what room is left."""
    box = QHBoxLayout()
    box.setContentsMargins(*edges)
    box.setSpacing(gap)
    _arranged(box, items)
    return box


def column(
    *items: QWidget | QLayout | int | None, gap: int = tokens.GAP, edges: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A column of widgets; numbers and None as in ``row``."""
    box = QVBoxLayout()
    box.setContentsMargins(*edges)
    box.setSpacing(gap)
    _arranged(box, items)
    return box


def scrolled(widget: QWidget) -> QScrollArea:
    """A widget that scrolls up and down where it is higher than its place."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.setProperty("ground", "none")
    area.setWidget(widget)
    return area


def fit_screen(window: QWidget) -> None:
    """Make a window no larger than its screen, less the title bar that is put around it."""
    room = window.screen().availableSize()
    window.resize(min(window.width(), room.width()), min(window.height(), room.height() - tokens.TITLE_BAR))


def centred(outer: QWidget, middle: QWidget) -> None:
    """Put ``middle``, up to its maximum width, a little above the middle of ``outer``."""
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(middle, 1000)
    line.addStretch(1)
    box = QVBoxLayout(outer)
    box.addStretch(2)
    box.addLayout(line)
    box.addStretch(3)


def clear(box: QBoxLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := box.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            drop(widget)
        elif isinstance(inner, QBoxLayout):
            clear(inner)
            inner.deleteLater()


def drop(widget: QWidget) -> None:
    """Take a widget away at once, and delete it as soon as nothing of it is being told any more."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
