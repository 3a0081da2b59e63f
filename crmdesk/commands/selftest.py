"""What ``crmdesk selftest`` tries: everything that depends on this computer or on how the program was packaged.

It works from a checkout, from an installed package and from the frozen program, needs no display and no network, and
leaves nothing behind.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.auth.keys import KeyringKey, system_keyring
from crmdesk.auth.passphrase import PassphraseKey
from crmdesk.commands.session import run_async
from crmdesk.commands.syncing import sync_once
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.desk.session import session_of
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.errors import CrmdeskError, StoreFault, Unreachable
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.net.client import open_client
from crmdesk.net.messages import Request
from crmdesk.paths import profile_folders, resources
from crmdesk.sandbox.serve import Sandbox, running
from crmdesk.store import editing
from crmdesk.store.queries import lists
from crmdesk.store.store import ThreadedStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QGuiApplication

RECORDS = 20
NAME = "Kérdoncuff"
"""A name with an accent that no file may hold in clear and that is found without it."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a check went; ``detail`` is what it found, or why it failed."""

    name: str
    ok: bool
    detail: str
    seconds: float


class CheckFailed(Exception):
    """A check found something else than it should."""


def run(check: tuple[str, Callable[[], str]]) -> Result:
    """Run one check of ``CHECKS``."""
    name, work = check
    started = time.perf_counter()
    try:
        detail, ok = work(), True
    except CrmdeskError as error:
        detail, ok = str(error), False
    except Exception as error:  # noqa: BLE001 - whatever a broken package raises is the finding
        detail, ok = f"{type(error).__name__}: {error}", False
    return Result(name, ok, detail, round(time.perf_counter() - started, 3))


def keyring() -> str:
    """The system's keyring keeps a key, or a passphrase does where there is none."""
    backend = system_keyring()
    if backend is None:
        return _passphrase()
    entry = KeyringKey(f"selftest-{os.urandom(8).hex()}", backend)
    try:
        made = entry.create()
        if entry.load() != made:
            raise CheckFailed("the keyring gave back another key")
    finally:
        entry.forget()
    return type(backend).__module__


def _passphrase() -> str:
    with tempfile.TemporaryDirectory(prefix="crmdesk-selftest-") as folder:
        way = PassphraseKey(Path(folder) / "key.json", Secret("selftest"))
        if way.create() != way.load():
            raise CheckFailed("the passphrase gave another key")
    return "no keyring here: a passphrase protects the data (CRMDESK_PASSPHRASE)"


def database() -> str:
    """The database is encrypted, opens with its key, and with no other."""
    with _store() as (store, path):
        run_async(store.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": NAME})))
        content = b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())
        if content[:15] == b"SQLite format 3" or NAME.encode() in content:
            raise CheckFailed("the file can be read without its key")
        try:
            ThreadedStore(path, os.urandom(32)).close()
        except StoreFault:
            return "encrypted"
        raise CheckFailed("another key opens the file")


