"""Who may act ends when the ground for it ends: an appointment, a delegation, an account."""

from datetime import timedelta

from sqlalchemy import text

from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

YESTERDAY = (NOW - timedelta(days=1)).date()


def test_what_was_lent_ends_with_the_lenders_own_appointment(world: World, as_post: SignIn) -> None:
    unit = world.unit("so-khcn", "Sở KH&CN")
    head = world.post(unit, "head")
    officer = world.post(unit, "officer")
    world.lend(head, world.people[officer])
    client = as_post(officer)
    assert "Thay mặt" in client.get("/tasks").text or head in client.get("/tasks").text
    with world.engine.begin() as connection:
        connection.execute(
            text("UPDATE appointment SET valid_to = :day WHERE post_id = :post"),
            {"day": YESTERDAY, "post": head},
        )
    assert f'value="{head}|' not in client.get("/tasks").text


def test_who_acts_by_delegation_is_made_no_administrator(world: World, as_post: SignIn) -> None:
    unit = world.unit("so-khcn", "Sở KH&CN")
    administrator = world.post(world.unit("so-noi-vu", "Sở Nội vụ"), "administrator")
    head = world.post(unit, "head")
    officer = world.post(unit, "officer", held=False)
    person = world.person("nguoi-duoc-uy-quyen", officer)
    world.lend(head, person)
    with world.engine.begin() as connection:
        connection.execute(
            text("UPDATE appointment SET valid_to = :day WHERE person_id = :person"),
            {"day": YESTERDAY, "person": person},
        )
    fields = {"post": administrator, "first": NOW.date().isoformat(), "decision": "QĐ 1"}
    address = f"/people/{person}"
    answer = send(as_post(administrator), f"{address}/appointments", fields, at=address)
    assert answer.status_code == 409
