from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crmdesk.auth.flow import SignIn
from crmdesk.auth.pkce import Pkce
from crmdesk.auth.tokens import ClientApp, Tokens
from crmdesk.domain.errors import InvalidInput, OutcomeUnknown, SignInFailed, VendorNonsense
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.domain.secret import Secret
from tests.auth.kit import APP, NOW, answer, endpoint, granted, settings_for
from tests.conftest import RunAsync
from tests.net.raw_server import RawServer, Step, reply


def _params(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query, strict_parsing=True).items()}


async def _visit(sign_in: SignIn, **answers: str) -> None:
    """What a browser does when it is sent back."""
    asked = _params(sign_in.url)
    back = urlsplit(asked["redirect_uri"])
    query = "&".join(f"{name}={value}" for name, value in {"state": asked["state"], **answers}.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", back.port)
    writer.write(f"GET {back.path}?{query} HTTP/1.1\r\nHost: {back.netloc}\r\n\r\n".encode())
    await reader.read()
    writer.close()
    await writer.wait_closed()


async def _sign_in(
    *steps: Step, app: ClientApp = APP, answers: dict[str, str] | None = None, **changes: Any
) -> tuple[Tokens, RawServer, SignIn]:
    async with endpoint(*steps) as (server, http):
        if "introspect_url" in changes:
            changes["introspect_url"] = f"{server.url}/introspect"
        sign_in = await SignIn.begin(settings_for(server.url, **changes), app, http, now=lambda: NOW)
        finishing = asyncio.create_task(sign_in.finish())
        await _visit(sign_in, **(answers or {"code": "c-1"}))
        return await finishing, server, sign_in


def test_from_the_address_to_the_tokens(run_async: RunAsync) -> None:
    tokens, server, sign_in = run_async(
        _sign_in(
            granted("a1", "r1", hub_id=7),
            optional_scopes=("crm.objects.leads.read", "crm.objects.leads.write"),
            extra_authorize=(("access_type", "offline"),),
        )
    )
    asked = _params(sign_in.url)
    assert sign_in.url.startswith(f"{server.url}/oauth/authorize?")
    state, challenge = asked.pop("state"), asked.pop("code_challenge")
    assert len(state) == len(challenge) == 43
    assert asked == {
        "response_type": "code",
        "client_id": "id-1",
        "redirect_uri": sign_in.redirect_uri,
        "scope": "oauth crm.objects.contacts.read",
        "optional_scope": "crm.objects.leads.read crm.objects.leads.write",
        "code_challenge_method": "S256",
        "access_type": "offline",
    }
    (redeemed,) = server.seen
    form = redeemed.form
    assert Pkce.of(form.pop("code_verifier")).challenge == challenge
    assert form == {
        "grant_type": "authorization_code",
        "code": "c-1",
        "redirect_uri": sign_in.redirect_uri,
        "client_id": "id-1",
        "client_secret": "shh-1",
    }
    assert (tokens.access, tokens.refresh, tokens.expires_at) == (Secret("a1"), Secret("r1"), NOW + 1800)
    assert tokens.extra["hub_id"] == 7


def test_a_vendor_without_pkce_and_an_app_without_secret(run_async: RunAsync) -> None:
    tokens, server, sign_in = run_async(
        _sign_in(granted(), app=ClientApp("id-2"), pkce=False, scope_separator=",", redirect_host="127.0.0.1")
    )
    asked = _params(sign_in.url)
    assert "code_challenge" not in asked
    assert asked["scope"] == "oauth,crm.objects.contacts.read"
    assert sign_in.redirect_uri.startswith("http://127.0.0.1:")
    assert set(server.seen[0].form) == {"grant_type", "code", "redirect_uri", "client_id"}
    assert tokens.access == Secret("a2")


def test_https_stays_https(run_async: RunAsync) -> None:
    async def story() -> str:
        async with endpoint(reply()) as (server, http):
            settings = settings_for(server.url, authorize_url="https://app.test/oauth/7/authorize")
            sign_in = await SignIn.begin(settings, APP, http)
            await sign_in.aclose()
            return sign_in.url

    assert run_async(story()).startswith("https://app.test/oauth/7/authorize?response_type=code&")


def test_scopes_that_the_reply_leaves_out_are_asked_for(run_async: RunAsync) -> None:
    told = answer(200, {"active": True, "user": "ines@northbeam.test", "scopes": ["oauth"]})
    tokens, server, _ = run_async(_sign_in(granted(scopes=[]), told, introspect_url="there"))
    assert (tokens.scopes, tokens.extra["user"]) == (("oauth",), "ines@northbeam.test")
    form = server.seen[1].form
    assert (server.seen[1].target, form["token"], form["token_type_hint"]) == ("/introspect", "a2", "access_token")


@pytest.mark.parametrize("step", [reply(500), reply(200, b"<html>")])
def test_a_sign_in_does_not_fail_for_want_of_a_description(run_async: RunAsync, step: Step) -> None:
    tokens, _, __ = run_async(_sign_in(granted(scopes=[]), step, introspect_url="there"))
    assert tokens.scopes == ()


def test_the_account_is_asked_for_and_scopes_of_the_reply_stay(run_async: RunAsync) -> None:
    told = answer(200, {"active": True, "hub_domain": "northbeam.test", "scopes": ["other"]})
    tokens, server, _ = run_async(_sign_in(granted(scopes=["oauth"]), told, introspect_url="there"))
    assert len(server.seen) == 2
    assert (tokens.scopes, tokens.extra["hub_domain"]) == (("oauth",), "northbeam.test")


def test_without_an_introspection_address_nothing_more_is_asked(run_async: RunAsync) -> None:
    _, server, __ = run_async(_sign_in(granted()))
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("step", "error", "key"),
    [
        (answer(400, {"error": "invalid_grant", "error_description": "expired"}), SignInFailed, "code_refused"),
        (answer(400, {"status": "EXPIRED_AUTH_CODE", "message": "old"}), SignInFailed, "code_refused"),
        (answer(200, {"error": "invalid_code"}), SignInFailed, "code_refused"),
        (answer(200, {"token_type": "bearer"}), VendorNonsense, "token_reply_incomplete"),
        (reply(403, b"<html>"), VendorNonsense, "token_reply_unreadable"),
        (reply(500), OutcomeUnknown, "server_error"),
    ],
)
def test_a_code_that_brings_no_tokens(run_async: RunAsync, step: Step, error: type[Exception], key: str) -> None:
    with pytest.raises(error) as caught:
        run_async(_sign_in(step))
    assert getattr(caught.value, "key", None) == key


