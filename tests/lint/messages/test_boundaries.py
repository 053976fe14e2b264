"""An event stands on what is in its own pool."""

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram


def test_an_event_on_a_task_of_another_pool_is_refused() -> None:
    main = Pool("p").start().throw("ask", "m_ask").user("look").boundary("late", "work", due="P3D")
    main.end().flow("begin", "ask", "look", "done").flow("late", "done")
    unit = Pool("u", each="units").start("asked", "m_ask").user("work").end("off")
    unit.flow("asked", "work", "off")
    files = with_diagram(diagram(main, unit, flows={"ask": ("asked",)}))
    assert ("BOUNDARY", "late") in {
        (each.rule, each.element) for each in findings("t", files, KNOWN)
    }
