"""``python -m tests.e2e``: the whole job over five services, a round for each way to spread the troubles over the vendors."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.e2e.accounts import ACCOUNTS
from tests.e2e.five import Job, roles
from tests.e2e.kit import Desk
from tests.e2e.processes import Nursery
from tests.e2e.services import Controls, as_processes, as_published

NO_KEYRING = {"CRMDESK_PASSPHRASE": "douze pommes", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}


def main() -> int:
    """Run the rounds and say what each had to bear. Fails with the first thing that is not as it has to be."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e", description=__doc__)
    parser.add_argument("--rounds", type=int, default=len(ACCOUNTS), help="how many rounds")
    parser.add_argument("--seed", type=int, default=1, help="which records, and what fails at random")
    parser.add_argument("--records", type=int, default=12, help="people in each account")
    parser.add_argument("--services", action="store_true", help="use the services that make services started")
    chosen = parser.parse_args()
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="crmdesk-e2e-") as folder,
        Nursery() as nursery,
        _services(published=chosen.services) as controls,
    ):
        job = Job(Desk(nursery, Path(folder), NO_KEYRING), controls, Random(chosen.seed))
        with job.signed_in(chosen.records):
            print(f"five accounts in step after {time.monotonic() - started:.0f} s", flush=True)
            for number in range(chosen.rounds):
                job.round(number)
                part = roles(number)
                print(
                    f"round {number}: {part.away} away, {part.slow} slow, {part.failing} failing: all converged",
                    flush=True,
                )
    print(
        f"{len(job.typed)} people judged at five vendors in {time.monotonic() - started:.0f} s: nothing lost, nothing twice"
    )
    return 0


@contextmanager
def _services(*, published: bool) -> Iterator[Controls]:
    if published:
        yield as_published()
        return
    with as_processes() as controls:
        yield controls


if __name__ == "__main__":
    sys.exit(main())
