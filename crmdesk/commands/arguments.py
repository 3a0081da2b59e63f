"""What an argument of a command line may be."""

from __future__ import annotations

from argparse import ArgumentTypeError

from crmdesk.commands.texts import said


def plain_text(argument: str) -> str:
    """A command line argument that is text: not bytes that this terminal's encoding does not know."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError(said("not a text in this terminal's encoding")) from None
    return argument


def whole_number(argument: str) -> int:
    """A command line argument that counts something: 0, 1, 2 and so on."""
    if not (argument.isascii() and argument.isdecimal()):
        raise ArgumentTypeError(said("a whole number from 0 on is expected, not “{given}”", given=argument))
    return int(argument)
