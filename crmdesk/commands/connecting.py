"""connect, send, disconnect: accounts from the command line."""

from __future__ import annotations

import sys
import webbrowser
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path
from threading import Thread
from typing import Any

import orjson

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.output import emit
from crmdesk.commands.secrets import ask_secret, take_secret
from crmdesk.commands.session import run_async, session
from crmdesk.commands.texts import counted, listed, said
from crmdesk.desk.disconnecting import disconnect
from crmdesk.desk.named import account_named
from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.desk.vendors import OFFERED
from crmdesk.domain.errors import InvalidInput, Unreachable, VendorNonsense
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest, VendorInfo, lead_rule
from crmdesk.net.client import open_client
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.base import Vendor
from crmdesk.store import connections
from crmdesk.store.queries import status
from crmdesk.store.queries.leaving import leaving
from crmdesk.store.unit import Unit

CLIENT_SECRET, TOKEN = "CRMDESK_CLIENT_SECRET", "CRMDESK_TOKEN"


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    connect = commands.add_parser("connect")
    known = ",".join(vendor.key for vendor in OFFERED)
    connect.add_argument("vendor", type=plain_text, metavar=f"{{{known}}}", help="the vendor")
    connect.add_argument(
        "--name", type=plain_text, metavar="NAME", help="what the account is called here (default: the vendor)"
    )
    connect.add_argument(
        "--client-id",
        type=plain_text,
        metavar="ID",
        help="the agency's application; its secret comes from CRMDESK_CLIENT_SECRET or a prompt "
        "(default, with the --name of an account that there is: the same as before)",
    )
    connect.add_argument(
        "--document",
        type=plain_text,
        metavar="ID",
        help="google_sheets: address or id of the spreadsheet (default: a new one)",
    )
    connect.add_argument(
        "--host",
        type=plain_text,
        metavar="HOST",
        help="where the account lives: a data centre of Zoho's (zoho.eu, zoho.com, zoho.in ...); at Salesforce test.salesforce.com "
        "or your My Domain (default: zoho.eu, login.salesforce.com)",
    )
    connect.add_argument(
        "--base-url", type=plain_text, metavar="URL", help="one address in place of all of the vendor's hosts"
    )
    connect.add_argument("--ca-file", type=Path, metavar="FILE", help="one more certificate authority to trust (PEM)")
    connect.add_argument(
        "--sandbox",
        type=plain_text,
        metavar="CONTROL_URL",
        help="read all of this from a crmdesk sandbox; implies --send",
    )
    connect.add_argument(
        "--token", action="store_true", help="sign in with a personal token (CRMDESK_TOKEN or a prompt)"
    )
    connect.add_argument("--send", action="store_true", help="switch sending on at once")
    connect.add_argument(
        "--ask-first",
        action="store_true",
        help="where people of the account are here already, take nothing in before you have answered: sync then shows what would "
        "be linked, and the command that answers (default: accept)",
    )
    connect.add_argument(
        "--lead-stages",
        type=plain_text,
        metavar="NAME,NAME",
        help="hubspot, pipedrive: the life-cycle stages, or the labels of persons, that count as leads; whoever has none does "
        "(default: as crmdesk counts, or as was chosen before)",
    )
    connect.add_argument(
        "--create-fields", action="store_true", help="create crmdesk's fields there (the administrator's consent)"
    )
    connect.add_argument("--no-browser", action="store_true", help="print the address instead of opening it")
    connect.add_argument(
        "--json", action="store_true", help="one JSON document a line: first the address, last the account"
    )
    connect.set_defaults(work=_connect)
    send = commands.add_parser("send")
    send.add_argument("name", type=plain_text)
    send.add_argument("switch", choices=("on", "off"))
    send.add_argument("--json", action="store_true")
    send.set_defaults(work=_send)
    drop = commands.add_parser("disconnect")
    drop.add_argument("name", type=plain_text)
    drop.add_argument("--keep-data", action="store_true", help="keep its records on this computer")
    drop.add_argument(
        "--discard-pending", action="store_true", help="even where changes were never sent or conflicts never decided"
    )
    drop.add_argument("--json", action="store_true")
    drop.set_defaults(work=_disconnect)


def _connect(arguments: Namespace) -> int:
    if arguments.sandbox and (arguments.base_url or arguments.ca_file):
        raise InvalidInput("options_exclude", options="--sandbox, --base-url, --ca-file")
    if arguments.token and arguments.client_id:
        raise InvalidInput("options_exclude", options="--token, --client-id")
    if arguments.host and (arguments.base_url or arguments.sandbox):
        raise InvalidInput("options_exclude", options="--host, --base-url, --sandbox")
    with session(arguments) as opened:
        return run_async(_sign_in(opened, arguments))


