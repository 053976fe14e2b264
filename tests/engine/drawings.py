"""Builds small BPMN collaborations for tests, in few words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self
from xml.sax.saxutils import escape, quoteattr

from server.engine import Definition

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" id="definitions">'
)
FORMS: Mapping[str, bytes] = {"form.json": b"{}"}


@dataclass
class Pool:
    """One participant and its process; elements first, then the flows between them."""

    id: str
    each: str | None = None
    body: list[str] = field(default_factory=list)
    roles: dict[str, list[str]] = field(default_factory=dict)
    messages: set[str] = field(default_factory=set)
    errors: set[str] = field(default_factory=set)
    defaults: dict[str, str] = field(default_factory=dict)

    def put(self, tag: str, name: str, inner: str = "", **attributes: str) -> Self:
        shown = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        hole = f"{{{name}}}" if tag == "exclusiveGateway" else ""
        self.body.append(f'<bpmn:{tag} id="{name}"{shown}{hole}>{inner}</bpmn:{tag}>')
        return self

    def start(self, name: str = "begin", message: str | None = None) -> Self:
        return self.put("startEvent", name, self.event(message))

    def end(
        self,
        name: str = "done",
        message: str | None = None,
        payload: str = "{}",
        to: str | None = None,
    ) -> Self:
        return self.put("endEvent", name, properties(to=to) + self.event(message, payload))

    def terminate(self, name: str) -> Self:
        return self.put("endEvent", name, "<bpmn:terminateEventDefinition/>")

    def send(self, name: str, message: str, payload: str = "{}", to: str | None = None) -> Self:
        self.messages.add(message)
        said = f"<spiffworkflow:messagePayload>{escape(payload)}</spiffworkflow:messagePayload>"
        inner = properties(said, to=to)
        return self.put("sendTask", name, inner, messageRef=message)

    def receive(self, name: str, message: str, awaits: str | None = None) -> Self:
        self.messages.add(message)
        return self.put("receiveTask", name, properties(**{"await": awaits}), messageRef=message)

    def throw(self, name: str, message: str, payload: str = "{}", to: str | None = None) -> Self:
        inner = properties(to=to) + self.event(message, payload)
        return self.put("intermediateThrowEvent", name, inner)

    def catch(self, name: str, message: str, awaits: str | None = None) -> Self:
        inner = properties(**{"await": awaits}) + self.event(message)
        return self.put("intermediateCatchEvent", name, inner)

    def timer(self, name: str, due: str) -> Self:
        return self.put("intermediateCatchEvent", name, timer(due))

    def boundary(self, name: str, on: str, message: str | None = None, due: str = "") -> Self:
        inner = self.event(message) if message else timer(due)
        return self.put("boundaryEvent", name, inner, attachedToRef=on)

    def user(self, name: str, role: str = "officer", **named: str) -> Self:
        self.roles.setdefault(role, []).append(name)
        return self.put("userTask", name, properties(**{"form": "form", **named}))

    def service(self, name: str, operation: str, **parameters: str) -> Self:
        inner = "".join(
            f'<spiffworkflow:parameter id="p.{key}" type="any" value={quoteattr(value)}/>'
            for key, value in parameters.items()
        )
        return self.put(
            "serviceTask",
            name,
            f'<bpmn:extensionElements><spiffworkflow:serviceTaskOperator id="op.{operation}" '
            f'resultVariable="{name}"><spiffworkflow:parameters>{inner}</spiffworkflow:parameters>'
            "</spiffworkflow:serviceTaskOperator></bpmn:extensionElements>",
        )

    def rule(self, name: str, decision: str) -> Self:
        called = f"<spiffworkflow:calledDecisionId>{decision}</spiffworkflow:calledDecisionId>"
        inner = f"<bpmn:extensionElements>{called}</bpmn:extensionElements>"
        return self.put("businessRuleTask", name, inner)

    def xor(self, name: str) -> Self:
        return self.put("exclusiveGateway", name)

    def events(self, name: str) -> Self:
        return self.put("eventBasedGateway", name)

    def parallel(self, name: str) -> Self:
        return self.put("parallelGateway", name)

    def subprocess(self, name: str, inner: "Pool") -> Self:
        """Put a subprocess with the elements and flows of another; its lanes become these."""
        self.messages |= inner.messages
        self.errors |= inner.errors
        for role, names in inner.roles.items():
            self.roles.setdefault(role, []).extend(names)
        return self.put("subProcess", name, inner.rendered())

    def call(self, name: str, key: str, **data: str) -> Self:
        """Call the process of another file; `in_x` is handed in as x, `out_x` handed back as x."""
        named = {word.replace("_", ".", 1): source for word, source in data.items()}
        return self.put("callActivity", name, properties(**named), calledElement=key)

    def fail(self, name: str, error: str) -> Self:
        return self.put("endEvent", name, self.error(error))

    def caught(self, name: str, on: str, error: str | None = None) -> Self:
        return self.put("boundaryEvent", name, self.error(error), attachedToRef=on)

    def flow(self, *path: str, when: str | None = None, default: bool = False) -> Self:
        for source, target in pairwise(path):
            name = f"{self.id}_{source}_{target}_{len(self.body)}"
            inner = "" if when is None else expression("conditionExpression", when)
            self.put("sequenceFlow", name, inner, sourceRef=source, targetRef=target)
            if default:
                self.defaults[source] = name
        return self

    def event(self, message: str | None, payload: str | None = None) -> str:
        if message is None:
            return ""
        self.messages.add(message)
        inner = "" if payload is None else f"<spiffworkflow:messagePayload>{escape(payload)}"
        inner = inner and f"{inner}</spiffworkflow:messagePayload>"
        inner = inner and f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>"
        tag = "bpmn:messageEventDefinition"
        return f'<{tag} messageRef="{message}">{inner}</{tag}>'

    def error(self, error: str | None) -> str:
        self.errors |= {error} if error else set()
        named = f" errorRef={quoteattr(error)}" if error else ""
        return f"<bpmn:errorEventDefinition{named}/>"

    def rendered(self) -> str:
        """Give the elements and flows, each gateway with its default."""
        body = "\n".join(self.body)
        for name in [
            line.split('"')[1] for line in self.body if line.startswith("<bpmn:exclusive")
        ]:
            flow = self.defaults.get(name)
            body = body.replace(f"{{{name}}}", f' default="{flow}"' if flow else "")
        return body

    def xml(self) -> str:
        lanes = "".join(
            f'<bpmn:lane id="{self.id}_{role}">{properties(role=role)}'
            + "".join(f"<bpmn:flowNodeRef> {name}\n</bpmn:flowNodeRef>" for name in names)
            + "</bpmn:lane>"
            for role, names in self.roles.items()
        )
        body = self.rendered()
        lane_set = f'<bpmn:laneSet id="{self.id}_lanes">{lanes}</bpmn:laneSet>' if lanes else ""
        return f'<bpmn:process id="{self.id}" isExecutable="true">{lane_set}\n{body}</bpmn:process>'


def properties(beside: str = "", /, **named: str | None) -> str:
    """Give extension properties; those that are None are left out."""
    inner = "".join(
        f'<spiffworkflow:property name="{name}" value={quoteattr(value)}/>'
        for name, value in named.items()
        if value is not None
    )
    wrapped = f"<spiffworkflow:properties>{inner}</spiffworkflow:properties>" if inner else ""
    both = f"{beside}{wrapped}"
    return f"<bpmn:extensionElements>{both}</bpmn:extensionElements>" if both else ""


def timer(due: str) -> str:
    """Draw a timer's event; a duration is written as such, all else is a day."""
    inner = expression("timeDuration" if due.startswith(("P", "'P")) else "timeDate", due)
    return f"<bpmn:timerEventDefinition>{inner}</bpmn:timerEventDefinition>"


