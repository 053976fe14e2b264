"""A person belongs to a province: an administrator of another one finds nobody there."""

import json
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn, seen
from tests.worlds.web.posting import send

ADMIN = "bac-giang/quan-tri/administrator"
HEAD = "bac-giang/so-khcn/head"
THEIRS = "ha-giang/so-khcn/head"
OWN = "/people/posts"
"""A page of the administrator's with a form on it."""


@pytest.fixture
def admin(world: World, as_post: SignIn) -> FlaskClient:
    """Answer the administrator of Bắc Giang; a person with a post is in each of two provinces."""
    world.post(world.unit("quan-tri", "Quản trị"), "administrator")
    world.post(world.unit("thanh-tra", "Thanh tra"), "auditor")
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    world.post(world.unit("so-khcn", "Sở KH&CN", province="ha-giang"), "head")
    return as_post(ADMIN)


def at(world: World, login: str) -> str:
    return f"/people/{world.people[login]}"


def test_the_list_and_its_search_know_the_own_province_only(
    admin: FlaskClient, world: World
) -> None:
    for page in ("/people", f"/people?q={THEIRS}", "/people?q=ha-giang"):
        assert at(world, THEIRS) not in admin.get(page).text, page
    assert at(world, HEAD) in admin.get("/people").text


def test_a_person_of_another_province_is_byte_for_byte_as_if_absent(
    admin: FlaskClient, world: World
) -> None:
    theirs, nobody = at(world, THEIRS), f"/people/{uuid4()}"
    here, there = admin.get(theirs), admin.get(nobody)
    assert here.status_code == 404
    assert seen(here) == seen(there)
    for path in ("link", "deactivate", "appointments"):
        fields = {"post": HEAD, "first": "2024-12-01"}
        found = send(admin, f"{theirs}/{path}", fields, at="/people")
        absent = send(admin, f"{nobody}/{path}", fields, at="/people")
        assert found.status_code == 404, path
        assert seen(found) == seen(absent), path


@pytest.mark.parametrize("who", ["bac-giang/so-gddt/head", "ha-giang/so-khcn/head"])
def test_who_may_not_take_a_delegation_back_does_not_learn_that_it_is_there(
    world: World, as_post: SignIn, who: str
) -> None:
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    world.post(world.unit("so-gddt", "Sở GD&ĐT"), "head")
    world.post(world.unit("so-khcn", "Sở KH&CN", province="ha-giang"), "head")
    lent = world.lend(HEAD, world.person("ai-do"))
    stranger = as_post(who)
    found = send(stranger, f"/delegations/{lent}/revoke", {})
    absent = send(stranger, f"/delegations/{uuid4()}/revoke", {})
    assert found.status_code == 404
    assert seen(found) == seen(absent)


def test_nothing_of_another_provinces_person_changes(admin: FlaskClient, world: World) -> None:
    kept = "SELECT array_agg(row_to_json(x)::text ORDER BY 1) FROM {} x"
    tables = ("person", "appointment", "invite", "delegation")
    with world.engine.connect() as connection:
        before = [connection.execute(text(kept.format(t))).scalar() for t in tables]
    theirs = at(world, THEIRS)
    for path in ("link", "deactivate"):
        send(admin, f"{theirs}/{path}", {}, at="/people")
    with world.engine.connect() as connection:
        assert [connection.execute(text(kept.format(t))).scalar() for t in tables] == before


def test_an_appointment_of_another_province_is_ended_as_if_absent(
    admin: FlaskClient, world: World
) -> None:
    with world.engine.connect() as connection:
        theirs = connection.execute(
            text("SELECT id FROM appointment WHERE post_id = :post"), {"post": THEIRS}
        ).scalar_one()
    mine = at(world, HEAD)
    pages = []
    for key in (theirs, uuid4()):
        address = f"{mine}/appointments/{key}/end"
        answer = send(admin, address, {"last": "2024-12-16"}, at="/people")
        assert answer.status_code == 404
        pages.append(seen(answer)[1].replace(str(key), ""))
    assert pages[0] == pages[1]


