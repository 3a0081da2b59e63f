"""demo: the main job against a sandbox of its own, in a window or, with --headless, step by step in the terminal."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from functools import partial
from pathlib import Path

from crmdesk.commands.arguments import whole_number
from crmdesk.commands.output import emit, utf_8_locale
from crmdesk.commands.session import run_async
from crmdesk.commands.texts import counted
from crmdesk.desk.profile import Profile
from crmdesk.desk.session import session_of
from crmdesk.domain.errors import InvalidInput, said_by_system
from crmdesk.paths import profile_folders

PICTURES = Path("demo-out")
"""Where the pictures of a headless demonstration go by default."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    demo = commands.add_parser("demo")
    demo.add_argument("--headless", action="store_true", help="run the whole job without a window and report it")
    demo.add_argument(
        "--records", type=whole_number, metavar="N", default=600, help="contacts to make up (default: 600)"
    )
    demo.add_argument(
        "--out", type=Path, metavar="DIR", help="with --headless: leave pictures of the main screens in this folder"
    )
    demo.add_argument("--json", action="store_true", help="with --headless: end with one JSON document")
    demo.add_argument("--language", choices=("system", "fr", "en"), default="system", help="of the window")
    demo.set_defaults(work=_demo, without_profile=True)


def _demo(arguments: Namespace) -> int:
    if not arguments.headless and (arguments.json or arguments.out):
        raise InvalidInput("headless_needed", option="--json" if arguments.json else "--out")
    if arguments.profile is not None:
        raise InvalidInput("demo_without_profile", option="--profile")
    if not arguments.headless:
        from crmdesk.app import run_demo
        from crmdesk.ui.translation import Language

        return run_demo(arguments.records, Language(arguments.language))
    from crmdesk.demo.job import Job, Steps
    from crmdesk.demo.sandbox_process import sandbox_process
    from crmdesk.desk.profile import open_profile

    # With --json standard output belongs to the document.
    say = partial(print, file=sys.stderr if arguments.json else sys.stdout, flush=True)
    out = arguments.out or (None if arguments.json else PICTURES)
    steps = Steps(say)
    with tempfile.TemporaryDirectory(prefix="crmdesk-demo-") as folder, sandbox_process(arguments.records) as sandbox:
        folders = profile_folders(Path(folder))
        profile = open_profile(folders, throwaway=True)
        try:
            job = Job(session_of(profile), sandbox, steps)
            run_async(job.until_conflicts())
            if out is not None:
                _take_pictures(profile, out, say)
            run_async(job.after_conflicts())
        finally:
            profile.close()
    document = steps.document()
    if arguments.json:
        emit(document, as_json=True, text="")
    return 0 if document["lost"] == 0 else 1


def _take_pictures(profile: Profile, out: Path, say: Callable[[str], None]) -> None:
    """Leave pictures of the main screens in ``out``. Raises InvalidInput where that folder cannot be written."""
    # There is no display, or none that a picture should flicker across.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from crmdesk import app
    from crmdesk.demo.pictures import take_pictures

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput("folder_not_writable", folder=str(out), **said_by_system(error)) from error
    with utf_8_locale():
        application = app.application_of_window()
    around = app.frame(application, profile.folders, demo=True)

    async def take() -> int:
        return len(await take_pictures(around, profile, out))

    count = app.run(application, take())
    say(counted("{n} picture in {folder}", "{n} pictures in {folder}", count, folder=out))
