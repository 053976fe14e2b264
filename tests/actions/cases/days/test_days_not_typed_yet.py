"""A due date reads what was typed before its task on every way, and nothing that may still come."""

from tests.actions.cases.days.with_opening import Gathering
from tests.engine.drawings import Pool


def drawn(first: str = "", last: str = "") -> Gathering:
    """Draw a task, one that only one way leads through, and a last one."""
    main = Pool("main_").start().xor("split").end()
    main.user("first", "leader", form="dated", **({"due": first} if first else {}))
    main.user("maybe", "leader", form="dated")
    main.user("last", "leader", form="dated", **({"due": last} if last else {}))
    main.flow("begin", "first", "split").flow("split", "last", default=True)
    main.flow("split", "maybe", when="year > 2024").flow("maybe", "last", "done")
    return Gathering(pools=(main,))


def test_a_day_typed_before_it_on_every_way_is_read() -> None:
    assert drawn(last="workdays(first.day, 2)").findings() == []


def test_a_day_typed_in_its_own_or_in_a_later_task_is_refused() -> None:
    for source in ("last.day", "workdays(last.day, 2)", "first.day"):
        assert drawn(first=source).findings() == [("VARIABLE-EARLY", "first")]


def test_a_day_typed_on_one_way_alone_is_refused() -> None:
    assert drawn(last="maybe.day").findings() == [("VARIABLE-EARLY", "last")]


def test_a_duty_begins_before_anything_is_typed_and_so_reads_nothing_of_it() -> None:
    made = drawn()
    tables = '[milestones]\nreached = { task = "last", due = "first.day" }\n'
    found = Gathering(pools=made.pools, tables=tables).findings()
    assert found == [("VARIABLE-UNSET", "milestones.reached.due")]