def test_a_delegation_of_another_province_is_revoked_as_if_absent(
    admin: FlaskClient, world: World
) -> None:
    theirs = world.lend(THEIRS, world.person("pho", "ha-giang/so-khcn/head"))
    answers = [
        send(admin, f"/people/delegations/{key}/revoke", {}, at="/people")
        for key in (theirs, uuid4())
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert seen(answers[0]) == seen(answers[1])


def test_a_post_of_another_province_is_given_to_nobody(admin: FlaskClient, world: World) -> None:
    mine, said = at(world, HEAD), set()
    for post in (THEIRS, "ha-giang/khong-co/head", ""):
        fields = {"post": post, "first": "2024-12-01"}
        answer = send(admin, f"{mine}/appointments", fields, at=mine)
        status, page = seen(answer)
        assert "Hãy chọn chức vụ." in page
        said.add((status, page.replace(post or " ", " ")))
    assert [status for status, _ in said] == [422]


def test_a_person_added_on_the_page_is_of_the_administrators_province(
    admin: FlaskClient, world: World
) -> None:
    answer = send(admin, "/people", {"login": "nguoi.moi", "name": "Người mới"}, at="/people")
    assert admin.get(str(answer.location)).status_code == 200
    with world.engine.connect() as connection:
        found = connection.execute(text("SELECT province FROM person WHERE login = 'nguoi.moi'"))
        assert found.scalar_one() == "bac-giang"
        events = connection.execute(text("SELECT province FROM event WHERE kind = 'person.added'"))
        assert events.scalars().all() == ["bac-giang"]


def test_an_auditor_reads_events_of_persons_of_their_own_province(
    admin: FlaskClient, app: Flask, world: World, as_post: SignIn
) -> None:
    """Older events say no province; then the person's own decides, and nobody's is closed."""
    del admin, app
    who = {"ours": HEAD, "theirs": THEIRS}
    for name, login in who.items():
        old_event(world, f"person/{world.people[login]}", name)
    old_event(world, f"person/{uuid4()}", "nobody's")
    auditor = as_post("bac-giang/thanh-tra/auditor")
    export = send(auditor, "/audit/export", {"form": "ndjson"}, at="/audit")
    said = [json.loads(line).get("payload") for line in export.text.splitlines()]
    assert {item.get("mark") for item in said if item} & {"ours", "theirs", "nobody's"} == {"ours"}
    assert auditor.get("/audit?case=people").text.count('<tr id="e-') == 1


def test_letters_to_another_provinces_persons_are_not_listed_nor_tried_again(
    admin: FlaskClient, world: World
) -> None:
    case_id = world.case("bac-giang/so-khcn")
    task = world.task(case_id, HEAD, "Việc")
    for login in (HEAD, THEIRS):
        world.write(
            "mail", key=f"k-{login}", person_id=world.people[login], post_id=login, task_id=task,
            kind="opened", address="x@y.vn", state="failed", created_at=NOW, next_at=NOW,
        )  # fmt: skip
    page = admin.get("/operations/jobs").text
    assert f"k-{HEAD}" in page
    assert f"k-{THEIRS}" not in page
    address = f"/operations/letters/{world.people[THEIRS]}/retry"
    answer = send(admin, address, {"key": f"k-{THEIRS}"}, at="/operations/jobs")
    assert answer.status_code == 409


def old_event(world: World, about: str, mark: str) -> None:
    key: UUID = uuid4()
    with world.engine.begin() as connection:
        seq = connection.execute(text("SELECT count(*) + 1 FROM event")).scalar_one()
    world.write(
        "event", id=key, format=1, province="", stream="people", seq=seq, prev_hash="",
        kind="person.password_set", object=about, act_time=NOW, db_time=NOW,
        clock_offset_seconds=0, attachments="[]", payload_digest="", hash="",
    )  # fmt: skip
    world.write("event_payload", event_id=key, salt="00", payload=json.dumps({"mark": mark}))


def test_who_lends_a_post_does_not_learn_who_signs_in_elsewhere(
    admin: FlaskClient, world: World, as_post: SignIn
) -> None:
    assert admin.get("/people").status_code == 200
    head, said = as_post(HEAD), []
    for person in (world.people[THEIRS], uuid4()):
        fields = {
            "post": HEAD, "person": person, "first": "2024-12-16", "last": "2024-12-20",
            "document": "QĐ 1", "scope": "all",
        }  # fmt: skip
        answer = send(head, "/delegations", fields, at="/delegations")
        said.append((answer.status_code, answer.text.count("tỉnh khác")))
    assert said == [(422, 0), (422, 0)]
