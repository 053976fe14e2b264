"""Every place an expression can stand, with a definition that has a given one there."""

from collections.abc import Callable, Mapping
from functools import cache
from xml.sax.saxutils import escape

from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, table

MARK = "MARKED"
Files = Mapping[str, bytes]


def condition() -> Files:
    pool = Pool("p").start().xor("q").user("one").end().flow("begin", "q")
    pool.flow("q", "one", when=MARK).flow("q", "done", default=True).flow("one", "done")
    return bpmn(pool)


def parameter() -> Files:
    pool = Pool("p").start().service("collate", "collate", units=MARK).end()
    return bpmn(pool.flow("begin", "collate", "done"))


def timer() -> Files:
    return bpmn(Pool("p").start().timer("due", MARK).end().flow("begin", "due", "done"))


def boundary() -> Files:
    pool = Pool("p").start().user("one").boundary("due", "one", due=MARK).end()
    return bpmn(pool.flow("begin", "one", "done").flow("due", "done"))


def payload() -> Files:
    return thrown(Pool("p").start().throw("tell", "news", MARK))


def recipients() -> Files:
    return thrown(Pool("p").start().throw("tell", "news", to=MARK))


def decision_input() -> Files:
    return dmn(table(("-", "1"), inputs=((MARK, "", ""),)))


def decision_cell() -> Files:
    return dmn(table((MARK, "1"), inputs=(("n", "", ""),)))


def decision_bound() -> Files:
    return dmn(table((f">= {MARK}", "1"), inputs=(("n", "", ""),)))


def decision_output() -> Files:
    return dmn(table(("-", MARK), inputs=(("n", "", ""),)))


def decision_default() -> Files:
    return dmn(table(("1", "1"), inputs=(("n", "", ""),), default=MARK))


def called_input() -> Files:
    return called(table(("1", "1"), ("-", "2"), policy="FIRST", inputs=((MARK, "", ""),)))


def called_cell() -> Files:
    lines = ((MARK, "1"), (f"> {MARK}", "1"), ("-", MARK))
    return called(table(*lines, policy="FIRST", inputs=(("one.n", "", ""),)))


def called(data: bytes) -> Files:
    """Let a task call a table, so that its expressions read what the process knows."""
    pool = Pool("p").start().user("one").rule("rule", "quota").end()
    return {**bpmn(pool.flow("begin", "one", "rule", "done")), "quota.dmn": data}


def bpmn(*pools: Pool, flows: Mapping[str, tuple[str, ...]] | None = None) -> Files:
    return {"t.bpmn": diagram(*pools, flows=flows).encode(), "form.json": b"{}"}


def thrown(pool: Pool) -> Files:
    pool.end().flow("begin", "tell", "done")
    other = Pool("q", each="units").start("told", "news").end("off").flow("told", "off")
    return bpmn(pool, other, flows={"tell": ("told",)})


def dmn(data: bytes) -> Files:
    plain = bpmn(Pool("p").start().user("one").end().flow("begin", "one", "done"))
    return {**plain, "quota.dmn": data}


PLACES: Mapping[str, Callable[[], Files]] = {
    "flow condition": condition,
    "to": recipients,
    "payload": payload,
    "timer": timer,
    "boundary timer": boundary,
    "operation parameter": parameter,
    "decision input": decision_input,
    "decision cell": decision_cell,
    "decision bound": decision_bound,
    "decision output": decision_output,
    "decision default": decision_default,
    "called input": called_input,
    "called cell": called_cell,
}

TABLES: frozenset[str] = frozenset(
    each for each in PLACES if each.startswith(("decision", "called"))
)
"""Places in a decision table, whose texts may be FEEL."""


@cache
def _drawn(place: str) -> Files:
    return PLACES[place]()


def put(source: str, place: str) -> Files:
    """Give a definition with this expression at this place."""
    text = escape(source, {'"': "&quot;", "\n": "&#10;"}).encode()
    return {name: data.replace(MARK.encode(), text) for name, data in _drawn(place).items()}
