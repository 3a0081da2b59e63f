"""A process that asks for a token once: ``python -m tests.auth.renewing_process URL FOLDER``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from crmdesk.auth.refresh import OAuthTokens
from crmdesk.net.client import open_client
from tests.auth.file_vault import FileLease, FileVault
from tests.auth.kit import settings_for


async def _main(url: str, folder: Path) -> None:
    http = open_client(url)
    source = OAuthTokens("hub", settings_for(url), http, FileVault(folder), FileLease(folder))
    print("token", await source.token(), flush=True)
    await http.aclose()


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], Path(sys.argv[2])))
