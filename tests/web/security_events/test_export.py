"""Security events as a file: what stands in it, who takes it, that the taking is told."""

import csv

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.web.security_events import export
from tests.web.security_events.test_events import (
    ADMINISTRATOR,
    HEAD,
    OTHERS,
    PAGE,
    auditor,
    fail,
    read,
    starting_state,
)
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, sign_in
from tests.worlds.web.posting import send

__all__ = ["auditor", "starting_state"]
EXPORT = f"{PAGE}/export"


def taken(client: FlaskClient, **asked: str) -> TestResponse:
    return send(client, EXPORT, asked, at=PAGE)


def rows(answer: TestResponse) -> list[dict[str, str]]:
    assert answer.status_code == 200
    return [*csv.DictReader(answer.data.decode("utf-8-sig").splitlines())]


def test_the_file_has_the_events_of_the_filter_and_no_other_province_s(
    auditor: FlaskClient, app: Flask, as_post: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 2)
    as_post(OTHERS)
    for _ in range(5):
        fail(app, HEAD)
    fail(app, "khong/co/ai")
    found = rows(taken(auditor, group="failed"))
    assert [row["Mã việc"] for row in found] == ["sign_in.wrong"] * 6
    assert {row["Địa chỉ mạng"] for row in found} == {"127.0.0.1", "IPv4"}
    assert OTHERS not in taken(auditor).text


def test_an_export_is_an_act_and_an_event_that_names_no_address(
    auditor: FlaskClient, world: World
) -> None:
    rows(taken(auditor, address="192.0.2.9", who="nguyen"))
    assert "Tải sự kiện an toàn về" in read(auditor, "group=exports")
    told = text(
        "SELECT e.stream, CAST(p.payload AS text) FROM event e JOIN event_payload p"
        " ON p.event_id = e.id WHERE e.kind = 'security_events.exported'"
    )
    with world.engine.connect() as connection:
        stream, payload = connection.execute(told).one()
    assert stream == "security"
    assert "nguyen" in payload
    assert "192.0.2.9" not in payload


def test_no_cell_is_a_formula(auditor: FlaskClient, app: Flask) -> None:
    app_client = app.test_client()
    app_client.environ_base["HTTP_USER_AGENT"] = "=1+1"
    send(app_client, "/sign-in", {"username": HEAD, "password": "sai"}, at="/sign-in")
    assert rows(taken(auditor, group="failed"))[0]["Trình duyệt"] == "'=1+1"


def test_a_filter_that_cannot_be_read_takes_nothing_out_and_is_shown_again(
    auditor: FlaskClient,
) -> None:
    answer = taken(auditor, group="nope", who="nguyen")
    assert answer.status_code == 303
    page = auditor.get(answer.location).text
    assert "“nope”, không phải là một lựa chọn" in page
    assert 'value="nguyen"' in page
    assert "Tải sự kiện" not in read(auditor, "group=exports")


def test_administrators_and_auditors_alone_take_it(auditor: FlaskClient, app: Flask) -> None:
    assert auditor.get(PAGE).text.count(f'action="{EXPORT}"') == 1
    rows(taken(sign_in(app, ADMINISTRATOR)))
    assert send(sign_in(app, HEAD), EXPORT, {}, at="/account").status_code == 404
