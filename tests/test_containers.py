"""What the container files promise: which services there are, what they may do, and that an image holds all it needs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crmdesk.sandbox.serve import running
from crmdesk.sandbox.world import VENDORS
from tests.e2e.services import Service, as_processes, services
from tests.sandbox.raw import request

ROOT = Path(__file__).resolve().parent.parent
CONTAINERFILES = sorted((ROOT / "containers").glob("*/Containerfile"))
SECRET = re.compile(r"(secret|token|passw)\w*\s*[=:]", re.IGNORECASE)
LOCK = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def _pins(name: str) -> dict[str, str]:
    return dict(LOCK.findall((ROOT / name).read_text(encoding="utf-8")))


def test_each_vendor_is_a_service() -> None:
    assert [one.name for one in services()] == list(VENDORS)
    for one in services():
        assert one.command[:2] == ["--vendors", one.name]


@pytest.mark.parametrize("service", services(), ids=lambda one: one.name)
def test_a_service_may_do_next_to_nothing(service: Service) -> None:
    options = service.options
    assert options["read_only"] is True
    assert options["cap_drop"] == ["ALL"]
    assert options["security_opt"] == ["no-new-privileges"]
    assert int(options["user"].split(":")[0]) >= 1000
    assert not {"privileged", "volumes", "devices", "network_mode", "pid", "environment", "env_file"} & set(options)


@pytest.mark.parametrize("service", services(), ids=lambda one: one.name)
def test_a_service_is_published_for_this_computer_alone(service: Service) -> None:
    first, last = service.port, service.port + 2
    assert service.options["ports"] == [f"127.0.0.1:{first}-{last}:{first}-{last}"]
    assert service.options["healthcheck"]["test"][-2:] == ["crmdesk.sandbox.probe", str(first)]


def test_no_two_services_share_a_port() -> None:
    taken = [port for one in services() for port in range(one.port, one.port + 3)]
    assert len(set(taken)) == len(taken)


def test_there_is_an_image_for_the_sandbox_and_each_clean_system() -> None:
    assert [path.parent.name for path in CONTAINERFILES] == ["debian-12", "sandbox", "ubuntu-24.04"]


@pytest.mark.parametrize("path", CONTAINERFILES, ids=lambda path: path.parent.name)
def test_a_base_is_named_in_full_and_its_contents_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    bases = re.findall(r"^ARG BASE=(\S+)$", text, re.MULTILINE)
    assert bases
    assert all(re.fullmatch(r"docker\.io/library/(debian:bookworm-slim|ubuntu:24\.04)", base) for base in bases)
    assert set(re.findall(r"^FROM (\S+)", text, re.MULTILINE)) == {"${BASE}"}
    assert not re.search(r"^ADD ", text, re.MULTILINE)
    for copied in re.findall(r"^COPY (?!--from)(\S+) ", text, re.MULTILINE):
        assert (ROOT / copied).exists(), copied
    assert not SECRET.search(text)


def test_the_sandbox_installs_by_hash_and_runs_as_nobody() -> None:
    text = (ROOT / "containers" / "sandbox" / "Containerfile").read_text(encoding="utf-8")
    assert "--require-hashes --requirement /requirements-sandbox.lock" in text
    assert int(re.findall(r"^USER (\d+):\d+$", text, re.MULTILINE)[-1]) >= 1000
    assert text.index("USER ") < text.index("ENTRYPOINT ")
    assert _pins("requirements-sandbox.lock").items() <= _pins("requirements.lock").items()


def test_the_image_holds_all_that_the_sandbox_imports(tmp_path: Path) -> None:
    """Started from the files that are copied, with nothing imported that its lock does not name."""
    (tmp_path / "crmdesk").mkdir()
    shutil.copy(ROOT / "crmdesk" / "__init__.py", tmp_path / "crmdesk")
    shutil.copytree(ROOT / "crmdesk" / "sandbox", tmp_path / "crmdesk" / "sandbox")
    script = (
        "import json, sys\n"
        "from importlib.metadata import packages_distributions\n"
        "import crmdesk.sandbox.__main__, crmdesk.sandbox.probe\n"
        "from crmdesk.sandbox.serve import running\n"
        "with running(records=1): pass\n"
        "known = packages_distributions()\n"
        "names = {name.partition('.')[0] for name in sys.modules}\n"
        "print(json.dumps(sorted({known[name][0].lower() for name in names if name in known})))\n"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    named = {name.replace("_", "-") for name in json.loads(ended.stdout)} - {"crmdesk", "setuptools"}
    assert "uvicorn" in named
    assert named <= _pins("requirements-sandbox.lock").keys()


@pytest.mark.thorough
def test_the_command_line_of_each_service_serves_its_vendor_and_its_authority() -> None:
    control = ""
    with as_processes("--records", "1") as controls:
        for name, control in controls.items():
            assert request(control, "GET", "/health").json() == {"vendors": [name]}
            assert list(request(control, "GET", "/vendors").json()["vendors"]) == [name]
            authority = request(control, "GET", "/ca.pem")
            assert (authority.status, authority.body[:27]) == (200, b"-----BEGIN CERTIFICATE-----")
            assert _probed(control) == 0
    assert _probed(control) == 1


def _probed(control: str) -> int:
    """How the health check of a container ends for this address."""
    probe = [sys.executable, "-m", "crmdesk.sandbox.probe", control.rpartition(":")[2]]
    return subprocess.run(probe, cwd=ROOT, check=False).returncode


def test_inside_a_container_every_address_is_listened_on_and_this_computers_is_told() -> None:
    with running(records=0, tls=False, vendors=("zoho",), host="0.0.0.0") as sandbox:  # noqa: S104
        assert sandbox.control.startswith("http://127.0.0.1:")
        assert sandbox.vendors["zoho"]["base_url"].startswith("http://127.0.0.1:")
        elsewhere = sandbox.control.replace("127.0.0.1", "127.0.0.2")
        assert request(elsewhere, "GET", "/health").status == 200
        assert request(sandbox.control, "GET", "/ca.pem").status == 404


def test_without_a_container_engine_it_is_said_what_to_do(tmp_path: Path) -> None:
    for needed in ("sh", "dirname"):
        found = shutil.which(needed)
        assert found is not None
        (tmp_path / needed).symlink_to(found)
    command = [str(ROOT / "scripts" / "services"), "up"]
    ended = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "neither podman nor docker" in ended.stderr
    assert "apt-get install podman" in ended.stderr
    assert os.access(ROOT / "scripts" / "services", os.X_OK)
