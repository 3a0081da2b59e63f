"""Dialogs without nested event loops: ``await ask(dialog)`` opens one and gives back how it was closed.

A nested loop would run timers, signals and tasks in the middle of the caller; therefore no dialog is ever executed.
"""

from __future__ import annotations

import asyncio

import shiboken6
from PySide6.QtWidgets import QDialog


async def ask(dialog: QDialog) -> bool:
    """Open ``dialog`` and wait for the answer: True where it was accepted. It is closed when the task is cancelled.

    The dialog is deleted afterwards; its values can be read until the caller gives control back to the event loop.
    """
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finished(result: int) -> None:
        if not answer.done():
            answer.set_result(result)

    dialog.finished.connect(finished)
    dialog.open()
    try:
        return await answer == QDialog.DialogCode.Accepted.value
    finally:
        # A window that ends takes its dialogs with it before the tasks that wait for them.
        if shiboken6.isValid(dialog):
            if not answer.done() or answer.cancelled():
                dialog.done(QDialog.DialogCode.Rejected.value)
            dialog.deleteLater()
