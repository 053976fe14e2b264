"""Signatures are judged whatever else the process of the tests drives."""

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_loop_of_a_browser() -> Iterator[None]:
    """Put aside the loop that a browser of another test left running in this thread.

    pyHanko begins one of its own, which asyncio refuses beside it.
    """
    running = asyncio._get_running_loop()  # noqa: SLF001 - what loops themselves ask
    asyncio._set_running_loop(None)  # noqa: SLF001
    yield
    asyncio._set_running_loop(running)  # noqa: SLF001
