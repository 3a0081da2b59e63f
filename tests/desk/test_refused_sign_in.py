"""A sign-in that a vendor refuses: a person reads why in the vendor's own words, whichever vendor it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest

from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.desk.vendors import OFFERED
from crmdesk.domain.errors import SignInFailed
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.sandbox.serve import Sandbox
from crmdesk.ui.error_texts import error_text
from tests.conftest import RunAsync
from tests.desk.browser import requested, visit
from tests.sandbox.raw import Control

VENDORS = [vendor.key for vendor in OFFERED]
DAY_S = 86_400.0


@pytest.fixture(autouse=True)
def _fresh(control: Control) -> None:
    assert control.url


def answered(address: str, consent: str) -> str:
    """Where the consent page sends the browser after a person's answer."""
    answer = visit(f"{address}&sandbox_consent={consent}")
    assert answer.status in (302, 303), answer.body
    return answer.headers["location"]


async def refused(
    session: Session, asked: SignInRequest, consent: str, *, client_id: str, later: Callable[[], None] = lambda: None
) -> SignInFailed:
    """How a sign-in ends. The consent page is asked for ``client_id``, whatever the request says; ``later`` comes after it."""
    async with SigningIn(session.accounts, asked) as signing_in:
        url = await signing_in.begin()
        assert url is not None
        back = answered(url.replace(f"client_id={quote(asked.client_id)}", f"client_id={quote(client_id)}"), consent)
        later()
        visiting = asyncio.ensure_future(asyncio.to_thread(visit, back))
        with pytest.raises(SignInFailed) as caught:
            await signing_in.account()
        await visiting
        return caught.value


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_person_who_refuses_in_the_browser_reads_that(
    session: Session, served: Sandbox, run_async: RunAsync, vendor: str
) -> None:
    asked = requested(served.vendors[vendor], vendor)
    assert run_async(refused(session, asked, "deny", client_id=asked.client_id)).key == "consent_refused"


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_vendors_own_words_are_told(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync, vendor: str
) -> None:
    asked = requested(served.vendors[vendor], vendor)
    wrong = [
        (replace(asked, client_id="made-up"), lambda: None),
        (replace(asked, client_secret=Secret("made-up")), lambda: None),
        (asked, lambda: control.advance(DAY_S)),
    ]
    for each, later in wrong:
        error = run_async(refused(session, each, "approve", client_id=asked.client_id, later=later))
        assert error.key == "code_refused"
        assert error.data["vendor_words"] or error.data["vendor_error"]
        assert "…" not in error_text(error.key, error.data).text
