"""Mutations of sequence flows and of the conditions on them."""

import re

from tests.mutation.kinds.changes import (
    cut,
    doubled,
    found,
    redirected,
    said,
    text,
    without,
    without_flow,
)
from tests.mutation.kinds.kind import NOT_HERE, Change, Node, in_xml

FLOW = "//b:sequenceFlow"
CONDITION = "//b:sequenceFlow/b:conditionExpression"
NODES = "//b:userTask|//b:endEvent|//b:exclusiveGateway|//b:serviceTask|//b:intermediateThrowEvent"


def in_process(attribute: str, step: int) -> Change:
    """Lead a flow to, or from, another element of its own process."""

    def change(node: Node) -> str | None:
        process = node.getparent()
        assert process is not None
        inside = [each.get("id", "") for each in found(node, NODES) if each.getparent() is process]
        if node.get(attribute) not in inside:
            return NOT_HERE
        at = inside.index(node.get(attribute, "")) + step
        node.set(attribute, inside[at % len(inside)])
        return None

    return change


def turned(node: Node) -> None:
    source, target = node.get("sourceRef", ""), node.get("targetRef", "")
    node.set("sourceRef", target)
    node.set("targetRef", source)


def round_itself(node: Node) -> None:
    node.set("targetRef", node.get("sourceRef", ""))


def other_default(node: Node) -> str | None:
    mine = [f for f in found(node, FLOW) if f.get("sourceRef") == node.get("id")]
    others = [f.get("id", "") for f in mine if f.get("id") != node.get("default")]
    if not others:
        return NOT_HERE
    node.set("default", others[0])
    return None


def swapped(node: Node) -> str | None:
    """Lead the default where the condition led, and the condition where the default did."""
    flow = node.getparent()
    assert flow is not None
    source = found(node, f"//*[@id='{flow.get('sourceRef')}']")[0]
    default = found(node, f"//b:sequenceFlow[@id='{source.get('default')}']")
    if not default:
        return NOT_HERE
    one, other = flow.get("targetRef", ""), default[0].get("targetRef", "")
    flow.set("targetRef", other)
    default[0].set("targetRef", one)
    return None


def sub(pattern: str, new: str, *, every: bool = False) -> Change:
    """Replace a piece of a text."""

    def change(node: Node) -> str | None:
        old = node.text or ""
        node.text = re.sub(pattern, new, old, count=0 if every else 1)
        return NOT_HERE if node.text == old else None

    return change


KINDS = (
    *in_xml("flow", ".bpmn", {
        "taken out": (FLOW, without_flow),
        "to the next element": (FLOW, in_process("targetRef", 1)),
        "to an element before": (FLOW, in_process("targetRef", -1)),
        "to an element further on": (FLOW, in_process("targetRef", 3)),
        "from another element": (FLOW, in_process("sourceRef", 1)),
        "the other way round": (FLOW, turned),
        "to where it comes from": (FLOW, round_itself),
        "into another process": (FLOW, redirected("targetRef", "//b:process[last()]/b:userTask")),
        "drawn twice": (FLOW, doubled),
        "to nothing": (FLOW, said(targetRef="nowhere")),
        "no default": ("//b:exclusiveGateway", without("default")),
        "another default": ("//b:exclusiveGateway", other_default),
        "a default that is none": ("//b:exclusiveGateway[@default]", said(default="nowhere")),
    }),
    *in_xml("condition", ".bpmn", {
        "taken out": (CONDITION, cut),
        "emptied": (CONDITION, text("")),
        "always true": (CONDITION, text("True")),
        "always false": (CONDITION, text("False")),
        "true by its own words": (CONDITION, text("({}) or not ({})")),
        "false by its own words": (CONDITION, text("({}) and not ({})")),
        "what it says and more": (CONDITION, text("({}) or True")),
        "a choice misspelt": (CONDITION, sub(r"'([a-z_]+)'", r"'\1d'")),
        "a choice in capitals": (CONDITION, sub(r"'[a-z_]+'", "'RETURN'")),
        "without quotes": (CONDITION, sub(r"'([a-z_]+)'", r"\1")),
        "unequal": (CONDITION, sub("==", "!=")),
        "less": (CONDITION, sub("==", "<")),
        "assigned": (CONDITION, sub("==", "=")),
        "negated": (CONDITION, text("not ({})")),
        "the field alone": (CONDITION, sub(r" == '[a-z_]+'", "")),
        "the element alone": (CONDITION, sub(r"\.[a-z_]+", "")),
        "a field misspelt": (CONDITION, sub(r"\.([a-z_]+)", r".\1s")),
        "an element misspelt": (CONDITION, sub(r"\b([a-z_]+)\.", r"\1s.")),
        "with a number": (CONDITION, sub(r"'[a-z_]+'", "1")),
        "with nothing": (CONDITION, sub(r"'[a-z_]+'", "None")),
        "with a truth": (CONDITION, sub(r"'[a-z_]+'", "True")),
        "with a list": (CONDITION, sub(r"== '([a-z_]+)'", r"in ['\1']")),
        "in a text": (CONDITION, sub(r"== '([a-z_]+)'", r"in '\1'")),
        "two choices at once": (CONDITION, text("({}) and mode == 'open' and mode == 'paper'")),
        "either of all choices": (CONDITION, text("({}) or mode in ['open', 'paper']")),
        "one unlike two": (CONDITION, text("mode != 'open' or mode != 'paper'")),
        "a length below none": (CONDITION, text("len(units) < 0")),
        "a length that is always": (CONDITION, text("len(units) >= 0")),
        "a length of a text": (CONDITION, sub(r"([a-z_]+\.verdict) == '[a-z_]+'", r"len(\1) > 5")),
        "a call of Python": (CONDITION, text("__import__('os')")),
        "has what always is": (CONDITION, text("has(key)")),
        "has a step": (CONDITION, sub(r"([a-z_]+)\.verdict == '[a-z_]+'", r"has(\1)")),
        "has a field that always is": (
            CONDITION, sub(r"([a-z_]+)\.verdict == '[a-z_]+'", r"has(\1.verdict)"),
        ),
        "a deadline that is none": (CONDITION, text("has(deadlines.nothing)")),
        "a deadline compared": (CONDITION, text("deadlines.adoption > '2024-01-01'")),
        "a day that is none": (CONDITION, text("opened_on > '2024-02-30'")),
        "a number as text": (CONDITION, sub(r"> 0", "> '0'")),
        "the round by text": (CONDITION, text("round == 'first'")),
        "the round before the first": (CONDITION, text("round < 1")),
        "led the other way": (CONDITION, swapped),
    }),
)  # fmt: skip
