"""recover: going on after the database was lost, from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from crmdesk.commands.figures import moment
from crmdesk.commands.log_files import log_to
from crmdesk.commands.output import emit
from crmdesk.commands.session import with_passphrase
from crmdesk.commands.texts import counted, said
from crmdesk.desk.recovering import Recovered, recover
from crmdesk.domain.values import instant
from crmdesk.paths import profile_folders


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the command of this module."""
    again = commands.add_parser("recover")
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
        # How many records were worked on here since that backup, as far as the old file tells; null where it tells nothing.
        "typed_since": None if lacks is None or not lacks.known else lacks.records,
        "typed_since_is_all": None if lacks is None else lacks.whole,
    }
    emit(document, as_json=arguments.json, text="\n".join(_in_words(done)))
    return 0


def _in_words(done: Recovered) -> list[str]:
    """What was done, and what the backup lacks of what was worked on here."""
    lines = [said("an empty database put in its place")]
    if done.made is not None:
        lines = [said("backup of {moment} put in its place", moment=moment(instant(done.made)))]
    if done.aside is not None:
        lines.append(said("set aside: {folder}", folder=done.aside))
    if done.lacks is None:
        return lines
    if not done.lacks.records and not done.lacks.whole:
        return [*lines, said("What was worked on here since that backup is not known.")]
    one, several = "{n} record worked on here since that backup", "{n} records worked on here since that backup"
    lines.append(counted(one, several, done.lacks.records))
    if not done.lacks.whole:
        lines.append(said("The old file could not be read to its end: there may be more."))
    return lines
