"""The palette and the one style sheet, generated from the tokens of a scheme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from crmdesk.ui.theme import tokens as t

_ROLE = QPalette.ColorRole


def palette(scheme: t.Scheme) -> QPalette:
    """Every role of the palette that Fusion paints with."""
    made = QPalette()
    colours = {
        _ROLE.Window: scheme.ground,
        _ROLE.Base: scheme.surface,
        _ROLE.AlternateBase: scheme.ground,
        _ROLE.Button: scheme.surface,
        _ROLE.WindowText: scheme.text,
        _ROLE.Text: scheme.text,
        _ROLE.ButtonText: scheme.text,
        _ROLE.BrightText: scheme.conflict,
        _ROLE.PlaceholderText: scheme.muted,
        _ROLE.ToolTipBase: scheme.surface,
        _ROLE.ToolTipText: scheme.text,
        _ROLE.Highlight: scheme.accent,
        _ROLE.HighlightedText: scheme.on_accent,
        _ROLE.Accent: scheme.accent,
        _ROLE.Link: scheme.accent,
        _ROLE.LinkVisited: scheme.accent,
        _ROLE.Light: scheme.surface,
        _ROLE.Midlight: scheme.hover,
        _ROLE.Mid: scheme.line,
        _ROLE.Dark: scheme.line,
        _ROLE.Shadow: scheme.line,
    }
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(scheme.muted))
    return made


def style_sheet(scheme: t.Scheme) -> str:
    """The style sheet of the whole application in ``scheme``."""
    return "\n".join(
        (_type(scheme), _grounds(scheme), _buttons(scheme), _inputs(scheme), _lists(scheme), _rest(scheme))
    )


def _type(s: t.Scheme) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {t.TITLE_PX}px; font-weight: {t.STRONG}; }}
QLabel[role="name"] {{ font-size: {t.NAME_PX}px; font-weight: {t.STRONG}; }}
QLabel[role="figure"] {{ font-size: {t.FIGURE_PX}px; font-weight: {t.STRONG}; }}
QLabel[role="strong"] {{ font-weight: {t.MEDIUM}; }}
QLabel[role="heading"] {{ font-weight: {t.STRONG}; }}
QLabel[role="caption"] {{ font-size: {t.CAPTION_PX}px; font-weight: {t.MEDIUM}; color: {s.muted}; }}
QLabel[role="section"] {{ font-size: {t.CAPTION_PX}px; font-weight: {t.STRONG}; color: {s.muted}; }}
QLabel[role="muted"] {{ color: {s.muted}; }}
QLabel[role="brand"] {{ color: {s.accent}; font-size: 15px; font-weight: {t.STRONG}; }}
QLabel[role="key"] {{ color: {s.muted}; font-size: {t.KEY_PX}px; border: 1px solid {s.line}; border-radius: 4px;
    padding: 1px 5px; background: {s.surface}; }}
QLabel[role="key-on-main"] {{ color: {s.on_accent}; font-size: {t.KEY_PX}px; border: 1px solid {s.on_accent}; border-radius: 4px;
    padding: 1px 5px; }}
QLabel[tone="conflict"] {{ color: {s.conflict}; }}
QLabel[tone="pending"] {{ color: {s.pending}; }}
QLabel[tone="done"] {{ color: {s.done}; }}
QLabel[tone="accent"] {{ color: {s.accent}; font-weight: {t.STRONG}; }}
QLabel[role="code"] {{ background: {s.ground}; border: 1px solid {s.line}; border-radius: {t.RADIUS}px; padding: 5px 9px; }}
"""


def _grounds(s: t.Scheme) -> str:
    return f"""
QFrame[ground="bar"] {{ background: {s.surface}; border: none; border-bottom: 1px solid {s.line}; }}
QFrame[ground="status"] {{ background: {s.surface}; border: none; border-top: 1px solid {s.line}; }}
QFrame[ground="navigation"] {{ background: {s.ground}; border: none; border-right: 1px solid {s.line}; }}
QFrame[ground="surface"] {{ background: {s.surface}; border: none; }}
QFrame[ground="page"] {{ background: {s.ground}; border: none; }}
QFrame[ground="panel"] {{ background: {s.surface}; border: none; }}
QFrame[ground="side"] {{ background: {s.surface}; border: none; border-right: 1px solid {s.line}; }}
QFrame[ground="card"] {{ background: {s.surface}; border: 1px solid {s.line}; border-radius: {t.CARD_RADIUS}px; }}
QFrame[ground="line"] {{ background: {s.line}; border: none; }}
QFrame[message="plain"], QFrame[message="question"] {{ background: {s.accent_tint}; border: none; border-top: 1px solid {s.line}; }}
QFrame[message="problem"] {{ background: {s.conflict_tint}; border: none; border-top: 1px solid {s.line}; }}
QFrame[message="waiting"] {{ background: {s.pending_tint}; border: none; border-top: 1px solid {s.line}; }}
QFrame[message="done"] {{ background: {s.done_tint}; border: none; border-top: 1px solid {s.line}; }}
QDialog {{ background: {s.surface}; }}
QDialog[popup="true"] {{ border: 1px solid {s.line}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[ground="none"] {{ background: transparent; }}
"""


