"""The private link of a calendar: it reads days and titles for one person in a post of theirs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from server.actions.identity import calendar_link
from server.actions.people import deactivate, end_appointment
from server.domain.people.actors import Actor, NotYourPost
from server.store.blocs.bloc_pages import BlocYear
from server.store.people import people_admin
from server.web.calendar import feed
from server.web.calendar.entries import CalendarEntry, EntryKind
from server.web.calendar.feed import written
from server.web.cases.blocs import bloc_years_known_to
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.rows import rows
from tests.worlds.web.pages import pages, sign_in
from tests.worlds.web.posting import send
from tests.worlds.year import ADMINISTRATOR, RADIO, Year

NOW = datetime(2024, 12, 10, 2, tzinfo=UTC)
OFFICER, HEAD = "dai-ptth.officer", "dai-ptth.head"
KINDS = "SELECT kind FROM event WHERE stream = 'people' ORDER BY seq"
BEFORE = re.compile(r'name="before" value="([^"]*)"')
ADDRESS = re.compile(r'value="[^"]*(/deadlines/[^"]+\.ics)" readonly')


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    committed.now = NOW
    committed.open("evaluation")
    set_clock(database, committed.now)
    return committed


@pytest.fixture
def app(database: Database, year: Year) -> Flask:
    assert year.kind == "evaluation"
    return pages(database)


def shown(client: FlaskClient) -> str:
    """Answer which link the page's button would take the place of."""
    found = BEFORE.search(client.get("/deadlines").text)
    assert found is not None
    return found[1]


def made(client: FlaskClient) -> str:
    """Make a link and answer its path."""
    answer = send(client, "/deadlines/link", {"before": shown(client)}, at="/deadlines")
    found = ADDRESS.search(answer.text)
    assert found is not None, answer.text
    return found[1]


@dataclass(frozen=True)
class Read:
    """What a program has read of an entry."""

    uid: str
    day: date
    ends: date
    title: str
    url: str


def read(app: Flask, path: str) -> list[Read]:
    """Read a calendar as a program does, that has no cookie."""
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return [
        Read(
            uid=str(event["uid"]),
            day=event.decoded("dtstart"),
            ends=event.decoded("dtend"),
            title=str(event["summary"]),
            url=str(event["url"]),
        )
        for event in Calendar.from_ical(answer.data).walk("VEVENT")
    ]


def titles(found: Sequence[Read]) -> dict[date, list[str]]:
    return {
        day: [each.title for each in found if each.day == day] for day in {e.day for e in found}
    }


def test_a_program_reads_what_the_page_shows(app: Flask, year: Year) -> None:
    found = read(app, made(sign_in(app, OFFICER)))
    said, task = titles(found), year.task("score", RADIO)
    assert "Đơn vị tự chấm điểm" in said[date(2024, 12, 13)]
    assert "Tự chấm điểm thi đua năm 2024 của Đài PT&TH" in said[date(2024, 12, 13)]
    assert "Duyệt bảng tự chấm" in said[date(2024, 12, 17)]
    assert any(each.url.endswith(f"/tasks/{task.id}") for each in found)


def test_it_is_called_by_its_post(app: Flask) -> None:
    answer = app.test_client().get(made(sign_in(app, OFFICER))).text
    assert "X-WR-CALNAME:Bình Xét: Cán bộ TĐKT – Đài PT&TH" in answer


def test_an_entry_keeps_its_id_and_lasts_a_day(app: Flask) -> None:
    path = made(sign_in(app, OFFICER))
    found = read(app, path)
    assert [each.uid for each in found] == [each.uid for each in read(app, path)]
    assert len({each.uid for each in found}) == len(found)
    assert {each.ends - each.day for each in found} == {timedelta(days=1)}


def test_it_speaks_the_language_it_was_made_in(app: Flask) -> None:
    client = sign_in(app, OFFICER)
    client.set_cookie("lang", "en")
    found = titles(read(app, made(client)))
    assert "Units score themselves" in found[date(2024, 12, 13)]


def test_a_page_of_a_new_link_that_is_loaded_again_makes_no_other(app: Flask) -> None:
    client = sign_in(app, OFFICER)
    fields = {"before": shown(client)}
    path = ADDRESS.search(send(client, "/deadlines/link", fields, at="/deadlines").text)
    assert path is not None
    again = send(client, "/deadlines/link", fields, at="/deadlines")
    assert (again.status_code, again.headers["Location"]) == (303, "/deadlines#link")
    assert app.test_client().get(path[1]).status_code == 200


def test_a_new_link_ends_the_one_before(app: Flask) -> None:
    client = sign_in(app, OFFICER)
    first, second = made(client), made(client)
    assert app.test_client().get(first).status_code == 404
    read(app, second)


