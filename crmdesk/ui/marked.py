"""Marks a text for translation where it is written, long before it is shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """``text`` itself; pyside6-lupdate finds it by the name of this function, which Qt types as returning an object."""
    del context
    return text
