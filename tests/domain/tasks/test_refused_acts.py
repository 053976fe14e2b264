"""What an act on a task, or on the list of them, is refused for, one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import pytest

from server.domain.people.delegations import Scope
from server.domain.refusals import Refusal
from server.domain.tasks.assigning import NotAHolder, NotTheirSuperior, check_assigning
from server.domain.tasks.bulk import LONGEST_OPINION, OpinionTooLong, check_opinion
from server.domain.tasks.entrusting import (
    LONGEST_NOTE,
    NoteMissing,
    NoteTooLong,
    OnlyLent,
    check_note,
    check_recall,
)
from server.domain.tasks.priorities import NotTheirsToRank, check_ranking
from server.domain.tasks.saved_filters import (
    LONGEST,
    LONGEST_ADDRESS,
    FilterNameTooLong,
    FilterTooWide,
    FilterWithoutName,
    check_address,
    check_name,
)
from server.domain.tasks.snoozing import (
    SnoozeDayMissing,
    SnoozeNotLater,
    SnoozeTooLong,
    check_snooze,
)
from server.domain.tasks.task_access import AuditorReadsOnly, check_remarks
from server.domain.tasks.work import (
    AlreadyDone,
    AlreadyReturned,
    NotYours,
    SamePerson,
    TakenByOther,
    Withdrawn,
    check_another_person,
    check_holder,
    check_open,
)
from tests.domain.five_units import RADIO, SCHOOL, rules
from tests.domain.people.actors import SOMEBODY, actor

TODAY = date(2024, 12, 9)
TASK, OTHER = UUID(int=10), UUID(int=2)
OFFICER = actor(f"{SCHOOL}/officer")


@dataclass(frozen=True)
class StoodAt:
    """A task as it was left."""

    state: str
    id: UUID = TASK
    done_name: str = ""
    done_on_behalf: str = ""
    closed_at: datetime | None = None


def holder(post_id: str, assignee_id: UUID | None = None) -> None:
    check_holder(task_id=TASK, post_id=post_id, assignee_id=assignee_id, actor=OFFICER)


def opened(state: str, *, returned: bool = False) -> None:
    check_open(StoodAt(state), returned=returned)


def assign(by: str, to: UUID) -> None:
    check_assigning(
        task_id=TASK, post_id=f"{SCHOOL}/officer", to=to, holders=[OTHER], actor=actor(by)
    )


def rank(post: str) -> None:
    check_ranking(task_id=TASK, rules=rules(), post=post, task_post=f"{SCHOOL}/officer")


@pytest.mark.parametrize(
    ("why", "check"),
    [
        (NotYours, lambda: holder(f"{SCHOOL}/head")),
        (TakenByOther, lambda: holder(f"{SCHOOL}/officer", OTHER)),
        (AlreadyDone, lambda: opened("done")),
        (AlreadyReturned, lambda: opened("done", returned=True)),
        (Withdrawn, lambda: opened("withdrawn")),
        (
            SamePerson,
            lambda: check_another_person(task_id=TASK, prepared_by=[SOMEBODY], actor=OFFICER),
        ),
        (NotTheirSuperior, lambda: assign(f"{RADIO}/head", OTHER)),
        (NotAHolder, lambda: assign(f"{SCHOOL}/head", SOMEBODY)),
        (NotTheirsToRank, lambda: rank(f"{SCHOOL}/head")),
        (OpinionTooLong, lambda: check_opinion("x" * (LONGEST_OPINION + 1))),
        (NoteMissing, lambda: check_note(" ")),
        (NoteTooLong, lambda: check_note("x" * (LONGEST_NOTE + 1))),
        (
            OnlyLent,
            lambda: check_recall(actor(f"{SCHOOL}/officer", scope=Scope(task_id=TASK))),
        ),
        (FilterTooWide, lambda: check_address("x" * (LONGEST_ADDRESS + 1))),
        (FilterWithoutName, lambda: check_name(" \t")),
        (FilterNameTooLong, lambda: check_name("x" * (LONGEST + 1))),
        (SnoozeDayMissing, lambda: check_snooze(None, today=TODAY)),
        (SnoozeNotLater, lambda: check_snooze(TODAY, today=TODAY)),
        (SnoozeTooLong, lambda: check_snooze(date(2026, 1, 1), today=TODAY)),
        (AuditorReadsOnly, lambda: check_remarks(actor("p/t/auditor"))),
    ],
)
def test_it_is_refused(why: type[Refusal], check: Callable[[], object]) -> None:
    with pytest.raises(why):
        check()


def test_what_is_in_order_is_let_pass() -> None:
    holder(f"{SCHOOL}/officer", SOMEBODY)
    opened("open")
    check_another_person(task_id=TASK, prepared_by=[OTHER], actor=OFFICER)
    assign(f"{SCHOOL}/head", OTHER)
    check_opinion("x" * LONGEST_OPINION)
    assert check_address("/tasks?q=a") == "/tasks?q=a"
    assert check_name("  Việc   gấp ") == "Việc gấp"
    assert check_snooze(date(2024, 12, 10), today=TODAY) == date(2024, 12, 10)
    check_remarks(OFFICER)
