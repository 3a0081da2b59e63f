from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from crmdesk.auth.refresh import OAuthTokens
from crmdesk.domain.errors import (
    Busy,
    OutcomeUnknown,
    RateLimited,
    SignInNeeded,
    StoreFault,
    Unreachable,
    VendorNonsense,
)
from crmdesk.domain.secret import Secret
from crmdesk.net.client import open_client
from crmdesk.net.messages import Effect, Request
from tests.auth.file_vault import FileVault
from tests.auth.kit import NOW, MemoryVault, OneLease, answer, endpoint, granted, no_sleep, settings_for, stored
from tests.conftest import RunAsync
from tests.net.raw_server import RawServer, Seen, Step, free_port, reply, reset

EXPIRED = NOW - 1


class Scene:
    """One connection's tokens, with all that is around them."""

    def __init__(self, source: OAuthTokens, server: RawServer, vault: MemoryVault, lease: OneLease) -> None:
        self.source = source
        self.server = server
        self.vault = vault
        self.lease = lease
        self.now = NOW


@asynccontextmanager
async def scene(
    *steps: Step, renew_at: float | None = EXPIRED, refresh: str | None = "r1", sleep: object = no_sleep
) -> AsyncIterator[Scene]:
    vault, lease = MemoryVault(hub=stored(refresh=refresh, renew_at=renew_at)), OneLease()
    async with endpoint(*steps) as (server, http):
        source = OAuthTokens(
            "hub",
            settings_for(server.url),
            http,
            vault,
            lease,
            now=lambda: made.now,
            sleep=sleep,  # type: ignore[arg-type]
            rng=lambda: 0.0,
        )
        made = Scene(source, server, vault, lease)
        yield made
        await source.aclose()


@pytest.mark.parametrize("renew_at", [NOW + 1, None])
def test_a_token_that_lives_is_handed_out(run_async: RunAsync, renew_at: float | None) -> None:
    async def story() -> None:
        async with scene(granted(), renew_at=renew_at) as here:
            assert await here.source.token() == "a1"
            assert here.server.seen == []

    run_async(story())


