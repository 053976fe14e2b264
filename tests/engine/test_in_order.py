"""Elements in the order in which a case comes to them, whatever order the file has them in."""

from server.engine import Definition, Kind, in_order
from tests.engine.drawings import FORMS, Pool, drawn
from tests.workflows.product import definition


def tasks(model: Definition) -> list[str]:
    return [name for name in in_order(model) if model.elements[name].kind == Kind.USER]


def test_the_order_is_that_of_the_flows_and_not_of_the_file() -> None:
    pool = Pool("p").start().user("last").user("amiss").user("second").xor("q").user("first")
    pool.boundary("late", "first", due="opened_on").end()
    pool.flow("begin", "first", "q").flow("q", "second", default=True)
    pool.flow("q", "first", when="first.again").flow("second", "last", "done")
    pool.flow("late", "amiss", "done")
    assert tasks(Definition.read("t", {"t.bpmn": drawn(pool), **FORMS})) == [
        "first",
        "second",
        "last",
        "amiss",
    ]


def test_who_is_asked_comes_after_who_asks_and_before_what_follows_from_all_answers() -> None:
    main = Pool("main").start().user("ask").throw("out", "m_out").catch("back", "m_back", "all")
    main.user("look").end().flow("begin", "ask", "out", "back", "look", "done")
    unit = Pool("unit", each="units").start("asked", "m_out").user("answer").end("told", "m_back")
    unit.flow("asked", "answer", "told")
    flows = {"out": ("asked",), "told": ("back",)}
    for pools in ((main, unit), (unit, main)):
        model = Definition.read("t", {"t.bpmn": drawn(*pools, flows=flows), **FORMS})
        assert tasks(model) == ["ask", "answer", "look"]


def test_every_element_is_there_once() -> None:
    model = definition("evaluation")
    assert sorted(in_order(model)) == sorted(model.elements)
