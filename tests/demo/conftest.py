"""The job of the demonstration over a throw-away profile and a sandbox in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.demo.job import Job, Steps
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.desk.profile import open_profile
from crmdesk.desk.session import session_of
from crmdesk.paths import profile_folders
from crmdesk.sandbox.serve import running


@pytest.fixture
def job(profile: Path) -> Iterator[Job]:
    with running(records=60) as sandbox:
        opened = open_profile(profile_folders(profile), throwaway=True)
        try:
            yield Job(session_of(opened), SandboxProcess(sandbox.control, sandbox.vendors), Steps(lambda _: None))
        finally:
            opened.close()
            sandbox.settle()
