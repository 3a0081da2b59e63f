"""A process of its own for a locked keyring, since keyring leaves its bus connection open then.

``python -m tests.auth.locked_keyring`` makes a key, locks the keyring, and prints what a second look is told.
"""

from __future__ import annotations

import secretstorage
from keyring.backends.SecretService import Keyring

from crmdesk.auth.keys import KeyringKey
from crmdesk.domain.errors import StoreFault


def _main() -> None:
    way = KeyringKey("profile", Keyring())  # type: ignore[no-untyped-call]
    way.create()
    secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
    try:
        way.load()
    except StoreFault as error:
        print(error.key)


if __name__ == "__main__":
    _main()