def search() -> str:
    """Full text search finds a name without its accents."""
    with _store() as (store, _):
        run_async(store.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": NAME})))
        found = store.read_now(lambda reader: lists.find(reader, "kerdon"))
    if len(found) != 1:
        raise CheckFailed(f"{len(found)} records found instead of 1")
    return "FTS5"


def tls() -> str:
    """A server that the named authority vouches for is believed, and the same one without it is not."""
    with running(records=0) as sandbox:
        known = sandbox.vendors["hubspot"]
        request = Request("GET", "/account-info/v3/details", "/account-info/v3/details")
        if run_async(_ask(known["tls_base_url"], Path(known["ca_file"]), request)) is None:
            raise CheckFailed("the server is not believed")
        if run_async(_ask(known["tls_base_url"], None, request)) is not None:
            raise CheckFailed("an unknown server is believed")
    return "verified"


async def _ask(url: str, ca_file: Path | None, request: Request) -> int | None:
    """The status of an answer, None where the server is not believed."""
    client = open_client(url, ca_file=ca_file, classify=lambda *_: None)
    try:
        return (await client.send(request)).status
    except Unreachable:
        return None
    finally:
        await client.aclose()


def pictures() -> str:
    """Icons and letters are drawn: the SVG renderer, the fonts and a platform plug-in are there."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    with _application():
        font = QFontDatabase.addApplicationFont(str(resources() / "fonts" / "Inter-Regular.ttf"))
        families = QFontDatabase.applicationFontFamilies(font)
        if not families:
            raise CheckFailed("the font cannot be read")
        for name in ("icon", "letters"):
            image = QImage(64, 64, QImage.Format.Format_ARGB32)
            image.fill(QColor("white"))
            painter = QPainter(image)
            if name == "icon":
                QSvgRenderer(QByteArray((resources() / "icons" / "home.svg").read_bytes())).render(painter)
            else:
                painter.setFont(QFont(families[0], 24))
                painter.drawText(4, 48, "Éa")
            painter.end()
            if not any(image.pixelColor(x, y) != QColor("white") for x in range(64) for y in range(64)):
                raise CheckFailed(f"the {name} came out blank")
    return families[0]


def languages() -> str:
    """The texts of both languages are there, and the French ones are French."""
    from crmdesk.domain.kinds import Kind as Kinds
    from crmdesk.ui.field_texts import kind_title
    from crmdesk.ui.translation import Language, Translation

    with _application() as application:
        translation = Translation(application, resources())
        titles = []
        for language in (Language.FRENCH, Language.ENGLISH):
            translation.choose(language)
            titles.append(kind_title(Kinds.COMPANY))
    if len(set(titles)) != 2:
        raise CheckFailed(f"both languages say {titles[0]!r}")
    return ", ".join(titles)


def sync() -> str:
    """A whole run against a sandbox: sign in, receive, send."""
    with running(records=RECORDS) as sandbox, tempfile.TemporaryDirectory(prefix="crmdesk-selftest-") as folder:
        profile = open_profile(profile_folders(Path(folder)), throwaway=True)
        try:
            return run_async(_sync(profile, sandbox))
        finally:
            profile.close()


async def _sync(profile: Profile, sandbox: Sandbox) -> str:
    known = sandbox.vendors["hubspot"]
    opened = session_of(profile)
    request = SignInRequest("hubspot", "", token=Secret(known["access_token"]), base_url=known["base_url"])
    async with SigningIn(opened.accounts, request) as signing_in:
        await signing_in.begin()
        await signing_in.account()
        await signing_in.finish(send=True)
    await opened.store.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": NAME}))
    (report,) = await sync_once(opened)
    if report.status is not RunStatus.DONE:
        raise report.error or CheckFailed(report.status.value)
    if report.counts["pulled"] < RECORDS or not report.counts["pushed"]:
        raise CheckFailed(f"received {report.counts['pulled']}, sent {report.counts['pushed']}")
    return f"received {report.counts['pulled']}, sent {report.counts['pushed']}"


@contextmanager
def _store() -> Iterator[tuple[ThreadedStore, Path]]:
    with tempfile.TemporaryDirectory(prefix="crmdesk-selftest-") as folder:
        path = Path(folder) / "replica.db"
        store = ThreadedStore(path, os.urandom(32))
        try:
            yield store, path
        finally:
            store.close()


@contextmanager
def _application() -> Iterator[QGuiApplication]:
    """Qt without a screen, unless it runs already."""
    from PySide6.QtGui import QGuiApplication

    running_one = QGuiApplication.instance()
    if isinstance(running_one, QGuiApplication):
        yield running_one
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QGuiApplication([])
    try:
        yield made
    finally:
        made.shutdown()


CHECKS: Sequence[tuple[str, Callable[[], str]]] = (
    ("keyring", keyring),
    ("database", database),
    ("search", search),
    ("tls", tls),
    ("pictures", pictures),
    ("languages", languages),
    ("sync", sync),
)
"""Every check with its name, in order."""
