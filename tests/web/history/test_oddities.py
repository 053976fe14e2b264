"""Signs about acts on the auditor's page: made by the workers, found by a filter, told with why."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from server.actions.history.examine import examine
from server.actions.transaction import transactions
from server.config import Settings
from server.domain.chores import Chore
from server.domain.history.oddities import Oddity, Thresholds
from server.jobs.worker import chores_of, outgoing
from server.store.history.oddities import behind
from tests.worlds.databases import Database
from tests.worlds.played import Played

AUDITOR = "thanh-tra.auditor"
THAT_DAY = "act=approve&from=2024-07-15&to=2024-07-15"
SIGN = re.compile(r'<p class="odd small">.*?<span>(.*?)<span class="why">', re.DOTALL)


def look(database: Database, limits: Thresholds) -> int:
    """Do what a worker does until there is nothing to do."""
    looked_at, begin = 0, transactions(database.url)
    while True:
        with begin() as session:
            found = examine(session, limits)
        looked_at += found
        if not found:
            return looked_at


def kept(database: Database) -> set[tuple[str, str]]:
    with transactions(database.url)() as session:
        rows = session.execute(text("SELECT event_id, kind FROM oddity"))
        return {(str(row.event_id), row.kind) for row in rows}


@pytest.fixture(scope="module")
def looked_at(year: Played) -> Played:
    look(year.database, Thresholds())
    return year


def signs(year: Played, query: str) -> list[str]:
    page = year.as_post(AUDITOR).get(f"/audit?{query}")
    assert page.status_code == 200
    return [found.strip() for found in SIGN.findall(page.text)]


def test_a_back_dated_paper_is_pointed_out_and_found(looked_at: Played) -> None:
    (sign,) = signs(looked_at, "odd=back_dated")
    assert sign.startswith("Lùi ngày: văn bản 06/BC-MP ghi 12/07/2024, vào sổ 15/07/2024")


def test_two_judging_acts_seconds_apart_are_pointed_out_and_found(looked_at: Played) -> None:
    assert any("giây sau một lần duyệt khác" in sign for sign in signs(looked_at, "odd=hasty"))


def test_a_sign_stands_at_its_act_in_every_list(looked_at: Played) -> None:
    assert any("Lùi ngày" in sign for sign in signs(looked_at, THAT_DAY))


def test_what_no_filter_of_signs_finds_is_said(looked_at: Played) -> None:
    page = looked_at.as_post(AUDITOR).get("/audit?odd=password_by_other").text
    assert "Không có sự kiện nào" in page


def test_each_sign_says_why_it_matters(looked_at: Played) -> None:
    page = looked_at.as_post(AUDITOR).get("/audit?odd=back_dated").text
    assert "Ngày trên văn bản có thể được chọn cho kịp hạn." in page


def test_what_was_looked_at_is_not_looked_at_again(looked_at: Played) -> None:
    assert look(looked_at.database, Thresholds()) == 0


def test_other_thresholds_look_at_all_anew_and_keep_the_places(fresh_database: Database) -> None:
    look(fresh_database, Thresholds())
    before = kept(fresh_database)
    assert {kind for _, kind in before} >= {Oddity.HASTY, Oddity.BACK_DATED}
    place = next(iter(before))[0]
    with transactions(fresh_database.url)() as session:
        session.execute(
            text(
                "INSERT INTO oddity SELECT id, 'new_place', act_time, seq FROM event WHERE id = :id"
            ),
            {"id": place},
        )
        events = session.execute(text("SELECT count(*) FROM event")).scalar_one()
    strict = Thresholds(hasty=timedelta(microseconds=1), back_dated_days=400)
    assert look(fresh_database, strict) == events
    kinds = {kind for _, kind in kept(fresh_database)}
    assert Oddity.BACK_DATED not in kinds
    assert (place, Oddity.NEW_PLACE) in kept(fresh_database)
    look(fresh_database, Thresholds())
    assert kept(fresh_database) == before | {(place, str(Oddity.NEW_PLACE))}


def test_an_event_nobody_looked_at_yet_is_known_to_be_behind(fresh_database: Database) -> None:
    begin = transactions(fresh_database.url)
    with begin() as session:
        assert behind(session)
    look(fresh_database, Thresholds())
    with begin() as session:
        assert not behind(session)


def test_a_damaged_payload_stops_nobody(fresh_database: Database) -> None:
    with transactions(fresh_database.owner_url)() as session:
        session.execute(text("ALTER TABLE event_payload DISABLE TRIGGER USER"))
        session.execute(text("UPDATE event_payload SET payload = '[1]' WHERE act = 'sign'"))
    assert look(fresh_database, Thresholds())
    assert Oddity.BACK_DATED not in {kind for _, kind in kept(fresh_database)}


def test_the_worker_looks_while_it_sweeps(fresh_database: Database) -> None:
    settings = Settings(database_url=fresh_database.url, demonstration=True)
    for part in chores_of(outgoing(settings))[Chore.SWEEP]:
        part()
    assert kept(fresh_database)
