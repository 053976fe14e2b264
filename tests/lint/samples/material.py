"""A small definition without fault, and ways to spoil it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from server.engine import Known, ProductForm, RowSet, Signature
from server.engine.lint.read_fields import CHOICE, DECIMAL
from server.engine.lint.read_fields import TEXT as READ_TEXT
from server.engine.lint.values.value_types import DAY, TEXT, TEXTS, WHOLE, choice, record
from tests.engine.drawings import Pool, drawn
from tests.engine.worlds import bloc_pool, sheet_pool

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DD: Final = "http://www.omg.org/spec/DD/20100524/DI"
DMN: Final = "https://www.omg.org/spec/DMN/20191111/MODEL/"
FLOWS: Final = {
    "request": ("requested",),
    "send_back": ("requested",),
    "tell_out": ("pool_unit",),
    "closed": ("sheets_in",),
}
DEADLINES: Final = ("self_score", "approve", "appraise_1")
KNOWN: Final = Known(
    roles=frozenset({"officer", "head", "appraiser", "leader", "scrutineer"}),
    operations={
        "collate": Signature(parameters=frozenset({"units"}), answers=frozenset({"ranked"})),
        "abroad": Signature(definition="other"),
        "later": Signature(after="collate"),
        "total": Signature(
            parameters=frozenset({"of"}),
            optional=frozenset({"outcome", "field"}),
            answers=frozenset({"total"}),
            of_records=True,
            of_field=frozenset({"total"}),
        ),
        "share": Signature(parameters=frozenset({"part"}), numbers=frozenset({"part"})),
        "asking": Signature(table="gone", columns=frozenset({"eligible"})),
    },
    facts=frozenset({"key", "round", "mode", "units", "deadlines"}),
    sets=frozenset({"units", "scrutineers", "lines"}),
    holes=frozenset({"unit", "year"}),
    results={"form": frozenset({"until", "out", "units", "changed"})},
    product_forms={
        "reserved": ProductForm(definition="other", each=None, fields={"verdict": CHOICE})
    },
    widgets={"t": {"grid": {}, "sheet": {"points": DECIMAL.needed, "note": READ_TEXT.sometimes}}},
    named=frozenset({"scrutineers"}),
    row_sets={"lines": RowSet("work")},
    types={
        "key": TEXT,
        "round": WHOLE,
        "mode": choice(["open", "paper"]),
        "units": TEXTS,
        "deadlines": record(dict.fromkeys(DEADLINES, DAY.or_nothing())),
    },
    placed={"scrutineer": frozenset({"units"})},
    decisions={"quota": frozenset({"percent", "kind", "most"})},
)
BUTTON: Final = {"field": "verdict", "value": "adopt", "label": "Duyệt", "style": "primary"}
LABELS: Final = {
    "adopt": "Duyệt",
    "send_back": "Trả lại",
    "return": "Không duyệt",
    "incomplete": "Bổ sung",
}
VERDICTS: Final = tuple(LABELS)
FORM: Final[Mapping[str, object]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["verdict"],
    "x-actions": [{**BUTTON, "value": value, "label": LABELS[value]} for value in VERDICTS],
    "properties": {
        "verdict": {"type": "string", "enum": [*VERDICTS], "x-labels": LABELS, "x-route": True},
        "comment": {"type": "string", "maxLength": 100},
        "rows": {
            "type": "object",
            "x-widget": "grid",
            "additionalProperties": False,
            "patternProperties": {
                "^[a-z]+$": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"note": {"type": "string"}},
                }
            },
        },
    },
}
LINES: Final = (
    (">= 90", "'flag'", "most + 1"),
    ("< 90", "'flag'", "most"),
    ("-", "'merit'", "len(kind)"),
)
INPUTS: Final = (("percent", "number", ""), ("kind", "string", "'flag','merit'"))


@dataclass(frozen=True)
class Sample:
    """Files that break one rule at one element, and the same files mended."""

    element: str
    bad: Mapping[str, bytes]
    good: Mapping[str, bytes] = field(default_factory=lambda: GOOD)


_TASKS: Final = re.compile(r'<bpmn:userTask id="([^"]*)"(?! name=)')


def diagram(*pools: Pool, flows: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Draw a collaboration in the plain way a modeller writes it, without its picture."""
    text = _TASKS.sub(r'\g<0> name="\1"', drawn(*pools, flows=flows).decode())
    return text.replace("<bpmn:flowNodeRef> ", "<bpmn:flowNodeRef>").replace(
        "\n</bpmn:flowNodeRef>", "</bpmn:flowNodeRef>"
    )


def named(text: str, names: Mapping[str, str]) -> str:
    """Give elements of a drawing their names; a person's task is called by its id until then."""
    for element, name in names.items():
        text = text.replace(f' id="{element}" name="{element}"', f' id="{element}"')
        text = text.replace(f' id="{element}"', f' id="{element}" name="{name}"')
    return text


