from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from crmdesk.desk.vendors import OFFERED
from crmdesk.paths import guide, profile_folders, resources

ROOT = Path(__file__).resolve().parent.parent


def test_resources_of_a_checkout() -> None:
    assert resources() == ROOT / "resources"


@pytest.mark.parametrize("module", ["paths.py", "paths.pyc"], ids=["installed", "frozen"])
def test_resources_inside_the_package(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.paths.__file__", str(tmp_path / "crmdesk" / module))
    with pytest.raises(FileNotFoundError, match="install crmdesk again"):
        resources()
    (tmp_path / "crmdesk" / "resources" / "icons").mkdir(parents=True)
    assert resources() == tmp_path / "crmdesk" / "resources"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("vendor", [each.key for each in OFFERED])
def test_every_vendor_has_a_guide(vendor: str, language: str) -> None:
    assert guide(vendor, language) == (ROOT / "docs" / "vendors" / f"{vendor}.{language}.md").as_uri()


def test_a_guide_in_a_language_that_has_none_is_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.paths.__file__", str(tmp_path / "crmdesk" / "paths.pyc"))
    (tmp_path / "crmdesk" / "resources" / "icons").mkdir(parents=True)
    folder = tmp_path / "crmdesk" / "docs" / "vendors"
    folder.mkdir(parents=True)
    (folder / "hubspot.en.md").touch()
    assert guide("hubspot", "br") == (folder / "hubspot.en.md").as_uri()
    assert guide("nobody", "fr") is None


def test_a_profile_in_a_folder_of_its_own(tmp_path: Path) -> None:
    folders = profile_folders(tmp_path / "agence").make()
    assert folders.data == tmp_path / "agence"
    assert folders.log.is_relative_to(folders.data)
    assert {folders.data, folders.config, folders.cache, folders.log} == {
        tmp_path / "agence",
        tmp_path / "agence" / "cache",
        tmp_path / "agence" / "log",
    }


def test_a_relative_profile_does_not_move_with_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    folders = profile_folders(Path("agence"))
    monkeypatch.chdir("/")
    assert folders.data == tmp_path / "agence"


def test_profiles_of_the_platform_do_not_share_a_folder() -> None:
    home = Path(os.environ["HOME"])
    one, other = profile_folders(), profile_folders(name="nantes")
    for first, second in zip(
        (one.data, one.config, one.cache, one.log), (other.data, other.config, other.cache, other.log), strict=True
    ):
        assert first != second
        assert first.is_relative_to(home)


def test_a_profile_is_for_its_user_alone(tmp_path: Path) -> None:
    folders = profile_folders(tmp_path / "agence").make()
    assert stat.S_IMODE(folders.data.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["", "../other", "Nantes", "a/b", "-x", "a" * 33])
def test_a_name_that_is_no_folder(name: str) -> None:
    with pytest.raises(ValueError, match="not a profile's name"):
        profile_folders(name=name)