def _buttons(s: t.Scheme) -> str:
    pad = t.GAP + 3
    return f"""
QPushButton, QToolButton {{ background: {s.surface}; color: {s.text}; border: 1px solid {s.line};
    border-radius: {t.RADIUS}px; padding: 0 {pad}px; min-height: {t.CONTROL - 2}px; font-weight: {t.MEDIUM}; outline: none; }}
QToolButton {{ padding: 0; min-width: {t.CONTROL - 2}px; max-width: {t.CONTROL - 2}px; min-height: {t.CONTROL - 2}px;
    max-height: {t.CONTROL - 2}px; }}
QToolButton[small="true"] {{ min-width: 22px; max-width: 22px; min-height: 22px; max-height: 22px; }}
QPushButton:hover, QToolButton:hover {{ background: {s.hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {s.neutral}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {s.muted}; }}
QPushButton:focus, QToolButton:focus {{ border: {t.RING}px solid {s.accent}; padding: 0 {pad - 1}px;
    min-height: {t.CONTROL - 4}px; }}
QToolButton:focus {{ padding: 0; min-width: {t.CONTROL - 4}px; max-width: {t.CONTROL - 4}px; min-height: {t.CONTROL - 4}px;
    max-height: {t.CONTROL - 4}px; }}
QPushButton[hinted="true"] {{ text-align: left; }}
QPushButton[role="main"] {{ background: {s.accent}; color: {s.on_accent}; border: 1px solid {s.accent}; }}
QPushButton[role="main"]:hover {{ background: {s.accent_hover}; border-color: {s.accent_hover}; }}
QPushButton[role="main"]:focus {{ border: {t.RING}px solid {s.text}; }}
QPushButton[role="main"]:disabled {{ background: {s.accent_off}; border-color: {s.accent_off}; color: {s.on_accent}; }}
QPushButton[role="danger"] {{ color: {s.conflict}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border: 1px solid transparent; color: {s.muted}; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {s.hover}; color: {s.text}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border: {t.RING}px solid {s.accent}; }}
QPushButton[brand="true"] {{ color: {s.accent}; font-size: 15px; font-weight: {t.STRONG}; }}
QPushButton[role="status"] {{ background: transparent; border: none; color: {s.muted}; font-size: {t.CAPTION_PX}px;
    font-weight: {t.REGULAR}; padding: 0 6px; min-height: {t.STATUS_BAR - 6}px; }}
QPushButton[role="status"]:hover {{ color: {s.text}; background: {s.hover}; border-radius: 4px; }}
QPushButton[role="status"]:focus {{ border: {t.RING}px solid {s.accent}; border-radius: 4px; padding: 0 4px;
    min-height: {t.STATUS_BAR - 10}px; }}
QPushButton[role="value"] {{ background: transparent; border: 1px solid transparent; border-radius: 4px; text-align: left;
    padding: 0 5px; min-height: {t.FIELD_ROW - 8}px; font-weight: {t.REGULAR}; }}
QPushButton[role="value"]:hover {{ border: 1px solid {s.line}; background: {s.ground}; }}
QPushButton[role="value"]:focus {{ border: {t.RING}px solid {s.accent}; padding: 0 4px; min-height: {t.FIELD_ROW - 10}px; }}
QPushButton[role="choice"] {{ text-align: left; padding: {t.GAP}px {t.GROUP_GAP}px; min-height: 40px; }}
QPushButton[role="choice"]:checked {{ border: 2px solid {s.accent}; background: {s.accent_tint}; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="chip"], QToolButton[role="chip"] {{ border-radius: {t.CHIP // 2}px; min-height: {t.CHIP - 2}px;
    padding: 0 10px; font-size: {t.CAPTION_PX}px; background: {s.surface}; }}
QPushButton[role="chip"]:focus {{ border: {t.RING}px solid {s.accent}; padding: 0 9px; min-height: {t.CHIP - 4}px; }}
QPushButton[role="chip"][dashed="true"] {{ border-style: dashed; color: {s.muted}; background: transparent; }}
QPushButton[opens="menu"] {{ padding-right: {t.GAP + t.CHEVRON + t.UNIT}px; }}
QPushButton[opens="menu"]:focus {{ padding-right: {t.GAP + t.CHEVRON + t.UNIT - 1}px; }}
QPushButton[role="chip"]:checked {{ background: {s.accent_tint}; border-color: {s.accent}; color: {s.accent}; }}
"""


