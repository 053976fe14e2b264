"""Tests wait for a fact, with one limit for all: how long it takes is the machine's affair."""

import time
from collections.abc import Callable

PATIENCE = 180.0
"""Seconds: on a busy machine what comes at all has come long before."""
PATIENCE_MS = PATIENCE * 1000
"""The same for a browser."""


def eventually(true: Callable[[], object], said: Callable[[], object] = str) -> None:
    """Wait until something is true; fail with what is said where it never is."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, said() or "it never came"
        time.sleep(0.05)
