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
from typing import TYPE_CHECKING, Any

from crmdesk.auth.keys import KeyringKey, system_keyring
from crmdesk.auth.passphrase import PassphraseKey
from crmdesk.commands.output import sentence, utf_8_locale
from crmdesk.commands.session import run_async
from crmdesk.commands.syncing import sync_once
from crmdesk.commands.texts import said
from crmdesk.desk.profile import Profile, open_profile
from crmdesk.desk.session import session_of
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.errors import CrmdeskError, StoreFault, Unreachable
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.net.client import open_client
from crmdesk.net.messages import Effect, Request
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


class Detail:
    """What a check found: a text of the self-test and what fills it, or ``{found}`` for what has no language."""

    def __init__(self, text: str, /, **values: object) -> None:
        self._text = text
        self._values = values

    def __str__(self) -> str:
        return self._text.format_map(self._values)

    def said(self) -> str:
        """It in the language of the locale."""
        return said(self._text, **self._values)


class CheckFailed(Exception):
    """A check found something else than it should; its one argument is the Detail."""

    def __init__(self, text: str, /, **values: object) -> None:
        self.detail = Detail(text, **values)
        super().__init__(self.detail)


@dataclass(frozen=True, slots=True)
class Result:
    """How a check went: what it found, or what ended it."""

    name: str
    found: Detail | Exception
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether it went well."""
        return isinstance(self.found, Detail)

    def document(self) -> dict[str, Any]:
        """As scripts read it."""
        plain = isinstance(self.found, (Detail, CrmdeskError))
        detail = str(self.found) if plain else f"{type(self.found).__name__}: {self.found}"
        return {"name": self.name, "ok": self.ok, "detail": detail, "seconds": self.seconds}

    def said(self) -> str:
        """What it found in the language of the locale; the words of others, who speak English, are quoted."""
        match self.found:
            case Detail():
                return self.found.said()
            case CheckFailed():
                return self.found.detail.said()
            case CrmdeskError():
                return sentence(self.found)
            case _:
                return said("It ended with “{reason}”.", reason=f"{type(self.found).__name__}: {self.found}")


def run(check: tuple[str, Callable[[], Detail]]) -> Result:
    """Run one check of ``CHECKS``."""
    name, work = check
    started = time.perf_counter()
    found: Detail | Exception
    try:
        found = work()
    except Exception as error:  # noqa: BLE001 - whatever a broken package raises is the finding
        found = error
    return Result(name, found, round(time.perf_counter() - started, 3))


def keyring() -> Detail:
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
    return Detail("{found}", found=type(backend).__module__)


def _passphrase() -> Detail:
    with tempfile.TemporaryDirectory(prefix="crmdesk-selftest-") as folder:
        way = PassphraseKey(Path(folder) / "key.json", Secret("selftest"))
        if way.create() != way.load():
            raise CheckFailed("the passphrase gave another key")
    return Detail("no keyring here: a passphrase protects the data (CRMDESK_PASSPHRASE)")


def database() -> Detail:
    """The database is encrypted, opens with its key, and with no other."""
    with _store() as (store, path):
        run_async(store.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": NAME})))
        content = b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())
        if content[:15] == b"SQLite format 3" or NAME.encode() in content:
            raise CheckFailed("the file can be read without its key")
        try:
            ThreadedStore(path, os.urandom(32)).close()
        except StoreFault:
            return Detail("encrypted")
        raise CheckFailed("another key opens the file")


def search() -> Detail:
    """Full text search finds a name without its accents."""
    with _store() as (store, _):
        run_async(store.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": NAME})))
        found = store.read_now(lambda reader: lists.find(reader, "kerdon"))
    if len(found) != 1:
        raise CheckFailed("{count} records found instead of 1", count=len(found))
    return Detail("{found}", found="FTS5")


def tls() -> Detail:
    """A server that the named authority vouches for is believed, and the same one without it is not."""
    with running(records=0) as sandbox:
        known = sandbox.vendors["hubspot"]
        request = Request("GET", "/account-info/v3/details", "/account-info/v3/details", effect=Effect.READS)
        if run_async(_ask(known["tls_base_url"], Path(known["ca_file"]), request)) is None:
            raise CheckFailed("the server is not believed")
        if run_async(_ask(known["tls_base_url"], None, request)) is not None:
            raise CheckFailed("an unknown server is believed")
    return Detail("verified")


async def _ask(url: str, ca_file: Path | None, request: Request) -> int | None:
    """The status of an answer, None where the server is not believed."""
    client = open_client(url, ca_file=ca_file, classify=lambda *_: None)
    try:
        return (await client.send(request)).status
    except Unreachable:
        return None
    finally:
        await client.aclose()


def pictures() -> Detail:
    """Icons and letters are drawn: the SVG renderer, the fonts and a platform plug-in are there."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    with _application():
        font = QFontDatabase.addApplicationFont(str(resources() / "fonts" / "Inter-Regular.ttf"))
        families = QFontDatabase.applicationFontFamilies(font)
        if not families:
            raise CheckFailed("the font cannot be read")
        for name, blank in (("icon", "the icon came out blank"), ("letters", "the letters came out blank")):
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
                raise CheckFailed(blank)
    return Detail("{found}", found=families[0])


def languages() -> Detail:
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
        raise CheckFailed("both languages say {word}", word=repr(titles[0]))
    return Detail("{found}", found=", ".join(titles))


def sync() -> Detail:
    """A whole run against a sandbox: sign in, receive, send."""
    with running(records=RECORDS) as sandbox, tempfile.TemporaryDirectory(prefix="crmdesk-selftest-") as folder:
        profile = open_profile(profile_folders(Path(folder)), throwaway=True)
        try:
            return run_async(_sync(profile, sandbox))
        finally:
            profile.close()


async def _sync(profile: Profile, sandbox: Sandbox) -> Detail:
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
        raise report.error or CheckFailed("{found}", found=report.status.value)
    received, sent = report.counts["pulled"], report.counts["pushed"]
    if received < RECORDS or not sent:
        raise CheckFailed("received {received}, sent {sent}", received=received, sent=sent)
    return Detail("received {received}, sent {sent}", received=received, sent=sent)


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
    with utf_8_locale():
        made = QGuiApplication([])
    try:
        yield made
    finally:
        made.shutdown()


CHECKS: Sequence[tuple[str, Callable[[], Detail]]] = (
    ("keyring", keyring),
    ("database", database),
    ("search", search),
    ("tls", tls),
    ("pictures", pictures),
    ("languages", languages),
    ("sync", sync),
)
"""Every check with its name, in order."""
