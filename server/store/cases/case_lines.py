"""The line of a case among those of its bloc-year: what it rests on, and what came of it."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from server.domain.cases.case_marks import Mark
from server.store.cases.case_pages import CaseHead

Eyes = Callable[[str], frozenset[str]]
"""Names the posts that look at cases of a kind; none where those are out of scope."""
CANCELLED = "cancelled"


def family(case: CaseHead, cases: Sequence[CaseHead], eyes: Eyes) -> list[CaseHead]:
    """Return a case after all it rests on and before all that came of it, cancelled ones too."""
    return [*_before(case, cases), case, *_after(case, cases, eyes)]


def apart(cases: Sequence[CaseHead]) -> Sequence[Sequence[CaseHead]]:
    """Sort cases into those that hang together, each in their order."""
    before = {case.id: case.previous_id for case in cases}
    found: dict[UUID, list[CaseHead]] = {}
    for case in cases:
        first = case.id
        while (previous := before[first]) in before:
            first = previous
        found.setdefault(first, []).append(case)
    return [*found.values()]


def line_marks(case: CaseHead, cases: Sequence[CaseHead], eyes: Eyes) -> tuple[Mark, ...]:
    """Gather what a case, all it rests on and what came of it have come to.

    What was cancelled after it does not count, nor what came of that: as `milestones.standing`.
    """
    counted = [*_before(case, cases), case, *_after(case, _uncancelled(cases), eyes)]
    return tuple(mark for each in counted for mark in each.marks)


def newest_line(case: CaseHead, cases: Sequence[CaseHead], eyes: Eyes) -> dict[str, CaseHead]:
    """Return by kind what a case rests on, itself, and what came of it: of each kind the newest.

    What came of one that another of its kind has followed is not on its line. `cases` come oldest
    first.
    """
    kept = {found.kind: found for found in (*_before(case, cases), case)}
    for later in _newest_after(case, _uncancelled(cases), eyes):
        kept.setdefault(later.kind, later)
    return kept


def _before(case: CaseHead, cases: Sequence[CaseHead]) -> list[CaseHead]:
    by_id = {found.id: found for found in cases}
    found: list[CaseHead] = [case]
    while found[0].previous_id in by_id:
        found.insert(0, by_id[found[0].previous_id])
    return found[:-1]


def _after(case: CaseHead, cases: Sequence[CaseHead], eyes: Eyes) -> Iterator[CaseHead]:
    for later in _next(case, cases, eyes):
        yield later
        yield from _after(later, cases, eyes)


def _newest_after(case: CaseHead, cases: Sequence[CaseHead], eyes: Eyes) -> Iterator[CaseHead]:
    for later in {each.kind: each for each in _next(case, cases, eyes)}.values():
        yield later
        yield from _newest_after(later, cases, eyes)


def _next(case: CaseHead, cases: Sequence[CaseHead], eyes: Eyes) -> list[CaseHead]:
    return [each for each in cases if each.previous_id == case.id and eyes(each.kind)]


def _uncancelled(cases: Sequence[CaseHead]) -> list[CaseHead]:
    return [each for each in cases if each.state != CANCELLED]
