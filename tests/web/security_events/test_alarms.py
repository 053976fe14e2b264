"""Alarms about security events: when there is one, that a burst has one, who sees it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from server.actions.security_events.raise_alarms import raise_alarms
from server.config import Settings, SettingsRefused
from server.config.alarms import ALARMS, AlarmSettings
from server.store import open_session
from tests.web.security_events.test_events import (
    ADMINISTRATOR,
    HEAD,
    OTHERS,
    PAGE,
    auditor,
    read,
    starting_state,
)
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import sign_in
from tests.worlds.web.posting import send

__all__ = ["auditor", "starting_state"]
OFFICER = "bac-giang/so-khcn/officer"
FAILED = "sign_in.wrong"
ALARM = "Cảnh báo:"
pytestmark = pytest.mark.usefixtures("auditor")


def told(  # noqa: PLR0913 - an event, named part by part
    world: World,
    login: str | None,
    kind: str = FAILED,
    *,
    minutes: float = 0,
    address: str = "a",
    times: int = 1,
    details: str = "{}",
) -> None:
    """Write an event of a person, so many minutes after now."""
    world.write(
        "security_event",
        id=uuid4(),
        at=NOW + timedelta(minutes=minutes),
        kind=kind,
        person_id=world.people[login] if login else None,
        province=login.partition("/")[0] if login else "",
        address_hash=address,
        times=times,
        details=details,
    )


def raised(world: World, *, minutes: float = 60, settings: AlarmSettings = ALARMS) -> int:
    with open_session(world.engine) as session:
        found = raise_alarms(session, settings, now=NOW + timedelta(minutes=minutes))
        session.commit()
    return found


def alarm_id(world: World) -> UUID:
    with world.engine.connect() as connection:
        found: UUID = connection.execute(
            text("SELECT id FROM security_event WHERE once LIKE 'alarm/%'")
        ).scalar_one()
    return found


def test_a_burst_has_one_alarm_however_long_it_goes_on(world: World) -> None:
    for minute in range(7):
        told(world, HEAD, minutes=minute)
    assert raised(world) == 0
    told(world, HEAD, minutes=8)
    assert raised(world) == 1
    for minute in range(9, 60, 10):
        told(world, HEAD, minutes=minute)
    assert raised(world) == 0


def test_the_next_burst_has_one_of_its_own(world: World) -> None:
    told(world, HEAD, times=8)
    assert raised(world, minutes=1) == 1
    told(world, HEAD, minutes=17, times=7)
    assert raised(world) == 0
    told(world, HEAD, minutes=18)
    assert raised(world) == 1


def test_failures_of_many_accounts_from_one_address_are_an_alarm_of_each_province(
    world: World,
) -> None:
    settings = AlarmSettings(from_address=4)
    world.post("bac-giang/so-khcn", "officer")
    for login in (HEAD, OFFICER, ADMINISTRATOR, OTHERS):
        told(world, login)
    assert raised(world, settings=settings) == 0
    told(world, HEAD, minutes=1)
    assert raised(world, settings=settings) == 1
    assert raised(world, settings=settings) == 0


def test_guesses_at_names_that_nobody_has_count_with_those_of_a_province(world: World) -> None:
    settings = AlarmSettings(from_address=4)
    told(world, None, times=3)
    assert raised(world, settings=settings) == 0
    told(world, HEAD, minutes=1)
    assert raised(world, settings=settings) == 1
    with world.engine.connect() as connection:
        found = connection.execute(
            text("SELECT province, details FROM security_event WHERE once LIKE 'alarm/%'")
        ).one()
    assert found == ("bac-giang", '{"failures": 4}')


def test_guesses_at_names_that_nobody_has_are_an_alarm_everybody_who_reads_may_see(
    world: World, app: Flask, auditor: FlaskClient
) -> None:
    login = world.post(world.unit("so-nv", "Sở Nội vụ", province="ha-giang"), "administrator")
    told(world, None, times=30, address="a")
    assert raised(world) == 1
    assert raised(world) == 0
    here, there = sign_in(app, ADMINISTRATOR), sign_in(app, login)
    for client in (here, there):
        assert "1 cảnh báo an toàn chưa ai xem" in client.get("/").text
    seen = f"{PAGE}/{alarm_id(world)}/seen"
    assert send(there, seen, {}, at=PAGE).status_code == 303
    assert "cảnh báo an toàn chưa ai xem" not in there.get("/").text
    assert "1 cảnh báo an toàn chưa ai xem" in here.get("/").text
    assert "Chưa ai xem" in read(auditor, "group=alarms")
    assert send(here, seen, {}, at=PAGE).status_code == 303
    assert "cảnh báo an toàn chưa ai xem" not in here.get("/").text
    assert f"Đã xem: Người giữ {ADMINISTRATOR}" in read(auditor, "group=alarms")
    assert login not in read(auditor)


@pytest.mark.parametrize("kind", ["sign_in.copied_passkey", "file.infected"])
def test_a_copied_passkey_and_a_virus_are_an_alarm_of_anybody(world: World, kind: str) -> None:
    world.post("bac-giang/so-khcn", "officer")
    told(world, OFFICER, kind, minutes=1)
    assert raised(world) == 1
    assert raised(world) == 0


def test_a_new_place_is_an_alarm_of_who_approves_alone(world: World, auditor: FlaskClient) -> None:
    world.post("bac-giang/so-khcn", "officer")
    for login in (HEAD, OFFICER):
        told(world, login, "sign_in.signed_in", minutes=-90, address="home")
        told(world, login, "sign_in.signed_in", minutes=1, address="home")
        told(world, login, "sign_in.signed_in", minutes=2, address="elsewhere")
    assert raised(world) == 1
    assert raised(world) == 0
    page = read(auditor, "group=alarms")
    assert "từ nơi mới" in page
    assert HEAD in page
    assert OFFICER not in page


@pytest.mark.parametrize(("end", "alarms"), [("own", 1), ("reset", 1), ("replaced", 0)])
def test_a_factor_taken_away_is_an_alarm_of_who_approves(
    world: World, end: str, alarms: int
) -> None:
    told(world, HEAD, "factor.removed", details=f'{{"end": "{end}"}}')
    assert raised(world) == alarms


def test_a_rule_that_is_switched_off_raises_nothing(world: World) -> None:
    told(world, HEAD, times=100)
    read_from = {"BINHXET_SECURITY_ALARMS": "place,factor"}
    assert raised(world, settings=Settings.from_environment(read_from).alarms) == 0
    assert Settings.from_environment({"BINHXET_SECURITY_ALARMS": "none"}).alarms.rules == set()
    with pytest.raises(SettingsRefused):
        Settings.from_environment({"BINHXET_SECURITY_ALARMS": "acount"})


def test_an_administrator_sees_an_alarm_and_who_saw_it_is_told(
    world: World, app: Flask, auditor: FlaskClient
) -> None:
    told(world, HEAD, times=9)
    assert raised(world) == 1
    client = sign_in(app, ADMINISTRATOR)
    assert "1 cảnh báo an toàn chưa ai xem" in client.get("/").text
    assert "Chưa ai xem" in read(auditor, "group=alarms")
    for _ in range(2):
        answer = send(client, f"{PAGE}/{alarm_id(world)}/seen", {}, at=PAGE)
        assert (answer.status_code, answer.location) == (303, f"{PAGE}?group=alarms")
    assert "cảnh báo an toàn chưa ai xem" not in client.get("/").text
    page = read(auditor, "group=alarms")
    assert f"Đã xem: Người giữ {ADMINISTRATOR}" in page
    assert "Số lần hỏng: 9" in page


def test_nobody_else_sees_an_alarm(world: World, app: Flask, auditor: FlaskClient) -> None:
    world.post(world.unit("so-nv", "Sở Nội vụ", province="ha-giang"), "administrator")
    told(world, HEAD, times=9)
    raised(world)
    there, elsewhere = alarm_id(world), sign_in(app, "ha-giang/so-nv/administrator")
    assert ALARM not in elsewhere.get(f"{PAGE}?group=alarms").text.partition("<tbody>")[2]
    pages = {
        send(elsewhere, f"{PAGE}/{id_}/seen", {}, at=PAGE).text.replace(str(id_), "")
        for id_ in (there, uuid4())
    }
    assert len(pages) == 1
    for client in (elsewhere, auditor, sign_in(app, HEAD)):
        assert (
            send(
                client, f"{PAGE}/{there}/seen", {}, at=PAGE if client is auditor else "/account"
            ).status_code
            == 404
        )
    assert "Ghi là đã xem" not in read(auditor, "group=alarms")
    assert app.test_client().post(f"{PAGE}/{there}/seen").status_code == 401


def test_an_event_that_is_no_alarm_is_not_seen(world: World, app: Flask) -> None:
    told(world, HEAD)
    client = sign_in(app, ADMINISTRATOR)
    with world.engine.connect() as connection:
        found = connection.execute(
            text("SELECT id FROM security_event WHERE kind = :kind"), {"kind": FAILED}
        ).scalar_one()
    assert send(client, f"{PAGE}/{found}/seen", {}, at=PAGE).status_code == 404
