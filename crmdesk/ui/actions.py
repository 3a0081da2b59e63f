"""Every action once: its id, words, icon and keys. Menus, buttons, the palette and shortcuts are all built from here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from crmdesk.ui.live import Live
from crmdesk.ui.marked import QT_TRANSLATE_NOOP
from crmdesk.ui.theme.icons import icon


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys`` are portable key sequences; ``menu`` is where it stands."""

    id: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    menu: str = ""


ACTIONS = (
    ActionSpec("new_lead", QT_TRANSLATE_NOOP("Action", "New lead"), "user-plus", ("Ctrl+N",), "file"),
    ActionSpec("new_contact", QT_TRANSLATE_NOOP("Action", "New contact"), "users", (), "file"),
    ActionSpec("new_company", QT_TRANSLATE_NOOP("Action", "New company"), "building", (), "file"),
    ActionSpec("new_deal", QT_TRANSLATE_NOOP("Action", "New deal"), "briefcase", (), "file"),
    ActionSpec("new_activity", QT_TRANSLATE_NOOP("Action", "New activity"), "checkbox", (), "file"),
    ActionSpec("new_note", QT_TRANSLATE_NOOP("Action", "New note"), "note", (), "file"),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Action", "Quit"), "logout", ("Ctrl+Q",), "file"),
    ActionSpec("undo", QT_TRANSLATE_NOOP("Action", "Undo"), "arrow-back-up", ("Ctrl+Z",), "edit"),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Action", "Redo"), "arrow-forward-up", ("Ctrl+Y", "Ctrl+Shift+Z"), "edit"),
    ActionSpec("search", QT_TRANSLATE_NOOP("Action", "Search in this list"), "search", ("Ctrl+F",), "edit"),
    ActionSpec(
        "palette",
        QT_TRANSLATE_NOOP("Action", "Search or run an action…"),
        "command",
        ("Ctrl+K", "Ctrl+Shift+F"),
        "edit",
    ),
    ActionSpec(
        "look_up",
        QT_TRANSLATE_NOOP("Action", "Look somebody up in the accounts…"),
        "user-search",
        ("Ctrl+Shift+K",),
        "edit",
    ),
    ActionSpec("sync_one", QT_TRANSLATE_NOOP("Action", "Synchronise the chosen account"), "refresh", ("F5",), "sync"),
    ActionSpec("sync_all", QT_TRANSLATE_NOOP("Action", "Synchronise all accounts"), "refresh", ("Ctrl+F5",), "sync"),
    ActionSpec("stop", QT_TRANSLATE_NOOP("Action", "Stop the synchronisation"), "player-stop", (), "sync"),
    ActionSpec("offline", QT_TRANSLATE_NOOP("Action", "Work offline"), "cloud-off", (), "sync"),
    ActionSpec("connect", QT_TRANSLATE_NOOP("Action", "Connect an account…"), "plug-connected", (), "sync"),
    ActionSpec("next_page", QT_TRANSLATE_NOOP("Action", "Next page"), "", ("Ctrl+PgDown",), "view"),
    ActionSpec("previous_page", QT_TRANSLATE_NOOP("Action", "Previous page"), "", ("Ctrl+PgUp",), "view"),
    ActionSpec("next_pane", QT_TRANSLATE_NOOP("Action", "Next pane"), "", ("F6",), "view"),
    ActionSpec(
        "toggle_panel", QT_TRANSLATE_NOOP("Action", "Show or hide the record"), "layout-sidebar-right", ("F8",), "view"
    ),
    ActionSpec("trash", QT_TRANSLATE_NOOP("Action", "Trash"), "trash", (), "view"),
    ActionSpec("duplicates", QT_TRANSLATE_NOOP("Action", "Possible duplicates"), "copy", (), "view"),
    ActionSpec("compact", QT_TRANSLATE_NOOP("Action", "Compact rows"), "", (), "view"),
    ActionSpec("reset_layout", QT_TRANSLATE_NOOP("Action", "Reset the layout"), "", (), "view"),
)

MENUS = (
    ("file", QT_TRANSLATE_NOOP("Action", "File")),
    ("edit", QT_TRANSLATE_NOOP("Action", "Edit")),
    ("view", QT_TRANSLATE_NOOP("Action", "View")),
    ("sync", QT_TRANSLATE_NOOP("Action", "Synchronisation")),
)
"""The menus with their words, in order."""

_CHECKABLE = frozenset({"offline", "compact"})


def action_text(source: str) -> str:
    """The words of an action or menu in the language of the window."""
    return QCoreApplication.translate("Action", source)


class Actions(Live, QWidget):
    """The actions of one window. It is never shown; it follows the language for all of them."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            self._actions[spec.id] = self._make(window, spec)

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def in_menu(self, menu: str) -> list[QAction]:
        """The actions of a menu, in order."""
        return [self._actions[spec.id] for spec in ACTIONS if spec.menu == menu]

    def all(self) -> list[QAction]:
        """Every action, in order."""
        return list(self._actions.values())

    def _make(self, window: QWidget, spec: ActionSpec) -> QAction:
        action = QAction(window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.id in _CHECKABLE)
        self.live(action.setText, lambda: action_text(spec.text))
        if spec.icon:
            self.live(action.setIcon, lambda: icon(spec.icon))
        window.addAction(action)
        return action