def expression(tag: str, source: str) -> str:
    kind = 'xsi:type="bpmn:tFormalExpression"'
    return f"<bpmn:{tag} {kind}>{escape(source)}</bpmn:{tag}>"


def drawn(*pools: Pool, flows: Mapping[str, tuple[str, ...]] | None = None) -> bytes:
    """Give the file of a collaboration; `flows` maps throwing elements to receiving ones."""
    participants = "".join(
        f'<bpmn:participant id="pool_{pool.id}" processRef="{pool.id}">'
        f"{properties(each=pool.each)}</bpmn:participant>"
        for pool in pools
    )
    pairs = [(source, target) for source, all_ in (flows or {}).items() for target in all_]
    drawn_flows = "".join(
        f'<bpmn:messageFlow id="m_{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'
        for source, target in pairs
    )
    messages = "".join(
        f'<bpmn:message id="{name}" name="{name}"/>'
        for name in sorted(set[str]().union(*(pool.messages for pool in pools)))
    )
    processes = "\n".join(pool.xml() for pool in pools)
    errors = "".join(
        f'<bpmn:error id="{name}" name="{name}" errorCode="{name}"/>'
        for name in sorted(set[str]().union(*(pool.errors for pool in pools)))
    )
    collaboration = (
        f'<bpmn:collaboration id="collaboration">{participants}{drawn_flows}</bpmn:collaboration>'
    )
    return f"{HEAD}{collaboration}\n{processes}{messages}{errors}</bpmn:definitions>".encode()


def define(*pools: Pool, flows: Mapping[str, tuple[str, ...]] | None = None) -> Definition:
    return Definition.read("t", {"t.bpmn": drawn(*pools, flows=flows), **FORMS})
