"""Taking somebody out of a post: at once or with a day, and what nobody could do after that."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

HEAD, OFFICER = "bac-giang/so-khcn/head", "bac-giang/so-khcn/officer"


@pytest.fixture
def admin(world: World, as_post: SignIn) -> FlaskClient:
    unit = world.unit("so-khcn", "Sở KH&CN")
    world.post(unit, "officer")
    world.post(unit, "head")
    return as_post(world.post(world.unit("quan-tri", "Quản trị"), "administrator"))


def appointment(world: World, post: str) -> UUID:
    with world.engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT id FROM appointment WHERE post_id = %s", (post,)
        ).scalar_one()
    assert isinstance(found, UUID)
    return found


def end_of(world: World, post: str) -> str:
    return f"/people/{world.people[post]}/appointments/{appointment(world, post)}/end"


def test_a_post_taken_away_at_once_works_no_longer_in_an_open_session(
    admin: FlaskClient, world: World, as_post: SignIn
) -> None:
    head, end = as_post(HEAD), end_of(world, HEAD)
    assert head.get("/tasks").status_code == 200
    assert send(admin, end, {"at_once": "1"}, at=end).status_code == 303
    assert head.get("/tasks").status_code == 303
    person = admin.get(f"/people/{world.people[HEAD]}").text
    assert "kết thúc ngay" in person
    assert end not in person


def test_a_post_that_ends_with_the_day_works_until_midnight(
    admin: FlaskClient, world: World, as_post: SignIn
) -> None:
    head, end = as_post(HEAD), end_of(world, HEAD)
    assert send(admin, end, {"last": "2024-12-16"}, at=end).status_code == 303
    assert head.get("/tasks").status_code == 200


def test_the_page_names_the_tasks_that_would_be_left(admin: FlaskClient, world: World) -> None:
    world.task(world.case("bac-giang/so-khcn"), OFFICER, "Tự chấm điểm của Sở KH&amp;CN")
    for address in (end_of(world, OFFICER), f"/people/{world.people[OFFICER]}/deactivate"):
        page = admin.get(address)
        assert page.status_code == 200
        assert "Sau đó không còn ai làm được các việc đang mở sau" in page.text
        assert "Tự chấm điểm của Sở KH" in page.text
    world.person("nguoi-thu-hai", OFFICER)
    for address in (
        f"/people/{world.people[OFFICER]}/deactivate",
        f"/people/{world.people[HEAD]}/deactivate",
    ):
        assert "Không có việc đang mở nào bị bỏ trống" in admin.get(address).text


def test_the_operations_page_names_the_task_of_a_vacant_post(
    admin: FlaskClient, world: World
) -> None:
    world.task(world.case("bac-giang/so-khcn"), OFFICER, "Tự chấm điểm")
    assert "PostVacant" not in admin.get("/operations/faults").text
    end = end_of(world, OFFICER)
    send(admin, end, {"at_once": "1"}, at=end)
    shown = admin.get("/operations/faults").text
    assert "PostVacant" in shown
    assert "Tự chấm điểm" in shown


def test_the_pages_are_not_there_for_oneself_nor_for_another_province(
    admin: FlaskClient, world: World
) -> None:
    own = "bac-giang/quan-tri/administrator"
    for address in (end_of(world, own), f"/people/{world.people[own]}/deactivate"):
        assert admin.get(address).status_code == 404
    with world.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE person SET province = 'bac-ninh' WHERE id = %s", (world.people[HEAD],)
        )
    assert admin.get(f"/people/{world.people[HEAD]}/deactivate").status_code == 404
    assert admin.get(end_of(world, HEAD)).status_code == 200, "the post is looked after here"


def test_ending_an_appointment_never_makes_it_longer(admin: FlaskClient, world: World) -> None:
    """Else one administrator alone would give an approving post for longer than two gave it."""
    end = end_of(world, HEAD)
    assert send(admin, end, {"last": "2024-12-20"}, at=end).status_code == 303
    answer = send(admin, end, {"last": "2030-12-31"}, at=end)
    assert answer.status_code == 422
    assert "bổ nhiệm mới" in answer.text
    assert send(admin, end, {"last": "2024-12-18"}, at=end).status_code == 303


def test_an_administrator_does_not_end_their_own_appointment(
    admin: FlaskClient, world: World
) -> None:
    end = end_of(world, "bac-giang/quan-tri/administrator")
    answer = send(admin, end, {"last": "2030-12-31"}, at="/people/posts")
    assert answer.status_code == 403
