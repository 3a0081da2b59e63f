"""Texts that come from accounts are data: never read as markup, never as a keyboard mnemonic."""

from __future__ import annotations

from html import escape


def tool_tip(text: str) -> str:
    """``text`` for a tool tip, which Qt would otherwise read as HTML where it looks like it."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if text else ""


def literal(text: str) -> str:
    """``text`` for a button or a menu, where Qt reads ``&`` as the mark of a mnemonic."""
    return text.replace("&", "&&")
