"""A terminate end in a subprocess ends that, and nothing around it."""

from server.engine import complete, start
from tests.engine.drawings import Pool, define
from tests.engine.worlds import no_operations


def test_a_terminate_end_in_a_subprocess_ends_that_alone() -> None:
    inner = Pool("i").start("in_1").parallel("split").user("one").xor("q").user("two", "head")
    inner.parallel("join").end("out_1").terminate("stopped").flow("in_1", "split", "one", "q")
    inner.flow("q", "join", default=True).flow("q", "stopped", when="one.verdict == 'refuse'")
    inner.flow("split", "two", "join", "out_1")
    pool = Pool("p").start().parallel("outer").subprocess("s", inner).user("beside")
    pool.parallel("met").user("after").end().flow("begin", "outer", "s", "met", "after", "done")
    pool.flow("outer", "beside", "met")
    definition = define(pool)
    moved = start(definition, "p", {}, no_operations)
    assert [task.element for task in moved.tasks] == ["one", "two", "beside"]
    one = moved.tasks[0].id
    after = complete(definition, moved.doc, one, {"verdict": "refuse"}, no_operations)
    assert [task.element for task in after.tasks] == ["beside"]
    assert after.passed == ("one", "q", "stopped", "s")
