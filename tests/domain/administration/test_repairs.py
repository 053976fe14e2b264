"""What stands in the way of a repair, one by one."""

from collections.abc import Callable
from uuid import UUID

import pytest

from server.domain.administration.repairs import (
    CaseCancelled,
    CaseNotOpen,
    CaseNotSuspended,
    CaseOver,
    CaseSuspended,
    FollowedByCase,
    MoreThanTasksBetween,
    NotDoneBefore,
    NotYoursToRepair,
    SecondPersonMissing,
    Setback,
    check_cancels,
    check_going,
    check_repairer,
    check_resumes,
    check_runs,
    check_second_person,
    check_setback,
)
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from tests.domain.people.actors import SOMEBODY, actor

ADMINISTRATOR = "p/a/administrator"


@pytest.mark.parametrize(
    ("why", "check"),
    [
        (CaseSuspended, lambda: check_going("suspended", "Chờ.")),
        (CaseCancelled, lambda: check_going("cancelled", "Nhầm.")),
        (CaseNotOpen, lambda: check_runs("closed")),
        (CaseNotSuspended, lambda: check_resumes("open")),
        (CaseOver, lambda: check_cancels("closed", followed=False)),
        (FollowedByCase, lambda: check_cancels("open", followed=True)),
        (NotYoursToRepair, lambda: check_repairer(actor("p/a/head"), province="p")),
        (
            NotYoursToRepair,
            lambda: check_repairer(actor(ADMINISTRATOR, delegation_id=UUID(int=5)), province="p"),
        ),
        (NotThere, lambda: check_repairer(actor(ADMINISTRATOR), province="q")),
        (
            SecondPersonMissing,
            lambda: check_second_person(proposed_by=SOMEBODY, actor=actor(ADMINISTRATOR)),
        ),
        (NotDoneBefore, lambda: check_setback(setback(target="sign", done={"score"}))),
        (NotDoneBefore, lambda: check_setback(setback(target="appraise", done={"appraise"}))),
        (MoreThanTasksBetween, lambda: check_setback(setback(between=("add_up",)))),
    ],
)
def test_it_is_refused(why: type[Refusal], check: Callable[[], None]) -> None:
    with pytest.raises(why):
        check()


def setback(**said: object) -> Setback:
    usual = {"element": "appraise", "target": "score", "done": {"score"}, "between": ()}
    return Setback(**(usual | said))  # type: ignore[arg-type]


def test_what_nothing_stands_in_the_way_of_is_let_pass() -> None:
    check_going("open", "")
    check_runs("open")
    check_resumes("suspended")
    check_cancels("suspended", followed=False)
    check_repairer(actor(ADMINISTRATOR), province="p")
    check_second_person(proposed_by=UUID(int=2), actor=actor(ADMINISTRATOR))
    check_setback(setback())
