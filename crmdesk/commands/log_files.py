"""Logging of one process: begun before anything else, so that whatever goes wrong afterwards is written down."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crmdesk.domain.errors import CrmdeskError
from crmdesk.log import configure

_LOG = logging.getLogger(__name__)


@contextmanager
def log_to(folder: Path) -> Iterator[None]:
    """Log to files in ``folder``; an exception that is none of ours is logged with its traceback before it goes on."""
    files = configure(folder)
    try:
        yield
    except (CrmdeskError, OSError):
        raise
    except Exception:
        _LOG.exception("defect")
        raise
    finally:
        files.close()
