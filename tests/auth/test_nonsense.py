"""A token endpoint that answers nonsense: whoever asked gets tokens that can be kept, or an error that can be stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from crmdesk.auth.endpoint import TokenEndpoint
from crmdesk.auth.tokens import StoredTokens
from crmdesk.domain.errors import ConnectionFault, error_json
from tests.auth.kit import APP, NOW, answer, endpoint, settings_for, tokens
from tests.conftest import RunAsync
from tests.contract.nonsense import WRONG
from tests.net.raw_server import Step

GRANTED: dict[str, Any] = {
    "access_token": "a2", "refresh_token": "r2", "expires_in": 3600, "expires_in_sec": 3600, "scope": "api refresh_token",
    "scopes": ["oauth"], "api_domain": "https://www.zohoapis.eu", "instance_url": "https://agence.my.salesforce.com",
    "id": "https://login.salesforce.com/id/00D/005", "issued_at": "1795000000000", "token_type": "bearer", "hub_id": 7,
}  # fmt: skip
REFUSED: dict[str, Any] = {
    "error": "invalid_request", "error_description": "words", "message": "words", "status": "BAD_REQUEST",
}  # fmt: skip
LONGEST = 2_000
"""Characters that an error may have in the store."""


def replies() -> Iterator[tuple[str, Step]]:
    """Every value of a good and of a bad answer, put wrong in each way."""
    for status, content in ((200, GRANTED), (400, REFUSED)):
        for name in content:
            for wrong, value in WRONG.items():
                yield f"{status} {name}: {wrong}", answer(status, {**content, name: value})
    yield "a page of keys", answer(200, {f"key {number}": number for number in range(50_000)})


def test_whatever_it_answers(run_async: RunAsync) -> None:
    told = list(replies())

    async def story() -> list[str]:
        odd = []
        async with endpoint(*(step for _, step in told)) as (server, http):
            source = TokenEndpoint(settings_for(server.url, revoke_url=None), APP, http, now=lambda: NOW)
            for name, _ in told:
                try:
                    fresh = StoredTokens(APP, await source.renew(tokens()))
                    fits = StoredTokens.from_bytes(fresh.to_bytes()) == fresh and bool(
                        orjson.dumps(fresh.tokens.scopes)
                    )
                except ConnectionFault as error:
                    fits = len(orjson.dumps(error_json(error))) < LONGEST
                if not fits:
                    odd.append(name)
        return odd

    assert run_async(story()) == []


@pytest.mark.parametrize("place", ["error", "error_description", "message"])
def test_a_secret_is_not_repeated_wherever_the_vendor_repeats_it(run_async: RunAsync, place: str) -> None:
    async def story() -> dict[str, Any]:
        async with endpoint(answer(400, {"error": "no", place: "r1 of shh-1 is not known"})) as (server, http):
            source = TokenEndpoint(settings_for(server.url), APP, http, now=lambda: NOW)
            with pytest.raises(ConnectionFault) as caught:
                await source.renew(tokens(refresh="r1"))
            return error_json(caught.value)

    told = str(run_async(story()))
    assert "is not known" in told
    assert "r1" not in told
    assert "shh-1" not in told
