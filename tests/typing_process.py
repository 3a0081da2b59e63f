"""The window of a profile with a form for a new lead: ``python -m tests.typing_process FOLDER [NAME]``.

NAME is typed into the form. What stands in it then is printed as JSON, and the window stays until something ends the process.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from crmdesk import app
from crmdesk.desk.profile import open_profile
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.paths import profile_folders
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.records.new_record import NewRecordDialog


async def _type(window: MainWindow, name: str | None) -> None:
    await window.bench.unfinished.read()
    window.bench.new_record.emit(Kind.LEAD, {})
    # What the window shows has no event to wait for.
    while (dialog := window.findChild(NewRecordDialog)) is None or not dialog.isVisible():  # noqa: ASYNC110 - see above
        await asyncio.sleep(0.01)
    editor = dialog.editor("last_name")
    assert isinstance(editor, TextEditor)
    if name is not None:
        editor.line.setText(name)
    print(json.dumps({"last_name": editor.line.text()}), flush=True)


def main(folder: Path, name: str | None) -> int:
    """Show the window until the process is ended."""
    application = app.application_of_window()
    around = app.frame(application, profile_folders(folder))

    async def play() -> int:
        profile = open_profile(around.folders, passphrase=Secret("correct horse battery"), listener=around.bridge.post)
        typing: list[asyncio.Task[None]] = []
        with app.program(around, profile) as running:
            await app.show(running, lambda: typing.append(asyncio.create_task(_type(running.window, name))))
        return 0

    return app.run(application, play())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
