"""What another signed stays that act's text when its drafter is erased; a mere draft goes."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.history import erasures
from server.actions.history.erasures import ErasureAsked
from server.actions.installation.check_invariants import check
from server.domain.canonical import Json
from server.domain.history.erasing import ERASED
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.store.history import history_pages
from server.store.history.event_questions import EventFilter
from tests.actions.history.test_erasures import erase
from tests.processes.report.conftest import DRAFT, accepted, sent
from tests.worlds.rows import rows
from tests.worlds.web.attaching import attach
from tests.worlds.year import PRESS, SCHOOL, Year

FIRST = {**DRAFT, "shortcomings": "Bản đầu, chưa ai ký."}
BACK = {"verdict": "return", "reason": "Thiếu số liệu."}
OPENING: dict[str, Json] = {
    "period": "ad_hoc",
    "title": "Phòng, chống thiên tai",
    "units": [SCHOOL, PRESS],
    "last_day": "2024-11-29",
}
WRITTEN = """
SELECT event_id FROM event_payload p JOIN event e ON e.id = p.event_id
WHERE p.element = 'write_report' AND p.subject_unit_id = :unit AND e.kind = 'task.completed'
ORDER BY e.seq
"""


@pytest.fixture
def reported(year: Year) -> Year:
    """Answer a year whose case of reports is closed; one unit's was returned and written anew."""
    year.open("report", opening=OPENING)
    attach(year, year.task("write_report", SCHOOL), "report")
    year.do("write_report", FIRST, key=SCHOOL)
    year.do("sign", BACK, key=SCHOOL)
    for unit in (SCHOOL, PRESS):
        accepted(sent(year, unit), unit)
    return year


@pytest.fixture
def written(reported: Year, session: Session) -> tuple[UUID, UUID]:
    """Answer the events by which a unit's officer wrote its report: returned, then signed."""
    assert reported.cases
    (returned,), (signed,) = rows(session, WRITTEN, unit=SCHOOL)
    return returned, signed


def test_a_report_that_its_head_signed_stays_without_its_drafter(
    reported: Year, admins: tuple[Actor, Actor], written: tuple[UUID, UUID], session: Session
) -> None:
    erase(reported, admins, ErasureAsked(events=frozenset(written)))
    task = rows(
        session,
        "SELECT done_name, result <> '{}', files FROM task WHERE element = 'write_report'"
        " AND key = :unit ORDER BY closed_at",
        unit=SCHOOL,
    )
    assert task == [(ERASED, False, 0), (ERASED, True, 1)]
    assert check(session, now=reported.now) == []


def test_the_event_of_a_signed_text_tells_the_text_and_not_who_drafted_it(
    reported: Year, admins: tuple[Actor, Actor], written: tuple[UUID, UUID], session: Session
) -> None:
    erase(reported, admins, ErasureAsked(events=frozenset(written)))
    wanted = EventFilter(reach=Reach(("bac-giang",)), post_id=f"{SCHOOL}/officer")
    listed = history_pages.page(session, wanted, before=None, limit=50)
    payloads = {each.id: each.payload for each in listed}
    returned, signed = (payloads[each] for each in written)
    assert (returned["result"], returned["files"]) == ({}, [])
    assert DRAFT["summary"] in str(signed["result"])
    assert signed["files"]
    assert signed["actor"]["name"] == ERASED  # type: ignore[index, call-overload]


def test_before_it_is_erased_the_page_says_which_text_stays(
    reported: Year, admins: tuple[Actor, Actor], written: tuple[UUID, UUID], session: Session
) -> None:
    asked = ErasureAsked(events=frozenset(written))
    reach = erasures.reach_of(session, asked, actor=admins[0])
    assert [(each.adopted, each.whole) for each in reach.goes] == [(False, True), (True, False)]
    assert len(reach.files) == 1
    assert reported.cases


def test_a_draft_goes_also_where_the_signed_text_told_what_it_replaced(
    reported: Year, admins: tuple[Actor, Actor], written: tuple[UUID, UUID], session: Session
) -> None:
    telling = "SELECT p.event_id FROM event_payload p WHERE p.payload LIKE :said"
    said = {"said": f"%{FIRST['shortcomings']}%"}
    assert {*rows(session, telling, **said)} == {(each,) for each in written}
    erase(reported, admins, ErasureAsked(events=frozenset(written)))
    assert rows(session, telling, **said) == []


def test_words_that_were_handed_in_again_are_named_where_they_stay(
    admins: tuple[Actor, Actor], written: tuple[UUID, UUID], session: Session
) -> None:
    returned, signed = written
    for asked in ({returned}, {returned, signed}):
        reach = erasures.reach_of(session, ErasureAsked(events=frozenset(asked)), actor=admins[0])
        assert signed in {each.id for each in reach.again}
        assert returned not in {each.id for each in reach.again}
