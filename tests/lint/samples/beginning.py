"""For each rule about how processes begin: a file that breaks it, and one that does not."""

from collections.abc import Mapping

from tests.engine.drawings import Pool
from tests.lint.samples.material import Sample, diagram, with_diagram


def _called(*, begun: bool) -> dict[str, bytes]:
    """Draw two pools that begin each other, and a first one that begins one of them, or none."""
    main = Pool("p").start().throw("ask", "m_ask").user("look").end()
    units = Pool("q").start("asked", "m_ask").throw("call", "m_call").end("q_done")
    others = Pool("r").start("called", "m_call").throw("answer", "m_ask").end("r_done")
    flows = {"ask": ("asked",) if begun else ("pool_q",), "call": ("called",)}
    flows |= {} if begun else {"answer": ("asked",)}
    main.flow("begin", "ask", "look", "done")
    units.flow("asked", "call", "q_done")
    if begun:
        others = Pool("r").start("called", "m_call").end("r_done").flow("called", "r_done")
    else:
        others.flow("called", "answer", "r_done")
    return with_diagram(diagram(main, units, others, flows=flows))


def _again(*, waits: bool, counts: str | None = "all") -> dict[str, bytes]:
    """Draw a loop that asks the units anew, after they are in, or whenever somebody likes."""
    main = (
        Pool("p")
        .start()
        .throw("ask", "m_ask")
        .catch("all_in", "m_done", counts)
        .user("look")
        .xor("fine")
        .end()
        .flow("fine", "ask", when="look.verdict == 'send_back'")
        .flow("fine", "done", default=True)
    )
    if waits:
        main.flow("begin", "ask", "all_in", "look", "fine")
    else:
        main.flow("begin", "ask", "look", "fine").xor("skipped")
        main.flow("skipped", "all_in", default=True).flow("all_in", "done")
    unit = Pool("q", each="units").start("asked", "m_ask").user("work").end("answered", "m_done")
    flows = {"ask": ("asked",), "answered": ("all_in",)}
    return with_diagram(diagram(main, unit.flow("asked", "work", "answered"), flows=flows))


def _taken_out(*, at_once: bool) -> dict[str, bytes]:
    """Draw who calls the units, and takes them out with the same message or after a while."""
    main = Pool("p").start().throw("ask", "m_ask").user("look").throw("stop", "m_stop").end()
    main.flow("begin", "ask", "look", "stop", "done")
    unit = Pool("q", each="units").start("asked", "m_ask").user("work").end("answered")
    unit.flow("asked", "work", "answered")
    flows = {"ask": ("asked", "pool_q")} if at_once else {"ask": ("asked",), "stop": ("pool_q",)}
    return with_diagram(diagram(main, unit, flows=flows))


def _chosen(first: str, second: str) -> dict[str, bytes]:
    """Draw a choice of three ways."""
    pool = Pool("p").start().user("look").xor("which")
    for name in ("one", "two", "three"):
        pool.user(name).flow(name, "done")
    pool.end().flow("begin", "look", "which").flow("which", "one", when=first)
    return with_diagram(
        diagram(pool.flow("which", "two", when=second).flow("which", "three", default=True))
    )


def _said(word: str) -> str:
    return f"look.verdict == '{word}'"


SAMPLES: Mapping[str, Sample] = {
    "AWAIT-COUNT": Sample("all_in", _again(waits=True, counts=None), _again(waits=True)),
    "FLOW-NEVER": Sample(
        "p_which_two_13",
        _chosen("look.verdict != 'adopt'", _said("return")),
        _chosen(_said("adopt"), _said("return")),
    ),
    "POOL-BEGUN": Sample("pool_q", _called(begun=False), _called(begun=True)),
    "TAKEN-OUT": Sample("ask", _taken_out(at_once=True), _taken_out(at_once=False)),
    "ASKED-TWICE": Sample("ask", _again(waits=False), _again(waits=True)),
}
