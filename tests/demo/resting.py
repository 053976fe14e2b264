"""Which sample cases another rests on: those it takes rows from, which are played before it."""

from server.actions.transaction import Begin
from server.demo.sample_cases import Playing, SampleCase, sample_cases
from tests.workflows.product import manifest


def rested_on(case: SampleCase) -> list[SampleCase]:
    """Answer the cases before it that a case takes rows from."""
    kinds = {each.process for each in manifest(case.kind).taken}
    return [each for each in sample_cases() if each.kind in kinds and each.begins < case.begins]


def play_rested_on(begin: Begin, bloc_year_id: str, case: SampleCase) -> None:
    """Play what a case rests on."""
    for before in rested_on(case):
        Playing(begin=begin, bloc_year_id=bloc_year_id).play(before)