def _inputs(s: t.Scheme) -> str:
    inputs = "QLineEdit, QComboBox, QPlainTextEdit"
    focused = ", ".join(f"{name}:focus" for name in inputs.split(", "))
    return f"""
{inputs} {{ background: {s.surface}; color: {s.text}; border: 1px solid {s.line}; border-radius: {t.RADIUS}px;
    padding: 0 8px; selection-background-color: {s.accent}; selection-color: {s.on_accent};
    placeholder-text-color: {s.muted}; }}
QLineEdit, QComboBox {{ min-height: {t.CONTROL - 2}px; }}
QComboBox {{ padding-left: 10px; }}
QComboBox:editable {{ padding-left: 7px; }}
QPlainTextEdit {{ padding: 5px; }}
{focused} {{ border: {t.RING}px solid {s.accent}; padding: 0 7px; }}
QLineEdit:focus, QComboBox:focus {{ min-height: {t.CONTROL - 4}px; }}
QComboBox:focus {{ padding-left: 9px; }}
QComboBox:editable:focus {{ padding-left: 6px; }}
QPlainTextEdit:focus {{ padding: 4px; }}
QLineEdit[role="search"] {{ background: {s.ground}; padding-left: 30px; padding-right: 62px; }}
QLineEdit[role="search"]:focus {{ padding-left: 29px; padding-right: 61px; background: {s.surface}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border: {t.RING}px solid {s.conflict}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; background: transparent; padding: 0; min-height: 0; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox QAbstractItemView {{ background: {s.surface}; border: 1px solid {s.line}; outline: none; padding: 4px;
    selection-background-color: {s.accent_tint}; selection-color: {s.text}; }}
"""


def _lists(s: t.Scheme) -> str:
    return f"""
QAbstractItemView {{ background: {s.surface}; border: none; outline: none; gridline-color: {s.line};
    selection-background-color: {s.accent_tint}; selection-color: {s.text}; }}
QListView[list="pages"] {{ background: {s.ground}; }}
QHeaderView {{ background: {s.surface}; border: none; }}
QHeaderView::section {{ background: {s.surface}; color: {s.muted}; border: none; border-bottom: 1px solid {s.line};
    padding: 0 {t.GAP}px; font-size: {t.CAPTION_PX}px; font-weight: {t.MEDIUM}; height: 30px; }}
QHeaderView::section:hover {{ color: {s.text}; }}
QTabBar {{ background: transparent; font-weight: {t.MEDIUM}; }}
QTabBar::tab {{ background: transparent; color: {s.muted}; border: none; border-bottom: 2px solid transparent;
    padding: 7px 0 7px 0; margin-right: 18px; min-width: 20px; }}
QTabBar::tab:hover {{ color: {s.text}; }}
QTabBar::tab:selected {{ color: {s.accent}; border-bottom: 2px solid {s.accent}; }}
QTabBar[narrow="true"]::tab {{ margin-right: 9px; }}
"""


def _rest(s: t.Scheme) -> str:
    return f"""
QMenu {{ background: {s.surface}; border: 1px solid {s.line}; border-radius: {t.RADIUS}px; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {s.accent_tint}; color: {s.text}; }}
QMenu::item:disabled {{ color: {s.muted}; }}
QMenu::separator {{ height: 1px; background: {s.line}; margin: 4px 6px; }}
QMenu::icon {{ padding-left: 6px; }}
QToolTip {{ background: {s.surface}; color: {s.text}; border: 1px solid {s.line}; padding: 4px 6px; }}
QSplitter::handle {{ background: {s.line}; }}
QProgressBar {{ background: {s.line}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {s.accent}; border-radius: 4px; }}
QProgressBar[thin="true"] {{ max-height: 6px; min-height: 6px; border-radius: 3px; }}
QProgressBar[thin="true"]::chunk {{ border-radius: 3px; }}
QProgressBar[tone="pending"]::chunk {{ background: {s.pending}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {s.line}; border-radius: 4px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {s.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
