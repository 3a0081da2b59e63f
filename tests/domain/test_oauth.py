from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from crmdesk.domain.oauth import OAuthSettings


def test_what_a_vendor_does_not_say_is_the_safe_habit() -> None:
    made = OAuthSettings("https://a.example/authorize", "https://a.example/token", ("read",))
    assert made.pkce
    assert (made.redirect_host, made.redirect_ports) == ("127.0.0.1", ())
    # RFC 6749, 5.2: after these only a person can help.
    assert {"invalid_grant", "invalid_client", "unauthorized_client"} == set(made.sign_in_again)


def test_settings_do_not_change() -> None:
    made = OAuthSettings("https://a.example/authorize", "https://a.example/token", ())
    with pytest.raises(FrozenInstanceError):
        made.token_url = "https://b.example/token"  # type: ignore[misc]
