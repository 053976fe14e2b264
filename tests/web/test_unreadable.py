"""What no browser of ours sends is a bad request, never an error of the server."""

import pytest
from flask.testing import FlaskClient

from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

NUL = "a\x00b"
HEAD = "bac-giang/so-khcn/head"


@pytest.fixture
def head(world: World, as_post: SignIn) -> FlaskClient:
    return as_post(world.post(world.unit("so-khcn", "Sở KH&CN"), "head"))


def test_a_name_with_a_nul_is_a_bad_request(world: World, client: FlaskClient) -> None:
    assert world.people == {}
    answer = send(client, "/sign-in", {"username": NUL, "password": NUL}, at="/sign-in")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/cases/open", {"bloc_year": NUL, "kind": "evaluation"}),
        ("/delegations", {"post": HEAD, "login": NUL, "first": "2024-12-16", "last": "2024-12-20"}),
        ("/tasks/claim", {"task": NUL}),
    ],
)
def test_a_field_with_a_nul_breaks_nothing(
    head: FlaskClient, address: str, fields: dict[str, str]
) -> None:
    assert send(head, address, fields).status_code < 500
    assert head.get(address, query_string=fields).status_code < 500


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_at_the_end_of_the_calendar_asks_nothing_of_history(
    world: World, as_post: SignIn, day: str
) -> None:
    auditor = as_post(world.post(world.unit("thanh-tra", "Thanh tra tỉnh"), "auditor"))
    assert auditor.get("/audit", query_string={"from": day, "to": day}).status_code == 200
    fields = {"form": "csv", "from": day, "to": day}
    refused = send(auditor, "/audit/export", fields, at="/audit")
    assert refused.status_code == 422, "a file of what was not asked for would mislead"
    assert "có năm không thể đúng" in refused.text
