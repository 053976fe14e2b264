"""For each rule about subprocesses and errors: a file that breaks it, and one that does not."""

import re
from collections.abc import Mapping
from typing import Final

from tests.engine.drawings import Pool
from tests.lint.samples.material import Sample, diagram, with_diagram


def nested(error: str = "e_bad") -> Pool:
    """Draw a task in a subprocess that a day or a failed check breaks off."""
    inner = Pool("inner").start("in_1").user("one").xor("q").end("out_1")
    inner.flow("in_1", "one", "q").flow("q", "out_1", default=True)
    inner.fail("failed", error).flow("q", "failed", when="one.verdict == 'return'")
    pool = Pool("p").start().subprocess("sub", inner).user("two").end()
    pool.boundary("late", "sub", due="deadlines.self_score").flow("late", "two")
    pool.caught("bad", "sub", "e_bad").flow("bad", "two")
    return pool.flow("begin", "sub", "two", "done")


def read_after(condition: str) -> Pool:
    """Draw a choice after a subprocess that a day may break off."""
    inner = Pool("inner").start("in_1").user("one").end("out_1").flow("in_1", "one", "out_1")
    pool = (
        Pool("p")
        .start()
        .subprocess("sub", inner)
        .boundary("late", "sub", due="deadlines.self_score")
    )
    pool.xor("r").user("two").end().flow("begin", "sub", "r").flow("late", "r")
    return pool.flow("r", "two", when=condition).flow("r", "done", default=True).flow("two", "done")


def _approved() -> Pool:
    """Draw an approval inside a subprocess that a day may break off."""
    inner = Pool("inner").start("in_1").user("two", role="head", approves="one").end("out_1")
    pool = Pool("p").start().user("one").subprocess("sub", inner.flow("in_1", "two", "out_1"))
    pool.boundary("late", "sub", due="deadlines.self_score").end()
    return pool.flow("begin", "one", "sub", "done").flow("late", "done")


PLAIN: Final = diagram(nested())
START: Final = '<bpmn:startEvent id="in_1"></bpmn:startEvent>'
CAUGHT: Final = 'id="bad" attachedToRef="sub"'


def _with(old: str, new: str) -> dict[str, bytes]:
    assert old in PLAIN, old
    return with_diagram(PLAIN.replace(old, new, 1))


def _sample(element: str, old: str, new: str) -> Sample:
    return Sample(element, _with(old, new), with_diagram(PLAIN))


GOOD: Final = with_diagram(PLAIN)
CLOSED: Final = {
    **GOOD,
    "t.bpmn": GOOD["t.bpmn"].replace(b'isExpanded="true"', b'isExpanded="false"'),
}
CALLING: Final = {
    **GOOD,
    "t.bpmn": re.sub(
        b'<bpmn:userTask id="one" name="one">.*?</bpmn:userTask>',
        b'<bpmn:callActivity id="one" calledElement="other"/>',
        GOOD["t.bpmn"],
    ),
}
SAMPLES: Final[Mapping[str, Sample]] = {
    "CALL": Sample("one", CALLING, GOOD),
    "SUBPROCESS-EVENT": _sample(
        "sub", '<bpmn:subProcess id="sub"', '<bpmn:subProcess triggeredByEvent="true" id="sub"'
    ),
    "SUBPROCESS-START": _sample(
        "in_1", START, START.replace("></", '><bpmn:messageEventDefinition messageRef="m"/></')
    ),
    "SUBPROCESS-CLOSED": Sample("sub", CLOSED, GOOD),
    "ERROR-HOST": _sample("bad", CAUGHT, 'id="bad" attachedToRef="two"'),
    "ERROR-NAME": _sample(
        "failed",
        '<bpmn:endEvent id="failed"><bpmn:errorEventDefinition errorRef="e_bad"/>',
        '<bpmn:endEvent id="failed"><bpmn:errorEventDefinition/>',
    ),
    "ERROR-CAUGHT": Sample("failed", with_diagram(diagram(nested(error="e_other"))), GOOD),
    "ERROR-TWICE": Sample(
        "again",
        with_diagram(diagram(nested().caught("again", "sub", "e_bad").flow("again", "two"))),
        GOOD,
    ),
}
"""Each breaks one rule in the drawing of `nested`."""

WRONG: Final[Mapping[str, tuple[str, str, dict[str, bytes]]]] = {
    "two starts": ("START-ONE", "sub", _with(START, f'{START}<bpmn:startEvent id="in_2"/>')),
    "a flow across": (
        "FLOW-ENDS",
        "p_begin_sub_8",
        _with('sourceRef="begin" targetRef="sub"', 'sourceRef="begin" targetRef="one"'),
    ),
    "an event on what is elsewhere": (
        "BOUNDARY",
        "bad",
        _with(CAUGHT, CAUGHT.replace("sub", "one")),
    ),
    "a task without a lane": ("ROLE", "one", _with("<bpmn:flowNodeRef>one</bpmn:flowNodeRef>", "")),
    "an id that is there outside": (
        "ID-UNIQUE",
        "two",
        _with('endEvent id="out_1"', 'endEvent id="two"'),
    ),
    "what may have been broken off before it was set": (
        "VARIABLE-EARLY",
        "p_r_two_9",
        with_diagram(diagram(read_after("one.verdict == 'return'"))),
    ),
    "an approval that may be broken off": (
        "APPROVES-BYPASS",
        "two",
        with_diagram(diagram(_approved())),
    ),
}
