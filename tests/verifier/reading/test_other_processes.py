"""Other processes that judge lines change nothing of what is found, also where one is ended."""

import multiprocessing
from io import BytesIO

import pytest

from tests.verifier.cases import every_case
from tests.verifier.logged import Logged
from tests.verifier.running import VERIFIER, Answer


def test_each_case_is_judged_alike_line_by_line_and_with_another_process(
    history: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {}
    for case in every_case(history):
        here, beside = (Answer(case.data, case.pins, processes=number) for number in (0, 1))
        with monkeypatch.context() as context:
            context.setattr(VERIFIER, "packed", lambda lines: [None] * len(lines))
            one_by_one = Answer(case.data, case.pins)
        if not vars(one_by_one) == vars(here) == vars(beside):
            told[case.name] = (one_by_one.findings[:3], here.findings[:3], beside.findings[:3])
    assert told == {}


def test_another_process_that_is_ended_leaves_its_lines_to_this_one(
    history: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VERIFIER, "BLOCK_BYTES", 2_000)
    case = next(iter(every_case(history)))
    ended = _EndingOthers(case.data)
    assert vars(Answer(ended, case.pins, processes=1)) == vars(Answer(case.data, case.pins))
    assert ended.number


class _EndingOthers(BytesIO):
    """A file in the midst of which the other process is ended."""

    number = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        for other in multiprocessing.active_children():
            other.kill()
            self.number += 1
        return super().readline(size)
