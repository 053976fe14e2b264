"""For each rule about the diagram as drawn: a file that breaks it, and one that does not."""

from collections.abc import Mapping

from tests.engine.drawings import Pool
from tests.lint.samples.material import (
    GOOD,
    PLAIN,
    Sample,
    changed,
    diagram,
    with_diagram,
)


def row(*names: str) -> Pool:
    """Draw user tasks in a row."""
    pool = Pool("p").start()
    for name in names:
        pool.user(name)
    return pool.end().flow("begin", *names, "done")


def raw(data: bytes) -> dict[str, bytes]:
    return {**GOOD, "t.bpmn": data}


def tag(old: str, new: str) -> dict[str, bytes]:
    """Change a kind of element everywhere."""
    return changed(f"bpmn:{old}", f"bpmn:{new}", -1)


def ended(kind: str) -> dict[str, bytes]:
    """Let the process end with an event of a kind."""
    end = '<bpmn:endEvent id="done">'
    return changed(end, f"{end}<bpmn:{kind}EventDefinition/>")


def bare() -> dict[str, bytes]:
    """Draw a task in no lane and without a form."""
    task = '<bpmn:userTask id="one"></bpmn:userTask>'
    return with_diagram(
        ONE.replace("<bpmn:flowNodeRef>one</bpmn:flowNodeRef>", "").replace(
            ONE[ONE.index('<bpmn:userTask id="one"') : ONE.index("</bpmn:userTask>") + 16], task
        )
    )


def branches() -> Pool:
    """Draw two tasks side by side, with choices that leave room for another way."""
    return (
        Pool("p")
        .start()
        .xor("q_before")
        .parallel("split")
        .user("one")
        .user("two")
        .xor("q")
        .parallel("join")
        .xor("q_after")
        .end()
        .flow("begin", "q_before", "split", "one", "join")
        .flow("split", "two", "q")
        .flow("q", "join", default=True)
        .flow("join", "q_after")
        .flow("q_after", "done", default=True)
    )


def going_round(*, out: bool) -> Pool:
    """Draw a loop of two tasks that a choice leads into, with a way out or without."""
    pool = Pool("p").start().user("one").xor("q").user("two").user("three").end()
    pool.flow("begin", "one", "q").flow("q", "done", default=True).flow(
        "q", "two", when="round > 1"
    )
    if not out:
        return pool.flow("two", "three", "two")
    pool.xor("out").flow("two", "three", "out").flow("out", "two", when="three.verdict == 'return'")
    return pool.flow("out", "done", default=True)


def chosen_again(to: str, when: str = "round > 1") -> Pool:
    """Draw a choice that may lead back, to a task or to itself."""
    pool = Pool("p").start().user("one").xor("q").end().flow("begin", "one", "q")
    return pool.flow("q", "done", default=True).flow("q", to, when=when)


ONE = diagram(row("one"))
BOUNDARY = diagram(
    row("one").boundary("on", "one", due="deadlines.self_score").end("off").flow("on", "off")
)
LOST = diagram(row("one").user("lost").flow("lost", "done"))
WHEN = diagram(
    Pool("p").start().user("one").end().flow("begin", "one").flow("one", "done", when="True")
)
TWO_WAYS = diagram(row("one").end("off").flow("one", "off"))
ROUND = diagram(going_round(out=False))
ROUND_AND_OUT = diagram(going_round(out=True))
AT_ONCE = diagram(chosen_again("q"))
SAME_EACH_LAP = diagram(chosen_again("one"))
WITH_A_TASK = diagram(chosen_again("one", "one.verdict == 'return'"))
INTO_START = diagram(row("one").xor("q").flow("q", "begin"))
LEFT = diagram(branches().flow("q", "off", when="round > 1").end("off"))
LOOPED = diagram(branches().flow("q_after", "q_before", when="one.verdict == 'return'"))


