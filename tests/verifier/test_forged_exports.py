"""What somebody makes who may change every row, and who has a key besides."""

from tests.verifier.cases import every_case
from tests.verifier.logged import Logged
from tests.verifier.running import Answer


def test_each_forgery_is_called_by_its_name(history: Logged) -> None:
    told = {}
    for case in every_case(history):
        answer = Answer(case.data, case.pins)
        fits = answer.code == case.verdict if case.verdict >= 0 else answer.code > 0
        if not fits or (case.code and case.code not in answer.codes):
            told[case.name] = (answer.code, answer.findings[:3])
    assert told == {}
