"""One's own password: changed while signed in, knowing the old one; then it is nobody else's."""

import pytest
from sqlalchemy import text

from tests.worlds.accounts import HEAD, OLD, PASSWORD, Accounts
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

NEW = "quả bưởi vườn bà ngoại"


def test_a_password_set_by_a_link_in_others_hands_is_marked_until_changed(
    office: Accounts,
) -> None:
    office.accept(office.handed(HEAD))
    head = office.signed_in(HEAD, PASSWORD)
    other = office.signed_in(HEAD, PASSWORD)
    page = head.get("/account").text
    assert "đã qua tay: Người giữ quan.tri.1, Người giữ quan.tri.2" in page
    words = {"old": PASSWORD, "password": NEW, "again": NEW}
    assert send(head, "/account/password", words, at="/account").status_code == 303
    assert "đã qua tay" not in head.get("/account").text
    assert other.get("/tasks").status_code == 303  # its session has ended
    assert office.signed_in(HEAD, NEW).get("/tasks").status_code == 200
    with office.world.engine.connect() as connection:
        kind = "SELECT count(*) FROM event WHERE kind = 'person.password_changed'"
        assert connection.execute(text(kind)).scalar_one() == 1


def test_sessions_that_ones_new_password_ends_are_a_fact(office: Accounts) -> None:
    head, _other = office.signed_in(HEAD), office.signed_in(HEAD)
    words = {"old": OLD, "password": NEW, "again": NEW}
    assert send(head, "/account/password", words, at="/account").status_code == 303
    told = text(
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.stream = 'security' AND e.kind = 'sessions.ended'"
    )
    with office.world.engine.connect() as connection:
        (payload,) = connection.execute(told).scalars()
    assert '"sessions":1' in payload


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"old": "sai hẳn"}, "old"),
        ({"again": "khác"}, "password"),
        ({"password": "a"}, "password"),
        ({"password": "leavemealone2024", "again": "leavemealone2024"}, "password"),
    ],
)
def test_a_wrong_old_or_a_bad_new_password_changes_nothing(
    office: Accounts, wrong: dict[str, str], field: str
) -> None:
    head = office.signed_in(HEAD)
    words = {"old": OLD, "password": NEW, "again": NEW} | wrong
    answer = send(head, "/account/password", words, at="/account")
    assert answer.status_code == 422, answer.text
    assert f'<li><a href="#{field}">' in answer.text
    assert "Tên đăng nhập hoặc" not in answer.text
    assert office.signed_in(HEAD).get("/tasks").status_code == 200


def test_a_demonstration_account_keeps_its_password(world: World, as_post: SignIn) -> None:
    world.post(world.unit("so-khcn", "Sở KH&CN"), "head")
    words = {"old": "khoi-thi-dua-2024", "password": NEW, "again": NEW}
    answer = send(as_post(HEAD), "/account/password", words, at="/account")
    assert answer.status_code == 409
