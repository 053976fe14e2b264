"""The fuzzer's targets, a little, in every run of the tests; `make fuzz` does it for long."""

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, one, spoilt
from tests.lint.samples.material import GOOD
from tests.work import work

MOST: Final = 300_000  # calls for one input, whatever it is; a good diagram takes 24,000

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@pytest.mark.parametrize("target", range(len(TARGETS)))
def test_whatever_comes_in_is_refused_or_read(target: int) -> None:
    @quick
    @given(st.binary(min_size=1, max_size=80))
    def looked_at(data: bytes) -> None:
        assert work(lambda: one(bytes([target]) + data)) < MOST

    looked_at()


@quick
@given(st.text(alphabet="nd.k[]()'=<>+-*,{}: andoritfelsh", max_size=60))
def test_text_of_the_languages_own_letters_is_refused_or_read(source: str) -> None:
    assert work(lambda: one(b"\x00" + source.encode())) < MOST


@quick
@given(st.text(alphabet='nd.k[]()"=<>+-*/,..: andoritfelshbw12', max_size=60))
def test_text_of_feels_own_letters_is_refused_or_read(source: str) -> None:
    assert work(lambda: one(b"\x05" + source.encode())) < MOST


def test_changes_are_made_to_a_good_file() -> None:
    good = GOOD["t.bpmn"]
    assert spoilt(good, bytes([1, 0, 9, 4, 2, 65, 66])) == good[:9] + b"AB" + good[13:]
    assert spoilt(good, b"\x04<x/>") == b"<x/>"
