"""``python -m crmdesk.sandbox.probe PORT``: whether a sandbox on this machine answers; what a container's health check runs."""

from __future__ import annotations

import sys
from urllib.error import URLError
from urllib.request import urlopen

WITHIN_S = 2.0


def healthy(port: int) -> bool:
    """Whether the control endpoint at a port of this machine answers that it is well."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=WITHIN_S) as answer:
            return bool(answer.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


if __name__ == "__main__":
    raise SystemExit(0 if healthy(int(sys.argv[1])) else 1)
