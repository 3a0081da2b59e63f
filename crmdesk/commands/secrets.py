"""Secrets that a command, or the window, is given: by a variable of the environment, or typed without echo."""

from __future__ import annotations

import os
import sys
from getpass import getpass

from crmdesk.domain.secret import Secret

PASSPHRASE = "CRMDESK_PASSPHRASE"  # noqa: S105 - the name of a variable


def take_secret(variable: str) -> Secret | None:
    """A secret from the environment, which it leaves at once: no child process and no crash report sees it."""
    value = os.environ.pop(variable, None)
    return Secret(value) if value else None


def ask_secret(variable: str, prompt: str) -> Secret | None:
    """A secret from the environment or, at a terminal, from a prompt without echo."""
    secret = take_secret(variable)
    if secret is None and sys.stdin.isatty():
        typed = getpass(prompt)
        secret = Secret(typed) if typed else None
    return secret
