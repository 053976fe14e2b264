"""Other processes that judge lines change nothing of what is found, also where one is ended."""

import multiprocessing
from io import BytesIO

import pytest

from tests.verifier.cases import every_case
from tests.verifier.logged import Logged
from tests.verifier.running import VERIFIER, Answer


def test_each_case_is_judged_alike_with_another_process(history: Logged) -> None:
    told = {}
    for case in every_case(history):
        alone, beside = (Answer(case.data, case.pins, processes=number) for number in (0, 1))
        if vars(alone) != vars(beside):
            told[case.name] = (alone.findings[:3], beside.findings[:3])
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
