"""How much work a call is: counted, so that a busy machine changes nothing.

What is counted are the calls of functions, Python's and C's. A single call that never ends (a
pattern that tries every way, a power of a large number) is one call: the alarm is for those.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

ENDLESS: Final = 30  # seconds of CPU; what is looked at takes milliseconds


class Endless(AssertionError):
    """Something took so much CPU that it looks as if it never ends."""


def work(call: Callable[[], object]) -> int:
    """Give the number of calls of functions while `call` runs; what it raises is passed on."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        if event in {"call", "c_call"}:
            counted += 1

    sys.setprofile(count)
    try:
        with ending():
            call()
    finally:
        sys.setprofile(None)
    return counted


@contextmanager
def ending() -> Iterator[None]:
    """Fail what takes more CPU than anything that ends."""

    def raised(_number: int, _frame: FrameType | None) -> None:
        message = f"still busy after {ENDLESS} s of CPU"
        raise Endless(message)

    before = signal.signal(signal.SIGVTALRM, raised)
    signal.setitimer(signal.ITIMER_VIRTUAL, ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
