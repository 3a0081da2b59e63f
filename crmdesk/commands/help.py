"""The help of the command line in the language of the locale."""

from __future__ import annotations

import argparse
from argparse import Action, ArgumentParser, HelpFormatter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from crmdesk.commands import texts
from crmdesk.commands.language import french
from crmdesk.ui.help_words import ABOUT, LEFT_OVER, NAMES, REQUIRED


def translated(text: str) -> str:
    """A text of the help or of a complaint in the language of the locale; itself where there is no other for it."""
    words = text.rstrip("\n")
    return texts.translated("Help", words) + text[len(words) :]


def looked_up(text: str | None) -> str | None:
    """What argparse looks up: also the description that a group of commands does not have."""
    return None if text is None else translated(text)


def translated_number(one: str, several: str, number: int) -> str:
    """The one of two texts that fits a number of arguments, as gettext's ``ngettext``."""
    return translated(one if number == 1 or (number == 0 and french()) else several)


def named(complaint: str) -> str:
    """A complaint with the names of the arguments as the help has them: argparse puts in those of the program."""
    before, _, after = translated(ABOUT).partition("%(argument_name)s")
    between = after.removesuffix("%(message)s")
    if complaint.startswith(before) and between in complaint:
        name, _, message = complaint.removeprefix(before).partition(between)
        return f"{before}{_named(name)}{between}{message}"
    required = translated(REQUIRED).removesuffix("%s")
    if complaint.startswith(required):
        return required + ", ".join(map(_named, complaint.removeprefix(required).split(", ")))
    return complaint


def left_over(arguments: Iterable[str]) -> str:
    """Argparse's complaint about arguments that nobody knows."""
    return translated(LEFT_OVER) % " ".join(arguments)


def _named(name: str) -> str:
    return translated(name) if name in NAMES else name


def complain_in_words() -> None:
    """Have argparse say what is wrong with a command line in the language of the locale.

    It looks its texts up with these two functions of its module (Python, argparse: they are gettext's). To be called once
    the parser is built: what it looks up then is said by ``Words`` where it is printed, and most commands print none.
    """
    vars(argparse).update(_=looked_up, ngettext=translated_number)


def name_by_choices(parser: ArgumentParser) -> None:
    """Have complaints call an argument that has choices as the usage does: by these, not by the program's name for it."""
    for action in vars(parser)["_actions"]:
        if not action.option_strings and action.metavar is None and isinstance(action.choices, Sequence):
            action.metavar = f"{{{','.join(map(str, action.choices))}}}"


class Words(HelpFormatter):
    """argparse's help with every text translated."""

    def start_section(self, heading: str | None) -> None:
        """Begin a group of arguments under its title."""
        super().start_section(heading and translated(heading))

    def add_text(self, text: str | None) -> None:
        """Add a description."""
        super().add_text(text if text is None or text == argparse.SUPPRESS else translated(text))

    def add_usage(
        self, usage: str | None, actions: Iterable[Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """Add the line that shows how a command is written; in ``mapping NAME set`` the name of an account is part of it."""
        self._prog = " ".join(map(_named, self._prog.split(" ")))
        super().add_usage(usage, actions, groups, translated("usage: ") if prefix is None else prefix)

    def _get_help_string(self, action: Action) -> str | None:
        return action.help and translated(action.help)

    def _metavar_formatter(self, action: Action, default_metavar: str) -> Callable[[int], tuple[str, ...]]:
        shown = super()._metavar_formatter(action, default_metavar)
        return lambda size: tuple(translated(name) for name in shown(size))
