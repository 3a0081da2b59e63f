"""Token, refresh, introspect, revoke, and who signed in (sections 1.4 to 1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from hmac import compare_digest
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from crmdesk.sandbox.grants import NotBasic, basic, proves
from crmdesk.sandbox.id_tokens import Claims
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.salesforce.calls import json_reply
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row, moment
from crmdesk.sandbox.salesforce.tokens import (
    CLIENT_ID,
    CLIENT_SECRET,
    LONGEST_VERIFIER,
    SHORTEST_VERIFIER,
    SIGNER,
    Grant,
    Session,
    Tokens,
    signature,
)

FORMS = {"json": "json", "xml": "xml", "urlencoded": "x-www-form-urlencoded"}
"""What ``format`` may say, and how an ``Accept`` says the same."""

_REFUSED_LOGINS = {
    "inactive_user": "user is inactive", "inactive_org": "organization is inactive",
    "rate_limit_exceeded": "login rate exceeded",
}  # fmt: skip
_REFUSED_REVOKES = {"unsupported_token_type": "this token type is not supported", "invalid_token": "invalid token"}


class TokenRefused(Exception):
    """A token request that fails: OAuth's error name and Salesforce's description, which may be missing."""

    def __init__(self, error: str, description: str | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.description = description


class TokenEndpoint:
    """The token endpoints of one organisation."""

    def __init__(self, org: Org, tokens: Tokens) -> None:
        self._org = org
        self._tokens = tokens

    def handle(self, request: Request, name: str) -> Reply:
        """``POST /services/oauth2/{token|revoke|introspect}``; ``revoke`` takes GET too."""
        parameters = {**dict(request.query), **request.form, **_basic(request)}
        try:
            if name == "token":
                return _shaped(request, parameters, 200, self._token(request, parameters))
            if name == "introspect":
                return _shaped(request, parameters, 200, self._introspected(request, parameters))
            self._revoke(parameters.get("token", ""))
            return Reply(200)
        except TokenRefused as refused:
            body = {"error": refused.error}
            if refused.description is not None:
                body["error_description"] = refused.description
            if name == "revoke":
                parameters = {"format": str(self._org.traits["revoke_error_form"]), **parameters}
            return _shaped(request, parameters, 400, body)

    def _token(self, request: Request, form: dict[str, str]) -> JsonObject:
        grant_type = form.get("grant_type")
        refused = str(self._org.traits["login_refused"])
        if refused:
            raise TokenRefused(refused, _REFUSED_LOGINS.get(refused))
        if grant_type == "authorization_code":
            grant, nonce = self._redeem(form)
            return self._reply(request, grant, refresh=grant.lasting, nonce=nonce)
        if grant_type != "refresh_token":
            raise TokenRefused("unsupported_grant_type", "grant type not supported")
        self._client(form)
        if form.get("scope") and self._org.traits["refresh_scope_refused"]:
            raise TokenRefused("invalid_request", "scope parameter not supported")
        found = self._tokens.refreshed(form.get("refresh_token", ""))
        if found is None:
            raise TokenRefused("invalid_grant", "expired access/refresh token")
        self._check_active(found.user)
        rotates = bool(self._org.traits["refresh_rotates"])
        if rotates:
            self._tokens.rotate(found)
        return self._reply(request, found, refresh=rotates)

    def _reply(self, request: Request, grant: Grant, *, refresh: bool, nonce: str = "") -> JsonObject:
        identity = f"{request.base_url}/id/{self._org.id}/{grant.user}"
        issued_at = str(self._org.clock.ms())
        reply: JsonObject = {
            "access_token": self._tokens.new_session(grant), "signature": signature(identity, issued_at),
            "scope": " ".join(grant.scopes), "instance_url": self._org.traits["instance_url"] or request.base_url,
            "id": identity, "token_type": "Bearer", "issued_at": issued_at,
        }  # fmt: skip
        if refresh:
            reply["refresh_token"] = grant.refresh_token
        if "openid" in grant.scopes:
            lifetime_s = float(self._org.traits["id_token_lifetime_s"])
            claims = Claims(request.base_url, CLIENT_ID, identity, self._org.clock(), lifetime_s, nonce, {})
            reply["id_token"] = SIGNER.token(claims, reply["access_token"])
        return reply

    def _redeem(self, form: dict[str, str]) -> tuple[Grant, str]:
        """The grant of a code, and the nonce that it was asked with."""
        self._client(form)
        code = self._tokens.codes.pop(form.get("code", ""), None)
        if code is None:
            raise TokenRefused("invalid_grant", "authentication failure")
        if code.expires_at < self._org.clock():
            raise TokenRefused("invalid_grant", "expired authorization code")
        if form.get("redirect_uri") != code.redirect_uri:
            raise TokenRefused("redirect_uri_mismatch", "redirect_uri must match configuration")
        self._check_active(self._tokens.who()[1])
        verifier = form.get("code_verifier", "")
        too_long = len(verifier) > LONGEST_VERIFIER and self._org.traits["long_verifiers_refused"]
        fits = len(verifier) >= SHORTEST_VERIFIER and not too_long
        if code.challenge and not (fits and proves(verifier, code.challenge)):
            error = str(self._org.traits["verifier_error"])
            raise TokenRefused(error, "invalid code verifier" if error == "invalid_grant" else None)
        return self._tokens.new_grant(code.scopes), code.nonce

    def _client(self, form: dict[str, str], *, needs_secret: bool = False) -> None:
        if form.get("client_id") != CLIENT_ID:
            raise TokenRefused("invalid_client_id", "client identifier invalid")
        secret = form.get("client_secret")
        if secret is None and not (needs_secret or self._org.traits["secret_required"]):
            return
        if not compare_digest((secret or "").encode(), CLIENT_SECRET.encode()):
            raise TokenRefused("invalid_client", "invalid client credentials")

    def _check_active(self, user: str) -> None:
        if not self._org.tables["User"].rows[user].values.get("IsActive"):
            raise TokenRefused("invalid_grant", "authentication failure")

    def _introspected(self, request: Request, form: dict[str, str]) -> JsonObject:
        self._client(form, needs_secret=True)
        text = form.get("token", "")
        session = self._tokens.sessions.get(text)
        live = session is not None and self._tokens.session(text) is not None
        grant = session.grant if session is not None and live else self._tokens.by_refresh(text)
        if grant is None:
            return {"active": False}
        issued = int(session.issued_at if session is not None else self._org.clock())
        ends = int(
            (session.used_at if session is not None else self._org.clock()) + self._org.traits["session_timeout_s"]
        )
        return {
            "active": True, "scope": " ".join(grant.scopes), "client_id": CLIENT_ID,
            "username": self._user(grant).values["Username"],
            "sub": f"{request.base_url}/id/{self._org.id}/{grant.user}",
            "token_type": "access_token" if session is not None else "refresh_token", "exp": ends, "iat": issued,
            "nbf": issued,
        }  # fmt: skip

    def _revoke(self, text: str) -> None:
        grant = self._tokens.by_refresh(text)
        if grant is not None:
            self._tokens.revoke(grant)
        elif text in self._tokens.sessions:
            self._tokens.expire(text)
        elif self._org.traits["revoke_unknown_400"]:
            error = str(self._org.traits["revoke_error"])
            raise TokenRefused(error, _REFUSED_REVOKES[error])

    def _user(self, grant: Grant) -> Row:
        return self._org.tables["User"].rows[grant.user]


def _shaped(request: Request, parameters: Mapping[str, str], status: int, content: JsonObject) -> Reply:
    """A reply in the form that ``format`` or ``Accept`` asks for: JSON, XML or a form (section 1.4)."""
    accepted = request.headers.get("accept", "")
    wanted = parameters.get("format") or next((form for form in FORMS if f"/{FORMS[form]}" in accepted), "json")
    if wanted == "xml":
        root = Element("OAuth")
        for name, value in content.items():
            SubElement(root, name).text = str(value)
        return Reply(
            status, tostring(root, "UTF-8", xml_declaration=True), [("content-type", "application/xml;charset=UTF-8")]
        )
    if wanted == "urlencoded":
        kind = "application/x-www-form-urlencoded;charset=UTF-8"
        return Reply(status, urlencode(content).encode(), [("content-type", kind)])
    return json_reply(status, content)


def identity(org: Org, request: Request, session: Session) -> JsonObject:
    """``GET /id/{organisation}/{user}``."""
    user = org.tables["User"].rows[session.grant.user]
    base, version = request.base_url, request.first("version")
    version = {"latest": "67.0", "": "{version}"}.get(version, version)
    values = user.values
    return {
        "id": f"{base}/id/{org.id}/{user.id}", "asserted_user": True, "user_id": user.id, "organization_id": org.id,
        "username": values["Username"], "nick_name": values["Alias"],
        "display_name": org.value(org.types["User"], user, "Name"), "email": values["Email"], "email_verified": True,
        "first_name": values.get("FirstName"), "last_name": values["LastName"], "timezone": "Europe/Paris",
        "photos": {"picture": f"{base}/profilephoto/005/F", "thumbnail": f"{base}/profilephoto/005/T"},
        "addr_street": None, "addr_city": None, "addr_state": None, "addr_country": "FR", "addr_zip": None,
        "mobile_phone": None, "mobile_phone_verified": False, "is_lightning_login_user": False,
        "status": {"created_date": None, "body": None}, "urls": _urls(base, version, org.id, user.id),
        "active": bool(values["IsActive"]), "user_type": "STANDARD", "language": "fr", "locale": "fr_FR",
        "utcOffset": 3_600_000, "last_modified_date": moment(user.modified_s)[:19] + "Z", "is_app_installed": True,
    }  # fmt: skip


def _urls(base: str, version: str, org: str, user: str) -> JsonObject:
    """Where the services of the organisation are; with ``{version}`` where none was asked for."""
    rest, soap = f"{base}/services/data/v{version}", f"{base}/services/Soap"
    return {
        "enterprise": f"{soap}/c/{version}/{org[:15]}", "metadata": f"{soap}/m/{version}/{org[:15]}",
        "partner": f"{soap}/u/{version}/{org[:15]}", "rest": f"{rest}/", "sobjects": f"{rest}/sobjects/",
        "search": f"{rest}/search/", "query": f"{rest}/query/", "recent": f"{rest}/recent/", "profile": f"{base}/{user}",
    }  # fmt: skip


def userinfo(org: Org, request: Request, session: Session) -> JsonObject:
    """``GET /services/oauth2/userinfo``."""
    known = identity(org, request, session)
    return {
        "sub": known["id"], "user_id": known["user_id"], "organization_id": org.id,
        "preferred_username": known["username"], "nickname": known["nick_name"], "name": known["display_name"],
        "email": known["email"], "email_verified": True, "given_name": known["first_name"],
        "family_name": known["last_name"], "zoneinfo": known["timezone"], "photos": known["photos"],
        "profile": known["urls"]["profile"], "picture": known["photos"]["picture"],
        "address": {"country": known["addr_country"]}, "urls": known["urls"],
        "active": known["active"], "user_type": "STANDARD", "language": "fr", "locale": "fr_FR",
        "utcOffset": 3_600_000, "updated_at": known["last_modified_date"],
    }  # fmt: skip


def _basic(request: Request) -> dict[str, str]:
    """The client as HTTP Basic credentials, which may stand in place of the form's (Salesforce, web server flow)."""
    try:
        found = basic(request)
    except NotBasic:
        return {}
    return {} if found is None else {"client_id": found[0], "client_secret": found[1]}
