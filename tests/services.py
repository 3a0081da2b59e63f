"""Real services for tests, each private to one test process: a session bus with a keyring, a virtual display."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed: run scripts/setup test", pytrace=False)
    return found


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(timeout=20)
    if process.stdout is not None:
        process.stdout.close()


class PrivateBus:
    """A D-Bus session bus of its own on which gnome-keyring serves an unlocked, empty keyring under ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self.address = ""

    def __enter__(self) -> Self:
        command = [_program("dbus-daemon"), "--session", "--nofork", "--print-address=1"]
        command.append(f"--address=unix:dir={self._folder}")
        bus = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._stack.callback(_stop, bus)
        assert bus.stdout is not None
        self.address = bus.stdout.readline().strip()
        self._start_keyring()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stack.close()  # the keyring daemon leaves with its bus

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make this bus's keyring the one that this process and the programs it starts find."""
        import keyring.core
        from keyring.backends.SecretService import Keyring

        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", self.address)
        monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())  # type: ignore[no-untyped-call]

    def _start_keyring(self) -> None:
        own = {name: str(self._folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")}
        # It returns before its daemon is on the bus; the passphrase of the new keyring comes from standard input.
        subprocess.run(
            [_program("gnome-keyring-daemon"), "--unlock", "--components=secrets"],
            env=os.environ | own | {"DBUS_SESSION_BUS_ADDRESS": self.address},
            input=b"x",
            check=True,
            capture_output=True,
            timeout=60,
        )
        self._await_keyring()

    def _await_keyring(self) -> None:
        """Return when the keyring has its name; a call before that makes the bus start another one, locked."""
        from jeepney.bus_messages import MatchRule, message_bus
        from jeepney.io.blocking import Proxy, open_dbus_connection

        name = "org.freedesktop.secrets"
        rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        with open_dbus_connection(self.address) as connection, connection.filter(rule) as changes:
            bus = Proxy(message_bus, connection)
            bus.AddMatch(rule)
            if not bus.NameHasOwner(name)[0]:
                connection.recv_until_filtered(changes, timeout=60)


class KeptEntries:
    """What this process has read of the keyring, each entry until it is written or deleted: for commands by the hundred.

    Each read of an entry agrees on a key with the service first (RFC 2409, 6.2), which takes as long as the rest of a command.
    """

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Answer the second and every later read of an entry from here."""
        from keyring.backends.SecretService import Keyring

        read: Callable[[Keyring, str, str], str | None] = Keyring.get_password
        write: Callable[[Keyring, str, str, str], None] = Keyring.set_password
        delete: Callable[[Keyring, str, str], None] = Keyring.delete_password

        def get_password(keyring: Keyring, service: str, username: str) -> str | None:
            found = self._entries.get((service, username)) or read(keyring, service, username)
            if found is not None:
                self._entries[service, username] = found
            return found

        def set_password(keyring: Keyring, service: str, username: str, password: str) -> None:
            self._entries.pop((service, username), None)
            write(keyring, service, username, password)

        def delete_password(keyring: Keyring, service: str, username: str) -> None:
            self._entries.pop((service, username), None)
            delete(keyring, service, username)

        for each in (get_password, set_password, delete_password):
            monkeypatch.setattr(Keyring, each.__name__, each)


class VirtualDisplay:
    """An X server without a screen; it picks a free display number itself."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "xvfb.log"
        self._stack = ExitStack()

    def __enter__(self) -> str:
        read, write = os.pipe()
        command = [_program("Xvfb"), "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
        with self._log.open("w") as log:
            server = subprocess.Popen(command, pass_fds=(write,), stdout=log, stderr=log, text=True)
        self._stack.callback(_stop, server)
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        assert number, f"Xvfb did not start: {self._log.read_text()}"
        return f":{number}"

    def __exit__(self, *exc_info: object) -> None:
        self._stack.close()
