"""sandbox: the vendors' APIs on loopback ports, until stopped."""

from __future__ import annotations

import os
import signal
import threading
from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction

from crmdesk.commands.arguments import plain_text, whole_number
from crmdesk.commands.texts import said
from crmdesk.desk.vendors import check_vendor
from crmdesk.domain.errors import InvalidInput, said_by_system


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    sandbox = commands.add_parser("sandbox")
    sandbox.add_argument(
        "--port",
        type=_port,
        metavar="N",
        default=0,
        help="of the control endpoint; the vendors follow (default: any free ones)",
    )
    sandbox.add_argument(
        "--vendors", type=_vendors, default=(), metavar="NAME,NAME", help="serve only these (default: all of them)"
    )
    sandbox.add_argument(
        "--records", type=whole_number, metavar="N", default=600, help="contacts to make up (default: 600)"
    )
    sandbox.add_argument("--seed", type=int, metavar="N", default=1, help="the same seed gives the same data")
    sandbox.add_argument(
        "--redirect-uri",
        type=plain_text,
        metavar="URL",
        action="append",
        default=[],
        help="accept only this redirect address (repeatable)",
    )
    sandbox.add_argument("--json", action="store_true", help="one line of JSON, then serve")
    sandbox.add_argument("--until-input-ends", action="store_true", help="stop as soon as standard input is closed")
    sandbox.set_defaults(work=_serve)


def _serve(arguments: Namespace) -> int:
    from crmdesk.sandbox.serve import run

    for name in arguments.vendors:
        check_vendor(name)
    if arguments.until_input_ends:
        threading.Thread(target=_end_with_input, name="input", daemon=True).start()
    try:
        return run(
            port=arguments.port,
            records=arguments.records,
            seed=arguments.seed,
            redirect_uris=tuple(arguments.redirect_uri),
            json=arguments.json,
            vendors=arguments.vendors,
        )
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InvalidInput("port_taken", field="--port", port=arguments.port, **said_by_system(error)) from error


def _vendors(argument: str) -> tuple[str, ...]:
    return tuple(name for name in plain_text(argument).split(",") if name)


def _port(argument: str) -> int:
    port = whole_number(argument)
    # The control endpoint has this port and the vendors the ones behind it.
    if port > _LAST_PORT:
        raise ArgumentTypeError(said("a port up to {last} is expected, not {given}", last=_LAST_PORT, given=argument))
    return port


_LAST_PORT = 65_500


def _end_with_input() -> None:
    """Whoever started this process holds the other end: when it is gone, however it ended, so are we."""
    # Not through sys.stdin: Python cannot end while a thread holds that one's buffer.
    while os.read(0, 1024):
        pass
    signal.raise_signal(signal.SIGTERM)
