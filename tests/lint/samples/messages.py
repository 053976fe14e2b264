"""For each rule about messages between pools: a diagram that breaks it, and one that does not."""

from collections.abc import Mapping

from tests.engine.drawings import Pool
from tests.lint.samples.material import Sample, changed, diagram, with_diagram

MAIN_POOL = "pool_bloc"
NEWS = '<bpmn:message id="news" name="news"/><bpmn:message id="sheet_closed"'


def _waiting(*, asks: bool = True) -> dict[str, bytes]:
    """Draw a wait that is come back to after it went on, with or without asking again."""
    main = (
        Pool("p")
        .start()
        .throw("ask", "m_ask")
        .catch("all_in", "m_done", "all")
        .user("look")
        .xor("fine")
        .end()
        .flow("begin", "ask", "all_in", "look", "fine")
        .flow("fine", "ask" if asks else "all_in", when="look.verdict == 'send_back'")
        .flow("fine", "done", default=True)
    )
    unit = Pool("q", each="units").start("asked", "m_ask").end("answered", "m_done")
    flows = {"ask": ("asked",), "answered": ("all_in",)}
    return with_diagram(diagram(main, unit.flow("asked", "answered"), flows=flows))


def _chain(first: str, second: str) -> dict[str, bytes]:
    """Draw units that answer, and ask themselves one thing more, in this order."""
    main = Pool("p").start().throw("ask", "m_ask").catch("all_in", "m_done", "all").end()
    unit = (
        Pool("q", each="units")
        .start("asked", "m_ask")
        .throw("answered", "m_done")
        .throw("more", "m_more", to="[key]")
        .end("off")
        .flow("asked", first, second, "off")
    )
    again = Pool("r", each="units").start("asked_2", "m_more").end("answered_2", "m_done")
    flows = {
        "ask": ("asked",),
        "more": ("asked_2",),
        "answered": ("all_in",),
        "answered_2": ("all_in",),
    }
    pools = (main.flow("begin", "ask", "all_in", "done"), unit, again.flow("asked_2", "answered_2"))
    return with_diagram(diagram(*pools, flows=flows))


def _telling(first: str, second: str) -> dict[str, bytes]:
    """Draw who begins two others, of whom one tells the other something, in this order."""
    main = Pool("p").start().throw("first", "m_first").throw("then", "m_then").end()
    teller = Pool("q").start("on", "m_first").throw("tells", "m_told").end("off")
    hearer = Pool("r").start("on_2", "m_then").catch("hears", "m_told").end("off_2")
    flows = {"first": ("on",), "then": ("on_2",), "tells": ("hears",)}
    return with_diagram(
        diagram(
            main.flow("begin", first, second, "done"),
            teller.flow("on", "tells", "off"),
            hearer.flow("on_2", "hears", "off_2"),
            flows=flows,
        )
    )


def _handing_out(to: str | None = None) -> dict[str, bytes]:
    """Draw a step whose rows are handed out, each to a pool of its own."""
    main = Pool("p").start().user("work").throw("hand_out", "m_row", to=to)
    each = Pool("q", each="lines").start("row", "m_row").user("reply").end("off")
    return with_diagram(
        diagram(
            main.end().flow("begin", "work", "hand_out", "done"),
            each.flow("row", "reply", "off"),
            flows={"hand_out": ("row",)},
        )
    )


def _called_off(*steps: str) -> dict[str, bytes]:
    """Draw a step that a message ends, of whom is asked before it or after it."""
    main = Pool("p").start().user("work").throw("ask", "m_ask").user("look").end()
    main.boundary("off", "work", "m_off").flow("begin", *steps, "done").flow("off", "done")
    other = Pool("q").start("on", "m_ask").user("reply").end("says", "m_off")
    flows = {"ask": ("on",), "says": ("off",)}
    return with_diagram(diagram(main, other.flow("on", "reply", "says"), flows=flows))


SAMPLES: Mapping[str, Sample] = {
    "MESSAGE-OUTSIDE": Sample(
        "sheets_in",
        changed(
            '<bpmn:messageFlow id="m_closed_sheets_in" sourceRef="closed"',
            '<bpmn:participant id="outside"/>'
            '<bpmn:messageFlow id="m_closed_sheets_in" sourceRef="outside"',
        ),
    ),
    "MESSAGE-FROM-EDGE": Sample(
        "pool_unit", changed('sourceRef="closed"', 'sourceRef="pool_unit"')
    ),
    "MESSAGE-MAIN": Sample("closed", changed('targetRef="sheets_in"', f'targetRef="{MAIN_POOL}"')),
    "MESSAGE": Sample("closed", changed('messageRef="sheet_closed"', 'messageRef="none"', -1)),
    "MESSAGE-FLOW": Sample("closed", changed('sourceRef="closed"', 'sourceRef="score"')),
    "MESSAGE-UNUSED": Sample("news", changed('<bpmn:message id="sheet_closed"', NEWS)),
    "MESSAGE-DIFFERS": Sample(
        "tell_out",
        with_diagram(
            diagram(
                Pool("p").start().throw("tell_out", "one").end().flow("begin", "tell_out", "done"),
                Pool("q", each="units").start("on", "two").end("off").flow("on", "off"),
                flows={"tell_out": ("on",)},
            )
        ),
    ),
    "RECIPIENTS-NAMED": Sample(
        "request", changed('name="each" value="units"', 'name="each" value="scrutineers"')
    ),
    "RECIPIENTS-KEYS": Sample(
        "tell_out", changed('name="to" value="late.out"', 'name="to" value="[mode]"')
    ),
    "RECIPIENTS-ROWS": Sample("hand_out", _handing_out("units"), _handing_out()),
    "RECIPIENTS": Sample("send_back", changed('name="each" value="units"', 'name="each" value=""')),
    "AWAIT": Sample("sheets_in", changed('name="await" value="all"', 'name="await" value="most"')),
    "AWAIT-ASKED": Sample("all_in", _waiting(asks=False), _waiting()),
    "AWAIT-LATE": Sample("more", _chain("answered", "more"), _chain("more", "answered")),
    "MESSAGE-EARLY": Sample("tells", _telling("first", "then"), _telling("then", "first")),
    "MESSAGE-LATE": Sample(
        "off", _called_off("work", "ask", "look"), _called_off("ask", "work", "look")
    ),
}
