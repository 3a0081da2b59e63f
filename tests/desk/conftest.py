"""A session over a throw-away profile, and one sandbox in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.desk.profile import open_profile
from crmdesk.desk.session import Session, session_of
from crmdesk.paths import profile_folders
from crmdesk.sandbox.serve import Sandbox, running
from tests.sandbox.raw import Control


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    with running(records=30) as sandbox:
        yield sandbox


@pytest.fixture
def control(served: Sandbox) -> Iterator[Control]:
    """The control endpoint of a freshly seeded sandbox."""
    control = Control(served.control)
    control.done("POST", "/reset")
    yield control
    served.settle()


@pytest.fixture
def session(profile: Path) -> Iterator[Session]:
    opened = open_profile(profile_folders(profile), throwaway=True)
    yield session_of(opened)
    opened.close()
