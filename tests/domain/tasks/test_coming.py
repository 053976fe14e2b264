"""What still comes to a post, and what it waits for."""

from server.domain.cases.case_steps import Count, TaskElement
from server.domain.cases.coming import coming
from server.domain.people.posts import Position, post_id
from tests.domain import five_units


def element(name: str, role: str, each: str = "units") -> TaskElement:
    return TaskElement(
        id=name, name=name, process="p", role=role, each=each, documentation="", needed=True
    )


TASKS = (
    element("score", "officer"),
    element("approve", "head"),
    element("appraise", "appraiser"),
    element("rank", "secretary", ""),
)
RULES = five_units.rules()
ONE_OPEN = Count(keys=1, waiting=1, finished=0)
DONE = Count(keys=1, waiting=0, finished=1)


def told(unit: str, position: Position, **counts: dict[str, Count]) -> list[tuple[str, str]]:
    found = coming(
        TASKS,
        every=counts["every"],
        own=counts["own"],
        rules=RULES,
        post_id=post_id(unit, position),
    )
    return [(step.task.id, step.waits_for.id if step.waits_for else "") for step in found]


def test_a_units_step_waits_for_its_own_work() -> None:
    counts = {"every": {"score": DONE, "approve": DONE, "appraise": ONE_OPEN}}
    own = {"score": ONE_OPEN}
    head = told(five_units.SCHOOL, Position.HEAD, own=own, **counts)
    assert head == [("approve", "score")]


def test_a_blocs_step_waits_for_what_any_unit_is_at() -> None:
    every = {"score": DONE, "approve": DONE, "appraise": ONE_OPEN}
    secretary = told(five_units.LEADER, Position.SECRETARY, own={}, every=every)
    assert secretary == [("rank", "appraise")]


def test_a_blocs_step_waits_for_the_last_unit_and_not_for_the_first() -> None:
    every = {"score": Count(keys=5, waiting=4, finished=1), "approve": ONE_OPEN}
    secretary = told(five_units.LEADER, Position.SECRETARY, own={}, every=every)
    assert secretary == [("rank", "score")]


def test_the_deputys_appraiser_waits_for_the_leaders_sheet() -> None:
    every = {"score": ONE_OPEN}
    deputy = told(five_units.DEPUTY, Position.APPRAISER, own={}, every=every)
    assert deputy == [("appraise", "score")]
    assert told(five_units.SCHOOL, Position.APPRAISER, own={}, every=every) == []


def test_nothing_comes_that_is_there_already() -> None:
    own = {"score": ONE_OPEN}
    assert told(five_units.SCHOOL, Position.OFFICER, own=own, every=own) == []


def test_a_units_step_comes_to_no_body_beside_the_bloc() -> None:
    home_affairs = RULES.bodies.home_affairs.id
    assert told(home_affairs, Position.OFFICER, own={}, every={"score": ONE_OPEN}) == []
    assert told(home_affairs, Position.HEAD, own={}, every={"score": ONE_OPEN}) == []
