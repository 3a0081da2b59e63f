"""Secrets that a command, or the window, is given: by a variable of the environment, or typed without echo."""

from __future__ import annotations

import os
import sys
from getpass import getpass

from crmdesk.domain.secret import Secret

PASSPHRASE = "CRMDESK_PASSPHRASE"  # noqa: S105 - the name of a variable


def take_secret(variable: str) -> Secret | None:
    """A secret from the environment, which it leaves at once: no child process and no crash report sees it.

    It is the same in every locale: its bytes are read as UTF-8, and those that are none are kept as lone surrogates (PEP 383).
    """
    value = os.environ.pop(variable, None)
    return _secret(os.fsencode(value)) if value else None


def typed_secret(prompt: str) -> Secret | None:
    """A secret typed at the terminal without echo, read as one from the environment; None where nothing is typed."""
    try:
        typed = os.fsencode(getpass(prompt))
    except UnicodeDecodeError as error:
        # What the terminal sends is not in the encoding that its locale says: the bytes count, as in the environment.
        typed = bytes(error.object).rstrip(b"\r\n")
    return _secret(typed) if typed else None


def _secret(given: bytes) -> Secret:
    return Secret(given.decode(errors="surrogateescape"))


def ask_secret(variable: str, prompt: str) -> Secret | None:
    """A secret from the environment or, at a terminal, from a prompt without echo."""
    secret = take_secret(variable)
    if secret is None and sys.stdin.isatty():
        secret = typed_secret(prompt)
    return secret
