"""The linter's word, the short way: every other kind at one place; see `make mutate`."""

import pytest

from tests.mutation.judging import PROCESSES, UNKNOWABLE, Verdict, judge, unchanged
from tests.mutation.kinds import KINDS
from tests.mutation.kinds.kind import Files, Mutants, MutationKind
from tests.mutation.run import Mutant, totals, tried
from tests.shares import share
from tests.workflows.product import ROOT

SHARE = 2 * len(PROCESSES)
"""Every other kind, each in one of the processes where it can be made."""


def test_there_are_a_hundred_kinds_at_least_each_once() -> None:
    names = [str(kind) for kind in KINDS]
    assert len(names) == len(set(names)) > 100


def test_what_is_unknowable_is_a_kind_and_stands_in_the_documentation() -> None:
    text = (ROOT / "docs" / "linting.md").read_text(encoding="utf-8")
    known = {str(kind) for kind in KINDS}
    reasons = set(UNKNOWABLE.values())
    assert set(UNKNOWABLE) <= known
    assert len(reasons) <= 5
    assert all(f"**{reason[0].upper()}{reason[1:]}**" in text for reason in reasons)


@pytest.mark.parametrize("number", range(len(PROCESSES)))
def test_what_the_linter_lets_pass_lets_nobody_down(number: int) -> None:
    found = [_misbehaved(kind, number) for kind in KINDS[number::SHARE]]
    assert [each for each in found if each] == []


def test_the_parts_of_a_run_are_all_kinds_and_none_twice() -> None:
    parts = [share(KINDS, f"{number}/4") for number in range(1, 5)]
    names = [str(kind) for part in parts for kind in part]
    assert sorted(names) == sorted(str(kind) for kind in KINDS)


def test_a_run_that_is_ended_has_what_it_came_to() -> None:
    def ended(_key: str, _files: Files) -> Mutants:
        raise KeyboardInterrupt

    found: list[Mutant] = []
    sound = next(kind for kind in KINDS if str(kind) == "manifest: no name")
    assert not tried([sound, MutationKind("run", "ended", ended)], found)
    assert {each.key for each in found} == {*PROCESSES}
    assert totals(found).startswith(f"1 kinds, {len(found)} files: {len(found)} refused")


def _misbehaved(kind: MutationKind, number: int) -> str:
    """Judge a kind where it can first be made, from one of the processes on."""
    for key in (*PROCESSES[number:], *PROCESSES[:number]):
        for place, files in kind.make(key, unchanged(key)):
            judged = judge(key, files, str(kind))
            said = f"[{kind}] {key} {place}: {judged.why}"
            return said if judged.verdict is Verdict.MISBEHAVED else ""
    return ""