def twice(when: str, asked: str | None = None) -> Pool:
    """Draw a loop with a step on only one of its ways, which is left by a choice alone."""
    pool = Pool("p").start(message=asked).user("one").xor("more").user("two").xor("q").end()
    pool.flow("begin", "one", "more").flow("more", "two", when="one.verdict == 'return'")
    pool.flow("more", "q", default=True).flow("two", "q").flow("q", "one", default=True)
    return pool.flow("q", "done", when=when)


def waiting(until: str) -> Pool:
    """Draw a timer that stands alone in the way."""
    pool = Pool("p").start().user("one").timer("on_day", until).end()
    return pool.flow("begin", "one", "on_day", "done")


SAMPLES: Mapping[str, Sample] = {
    "FILE": Sample("t", {name: data for name, data in GOOD.items() if name != "t.bpmn"}),
    "XML-SIZE": Sample("t.bpmn", raw(GOOD["t.bpmn"] + b" " * 2 * 1024 * 1024)),
    "XML-DOCTYPE": Sample("t.bpmn", raw(b"<!DOCTYPE x>" + PLAIN.split("?>")[1].encode())),
    "XML-SYNTAX": Sample("t.bpmn", raw(GOOD["t.bpmn"][:-9])),
    "XML-ENCODING": Sample("t.bpmn", raw(PLAIN.encode("utf-16"))),
    "ROOT": Sample("t", raw(b"<x/>")),
    "SIZE": Sample(
        "t",
        raw(diagram(row(*(f"step_{n}" for n in range(3_100)))).encode()),
        with_diagram(diagram(row(*(f"step_{n}" for n in range(50))))),
    ),
    "LAYOUT": Sample("score", raw(GOOD["t.bpmn"].replace(b'bpmnElement="score"', b""))),
    "ID-RESERVED": Sample("End", with_diagram(ONE.replace('"done"', '"End"'))),
    "ID-NAME": Sample(
        "from", with_diagram(ONE.replace('"one"', '"from"').replace(">one", ">from"))
    ),
    "ID-UNIQUE": Sample("collaboration", changed('id="definitions"', 'id="collaboration"')),
    "ATTRIBUTE": Sample(
        "begin",
        changed(
            '<bpmn:startEvent id="begin"', '<bpmn:startEvent isInterrupting="false" id="begin"'
        ),
    ),
    "PROPERTY": Sample("approve", changed('name="approves"', 'name="aproves"')),
    "PROPERTY-TWICE": Sample(
        "approve",
        changed(
            '<spiffworkflow:property name="approves"',
            '<spiffworkflow:property name="form" value="form"/>'
            '<spiffworkflow:property name="approves"',
        ),
    ),
    "TAG": Sample("bloc", changed("<bpmn:laneSet", '<bpmn:performer id="data"/><bpmn:laneSet')),
    "TASK-UNTYPED": Sample("late", tag("userTask", "task")),
    "TASK-BARE": Sample("one", bare()),
    "EVENT-LINK": Sample("done", ended("link")),
    "EVENT-SIGNAL": Sample("done", ended("signal")),
    "COMPENSATION": Sample(
        "late",
        changed('<bpmn:userTask id="late"', '<bpmn:userTask isForCompensation="true" id="late"'),
    ),
    "TIMER-START": Sample(
        "begin",
        changed(
            '<bpmn:startEvent id="begin">',
            '<bpmn:startEvent id="begin"><bpmn:timerEventDefinition/>',
        ),
    ),
    "TIMER-DURATION": Sample("deadline", tag("timeDate", "timeDuration")),
    "TIMER-NEVER": Sample(
        "on_day",
        with_diagram(diagram(waiting("date(2900, 1, 1) if mode == 'open' else None"))),
        with_diagram(diagram(waiting("date(2900, 1, 1) if mode == 'open' else date(2901, 1, 1)"))),
    ),
    "TASK-KIND": Sample("late", tag("userTask", "manualTask")),
    "SCRIPT": Sample("collate", tag("serviceTask", "scriptTask")),
    "END-REACH": Sample("two", with_diagram(ROUND), with_diagram(ROUND_AND_OUT)),
    "LOOP-ENDLESS": Sample("q", with_diagram(AT_ONCE), with_diagram(WITH_A_TASK)),
    "LOOP-FIXED": Sample("q", with_diagram(SAME_EACH_LAP), with_diagram(WITH_A_TASK)),
    "LOOP-STAYS": Sample(
        "q", with_diagram(diagram(twice("not has(two)"))), with_diagram(diagram(twice("has(two)")))
    ),
    "INCLUSIVE": Sample("adopted_q", tag("exclusiveGateway", "inclusiveGateway")),
    "PARALLEL": Sample("off", with_diagram(LEFT), with_diagram(LOOPED)),
    "COMPLEX": Sample("adopted_q", tag("exclusiveGateway", "complexGateway")),
    "SUBPROCESS": Sample("late", tag("userTask", "transaction")),
    "MULTI-INSTANCE": Sample(
        "late",
        changed(
            '<bpmn:userTask id="late" name="late">',
            '<bpmn:userTask id="late" name="late"><bpmn:multiInstanceLoopCharacteristics/>',
        ),
    ),
    "EVENT-KIND": Sample("done", ended("cancel")),
    "TIMER-CYCLE": Sample("deadline", tag("timeDate", "timeCycle")),
    "EVENT-ONE": Sample(
        "sheets_in",
        changed(
            '<bpmn:intermediateCatchEvent id="sheets_in">',
            '<bpmn:intermediateCatchEvent id="sheets_in">'
            '<bpmn:messageEventDefinition messageRef="sheet_closed"/>',
        ),
    ),
    "BOUNDARY": Sample(
        "on",
        with_diagram(BOUNDARY.replace('attachedToRef="one"', 'attachedToRef="off"')),
        with_diagram(BOUNDARY),
    ),
    "BOUNDARY-INTERRUPTS": Sample(
        "on",
        with_diagram(BOUNDARY.replace("attachedToRef", 'cancelActivity="false" attachedToRef')),
        with_diagram(BOUNDARY),
    ),
    "POOL": Sample("none", changed('processRef="unit"', 'processRef="none"')),
    "START-ONE": Sample(
        "unit",
        changed(
            '<bpmn:endEvent id="closed"', '<bpmn:startEvent id="again"/><bpmn:endEvent id="closed"'
        ),
    ),
    "MAIN": Sample(
        "",
        changed(
            '<bpmn:startEvent id="begin">',
            '<bpmn:startEvent id="begin">'
            '<bpmn:messageEventDefinition messageRef="sheet_requested"/>',
        ),
    ),
    "END-SOME": Sample(
        "p",
        with_diagram(
            diagram(
                Pool("p").start().user("one").xor("q").flow("begin", "one", "q").flow("q", "one")
            )
        ),
    ),
    "EACH": Sample("pool_unit", changed('value="units"', 'value="everybody"')),
    "FLOW-ENDS": Sample(
        "bloc_begin_request_12", changed('targetRef="request"', 'targetRef="score"')
    ),
    "FLOW-OUT": Sample("one", with_diagram(TWO_WAYS), with_diagram(ONE)),
    "FLOW-IN": Sample("begin", with_diagram(INTO_START), with_diagram(ONE)),
    "EVENTS": Sample("wait", changed('"wait" targetRef="sheets_in"', '"wait" targetRef="collate"')),
    "XOR-DEFAULT": Sample("adopted_q", changed(' default="bloc_adopted_q', ' default="nothing_')),
    "XOR-CONDITION": Sample(
        "p_q_done_5",
        with_diagram(
            diagram(
                Pool("p")
                .start()
                .xor("q")
                .user("one")
                .end()
                .flow("begin", "q")
                .flow("q", "done")
                .flow("q", "one", default=True)
                .flow("one", "done")
            )
        ),
    ),
    "CONDITION": Sample("p_one_done_4", with_diagram(WHEN), with_diagram(ONE)),
    "REACHABLE": Sample("lost", with_diagram(LOST), with_diagram(ONE)),
}