def test_a_link_is_taken_back_by_its_person(app: Flask, year: Year) -> None:
    client = sign_in(app, OFFICER)
    path = made(client)
    assert "tạo lúc" in client.get("/deadlines").text
    answer = send(client, "/deadlines/link/end", {}, at="/deadlines")
    assert answer.status_code == 303
    assert "Đã thu hồi liên kết" in client.get(answer.location).text
    assert app.test_client().get(path).status_code == 404
    with year.begin() as session:
        kinds = rows(
            session, "SELECT kind FROM event WHERE kind LIKE 'calendar_link.%' ORDER BY seq"
        )
    assert kinds == [("calendar_link.made",), ("calendar_link.ended",)]


@pytest.mark.parametrize("token", ["x", "", "Á", "a" * 4000, "..%2f"])
def test_a_link_that_is_none_is_not_there(app: Flask, token: str) -> None:
    assert app.test_client().get(f"/deadlines/{token}.ics").status_code == 404


def test_the_token_is_kept_nowhere(app: Flask, year: Year) -> None:
    token = made(sign_in(app, OFFICER)).removeprefix("/deadlines/").removesuffix(".ics")
    with year.begin() as session:
        kept = rows(session, "SELECT CAST(l AS text) FROM calendar_link l")
        told = rows(session, "SELECT CAST(p AS text) FROM event_payload p")
    assert not [row for row in (*kept, *told) if token in row[0]]


def test_it_reads_no_more_when_the_account_is_closed(app: Flask, year: Year) -> None:
    path = made(sign_in(app, OFFICER))
    who, admin = year.holder(f"{RADIO}/officer"), year.holder(ADMINISTRATOR)
    with year.begin() as session:
        deactivate.deactivate(session, who.person_id, actor=admin, now=year.now)
        assert rows(session, "SELECT 1 FROM calendar_link") == []
    assert app.test_client().get(path).status_code == 404


def test_it_reads_no_more_when_the_post_is_left(app: Flask, year: Year) -> None:
    path = made(sign_in(app, OFFICER))
    who = year.holder(f"{RADIO}/officer")
    query = "SELECT id FROM appointment WHERE person_id = :who"
    with year.begin() as session:
        ((held,),) = rows(session, query, who=who.person_id)
        end_appointment.end(session, held, last=None, actor=None, now=year.now)
    assert app.test_client().get(path).status_code == 404


def test_a_new_password_ends_it(app: Flask, year: Year) -> None:
    path = made(sign_in(app, OFFICER))
    who = year.holder(f"{RADIO}/officer")
    with year.begin() as session:
        people_admin.end_sessions(session, who.person_id, now=year.now)
    assert app.test_client().get(path).status_code == 404


def test_who_has_the_link_is_signed_in_nowhere(app: Flask) -> None:
    path = made(sign_in(app, HEAD))
    stranger = app.test_client()
    stranger.get(path)
    assert stranger.get("/deadlines").status_code == 303


def test_a_lent_post_gets_no_link(year: Year) -> None:
    lent = replace(year.holder(f"{RADIO}/officer"), delegation_id=uuid4())
    with year.begin() as session, pytest.raises(NotYourPost):
        calendar_link.make(session, language="vi", actor=lent, now=year.now)


def test_rows_that_say_the_same_are_two_and_simulated_ones_none(app: Flask) -> None:
    row = CalendarEntry(
        id="x",
        kind=EntryKind.ROW,
        day=date(2024, 12, 22),
        title="A; B,\nC",
        detail="",
        address="/",
    )
    with app.test_request_context():
        found = written([row, row, replace(row, simulated=True)], "Cán bộ", NOW)
    read_back = Calendar.from_ical(found).walk("VEVENT")
    assert len({str(each["uid"]) for each in read_back}) == len(read_back) == 2
    assert {str(each["summary"]) for each in read_back} == {"A; B,\nC"}


def test_a_program_is_told_of_every_bloc_of_a_province(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(sign_in(app, OFFICER))
    asked: list[int] = []

    def many(who: Actor) -> list[BlocYear]:
        (year,) = bloc_years_known_to(who)
        return [replace(year, year=year.year + n) for n in (1, 0, 0, 0, 0, 0, 0, 0, -1, -2)]

    def counted(years: Sequence[BlocYear], *_: object, **__: object) -> list[CalendarEntry]:
        asked.append(len(years))
        return []

    monkeypatch.setattr(feed, "bloc_years_known_to", many)
    monkeypatch.setattr(feed, "entries", counted)
    read(app, path)
    assert asked == [9]
