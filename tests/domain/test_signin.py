from __future__ import annotations

from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import AccountInfo, SignInRequest


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
