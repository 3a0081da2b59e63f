from __future__ import annotations

import pytest

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import AccountInfo, LifeStage, SignInRequest, lead_rule

STAGES = (LifeStage("lead", "Lead", True), LifeStage("12", "Ancien client", False))


def test_a_request_never_prints_its_secrets() -> None:
    request = SignInRequest("hubspot", "Agence", client_id="id", client_secret=Secret("hush"), token=Secret("pat-1"))
    assert "hush" not in repr(request)
    assert "pat-1" not in repr(request)


def test_a_request_is_for_a_new_account_at_the_vendor_s_own_hosts() -> None:
    request = SignInRequest("hubspot", "Agence")
    assert (request.connection, request.base_url, request.ca_file) == (None, None, None)


def test_accounts_do_not_share_their_counts() -> None:
    one, two = (AccountInfo("Agence", "anne", "1") for _ in range(2))
    assert one == two
    assert one.counts is not two.counts


def test_stages_are_named_by_label_or_value() -> None:
    assert lead_rule([" LEAD", "ancien CLIENT ", "12", ""], STAGES, "HubSpot") == ("lead", "12", "")
    assert lead_rule([""], STAGES, "HubSpot") == ("",), "whoever has no stage stays a lead"


def test_stages_that_are_not_there_are_refused() -> None:
    with pytest.raises(InvalidInput, match="lead_stage_unknown") as caught:
        lead_rule(["lead", "client"], STAGES, "HubSpot")
    assert caught.value.data == {"stage": "client", "stages": "Lead, Ancien client"}
    with pytest.raises(InvalidInput, match="no_lead_stages"):
        lead_rule(["lead"], (), "Zoho CRM")
