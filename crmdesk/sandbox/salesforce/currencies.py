"""What the organisation counts in, as Connect REST tells it.

Connect REST API Developer Guide, Connect Resources: Organization; in its response body Features ``defaultCurrencyIsoCode`` counts
only where ``multiCurrency`` is false. The corporate one of several is in the object CurrencyType, which an organisation of one has
not (Object Reference, CurrencyType). A row that names no currency gets that of the user (SOAP API, getUserInfoResult:
``userDefaultCurrencyIsoCode``).
"""

from __future__ import annotations

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, json_reply
from crmdesk.sandbox.salesforce.errors import ApiError, not_found


@ROUTES.on("GET", "/connect")
def directory(call: Call) -> Reply:
    """What there is below."""
    return json_reply(200, {name: call.address(f"/connect/{name}") for name in ("communities", "organization")})


@ROUTES.on("GET", "/connect/organization")
def organization(call: Call) -> Reply:
    """The organisation and its features, of which money is one; the features besides are those of an empty house."""
    org = call.org
    refused = org.traits["organization_refused"]
    if refused == "403":
        raise ApiError(
            403, "FUNCTIONALITY_NOT_ENABLED", "Connect REST API is not enabled for this organization or user."
        )
    if refused == "404":
        raise not_found()
    row = org.tables["Organization"].rows[org.id]
    several = bool(org.traits["multi_currency"])
    features: JsonObject = {
        "chatter": False, "chatterActivity": False, "chatterGlobalInfluence": False, "chatterMessages": False,
        "dashboardComponentSnapshots": False, "defaultCurrencyIsoCode": None if several else org.traits["currency"],
        "feedPolling": False, "files": False, "filesOnComments": False, "groupsCanFollow": False,
        "mobileNotificationsEnabled": False, "multiCurrency": several, "publisherActions": False,
        "storeDataOnDevicesEnabled": False, "thanksAllowed": False, "trendingTopics": False, "viralInvitesAllowed": False,
    }  # fmt: skip
    return json_reply(
        200,
        {"accessTimeout": int(org.traits["session_timeout_s"]) // 60, "features": features,
         "name": row.values["Name"], "orgId": org.id, "userSettings": {"userId": call.session.grant.user}},
    )  # fmt: skip
