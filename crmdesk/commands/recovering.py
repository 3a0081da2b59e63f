"""recover: going on after the database was lost, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from crmdesk.commands.log_files import log_to
from crmdesk.commands.output import emit
from crmdesk.commands.session import with_passphrase
from crmdesk.desk.recovering import recover
from crmdesk.domain.values import instant
from crmdesk.paths import profile_folders


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the command of this module."""
    again = commands.add_parser(
        "recover", help="put the newest backup in the place of a damaged or missing database, which is kept beside it"
    )
    again.add_argument("--empty", action="store_true", help="begin with an empty database instead")
    again.add_argument("--json", action="store_true", help="one JSON document")
    again.set_defaults(work=_recover)


def _recover(arguments: Namespace) -> int:
    folders = profile_folders(arguments.profile)
    with log_to(folders.log):
        done = with_passphrase(lambda passphrase: recover(folders, passphrase=passphrase, empty=arguments.empty))
    lacks = done.lacks
    document = {
        "backup": instant(done.made),
        "aside": None if done.aside is None else str(done.aside),
        # How many records were worked on here since that backup, as far as the old file tells.
        "typed_since": None if lacks is None else lacks.records,
        "typed_since_is_all": None if lacks is None else lacks.whole,
    }
    lines = [f"{name}: {'–' if value is None else value}" for name, value in document.items()]
    emit(document, as_json=arguments.json, text="\n".join(lines))
    return 0
