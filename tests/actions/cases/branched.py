"""The evaluation with two preparations side by side before the units are asked, for tests."""

import json
import re
from collections.abc import Mapping
from typing import Final

from server.actions.deployment import deploy
from server.config import ROOT

PLAN, PLAN_2, NOTICE = "plan", "plan_2", "notice"
_FIRST: Final = "evaluation_bloc_begin_request"
_LINES: Final = (
    ("begin", "split"),
    ("split", NOTICE),
    ("split", PLAN),
    (PLAN, PLAN_2),
    (PLAN_2, "plan_q"),
    ("plan_q", "join"),
    ("plan_q", PLAN),
    (NOTICE, "notice_q"),
    ("late_notice", "notice_q"),
    ("notice_q", "join"),
    ("join", "request"),
)
AGAIN: Final = "again"
_ASKED_AGAIN: Final = json.dumps(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "properties": {"again": {"type": "boolean", "title": "Làm lại", "x-route": True}},
        "x-actions": [{"field": None, "value": None, "label": "Xong", "style": "primary"}],
    }
)
"""The form after which the first branch may be gone through again."""
Place = tuple[int, int, int, int]
# Left of the drawing, beside the height of its start event.
_PLACES: Final[Mapping[str, Place]] = {
    "begin": (-480, 0, 36, 36),
    "split": (-400, -7, 50, 50),
    PLAN: (-310, -152, 100, 80),
    PLAN_2: (-170, -152, 100, 80),
    NOTICE: (-310, -22, 100, 80),
    "plan_q": (-40, -137, 50, 50),
    "late_notice": (-278, 40, 36, 36),
    "notice_q": (-150, -7, 50, 50),
    "join": (-40, -7, 50, 50),
    "third": (-170, 148, 100, 80),
}


def files(*, named: str = "Chuẩn bị kế hoạch", third: bool = False) -> dict[str, str]:
    """Give the files of the evaluation with the branches; `third` adds one more."""
    found = deploy.collect("evaluation", ROOT / "workflows", ROOT / "forms")
    lines = [*_LINES, *((("split", "third"), ("third", "join")) if third else ())]
    drawn = found["evaluation.bpmn"]
    places = _places(drawn, third=third)
    drawn = drawn.replace(f"<bpmn:outgoing>{_FIRST}</bpmn:outgoing>", "", 1)
    drawn = drawn.replace(f"<bpmn:incoming>{_FIRST}</bpmn:incoming>", "", 1)
    line = f'<bpmn:sequenceFlow id="{_FIRST}" sourceRef="begin" targetRef="request" />'
    drawn = _once(drawn, line, _nodes(named, third=third) + "".join(_flow(*each) for each in lines))
    start, end = f'<bpmndi:BPMNEdge id="{_FIRST}_edge"', "</bpmndi:BPMNEdge>"
    before, _, rest = drawn.partition(start)
    new = {name: place for name, place in places.items() if name not in {"begin", "request"}}
    shapes = "".join(_shape(name, *place) for name, place in new.items())
    edges = "".join(_edge(source, target, places) for source, target in lines)
    drawn = before + shapes + edges + rest.partition(end)[2]
    drawn = _once(drawn, _bounds(*_place_of(drawn, "begin")), _bounds(*places["begin"]))
    for lane, names in (("rank", (PLAN, PLAN_2)), ("begin", (NOTICE, *(["third"] * third)))):
        line = f"<bpmn:flowNodeRef>{lane}</bpmn:flowNodeRef>"
        more = "".join(f"<bpmn:flowNodeRef>{name}</bpmn:flowNodeRef>" for name in names)
        drawn = _once(drawn, line, line + more)
    manifest = _seen(found["evaluation.toml"], PLAN, PLAN_2, NOTICE, *(["third"] * third))
    return found | {
        "evaluation.bpmn": drawn,
        "evaluation.toml": manifest,
        f"{AGAIN}.json": _ASKED_AGAIN,
    }


def _places(drawn: str, *, third: bool) -> dict[str, Place]:
    """Give where each node of the branches stands, and the two that they lie between."""
    _, height, _, _ = _place_of(drawn, "begin")
    names = [name for name in _PLACES if third or name != "third"]
    moved = {name: (x, y + height, w, h) for name in names for x, y, w, h in [_PLACES[name]]}
    return moved | {"request": _place_of(drawn, "request")}


def _place_of(drawn: str, name: str) -> Place:
    shape = drawn.partition(f'bpmnElement="{name}"')[2]
    found = re.search(_bounds(*["(-?\\d+)"] * 4), shape)
    assert found, name
    x, y, width, height = map(int, found.groups())
    return x, y, width, height


def _bounds(x: object, y: object, width: object, height: object) -> str:
    return f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}" />'


def _seen(manifest: str, *tasks: str) -> str:
    """Say who sees the records of more tasks, and that they may be taken back."""
    rows = "".join(f'\n{name} = {{ see = "ranking", recall = true }}' for name in tasks)
    return _once(manifest, "[tasks]", f"[tasks]{rows}")


def _nodes(named: str, *, third: bool) -> str:
    due = "<bpmn:timeDate>deadlines.self_score</bpmn:timeDate>"
    return (
        '<bpmn:parallelGateway id="split" /><bpmn:parallelGateway id="join" />'
        '<bpmn:exclusiveGateway id="notice_q" />'
        '<bpmn:exclusiveGateway id="plan_q" default="b_plan_q_join" />'
        + _task(PLAN, named)
        + _task(PLAN_2, "Hoàn chỉnh kế hoạch", AGAIN)
        + _task(NOTICE, "Duyệt thông báo")
        + (_task("third", "Việc thứ ba") if third else "")
        + '<bpmn:boundaryEvent id="late_notice" attachedToRef="notice">'
        f"<bpmn:timerEventDefinition>{due}</bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    )


def _task(name: str, said: str, form: str = "rank") -> str:
    form = f'<spiffworkflow:property name="form" value="{form}" />'
    inner = f"<spiffworkflow:properties>{form}</spiffworkflow:properties>"
    inner = f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>"
    return f'<bpmn:userTask id="{name}" name="{said}">{inner}</bpmn:userTask>'


def _flow(source: str, target: str) -> str:
    name = f"b_{source}_{target}"
    asked = "<bpmn:conditionExpression>has(plan_2.again)</bpmn:conditionExpression>"
    inner = asked if (source, target) == ("plan_q", PLAN) else ""
    ends = f'sourceRef="{source}" targetRef="{target}"'
    return f'<bpmn:sequenceFlow id="{name}" {ends}>{inner}</bpmn:sequenceFlow>'


def _shape(name: str, x: int, y: int, width: int, height: int) -> str:
    box = _bounds(x, y, width, height)
    return f'<bpmndi:BPMNShape id="{name}_shape" bpmnElement="{name}">{box}</bpmndi:BPMNShape>'


def _edge(source: str, target: str, places: Mapping[str, Place]) -> str:
    x, y, width, height = places[source]
    to_x, to_y, _, to_height = places[target]
    ends = (x + width, y + height // 2), (to_x, to_y + to_height // 2)
    points = "".join(f'<di:waypoint x="{x}" y="{y}" />' for x, y in ends)
    name = f"b_{source}_{target}"
    return f'<bpmndi:BPMNEdge id="{name}_edge" bpmnElement="{name}">{points}</bpmndi:BPMNEdge>'


def _once(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)
