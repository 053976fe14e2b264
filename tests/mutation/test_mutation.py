"""The linter's word, the short way: every other kind at one place; see `make mutate`."""

import pytest

from tests.mutation.judging import UNKNOWABLE, Verdict, judge, shipped
from tests.mutation.kinds import KINDS
from tests.mutation.kinds.kind import MutationKind
from tests.workflows.product import KEYS, ROOT

SHARE = 2 * len(KEYS)
"""Every other kind, each in one of the processes."""


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


@pytest.mark.parametrize("number", range(len(KEYS)))
def test_what_the_linter_lets_pass_lets_nobody_down(number: int) -> None:
    kinds = KINDS[number::SHARE]
    assert [each for each in map(_misbehaved, kinds, [KEYS[number]] * len(kinds)) if each] == []


def _misbehaved(kind: MutationKind, key: str) -> str:
    places = iter(kind.make(key, shipped(key)))
    place, files = next(places, ("", None))
    if files is None:
        return ""
    judged = judge(key, files, str(kind))
    said = f"[{kind}] {key} {place}: {judged.why}"
    return said if judged.verdict is Verdict.MISBEHAVED else ""
