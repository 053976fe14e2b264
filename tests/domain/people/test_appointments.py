"""What an appointment is refused for, one by one, and the loan of a post."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

import pytest

from server.domain.people.appointments import (
    LONGEST_NAME,
    AdministratorApart,
    AppointmentOver,
    AuditorApart,
    BadLogin,
    DocumentMissing,
    EndsLater,
    Held,
    HeldAlready,
    MayNotDelegate,
    NameMissing,
    OtherProvince,
    Period,
    PeriodPast,
    PeriodReversed,
    PostTaken,
    check_apart,
    check_appointment,
    check_ending,
    check_period,
    check_person,
)
from server.domain.people.lending import (
    LONGEST,
    Between,
    NotHeldThen,
    PeriodTooLong,
    check_coming_end,
    check_delegation,
)
from server.domain.people.lineage import Reach
from server.domain.refusals import Refusal
from tests.domain.people.actors import SOMEBODY

TODAY, LATER = date(2024, 12, 9), date(2025, 1, 31)
KIN = Reach(("p",))
HEAD, OFFICER, AUDITOR, ADMINISTRATOR = (
    *("p/a/head", "p/a/officer"),
    *("p/t/auditor", "p/q/administrator"),
)


def held(post_id: str, first: date = TODAY, last: date | None = LATER) -> Held:
    return Held(person_id=SOMEBODY, post_id=post_id, period=Period(first=first, last=last))


def appoint(new: Held, *, of_person: Collection[Held] = (), of_post: Collection[Held] = ()) -> None:
    check_appointment(new, kin=KIN, of_person=of_person, of_post=of_post)


def lend(
    new: Held,
    *,
    document: str = "GUQ 3",
    of_person: Collection[Held] = (),
    of_giver: Collection[Held] = (
        Held(person_id=SOMEBODY, post_id=HEAD, period=Period(first=TODAY, last=None)),
    ),
) -> None:
    between = Between(kin=KIN, of_person=of_person, of_giver=of_giver)
    check_delegation(new, between, document=document, today=TODAY)


@pytest.mark.parametrize(
    ("why", "check"),
    [
        (BadLogin, lambda: check_person("a b", "Cán bộ")),
        (NameMissing, lambda: check_person("so-a.head", " ")),
        (NameMissing, lambda: check_person("so-a.head", "x" * (LONGEST_NAME + 1))),
        (PeriodReversed, lambda: check_period(LATER, TODAY)),
        (AdministratorApart, lambda: check_apart({HEAD, ADMINISTRATOR})),
        (AuditorApart, lambda: check_apart({HEAD, AUDITOR})),
        (PeriodReversed, lambda: appoint(held(HEAD, LATER, TODAY))),
        (OtherProvince, lambda: appoint(held("q/a/head"))),
        (HeldAlready, lambda: appoint(held(HEAD), of_person=[held(HEAD, LATER, None)])),
        (AuditorApart, lambda: appoint(held(AUDITOR), of_person=[held(OFFICER)])),
        (PostTaken, lambda: appoint(held(HEAD), of_post=[held(HEAD)])),
        (AppointmentOver, lambda: ending(Period(first=TODAY, last=TODAY - day(1)), None)),
        (EndsLater, lambda: ending(Period(first=TODAY, last=LATER), LATER + day(1))),
        (PeriodReversed, lambda: ending(Period(first=LATER, last=None), TODAY)),
        (MayNotDelegate, lambda: lend(held(OFFICER))),
        (DocumentMissing, lambda: lend(held(HEAD), document=" ")),
        (OtherProvince, lambda: lend(held("q/a/head"))),
        (PeriodReversed, lambda: lend(held(HEAD, LATER, TODAY))),
        (PeriodPast, lambda: lend(held(HEAD, TODAY - day(9), TODAY - day(1)))),
        (PeriodTooLong, lambda: lend(held(HEAD, TODAY - day(9), TODAY + LONGEST))),
        (NotHeldThen, lambda: lend(held(HEAD), of_giver=[held(OFFICER)])),
        (NotHeldThen, lambda: lend(held(HEAD), of_giver=[held(HEAD, LATER, None)])),
        (AuditorApart, lambda: lend(held(HEAD), of_person=[held(AUDITOR)])),
        (HeldAlready, lambda: lend(held(HEAD), of_person=[held(HEAD)])),
        (PeriodPast, lambda: check_coming_end(TODAY - day(1), TODAY)),
        (PeriodTooLong, lambda: check_coming_end(TODAY + LONGEST + day(1), TODAY)),
    ],
)
def test_it_is_refused(why: type[Refusal], check: Callable[[], object]) -> None:
    with pytest.raises(why):
        check()


def day(number: int) -> timedelta:
    return timedelta(days=number)


def ending(period: Period, last: date | None) -> date:
    return check_ending(period, last, today=TODAY)


def test_what_is_in_order_is_let_pass() -> None:
    check_person("so-a.head", "Giám đốc")
    appoint(held(HEAD), of_person=[held(OFFICER)], of_post=[held(HEAD, LATER + day(1), None)])
    lend(held(HEAD))
    assert ending(Period(first=TODAY, last=LATER), None) == TODAY
