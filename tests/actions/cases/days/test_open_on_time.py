"""The system opens a case on its day: once, by the manifest's rules, and says why not."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, open_on_time
from server.domain.cases.timed import TimedName
from server.domain.people.lineage import Reach
from server.store.cases import timed_openings
from tests.actions.cases.days.with_opening import KEY, Gathering
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import ADMINISTRATOR, BEGINS, PLAN, Year

BEFORE = 'at = "date(year, 11, 20)"'
VALUES = """values = { title = "Báo cáo năm {year}", period = "annual", themes = ["money"], \
public = true, copies = 3, budget = 1000, unit = "bac-giang/so-gddt", told = ["bac-giang/so-gddt"] }
computed = { units = "units", last_day = "deadlines.adoption or date(year, 12, 20)" }"""


def at(month: int, day: int, year: int = 2024) -> datetime:
    """Return a morning in Viet Nam."""
    return datetime(year, month, day, 2, 0, tzinfo=UTC)


def timed(*more: str, opening: str = 'by = ["leader"]', due: str = BEFORE) -> Gathering:
    main = Pool("main_").start().user("first", "leader", title="Làm {opening.last_day}").end()
    every = "\n".join(
        f"[[open.timed]]\n{each}\n{VALUES.replace('{year}', '{year}' + ', tiếp' * number)}"
        for number, each in enumerate((due, *more))
    )
    return Gathering(
        pools=(main.flow("begin", "first", "done"),),
        opening=f"{opening}\n{every}",
        name="{subject}",
    )


def sweep(session: Session, now: datetime) -> list[UUID | None]:
    """Do what a worker does in each sweep, for one of the two blocs that are there."""
    return [open_on_time.open_on_time(session, name, now=now) for name in due(session, now)]


def due(session: Session, now: datetime) -> list[TimedName]:
    found = open_on_time.due(session, now=now)
    return [each for each in found if (each.bloc_year_id, each.kind) == (PLAN, KEY)]


def states(session: Session) -> list[object]:
    found = "SELECT state FROM timed_opening WHERE bloc_year_id = :y AND kind = :k"
    ordered = f"{found} ORDER BY day, at, number"
    return [state for (state,) in rows(session, ordered, y=PLAN, k=KEY)]


def reason(session: Session) -> tuple[str, str]:
    several = timed_openings.waiting(session, Reach(("bac-giang",)))
    (found,) = (each for each in several if (each.bloc_year_id, each.kind) == (PLAN, KEY))
    return found.error, found.detail


def opened(session: Session) -> list[tuple[object, ...]]:
    found = "SELECT title_vi, opened_post FROM case_ WHERE kind = :k ORDER BY opened_at, id"
    return rows(session, found, k=KEY)


def test_a_case_opens_on_its_day_and_once(year: Year, session: Session) -> None:
    drawn = timed()
    assert drawn.findings() == []
    drawn.deploy(session)
    assert sweep(session, at(11, 19)) == []
    assert len(sweep(session, at(11, 20))) == 1
    assert sweep(session, at(11, 20)) == sweep(session, at(12, 20)) == []
    assert opened(session) == [("Báo cáo năm 2024", "bac-giang/so-khcn/head")]
    assert rows(session, "SELECT title_vi FROM task") == [("Làm 08/01/2025",)]
    assert sound(year)


def test_history_names_the_system(year: Year, session: Session) -> None:
    timed().deploy(session)
    sweep(session, at(11, 19))
    sweep(session, at(11, 20))
    named = "SELECT p.actor_id, p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
    ((who, payload),) = rows(session, f"{named} WHERE e.kind = 'case.opened'")
    assert who is None
    assert '"period": "annual"' in str(payload) or "annual" in str(payload)
    assert sound(year)


def test_a_jump_of_the_clock_opens_each(year: Year, session: Session) -> None:
    timed('at = "date(year, 11, 25)"', 'at = "date(year, 12, 1)"', BEFORE).deploy(session)
    sweep(session, BEGINS)
    assert len([each for each in sweep(session, at(12, 24)) if each]) == 4
    assert states(session) == ["opened"] * 4
    assert sound(year)


def test_a_day_before_anybody_asked_opens_nothing(year: Year, session: Session) -> None:
    timed(due='at = "date(year, 6, 1)"').deploy(session)
    assert sweep(session, year.now) == []
    assert states(session) == ["past"]


def test_a_worker_that_begins_late_opens_what_was_asked_for_in_time(
    year: Year, session: Session
) -> None:
    timed().deploy(session)
    assert len(sweep(session, max(year.now, at(12, 20)))) == 1


def test_every_bloc_year_has_its_own(year: Year, session: Session) -> None:
    every = VALUES.replace('"bac-giang/so-gddt"', '"UNIT"').replace('["UNIT"]', "[]")
    computed = 'units = "units", unit = "units[0]", told = "units"'
    every = every.replace(', unit = "UNIT", told = []', "").replace('units = "units"', computed)
    drawn = timed()
    pools, opening = drawn.pools, drawn.opening.replace(VALUES, every)
    Gathering(pools=pools, opening=opening).deploy(session)
    open_on_time.due(session, now=year.now)
    for name in open_on_time.due(session, now=at(11, 20)):
        assert open_on_time.open_on_time(session, name, now=at(11, 20))
    assert {post for _, post in opened(session)} == {
        "bac-giang/so-khcn/head",
        "bac-giang/vp-ubnd/head",
    }
    assert sound(year)


def test_no_day_opens_nothing(year: Year, session: Session) -> None:
    late = "deadlines.year_end_conference if deadlines.mid_year_conference == None else None"
    drawn = timed(due=f'at = "{late}"')
    assert drawn.findings() == []
    drawn.deploy(session)
    assert sweep(session, max(year.now, at(12, 20))) == []


def test_a_newer_version_without_it_opens_nothing(year: Year, session: Session) -> None:
    timed().deploy(session)
    sweep(session, year.now)
    timed(due='at = "date(year, 12, 1)"').deploy(session)
    assert sweep(session, at(11, 25)) == []
    assert states(session) == ["dropped", "planned"]


def test_what_stands_once_is_not_opened_again(year: Year, session: Session) -> None:
    drawn = timed(opening='by = ["leader"]\none = "opening.period"')
    drawn.open(year, session, period="annual")
    sweep(session, at(11, 20))
    assert states(session) == ["taken"]
    assert len(opened(session)) == 1


def test_what_has_to_wait_says_why_and_is_tried_again(year: Year, session: Session) -> None:
    timed(opening='by = ["leader"]\nafter = { evaluation = "opened" }').deploy(session)
    sweep(session, at(11, 19))
    assert sweep(session, at(11, 20)) == [None]
    assert reason(session) == ("MilestoneMissing", "evaluation.opened")
    year.open("evaluation")
    assert sweep(session, at(11, 20) + timedelta(minutes=9)) == []
    assert len(sweep(session, at(11, 20) + timedelta(minutes=10))) == 1
    assert opened(session)
    assert states(session) == ["opened"]


def test_another_process_opens_it_by_its_milestone_and_not_its_day(
    year: Year, session: Session
) -> None:
    timed(due=f'{BEFORE}\nafter = {{ evaluation = "opened" }}').deploy(session)
    assert sweep(session, at(11, 5)) == []
    year.open("evaluation")
    assert len([each for each in sweep(session, at(11, 6)) if each]) == 1
    assert sweep(session, at(11, 20)) == []
    assert states(session) == ["opened"]
    assert sound(year)


def test_where_that_process_is_at_work_the_day_waits_for_it(year: Year, session: Session) -> None:
    timed(due=f'{BEFORE}\nafter = {{ evaluation = "adopted" }}').deploy(session)
    sweep(session, at(11, 5))
    year.open("evaluation")
    assert sweep(session, at(11, 21)) == []
    assert states(session) == ["dropped"]
    by = year.holder(ADMINISTRATOR)
    cancel_case.cancel(session, year.case_id, reason="Mở nhầm", actor=by, now=year.tick())
    assert len([each for each in sweep(session, at(11, 22)) if each]) == 1


def test_a_year_without_that_process_has_the_day(year: Year, session: Session) -> None:
    timed(due=f'{BEFORE}\nafter = {{ evaluation = "adopted" }}').deploy(session)
    sweep(session, year.now)
    assert len([each for each in sweep(session, at(11, 20)) if each]) == 1


def test_a_case_that_is_not_meant_opens_nothing(year: Year, session: Session) -> None:
    meant = f'{BEFORE}\nafter = {{ conference = "opened" }}\nwhere = "source.kind == \'year_end\'"'
    computed = 'computed = { units = "units", last_day = "max(opened_on, source.day) if source.day'
    drawn = timed(due=meant)
    opening = drawn.opening.replace(
        'computed = { units = "units", last_day = "', f"{computed} != None else "
    )
    Gathering(pools=drawn.pools, opening=opening).deploy(session)
    sweep(session, at(11, 5))
    conference = {"title": "Hội nghị", "day": "2024-12-18"}
    year.open("conference", opening={**conference, "kind": "mid_year"})
    assert sweep(session, at(11, 6)) == []
    year.open("conference", opening={**conference, "kind": "year_end"})
    assert len([each for each in sweep(session, at(11, 7)) if each]) == 1
    assert rows(session, "SELECT title_vi FROM task WHERE title_vi LIKE 'Làm %'") == [
        ("Làm 18/12/2024",)
    ]


@pytest.mark.usefixtures("year")
def test_a_value_the_form_refuses_on_the_day_says_which(session: Session) -> None:
    drawn = timed()
    text = VALUES.replace('"bac-giang/so-gddt"]', '"bac-giang/nowhere"]')
    Gathering(pools=drawn.pools, opening=drawn.opening.replace(VALUES, text)).deploy(session)
    sweep(session, at(11, 19))
    assert sweep(session, at(11, 20)) == [None]
    assert reason(session) == ("FormRefused", "told: not_known")


def test_an_opening_that_another_worker_has_is_left_alone(year: Year, session: Session) -> None:
    timed().deploy(session)
    sweep(session, year.now)
    (name,) = due(session, at(11, 20))
    assert open_on_time.open_on_time(session, name, now=at(11, 20))
    assert open_on_time.open_on_time(session, name, now=at(11, 20)) is None
    assert len(opened(session)) == 1


def test_a_deadline_that_moves_moves_its_opening(year: Year, session: Session) -> None:
    timed(due='at = "deadlines.adoption"').deploy(session)
    sweep(session, year.now)
    session.execute(text("UPDATE timed_opening SET day = '2024-12-02'"))
    sweep(session, year.now)
    days = "SELECT day FROM timed_opening WHERE bloc_year_id = :y AND kind = :k"
    assert rows(session, days, y=PLAN, k=KEY) == [(at(1, 8, 2025).date(),)]


def test_a_text_holds_the_year(year: Year, session: Session) -> None:
    drawn = timed()
    Gathering(pools=drawn.pools, opening=drawn.opening, name="{subject}").deploy(session)
    sweep(session, year.now)
    sweep(session, at(11, 20))
    assert [name for name, _ in opened(session)] == ["Báo cáo năm 2024"]