def test_secrets_that_a_vendor_repeats_are_taken_out(run_async: RunAsync) -> None:
    words = "client shh-1 sent code c-1 " + "x" * 500
    with pytest.raises(SignInFailed) as caught:
        run_async(_sign_in(answer(400, {"error": "invalid_grant", "error_description": words})))
    assert caught.value.data["vendor_words"].startswith("client *** sent code *** x")
    assert len(caught.value.data["vendor_words"]) == 200
    assert caught.value.data["vendor_error"] == "invalid_grant"


def test_a_refusal_in_the_browser_asks_for_no_tokens(run_async: RunAsync) -> None:
    with pytest.raises(SignInFailed) as caught:
        run_async(_sign_in(reply(500), answers={"error": "access_denied"}))
    assert caught.value.key == "consent_refused"


def test_a_person_may_give_up(run_async: RunAsync) -> None:
    async def story() -> None:
        async with endpoint(reply()) as (server, http):
            sign_in = await SignIn.begin(settings_for(server.url), APP, http)
            sign_in.cancel()
            await sign_in.finish()

    with pytest.raises(SignInFailed) as caught:
        run_async(story())
    assert caught.value.key == "sign_in_cancelled"


@pytest.mark.parametrize(
    ("app", "changes", "key"),
    [
        (ClientApp(""), {}, "client_id_missing"),
        (ClientApp("id"), {"secret_required": True}, "client_secret_missing"),
        (ClientApp("id", Secret("")), {"secret_required": True}, "client_secret_missing"),
        (APP, {"authorize_url": "http://app.test/authorize"}, "insecure_url"),
        (APP, {"token_url": "app.test"}, "url_unusable"),
    ],
)
def test_what_cannot_work_is_said_before_the_browser_opens(
    run_async: RunAsync, app: ClientApp, changes: dict[str, Any], key: str
) -> None:
    async def story(settings: OAuthSettings) -> None:
        async with endpoint(reply()) as (_, http):
            await SignIn.begin(settings, app, http)

    with pytest.raises(InvalidInput) as caught:
        run_async(story(settings_for("http://127.0.0.1:1", **changes)))
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("app", "key"),
    [
        (ClientApp("id-1", Secret("half\udcff")), "client_secret_unusable"),
        (ClientApp("id-1", Secret("two\nlines")), "client_secret_unusable"),
        (ClientApp("id-1", Secret("clé")), "client_secret_unusable"),
        (ClientApp("id\ud800", Secret("shh-1")), "client_id_unusable"),
        (ClientApp("id\t1"), "client_id_unusable"),
    ],
)
def test_credentials_that_no_application_has(run_async: RunAsync, app: ClientApp, key: str) -> None:
    """Both are printable characters of ASCII (RFC 6749, appendix A.1 and A.2): others are damage, and nothing is sent."""

    async def story() -> None:
        async with endpoint(reply()) as (server, http):
            with pytest.raises(InvalidInput) as caught:
                await SignIn.begin(settings_for(server.url), app, http)
            assert (caught.value.key, caught.value.data) == (key, {"field": key.removesuffix("_unusable")})
            assert server.seen == []

    run_async(story())


def test_every_character_of_the_standard_is_sent(run_async: RunAsync) -> None:
    printable = "".join(map(chr, range(0x20, 0x7F)))
    _, server, _ = run_async(_sign_in(granted(), app=ClientApp("id-1", Secret(printable))))
    assert server.seen[0].form["client_secret"] == printable
