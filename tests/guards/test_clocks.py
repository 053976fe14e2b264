"""No test judges by how long something took: on a busy machine it would fail for nothing."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]

CLOCK = re.compile(r"\b(?:process_time|perf_counter|thread_time)\b")
MEASURING = {"bench", "conformance"}
"""Rooms that print how long something took, and judge by nothing of it."""


def test_only_the_measuring_rooms_read_a_clock_of_the_processor() -> None:
    read = [
        str(file.relative_to(TESTS))
        for file in TESTS.rglob("*.py")
        if not MEASURING.intersection(file.parts) and CLOCK.search(file.read_text())
    ]
    assert read == ["guards/test_clocks.py"]
