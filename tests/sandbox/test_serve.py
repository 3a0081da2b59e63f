"""Ports, TLS, and the command that serves until it is told to stop."""

from __future__ import annotations

import http.client
import json
import signal
import ssl
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crmdesk.sandbox.serve import Sandbox, running
from tests.sandbox.raw import Control, HubSpotHttp

ROOT = Path(__file__).resolve().parents[2]


def test_tls_with_the_written_authority(served: Sandbox, hubspot: HubSpotHttp) -> None:
    entry = served.vendors["hubspot"]
    address = urlsplit(entry["tls_base_url"])
    context = ssl.create_default_context(cafile=entry["ca_file"])
    for host in ("127.0.0.1", "localhost"):
        connection = http.client.HTTPSConnection(host, address.port, context=context, timeout=20)
        connection.request(
            "GET", "/crm/v3/objects/contacts?limit=1", headers={"authorization": f"Bearer {hubspot.token}"}
        )
        page = json.loads(connection.getresponse().read())
        connection.close()
        assert page["paging"]["next"]["link"].startswith(f"https://{host}:{address.port}/")


def test_one_connection_serves_many_requests(served: Sandbox, hubspot: HubSpotHttp) -> None:
    connection = http.client.HTTPConnection(urlsplit(hubspot.base_url).netloc, timeout=20)
    for _ in range(3):
        connection.request("GET", "/crm/v3/owners/", headers={"authorization": f"Bearer {hubspot.token}"})
        answer = connection.getresponse()
        assert answer.status == 200
        answer.read()
        assert connection.sock is not None
    connection.close()
    assert "server" not in hubspot.get("/crm/v3/owners").headers


def test_certificates_go_where_they_are_wanted(tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    with running(records=0, folder=folder) as sandbox:
        assert sandbox.vendors["hubspot"]["ca_file"] == str(folder / "ca.pem")
    assert (folder / "server.pem").stat().st_mode & 0o077 == 0
    with running(records=0, tls=False) as sandbox:
        assert "tls_base_url" not in sandbox.vendors["hubspot"]


def test_the_thread_ends_and_a_taken_port_is_an_error() -> None:
    before = threading.active_count()
    with running(records=0, tls=False) as sandbox:
        port = urlsplit(sandbox.control).port or 0
        with pytest.raises(OSError, match="in use"), running(records=0, port=port):
            pass
    assert threading.active_count() == before


def test_narrowed_redirect_addresses_outlive_a_reset() -> None:
    uri = "http://localhost:5000/callback"
    with running(records=0, tls=False, redirect_uris=(uri,)) as sandbox:
        assert sandbox.vendors["hubspot"]["redirect_uris"] == [uri]
        control = Control(sandbox.control)
        control.done("POST", "/reset")
        assert control.done("GET", "/vendors")["vendors"]["hubspot"]["redirect_uris"] == [uri]
        sandbox.settle()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_prints_one_line_and_ends_cleanly(number: signal.Signals) -> None:
    command = [sys.executable, "-W", "error", "-m", "crmdesk.sandbox", "--records", "3", "--seed", "9", "--json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = json.loads(process.stdout.readline())
    entry = found["vendors"]["hubspot"]
    page = HubSpotHttp(entry["base_url"], entry["access_token"]).get("/crm/v3/objects/contacts").json()
    assert len(page["results"]) == 3
    process.send_signal(number)
    rest, errors = process.communicate(timeout=30)
    assert (process.returncode, rest, errors) == (0, "", "")
    assert not Path(entry["ca_file"]).exists()


def test_the_command_for_people() -> None:
    command = [sys.executable, "-m", "crmdesk.sandbox", "--records", "0", "--redirect-uri", "http://localhost:1/x"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("control   http://127.0.0.1:")
    assert "talensac-immobilier.example" in process.stdout.readline()
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 0


def test_a_sandbox_serves_only_the_vendors_that_are_named() -> None:
    with running(records=1, tls=False, vendors=("zoho", "hubspot")) as sandbox:
        assert list(sandbox.vendors) == ["hubspot", "zoho"]
        assert Control(sandbox.control).done("GET", "/health") == {"vendors": ["hubspot", "zoho"]}
        sandbox.settle()


@pytest.mark.parametrize("module", ["crmdesk", "crmdesk.sandbox"])
def test_an_unknown_vendor_is_refused_with_those_that_there_are(module: str) -> None:
    command = [
        sys.executable,
        "-m",
        module,
        *(["sandbox"] if module == "crmdesk" else []),
        "--vendors",
        "hubspot,nobody",
    ]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode in (1, 2)
    assert "nobody" in ended.stderr
    assert "google_sheets" in ended.stderr
    assert "Traceback" not in ended.stderr
