"""Mutations of subprocesses, of calls of other processes, of errors and of durations."""

from tests.mutation.kinds.changes import (
    cut,
    found,
    gone,
    redirected,
    renamed,
    retagged,
    said,
    text,
    without,
)
from tests.mutation.kinds.kind import BPMN, NOT_HERE, SPIFF, Change, Node, elements, in_xml
from tests.mutation.kinds.properties import value

SUBPROCESS = "//b:subProcess"
CALL = "//b:callActivity"
ERROR = "//b:errorEventDefinition"
DURATION = "//b:timeDuration"
INSIDE = "//b:subProcess/b:sequenceFlow"


def of_call(name: str) -> str:
    return f"{CALL}//s:property[starts-with(@name, '{name}.')]"


def failing(node: Node) -> None:
    """Make an error's event of a timer's."""
    node.tag = f"{BPMN}errorEventDefinition"
    for each in [*node]:
        node.remove(each)


def another_name(new: str) -> Change:
    """Name a property otherwise; {} stands for what it was called."""

    def change(node: Node) -> None:
        node.set("name", new.replace("{}", node.get("name", "")))

    return change


def handed(name: str, new: str) -> Change:
    """Let a call hand over one more field."""

    def change(node: Node) -> str | None:
        for properties in elements(node, ".//s:properties"):
            properties.append(properties.makeelement(f"{SPIFF}property", name=name, value=new))
            return None
        return NOT_HERE

    return change


def entered(node: Node) -> str | None:
    """Lead a flow from outside to what stands in a subprocess."""
    outer = node.getparent()
    assert outer is not None
    after = [each for each in found(node, "//b:sequenceFlow") if each.getparent() is outer]
    if not after:
        return NOT_HERE
    inner = elements(node, "b:userTask|b:parallelGateway")
    if not inner:
        return NOT_HERE
    after[0].set("targetRef", inner[0].get("id", ""))
    return None


def unpacked(node: Node) -> str | None:
    """Leave what stands in a subprocess where that stood."""
    outer = node.getparent()
    assert outer is not None
    for each in list(node):
        outer.append(each)
    return gone(node)


def without_fields(prefix: str) -> Change:
    def change(node: Node) -> str | None:
        fields = elements(node, f".//s:property[starts-with(@name, '{prefix}.')]")
        for each in fields:
            cut(each)
        return None if fields else NOT_HERE

    return change


