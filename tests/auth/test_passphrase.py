from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from crmdesk.auth.passphrase import PassphraseKey
from crmdesk.domain.errors import InvalidInput, StoreFault
from crmdesk.domain.secret import Secret


def _key(folder: Path, passphrase: str = "correct horse é") -> PassphraseKey:
    return PassphraseKey(folder / "crmdesk.key", Secret(passphrase))


def test_the_same_passphrase_gives_the_same_key(tmp_path: Path) -> None:
    assert _key(tmp_path).load() is None
    key = _key(tmp_path).create()
    assert len(key) == 32
    assert _key(tmp_path).load() == key
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert key.hex() not in file.read_text()
    with pytest.raises(StoreFault) as caught:
        _key(tmp_path, "correct horse e").load()
    assert caught.value.key == "wrong_passphrase"


@pytest.mark.usefixtures("quick_passphrase")
def test_a_new_key_is_a_new_salt(tmp_path: Path) -> None:
    first = _key(tmp_path).create()
    assert _key(tmp_path).create() != first


@pytest.mark.usefixtures("quick_passphrase")
@pytest.mark.parametrize("spelt", ["p\u00e4sse", "pa\u0308sse"])
def test_an_accent_composed_or_decomposed_is_the_same_passphrase(tmp_path: Path, spelt: str) -> None:
    key = _key(tmp_path, spelt).create()
    assert _key(tmp_path, "p\u00e4sse").load() == key
    assert _key(tmp_path, "pa\u0308sse").load() == key
    with pytest.raises(StoreFault):
        _key(tmp_path, "passe").load()


def test_a_key_made_from_a_decomposed_passphrase_still_opens(tmp_path: Path) -> None:
    """As they were made before passphrases were normalised: scrypt of the text as typed (RFC 7914)."""
    typed, salt = "pa\u0308sse", bytes(16)
    key = Scrypt(salt=salt, length=32, **COST).derive(typed.encode())
    check = HKDF(algorithm=SHA256(), length=16, salt=None, info=b"crmdesk passphrase check v1").derive(key)
    content = {**GOOD, "salt": salt.hex(), "check": check.hex()}
    (tmp_path / "crmdesk.key").write_text(json.dumps(content), encoding="utf-8")
    assert _key(tmp_path, typed).load() == key


@pytest.mark.usefixtures("quick_passphrase")
@pytest.mark.parametrize("phrase", ["p\udce4sse", f"p{chr(0xD800)}sse"])
def test_a_passphrase_that_is_no_text_opens_again(tmp_path: Path, phrase: str) -> None:
    key = _key(tmp_path, phrase).create()
    assert _key(tmp_path, phrase).load() == key
    with pytest.raises(StoreFault) as caught:
        _key(tmp_path, "p\udce5sse").load()
    assert caught.value.key == "wrong_passphrase"


def test_an_empty_passphrase_is_none(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        _key(tmp_path, "").create()
    assert caught.value.key == "passphrase_empty"


COST = {"n": 131072, "r": 8, "p": 1}
GOOD: dict[str, Any] = {"version": 1, "scrypt": COST, "salt": "00" * 16, "check": "00" * 16}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        json.dumps({**GOOD, "salt": None}).encode(),
        json.dumps({**GOOD, "salt": "xy"}).encode(),
        json.dumps({**GOOD, "salt": "00"}).encode(),
        json.dumps({**GOOD, "check": "00"}).encode(),
        json.dumps({**GOOD, "version": 2}).encode(),
        json.dumps({**GOOD, "scrypt": {**COST, "n": 2**40}}).encode(),
        json.dumps({"version": 1}).encode(),
    ],
)
def test_a_damaged_file_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "crmdesk.key").write_bytes(content)
    with pytest.raises(StoreFault) as caught:
        _key(tmp_path).load()
    assert caught.value.key == "key_file_damaged"


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "crmdesk.key").mkdir()
    with pytest.raises(StoreFault) as caught:
        _key(tmp_path).load()
    assert caught.value.key == "key_file_unreadable"


@pytest.mark.usefixtures("quick_passphrase")
def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "crmdesk.key" / "in the way").mkdir(parents=True)
    with pytest.raises(StoreFault) as caught:
        _key(tmp_path).create()
    assert caught.value.key == "key_file_unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["crmdesk.key"]