async def _sign_in(opened: Session, arguments: Namespace) -> int:
    request = await _request(opened, arguments)
    send = True if arguments.send or arguments.sandbox else None
    async with SigningIn(opened.accounts, request) as signing_in:
        url = await signing_in.begin()
        if url is not None:
            _show(url, arguments)
        found = await signing_in.account()
        named = arguments.lead_stages
        rule = (
            None
            if named is None
            else lead_rule(named.split(","), found.stages, opened.accounts.vendor(arguments.vendor).title)
        )
        connection = await signing_in.finish(
            create_missing=arguments.create_fields, send=send, lead_stages=rule, ask_first=arguments.ask_first
        )
    document: dict[str, Any] = {
        "connection": connection.name,
        "vendor": connection.vendor,
        "account": found.account.name,
    }
    text = said("{account}: signed in to {organisation}", account=connection.name, organisation=found.account.name)
    if found.lacking:
        document["scopes_lacking"] = list(found.lacking)
        told = said(
            "scopes that the application lacks, see docs/vendors; what they cover is neither read nor sent: {scopes}",
            scopes=listed(found.lacking),
        )
        text += f"\n{told}"
    by_hand = [f"{each.object}.{each.name}" for each in found.missing if each.by_hand]
    if by_hand:
        document["fields_by_hand"] = by_hand
        fields = said("fields that an administrator makes by hand, see docs/vendors: {fields}", fields=listed(by_hand))
        text += f"\n{fields}"
    lacking = [] if arguments.create_fields else [each for each in found.missing if not each.by_hand]
    if lacking:
        document["fields_not_created"] = [f"{each.object}.{each.name}" for each in lacking]
        text += f"\n{_lacking_words(arguments.vendor, listed(dict.fromkeys(each.label for each in lacking)))}"
    if found.account.currency_assumed:
        document["assumed_currency"] = found.account.currency
        told = said(
            "the account does not say its currency: its amounts are taken for {currency}",
            currency=found.account.currency,
        )
        text += f"\n{told}"
    emit(document, as_json=arguments.json, text=text)
    return 0


def _lacking_words(vendor: str, fields: str) -> str:
    """What becomes of an account without the fields that were not made: a sheet cannot do without its column of keys."""
    if _offered(vendor).documents:
        return said(
            "columns that the sheet lacks, and --create-fields makes there; without _crmdesk_id nothing is read and nothing is "
            "sent: {fields}",
            fields=fields,
        )
    return said(
        "fields that the account lacks, and --create-fields makes there; what is typed into them stays here: {fields}",
        fields=fields,
    )


async def _request(opened: Session, arguments: Namespace) -> SignInRequest:
    vendor = opened.accounts.vendor(arguments.vendor)
    _check_options(arguments, vendor)
    base_url = _base_url(arguments, vendor)
    if arguments.sandbox:
        # Not needed, but gone from the environment before a browser is started in it.
        for variable in (TOKEN, CLIENT_SECRET):
            take_secret(variable)
        known = await _sandbox(arguments.sandbox, arguments.vendor)
        token = Secret(known["access_token"]) if arguments.token else None
        return SignInRequest(
            arguments.vendor,
            arguments.name or "",
            arguments.client_id or known["client_id"],
            Secret(known["client_secret"]),
            token,
            known["base_url"],
            redirect_uris=tuple(known["redirect_uris"]),
            document=arguments.document or known.get("document"),
        )
    again = None if arguments.token or arguments.client_id else await _again(opened, arguments, base_url)
    if again is not None:
        return again
    token = secret = None
    if arguments.token:
        take_secret(CLIENT_SECRET)
        token = ask_secret(TOKEN, said("Token: "))
        if token is None:
            raise InvalidInput("token_missing", variable=TOKEN)
    else:
        take_secret(TOKEN)
        secret = _app_secret(arguments, vendor, base_url)
    ca_file = str(arguments.ca_file.absolute()) if arguments.ca_file else None
    return SignInRequest(
        arguments.vendor,
        arguments.name or "",
        arguments.client_id or "",
        secret,
        token,
        base_url,
        ca_file,
        document=arguments.document,
    )


def _base_url(arguments: Namespace, vendor: Vendor) -> str | None:
    """The address to sign in at, as ``--host`` or ``--base-url`` names it; None where neither was given.

    Raises InvalidInput for a host that is not the vendor's.
    """
    if arguments.host is None or vendor.hosts is None:
        return None if arguments.base_url is None else str(arguments.base_url)
    return vendor.hosts.url_of(arguments.host)