KINDS = (
    *in_xml("subprocess", ".bpmn", {
        "taken out with its flows": (SUBPROCESS, gone),
        "unpacked": (SUBPROCESS, unpacked),
        "begun by an event": (SUBPROCESS, said(triggeredByEvent="true")),
        "a transaction": (SUBPROCESS, retagged("transaction")),
        "in any order": (SUBPROCESS, retagged("adHocSubProcess")),
        "its start taken out": (f"{SUBPROCESS}/b:startEvent", gone),
        "an end taken out": (f"{SUBPROCESS}/b:endEvent", gone),
        "an end that fails no more": (f"{SUBPROCESS}/b:endEvent/b:errorEventDefinition", cut),
        "an end that fails": (
            f"{SUBPROCESS}/b:endEvent[not(*[contains(name(), 'Definition')])]",
            lambda node: node.append(node.makeelement(f"{BPMN}errorEventDefinition")),
        ),
        "a start by a message": (
            f"{SUBPROCESS}/b:startEvent",
            lambda node: node.append(node.makeelement(f"{BPMN}messageEventDefinition")),
        ),
        "begun in its middle": (SUBPROCESS, entered),
        "left from its middle": (INSIDE, redirected("targetRef", "//b:process/b:userTask")),
        "left for an end": (INSIDE, redirected("targetRef", "//b:process/b:endEvent")),
        "a flow out of it taken out": (INSIDE, cut),
        "renamed": (SUBPROCESS, renamed("elsewhere")),
        "named by a keyword": (SUBPROCESS, renamed("in")),
        "for many at once": (
            SUBPROCESS,
            lambda node: node.append(node.makeelement(f"{BPMN}multiInstanceLoopCharacteristics")),
        ),
        "a task of it in no lane": ("//b:lane/b:flowNodeRef", cut),
        "drawn closed": ("//di:BPMNShape[@isExpanded]", said(isExpanded="false")),
    }),
    *in_xml("error", ".bpmn", {
        "taken out": ("//b:error", cut),
        "another code": ("//b:error", said(errorCode="other")),
        "none at its event": (ERROR, without("errorRef")),
        "none thrown": (f"//b:endEvent/{ERROR[2:]}", without("errorRef")),
        "caught on a task": ("//b:boundaryEvent[b:errorEventDefinition]",
                             redirected("attachedToRef", "//b:process/b:userTask")),
        "caught on what is inside": ("//b:boundaryEvent[b:errorEventDefinition]",
                                     redirected("attachedToRef", "//b:subProcess/b:userTask")),
        "its catch taken out": ("//b:boundaryEvent[b:errorEventDefinition]", gone),
    }),
    *in_xml("call", ".bpmn", {
        "of nobody": (CALL, without("calledElement")),
        "of itself": (CALL, said(calledElement="request")),
        "of what is not there": (CALL, said(calledElement="elsewhere")),
        "of a shipped process": (CALL, said(calledElement="pledge")),
        "for many at once": (
            CALL,
            lambda node: node.append(node.makeelement(f"{BPMN}multiInstanceLoopCharacteristics")),
        ),
        "taken out with its flows": (CALL, gone),
        "renamed": (CALL, renamed("another_call")),
        "named with two lines": (CALL, renamed("a__b")),
        "hands in nothing": (CALL, without_fields("in")),
        "says nothing": (CALL, without_fields("out")),
        "a field in misspelt": (of_call("in"), another_name("{}s")),
        "a field out misspelt": (of_call("out"), another_name("{}s")),
        "a field neither in nor out": (of_call("in"), another_name("x.amount")),
        "one field more in": (CALL, handed("in.nothing", "1")),
        "one field more out": (CALL, handed("out.more", "look.verdict")),
        "hands in a text": (of_call("in"), value("'x'")),
        "hands in nothing at all": (of_call("in"), value("None")),
        "hands in a fraction": (of_call("in"), value("{} / 7")),
        "hands in less than nought": (of_call("in"), value("{} - 1000")),
        "hands in too much": (of_call("in"), value("{} + 100000")),
        "hands in a list": (of_call("in"), value("[1]")),
        "hands in a truth": (of_call("in"), value("True")),
        "hands in what comes later": (of_call("in"), value("hurry.amount")),
        "hands in what it says itself": (of_call("in"), value("examine.large")),
        "hands in what stands in the called": (of_call("in"), value("look.verdict")),
        "says what stands outside": (of_call("out"), value("ask.amount")),
        "says a step left out at will": (of_call("out"), value("confirm.verdict")),
        "says a fact of the case": (of_call("out"), value("year")),
        "says what was handed in": (of_call("out"), value("opening.amount")),
        "says what may be left out": (of_call("out"), value("opening.urgent")),
        "says its own name": (of_call("out"), value("examine.large")),
        "says another sort": (of_call("out"), value("1")),
        "says nothing at all": (of_call("out"), value("None")),
        "an error on it": (
            "//b:boundaryEvent[@attachedToRef='examine']/b:timerEventDefinition",
            failing,
        ),
    }),
    *in_xml("duration", ".bpmn", {
        "in words": (DURATION, text("five days")),
        "of nothing": (DURATION, text("P0D")),
        "backwards": (DURATION, text("-P5D")),
        "of seconds": (DURATION, text("PT5S")),
        "of minutes": (DURATION, text("PT90M")),
        "of a month": (DURATION, text("P1M")),
        "of a year": (DURATION, text("P1Y")),
        "of weeks and days": (DURATION, text("P1W2D")),
        "of days and hours": (DURATION, text("P1DT12H")),
        "of a fraction": (DURATION, text("P1.5D")),
        "without end": (DURATION, text("P99999D")),
        "a date": (DURATION, text("'2030-01-01'")),
        "a number": (DURATION, text("5")),
        "a truth": (DURATION, text("True")),
        "of what is to come": (DURATION, text("sign.number")),
        "by a choice": (DURATION, text("'P5D' if opening.amount > 9 else 'P1D'")),
        "or a day": (DURATION, text("'P5D' if opening.amount > 9 else entered_on")),
        "or nothing": (DURATION, text("'P5D' if opening.amount > 9 else None")),
        "reckoned": (DURATION, text("'P' + 'D'")),
        "as a day": (DURATION, retagged("timeDate")),
        "as a cycle": (DURATION, retagged("timeCycle")),
        "emptied": (DURATION, text("")),
        "taken out": (DURATION, cut),
    }),
)  # fmt: skip
