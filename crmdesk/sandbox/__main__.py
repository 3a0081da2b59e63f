"""``python -m crmdesk.sandbox``: the command ``crmdesk sandbox`` by itself."""

from __future__ import annotations

import argparse

from crmdesk.sandbox.serve import LOOPBACK, run
from crmdesk.sandbox.world import UnknownVendor, chosen


def named_vendors(text: str) -> tuple[str, ...]:
    """The vendors of a list with commas. Raises `argparse.ArgumentTypeError` naming those that there are."""
    try:
        return chosen([name for name in text.split(",") if name])
    except UnknownVendor as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def main() -> int:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(
        prog="python -m crmdesk.sandbox", description="Serve the vendors' APIs on loopback ports."
    )
    parser.add_argument(
        "--port", type=int, default=0, help="port of the control endpoint; the vendors follow (default: free ones)"
    )
    parser.add_argument(
        "--vendors", type=named_vendors, default=(), metavar="NAME,NAME", help="serve only these (default: all five)"
    )
    parser.add_argument("--host", default=LOOPBACK, help="address to listen on; 0.0.0.0 inside a container")
    parser.add_argument("--records", type=int, default=600, help="number of people in each account")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same people")
    parser.add_argument(
        "--redirect-uri", action="append", default=[], metavar="URL", help="the only redirect addresses"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON line")
    given = parser.parse_args()
    return run(
        port=given.port,
        records=given.records,
        seed=given.seed,
        redirect_uris=tuple(given.redirect_uri),
        json=given.json,
        vendors=given.vendors,
        host=given.host,
    )


if __name__ == "__main__":
    raise SystemExit(main())
