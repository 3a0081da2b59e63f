"""``python -m crmdesk.sandbox``: the command ``crmdesk sandbox`` by itself."""

from __future__ import annotations

import argparse

from crmdesk.sandbox.serve import run


def main() -> int:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(
        prog="python -m crmdesk.sandbox", description="Serve the vendors' APIs on loopback ports."
    )
    parser.add_argument(
        "--port", type=int, default=0, help="port of the control endpoint; the vendors follow (default: free ones)"
    )
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
    )


if __name__ == "__main__":
    raise SystemExit(main())
