"""A task about a unit of the reader's own stands in the list with why they do not do it."""

import pytest

from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

LEADER, SCHOOL, PRESS = "bac-giang/so-khcn", "bac-giang/so-gddt", "bac-giang/so-tttt"
BARRED = "Đơn vị của bạn: người khác làm"


@pytest.fixture
def appraising(world: World) -> World:
    """Answer a world where the leader's appraiser has two sheets before them."""
    for unit in (LEADER, SCHOOL, PRESS):
        world.unit(unit.rpartition("/")[2], unit)
    case_id = world.case(LEADER, SCHOOL, PRESS)
    post = world.post(LEADER, "appraiser")
    for unit in (SCHOOL, PRESS):
        world.task(
            case_id,
            post,
            f"Thẩm định {unit}",
            role="appraiser",
            bars="appraise",
            key=unit,
            subject_unit_id=unit,
        )
    return world


def test_the_list_marks_what_is_about_a_unit_lent_to_the_reader(
    appraising: World, as_post: SignIn
) -> None:
    head = appraising.post(SCHOOL, "head")
    appraising.lend(head, appraising.people[f"{LEADER}/appraiser"])
    shown = as_post(f"{LEADER}/appraiser").get("/tasks").text
    assert shown.count(BARRED) == 1
    assert shown.index(f"Thẩm định {SCHOOL}") < shown.index(BARRED)


@pytest.mark.usefixtures("appraising")
def test_the_list_marks_nothing_where_nothing_is_the_readers_own(
    as_post: SignIn,
) -> None:
    assert BARRED not in as_post(f"{LEADER}/appraiser").get("/tasks").text


def test_taking_it_is_refused_with_the_reason(appraising: World, as_post: SignIn) -> None:
    head = appraising.post(SCHOOL, "head")
    appraising.lend(head, appraising.people[f"{LEADER}/appraiser"])
    with appraising.engine.connect() as connection:
        task_id = connection.exec_driver_sql(
            "SELECT id FROM task WHERE subject_unit_id = %s", (SCHOOL,)
        ).scalar_one()
    client = as_post(f"{LEADER}/appraiser")
    answer = send(client, f"/tasks/{task_id}/claim", {}, at="/tasks")
    assert answer.status_code == 403
    assert "Người khác giữ chức vụ này thì làm được" in answer.text
