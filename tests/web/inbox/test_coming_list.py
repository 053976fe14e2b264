"""What is not a post's turn yet, where its unit takes part in many open cases."""

from uuid import uuid4

import pytest

from server.store import statements
from server.web.inbox.coming import MOST
from tests.worlds.province import DEFINITION, NOW, RULES, YEAR_ID, World
from tests.worlds.web.pages import SignIn

STEP = "<h3>Rà soát, xếp hạng</h3>"


@pytest.fixture
def secretary(world: World) -> str:
    leader = world.unit("khcn", "Sở KH&CN", province="p")
    world.case(leader)
    return world.post(leader, "secretary")


def open_more(world: World, number: int) -> None:
    for _ in range(number):
        case_id = uuid4()
        world.write(
            "case_",
            id=case_id,
            bloc_year_id=YEAR_ID,
            kind="evaluation",
            slot=str(case_id),
            definition_hash=DEFINITION,
            rules_digest=RULES,
            opened_at=NOW,
        )
        world.write("case_unit", case_id=case_id, unit_id="p/khcn", role="leader")


def test_every_open_case_tells_what_it_will_ask(
    world: World, secretary: str, as_post: SignIn
) -> None:
    open_more(world, 6)
    page = as_post(secretary).get("/tasks").text
    assert page.count(STEP) == 7
    assert "bước nữa" not in page


def test_what_is_beyond_a_page_is_counted_in_as_many_statements(
    world: World, secretary: str, as_post: SignIn
) -> None:
    client = as_post(secretary)
    client.get("/tasks")
    statements.reset()
    client.get("/tasks")
    with_one = statements.count
    open_more(world, MOST + 2)
    statements.reset()
    page = client.get("/tasks").text
    assert page.count(STEP) == MOST
    assert "và 3 bước nữa" in page
    assert statements.count == with_one


def test_an_empty_list_names_what_is_expected_next(secretary: str, as_post: SignIn) -> None:
    page = as_post(secretary).get("/tasks").text
    assert "Không còn việc" in page
    assert "Việc tiếp theo dự kiến: Rà soát, xếp hạng, hồ sơ" in page