def _check_options(arguments: Namespace, vendor: Vendor) -> None:
    """Raise InvalidInput for an option that the vendor has no use for, before anything is asked of a person or of the vendor."""
    info = _offered(vendor.key)
    if arguments.host is not None and vendor.hosts is None:
        raise InvalidInput("no_hosts", vendor=vendor.title)
    if arguments.document is not None and not info.documents:
        raise InvalidInput("no_documents", vendor=vendor.title)
    if arguments.token and not info.personal_tokens:
        raise InvalidInput("no_personal_tokens", vendor=vendor.title)
    if arguments.lead_stages is not None and not info.lead_stages:
        raise InvalidInput("no_lead_stages", vendor=vendor.title)


def _offered(vendor: str) -> VendorInfo:
    return next(each for each in OFFERED if each.key == vendor)


async def _again(opened: Session, arguments: Namespace, base_url: str | None) -> SignInRequest | None:
    """Signing in to the account called ``--name`` again, with what it was signed in with; None where there is none."""
    rows = await opened.store.read(connections.all_of)
    row = next((row for row in rows if row.name == arguments.name and row.vendor == arguments.vendor), None)
    if row is None:
        return None
    for variable in (TOKEN, CLIENT_SECRET):
        take_secret(variable)
    ca_file = str(arguments.ca_file.absolute()) if arguments.ca_file else row.ca_file
    return SignInRequest(
        row.vendor,
        row.name,
        base_url=base_url or row.base_url,
        ca_file=ca_file,
        connection=row.id,
        document=arguments.document,
    )


def _app_secret(arguments: Namespace, vendor: Vendor, base_url: str | None) -> Secret | None:
    """The secret of the agency's application. Raises InvalidInput naming what is missing."""
    if not arguments.client_id:
        raise InvalidInput("client_id_missing", vendor=vendor.title)
    secret = ask_secret(CLIENT_SECRET, said("Client secret: "))
    if secret is None and vendor.oauth(base_url).secret_required:
        raise InvalidInput("client_secret_missing", variable=CLIENT_SECRET)
    return secret


async def _sandbox(control: str, vendor: str) -> dict[str, Any]:
    """What a sandbox says about one of its vendors. Raises Unreachable, VendorNonsense, InvalidInput."""
    client = open_client(control)
    try:
        response = await client.send(Request("GET", "/vendors", "/vendors", effect=Effect.READS))
        known: dict[str, Any] = orjson.loads(response.body)["vendors"][vendor]
    except Unreachable as error:
        raise Unreachable("sandbox_unreachable", url=control) from error
    except (ValueError, KeyError, TypeError) as error:
        raise VendorNonsense("not_a_sandbox", url=control, vendor=vendor) from error
    finally:
        await client.aclose()
    return known


def _show(url: str, arguments: Namespace) -> None:
    if arguments.no_browser:
        emit({"open": url}, as_json=arguments.json, text=url)
    else:
        Thread(target=_browse, args=(url,), daemon=True).start()


def _browse(url: str) -> None:
    """Show an address in a browser, or print it where there is none. Some browsers come back only once they are closed."""
    if not webbrowser.open(url):
        sys.stderr.write(f"{url}\n")


def _send(arguments: Namespace) -> int:
    with session(arguments) as opened:
        on = arguments.switch == "on"
        name = run_async(_switch(opened, arguments.name, on=on))
    text = said("{account}: sending is on", account=name) if on else said("{account}: sending is off", account=name)
    emit({"connection": name, "sending": on}, as_json=arguments.json, text=text)
    return 0


async def _switch(opened: Session, name: str, *, on: bool) -> str:
    def switch(unit: Unit) -> str:
        row = account_named(unit.connection, name)
        connections.change(unit, row.id, sending=on)
        return row.name

    return await opened.store.write(switch, urgent=True)


def _disconnect(arguments: Namespace) -> int:
    with session(arguments) as opened:
        row = opened.store.read_now(lambda reader: account_named(reader, arguments.name))
        (stands,) = (each for each in opened.store.read_now(status.connections) if each.id == row.id)
        undeleted = opened.store.read_now(lambda reader: leaving(reader, row.id)).undeleted
        revoked = run_async(
            disconnect(opened, row.id, keep_data=arguments.keep_data, discard_pending=arguments.discard_pending)
        )
    lines = [said("{account}: signed out", account=row.name)]
    if stands.pending:
        one, several = (
            "{n} change was never sent to it and will not be",
            "{n} changes were never sent to it and will not be",
        )
        lines.append(counted(one, several, stands.pending))
    if undeleted:
        one, several = "{n} record deleted here stays in the account", "{n} records deleted here stay in the account"
        lines.append(counted(one, several, undeleted))
    document = {"disconnected": row.name, "revoked": revoked, "never_sent": stands.pending, "never_deleted": undeleted}
    emit(document, as_json=arguments.json, text="\n".join(lines))
    return 0