UNDRAWN = (
    *("definitions", "collaboration", "process", "message", "error", "laneSet"),
    *("EventDefinition", "Expression", "Diagram", "Plane"),
)
"""What the names of elements without a shape end with."""


def laid_out(text: str) -> bytes:
    """Add a picture: a box for each element, a line for each flow; what has no shape has none."""
    root = etree.fromstring(text.encode())
    plane = etree.SubElement(etree.SubElement(root, f"{{{DI}}}BPMNDiagram"), f"{{{DI}}}BPMNPlane")
    for node in root.iter(f"{BPMN}*"):
        if "sourceRef" in node.attrib:
            edge = etree.SubElement(plane, f"{{{DI}}}BPMNEdge", bpmnElement=node.get("id", ""))
            for x in ("0", "100"):
                etree.SubElement(edge, f"{{{DD}}}waypoint", x=x, y="0")
        elif node.get("id") and not etree.QName(node).localname.endswith(UNDRAWN):
            shape = etree.SubElement(plane, f"{{{DI}}}BPMNShape", bpmnElement=node.get("id", ""))
            if node.tag.endswith("}subProcess"):
                shape.set("isExpanded", "true")
            x = str(160 * len(plane))
            etree.SubElement(shape, f"{{{DC}}}Bounds", x=x, y="0", width="100", height="80")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def table(  # noqa: PLR0913 - what a table says, one word each
    *lines: tuple[str, ...],
    policy: str = "UNIQUE",
    inputs: tuple[tuple[str, str, str], ...] = INPUTS,
    name: str = "quota",
    default: str = "",
    gives: str = "",
    said: str = "",
    gathers: str = "",
) -> bytes:
    """Give a decision table; inputs are expression, type and allowed values, as `said` is."""
    root = etree.Element(f"{{{DMN}}}definitions", id="definitions", name="definitions")
    decision = etree.SubElement(root, f"{{{DMN}}}decision", id=name)
    reckons = {"aggregation": gathers} if gathers else {}
    made = etree.SubElement(decision, f"{{{DMN}}}decisionTable", {"hitPolicy": policy, **reckons})
    for source, kind, values in inputs:
        column = etree.SubElement(made, f"{{{DMN}}}input")
        _text(etree.SubElement(column, f"{{{DMN}}}inputExpression", typeRef=kind), source)
        _list(column, "inputValues", values)
    output = etree.SubElement(made, f"{{{DMN}}}output", name="quota", typeRef=gives)
    _list(output, "outputValues", said)
    _list(output, "defaultOutputEntry", default)
    for number, line in enumerate(lines, 1):
        rule = etree.SubElement(made, f"{{{DMN}}}rule", id=f"line_{number}")
        for cell in line[:-1]:
            _text(etree.SubElement(rule, f"{{{DMN}}}inputEntry"), cell)
        _text(etree.SubElement(rule, f"{{{DMN}}}outputEntry"), line[-1])
    return etree.tostring(root)


def _list(column: etree._Element, tag: str, text: str) -> None:
    if text:
        _text(etree.SubElement(column, f"{{{DMN}}}{tag}"), text)


def _text(node: etree._Element, text: str) -> None:
    etree.SubElement(node, f"{{{DMN}}}text").text = text


def with_form(**changes: object) -> dict[str, bytes]:
    """Give the good files with another form."""
    return {**GOOD, "form.json": json.dumps({**FORM, **changes}).encode()}


def with_field(name: str, **field: object) -> dict[str, bytes]:
    """Give the good files with one more field in the form; its choices have words."""
    fields = FORM["properties"]
    assert isinstance(fields, dict)
    return with_form(properties={**fields, name: worded(field)})


def worded(field: Mapping[str, object]) -> Mapping[str, object]:
    """Give a field with words for its choices, where it has choices and no words."""
    items = field.get("items")
    choices = (items if isinstance(items, Mapping) else field).get("enum")
    if not isinstance(choices, list) or "x-labels" in field:
        return field
    return {**field, "x-labels": {str(each): f"Loại {each}" for each in choices}}


def with_table(data: bytes) -> dict[str, bytes]:
    return {**GOOD, "quota.dmn": data}


def with_diagram(text: str) -> dict[str, bytes]:
    return {**GOOD, "t.bpmn": laid_out(text)}


def changed(old: str, new: str, count: int = 1) -> dict[str, bytes]:
    """Give the good files with a piece of the diagram replaced; the picture follows."""
    assert old in PLAIN, old
    return with_diagram(PLAIN.replace(old, new, count))


PLAIN: Final = diagram(bloc_pool(), sheet_pool(), flows=FLOWS)
GOOD: Final[Mapping[str, bytes]] = {
    "t.bpmn": laid_out(PLAIN),
    "form.json": json.dumps(FORM).encode(),
    "quota.dmn": table(*LINES),
}
