"""Reading one item ahead: order, errors, and nothing left behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.providers.ahead import ahead
from tests.conftest import RunAsync


class Source:
    """Gives 0, 1, 2…; notes what it was asked for and whether it was closed."""

    def __init__(self, fails_at: int = -1, hangs_at: int = -1) -> None:
        self.asked: list[int] = []
        self.closed = False
        self._fails_at = fails_at
        self._hangs_at = hangs_at

    async def items(self, count: int = 3) -> AsyncGenerator[int, None]:
        try:
            for number in range(count):
                self.asked.append(number)
                if number == self._fails_at:
                    raise VendorNonsense("answer_unexpected")
                if number == self._hangs_at:
                    await asyncio.Event().wait()
                yield number
        finally:
            self.closed = True


def test_everything_comes_in_order(run_async: RunAsync) -> None:
    async def story() -> None:
        source = Source()
        async with ahead(source.items()) as items:
            assert [item async for item in items] == [0, 1, 2]
        assert source.closed

    run_async(story())


def test_the_next_item_is_asked_for_meanwhile(run_async: RunAsync) -> None:
    async def story() -> None:
        source = Source()
        async with ahead(source.items()) as items:
            assert not source.asked
            assert await anext(items) == 0
            assert source.asked == [0, 1], "before the caller goes to work"

    run_async(story())


def test_an_error_comes_when_its_turn_has_come(run_async: RunAsync) -> None:
    async def story() -> None:
        source = Source(fails_at=1)
        async with ahead(source.items()) as items:
            assert await anext(items) == 0
            with pytest.raises(VendorNonsense):
                await anext(items)
        assert source.closed

    run_async(story())


@pytest.mark.parametrize(("fails_at", "hangs_at"), [(-1, -1), (1, -1), (-1, 1)])
def test_leaving_early_ends_the_step_under_way(run_async: RunAsync, fails_at: int, hangs_at: int) -> None:
    async def story() -> None:
        source = Source(fails_at, hangs_at)
        async with ahead(source.items()) as items:
            assert await anext(items) == 0
            await asyncio.sleep(0)
        assert source.closed
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run_async(story())


def test_leaving_before_the_first_item(run_async: RunAsync) -> None:
    async def story() -> None:
        source = Source()
        async with ahead(source.items()):
            pass
        assert not source.asked

    run_async(story())