def test_one_that_is_due_is_renewed_and_saved(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(granted(user_id=5)) as here:
            assert await here.source.token() == "a2"
            assert await here.source.token() == "a2"
            assert [seen.form for seen in here.server.seen] == [
                {"grant_type": "refresh_token", "refresh_token": "r1", "client_id": "id-1", "client_secret": "shh-1"}
            ]
            kept = here.vault.kept()
            assert (kept.tokens.access, kept.tokens.refresh) == (Secret("a2"), Secret("r2"))
            assert kept.tokens.extra == {"hub_id": 7, "user_id": 5, "token_type": "bearer"}
            assert (kept.tokens.renew_at, here.lease.taken) == (NOW + 1500, False)

    run_async(story())


def test_twenty_callers_make_one_renewal(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(granted()) as here:
            callers = [here.source.token() for _ in range(10)] + [here.source.renew("a1") for _ in range(10)]
            assert await asyncio.gather(*callers) == ["a2"] * 20
            assert len(here.server.seen) == 1
            assert here.vault.saves == 1

    run_async(story())


def test_the_new_tokens_are_safe_before_anybody_sees_them(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(granted("a2"), granted("a3")) as here:
            here.vault.broken = StoreFault("disk_full")
            with pytest.raises(StoreFault):
                await here.source.token()
            here.vault.broken = None
            assert await here.source.token() == "a2"
            assert here.vault.kept().tokens.refresh == Secret("r2")
            assert len(here.server.seen) == 1

    run_async(story())


def test_what_another_process_saved_meanwhile_is_not_overwritten(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(granted()) as here:
            here.vault.broken = StoreFault("disk_full")
            with pytest.raises(StoreFault):
                await here.source.token()
            here.vault.broken = None
            here.vault.save("hub", stored("a9", "r9"))
            assert await here.source.token() == "a9"
            assert here.vault.kept() == stored("a9", "r9")

    run_async(story())


def test_a_rejected_token_is_renewed_although_it_lives(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(granted(), renew_at=NOW + 1) as here:
            assert await here.source.renew("a1") == "a2"
            assert await here.source.renew("a1") == "a2"  # somebody who comes late with the old one
            assert len(here.server.seen) == 1

    run_async(story())


def test_a_caller_that_gives_up_does_not_stop_the_renewal(run_async: RunAsync) -> None:
    arrived, go = asyncio.Event(), asyncio.Event()

    async def slow(seen: Seen, writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await go.wait()
        await granted()(seen, writer)

    async def story() -> None:
        async with scene(slow) as here:
            caller = asyncio.create_task(here.source.token())
            await arrived.wait()
            caller.cancel()
            with pytest.raises(asyncio.CancelledError):
                await caller
            go.set()
            await here.source.aclose()
            assert here.vault.kept().tokens.access == Secret("a2")
            assert await here.source.token() == "a2"

    run_async(story())


REFUSED = answer(400, {"error": "invalid_grant"})


@pytest.mark.parametrize("step", [granted(), REFUSED])
def test_who_signs_in_again_while_the_vendor_is_asked_stays_signed_in(run_async: RunAsync, step: Step) -> None:
    """The access of before is renewed, or refused, after the new one was stored: that is no news about the new one."""

    async def late(seen: Seen, writer: asyncio.StreamWriter) -> None:
        here[0].vault.save("hub", stored("a9", "r9"))
        await step(seen, writer)

    here: list[Scene] = []

    async def story() -> None:
        async with scene(late) as made:
            here.append(made)
            assert await made.source.token() == "a9"
            assert (made.vault.kept(), made.lease.taken) == (stored("a9", "r9"), False)

    run_async(story())


@pytest.mark.parametrize("step", [granted(), REFUSED])
def test_what_was_disconnected_while_the_vendor_is_asked_leaves_no_tokens(run_async: RunAsync, step: Step) -> None:
    async def late(seen: Seen, writer: asyncio.StreamWriter) -> None:
        here[0].vault.delete("hub")
        await step(seen, writer)

    here: list[Scene] = []

    async def story() -> None:
        async with scene(late) as made:
            here.append(made)
            with pytest.raises(SignInNeeded, match="not_signed_in"):
                await made.source.token()
            assert made.vault.load("hub") is None

    run_async(story())


def test_who_is_cancelled_again_while_closing_does_not_stop_the_renewal_either(run_async: RunAsync) -> None:
    """A run is stopped by the button, and closes its account; then the program is ended."""
    arrived, go = asyncio.Event(), asyncio.Event()

    async def slow(seen: Seen, writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await go.wait()
        await granted()(seen, writer)

    async def story() -> None:
        async with scene(slow) as here:
            caller = asyncio.create_task(here.source.token())
            await arrived.wait()
            caller.cancel()
            closing = asyncio.create_task(here.source.aclose())
            await asyncio.sleep(0)
            closing.cancel()
            await asyncio.sleep(0)
            go.set()
            with pytest.raises(asyncio.CancelledError):
                await closing
            assert here.vault.kept().tokens.access == Secret("a2")

    run_async(story())


def test_closing_does_not_wait_for_the_renewal_of_another_process(run_async: RunAsync) -> None:
    """That one may hang at the vendor for minutes, and nothing of ours is lost."""

    async def story() -> None:
        looked = asyncio.Event()

        async def look(_: float) -> None:
            looked.set()
            await asyncio.get_running_loop().create_future()

        async with scene(granted(), sleep=look) as here:
            here.lease.taken = True
            caller = asyncio.create_task(here.source.token())
            await looked.wait()
            caller.cancel()
            closed, _ = await asyncio.wait([asyncio.create_task(here.source.aclose())], timeout=5)
            assert closed
            assert here.lease.taken  # it is not ours to give back

    run_async(story())


def test_closing_waits_for_a_renewal_that_fails_too(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(reply(500)) as here:
            caller = asyncio.create_task(here.source.token())
            await asyncio.sleep(0)
            caller.cancel()
            await here.source.aclose()
            await asyncio.gather(caller, return_exceptions=True)
            assert here.lease.taken is False

    run_async(story())


def test_a_renewal_that_is_itself_cancelled_leaves_the_lease_free(run_async: RunAsync) -> None:
    arrived = asyncio.Event()

    async def never(_: Seen, __: asyncio.StreamWriter) -> None:
        arrived.set()
        await asyncio.get_running_loop().create_future()

    async def story() -> None:
        async with scene(never) as here:
            before = asyncio.all_tasks()
            caller = asyncio.create_task(here.source.token())
            await arrived.wait()
            renewal = [task for task in asyncio.all_tasks() - before if "_renew" in repr(task.get_coro())]
            renewal[0].cancel()
            with pytest.raises(asyncio.CancelledError):
                await caller
            assert here.lease.taken is False

    run_async(story())


@pytest.mark.parametrize(
    "step",
    [
        answer(400, {"error": "invalid_grant", "error_description": "revoked", "status": "BAD_REFRESH_TOKEN"}),
        answer(400, {"status": "BAD_REFRESH_TOKEN", "message": "missing or invalid refresh token"}),
        answer(400, {"success": False, "message": "BAD_CLIENT_ID"}),
        answer(200, {"error": "invalid_grant"}),
        answer(401, {"error": "something"}),
        answer(403, {"message": "nope"}),
    ],
)
def test_a_refusal_for_good_needs_a_person(run_async: RunAsync, step: Step) -> None:
    async def story() -> None:
        async with scene(step) as here:
            with pytest.raises(SignInNeeded) as caught:
                await here.source.token()
            assert caught.value.key == "refresh_refused"
            for _ in range(2):
                with pytest.raises(SignInNeeded):
                    await here.source.token()
            assert len(here.server.seen) == 1
            kept = here.vault.kept()
            assert (kept.sign_in_needed, kept.tokens.refresh) == (True, Secret("r1"))
            here.vault.save("hub", stored("a5"))  # a person signed in again
            assert await here.source.token() == "a5"

    run_async(story())


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (reply(500), OutcomeUnknown),
        (reset(), OutcomeUnknown),
        (reply(429, retry_after="3600"), RateLimited),
        (reply(200, b"<html>captive portal</html>"), VendorNonsense),
        (answer(200, {"expires_in": 5}), VendorNonsense),
        (answer(400, {"error": "temporarily_unavailable"}), VendorNonsense),
    ],
)
def test_any_other_failure_keeps_everything(run_async: RunAsync, step: Step, error: type[Exception]) -> None:
    async def story() -> None:
        async with scene(step, granted()) as here:
            with pytest.raises(error):
                await here.source.token()
            assert here.vault.kept() == stored(renew_at=EXPIRED)
            assert await here.source.token() == "a2"

    run_async(story())


def test_no_network_keeps_everything(run_async: RunAsync) -> None:
    async def story() -> None:
        vault = MemoryVault(hub=stored(renew_at=EXPIRED))
        http = open_client("https://api.test")
        settings = settings_for(f"http://127.0.0.1:{free_port()}")
        source = OAuthTokens("hub", settings, http, vault, OneLease(), now=lambda: NOW)
        with pytest.raises(Unreachable):
            await source.token()
        assert vault.saves == 0
        await http.aclose()

    run_async(story())


def test_without_a_refresh_token_a_person_is_needed(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(granted(), refresh=None) as here:
            with pytest.raises(SignInNeeded) as caught:
                await here.source.token()
            assert (caught.value.key, here.server.seen) == ("no_refresh_token", [])

    run_async(story())


def test_a_connection_that_never_signed_in(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(granted()) as here:
            here.vault.delete("hub")
            with pytest.raises(SignInNeeded) as caught:
                await here.source.token()
            assert caught.value.key == "not_signed_in"

    run_async(story())


async def _with_taken_lease(act: Callable[[Scene], None], *, after: int) -> tuple[Scene, str | Exception]:
    """Ask for a token while somebody else holds the lease; ``act`` happens after so many looks."""
    looks = 0

    async def look(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == after:
            act(here)

    async with scene(granted(), sleep=look) as here:
        here.lease.taken = True
        try:
            return here, await here.source.token()
        except (Busy, SignInNeeded) as error:
            return here, error


def test_what_another_process_renewed_is_used(run_async: RunAsync) -> None:
    here, token = run_async(_with_taken_lease(lambda here: here.vault.save("hub", stored("a7")), after=3))
    assert (token, here.server.seen, here.lease.asked) == ("a7", [], 3)
    assert here.lease.taken  # it is not ours to give back


def test_a_lease_that_ran_out_is_taken_over(run_async: RunAsync) -> None:
    here, token = run_async(_with_taken_lease(lambda here: here.lease.release("hub"), after=3))
    assert (token, len(here.server.seen)) == ("a2", 1)


def test_another_process_may_learn_that_a_person_is_needed(run_async: RunAsync) -> None:
    def refuse(here: Scene) -> None:
        kept = here.vault.kept()
        here.vault.save("hub", type(kept)(kept.app, kept.tokens, sign_in_needed=True))

    _, token = run_async(_with_taken_lease(refuse, after=1))
    assert isinstance(token, SignInNeeded)


def test_a_lease_that_is_never_free_is_said(run_async: RunAsync) -> None:
    here, token = run_async(_with_taken_lease(lambda _: None, after=0))
    assert isinstance(token, Busy)
    assert token.key == "token_refresh_busy"
    assert here.server.seen == []


def test_a_call_with_an_old_token_goes_through(run_async: RunAsync) -> None:
    async def story() -> None:
        async with scene(reply(401), granted(), reply(200, b"[]"), renew_at=NOW + 1) as here:
            client = open_client(here.server.url, tokens=here.source)
            assert (await client.send(Request("GET", "/contacts", "/contacts", effect=Effect.READS))).body == b"[]"
            assert [seen.target for seen in here.server.seen] == ["/contacts", "/oauth/v3/token", "/contacts"]
            assert here.server.seen[2].headers["authorization"] == "Bearer a2"
            await client.aclose()

    run_async(story())


def test_two_processes_make_one_renewal(run_async: RunAsync, tmp_path: Path) -> None:
    waiting = asyncio.Event()

    async def slow(seen: Seen, writer: asyncio.StreamWriter) -> None:
        await waiting.wait()  # until the other process has found the lease taken
        await granted()(seen, writer)

    async def ask(url: str) -> str:
        command = sys.executable, "-m", "tests.auth.renewing_process", url, str(tmp_path)
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        assert process.stdout is not None
        lines = []
        async for line in process.stdout:
            lines.append(line.decode().strip())
            if lines[-1] == "waiting":
                waiting.set()
        assert await process.wait() == 0
        return lines[-1]

    async def story() -> tuple[list[str], int]:
        async with RawServer(slow) as server:
            return list(await asyncio.gather(ask(server.url), ask(server.url))), len(server.seen)

    vault = FileVault(tmp_path)
    vault.save("hub", stored(renew_at=1.0))
    assert run_async(story()) == (["token a2", "token a2"], 1)
    kept = vault.load("hub")
    assert kept is not None
    assert kept.tokens.refresh == Secret("r2")
