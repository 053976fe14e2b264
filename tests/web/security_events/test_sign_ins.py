"""Who signed in, or tried to, among security events; where the list of before leads."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from server.actions.security_events.raise_alarms import raise_alarms
from server.config.alarms import ALARMS
from server.store import open_session
from tests.web.security_events.test_events import (
    AUDITOR,
    HEAD,
    PAGE,
    auditor,
    fail,
    read,
    starting_state,
)
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn, sign_in

__all__ = ["auditor", "starting_state"]
FORMER = "/audit/sign-ins"


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("", "group=tries"),
        ("?who=nguyen&from=01/12/2024", "who=nguyen&from=01/12/2024&group=tries"),
        ("?result=wrong&result=refused", "result=wrong&result=refused"),
    ],
)
def test_the_former_list_leads_here_with_its_filter(
    auditor: FlaskClient, asked: str, leads_to: str
) -> None:
    answer = auditor.get(f"{FORMER}{asked}")
    assert (answer.status_code, answer.location) == (301, f"{PAGE}?{leads_to}")
    assert auditor.get(answer.location).status_code == 200


def test_who_is_no_auditor_is_led_nowhere(auditor: FlaskClient, app: Flask) -> None:
    assert auditor.get(FORMER).status_code == 301
    assert sign_in(app, HEAD).get(FORMER).status_code == 404


def test_a_wrong_password_is_found_by_its_result(auditor: FlaskClient, app: Flask) -> None:
    fail(app, HEAD)
    for query in ("result=wrong", "result=wrong&result=signed_in", "group=tries"):
        assert HEAD in read(auditor, query)
    rows = read(auditor, "result=wrong")
    assert AUDITOR not in rows
    assert "Sai mật khẩu" not in read(auditor, "result=signed_in")


def test_a_result_that_is_none_lists_nothing(auditor: FlaskClient) -> None:
    for query in ("result=nope", "group=nope", "from=31/02/2024"):
        page = auditor.get(f"{PAGE}?{query}").text
        assert "Chưa lọc" in page
        assert "<tbody>" not in page


def test_a_person_is_found_without_accents(auditor: FlaskClient, as_post: SignIn) -> None:
    as_post(HEAD)
    page = read(auditor, "who=SO KHCN HEAD")
    assert HEAD in page
    assert AUDITOR not in page


def test_a_browser_that_is_known_is_said_to_be(auditor: FlaskClient, world: World) -> None:
    assert "trình duyệt quen" not in read(auditor)
    with world.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO security_event (id, at, kind, person_id, province, details) VALUES"
                " (gen_random_uuid(), :at, 'sign_in.signed_in', :p, 'bac-giang',"
                " CAST(CAST(:told AS json) AS text))"
            ),
            {"at": NOW, "p": world.people[HEAD], "told": '{"known_browser": true}'},
        )
    assert "trình duyệt quen" in read(auditor)


def test_a_browser_is_called_by_its_family_and_what_it_said_stands_beside(
    auditor: FlaskClient, world: World
) -> None:
    said = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"
    with world.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO security_event (id, at, kind, person_id, province, browser) VALUES"
                " (gen_random_uuid(), :at, 'sign_in.signed_in', :p, 'bac-giang', :said)"
            ),
            {"at": NOW, "p": world.people[HEAD], "said": said},
        )
    assert f'title="{said}">Chrome, Linux<' in read(auditor)


def test_a_try_that_was_broken_off_is_told_once(world: World, auditor: FlaskClient) -> None:
    world.write("sign_in_try", id=uuid4(), at=NOW, person_id=world.people[HEAD], result="tried")
    for minutes, told in ((5, 0), (11, 1), (12, 1)):
        with open_session(world.engine) as session:
            raise_alarms(session, ALARMS, now=NOW + timedelta(minutes=minutes))
            session.commit()
        assert read(auditor, "result=tried").count("Không rõ kết quả") == told


def test_pages_of_sign_ins_join_without_gap(world: World, auditor: FlaskClient) -> None:
    with world.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO security_event (id, at, kind, person_id, province)"
                " SELECT gen_random_uuid(), CAST(:at AS timestamptz) - n % 7 * interval '1 hour',"
                " 'sign_in.signed_in', :p, 'bac-giang' FROM generate_series(1, 120) n"
            ),
            {"at": NOW, "p": world.people[HEAD]},
        )
    seen, address = 0, f"{PAGE}?result=signed_in"
    while address:
        page = auditor.get(address).text
        seen += page.partition("<tbody>")[2].count("<tr>")
        before, found, _ = page.partition('" rel="next"')
        address = before.rpartition('href="')[2].replace("&amp;", "&") if found else ""
    assert seen == 121
