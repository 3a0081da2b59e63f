"""Where things are: the files that come with crmdesk, and the folders of a profile on this computer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import platformdirs

DEFAULT_PROFILE = "default"

_PROFILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def resources() -> Path:
    """The folder with fonts, icons and translations: in a checkout, an installed package or the frozen program.

    A checkout keeps it at its top; in a wheel and in the frozen program it lies inside the package.
    """
    package = Path(__file__).resolve().parent
    for place in (package, package.parent):
        if (place / "resources" / "icons").is_dir():
            return place / "resources"
    raise FileNotFoundError(f"crmdesk's resources folder is missing beside {package}: install crmdesk again")


def guide(vendor: str, language: str) -> str | None:
    """The address of a vendor's set-up guide in ``language``, else in English; None where there is none.

    The guides lie beside the resources: in ``docs/vendors`` of a checkout, inside an installed package.
    """
    folder = resources().parent / "docs" / "vendors"
    found = (folder / f"{vendor}.{name}.md" for name in (language, "en"))
    return next((path.as_uri() for path in found if path.is_file()), None)


@dataclass(frozen=True, slots=True)
class ProfileFolders:
    """The folders of one profile. They exist once ``make`` has been called."""

    data: Path  # the replica and its backups: what must not be lost
    config: Path  # settings and the window's state
    cache: Path  # what can be fetched or made again
    log: Path

    def make(self) -> ProfileFolders:
        """Create the folders, readable by this user alone where the system knows such a thing."""
        for folder in (self.data, self.config, self.cache, self.log):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self


def profile_folders(override: Path | None = None, name: str = DEFAULT_PROFILE) -> ProfileFolders:
    """The folders of the profile ``name`` where the platform wants them, or all of them inside ``override``.

    ``override`` is the command line's ``--profile DIR``. ``name`` is lower-case letters, digits and hyphens.
    """
    if override is not None:
        top = override.expanduser().absolute()
        return ProfileFolders(data=top, config=top, cache=top / "cache", log=top / "log")
    if not _PROFILE_NAME.fullmatch(name):
        raise ValueError(f"not a profile's name: {name!r}")
    places = platformdirs.PlatformDirs("crmdesk", appauthor=False)
    return ProfileFolders(
        data=places.user_data_path / name,
        config=places.user_config_path / name,
        cache=places.user_cache_path / name,
        log=places.user_log_path / name,
    )
