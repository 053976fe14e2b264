"""Every diagram is drawn whole, and fits a screen."""

from collections import Counter
from itertools import pairwise

import pytest
from lxml import etree

from tests.workflows import product, tutorial
from tests.workflows.product import BPMN, KEYS

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DD = "{http://www.omg.org/spec/DD/20100524/DI}"
NODES = (
    "participant", "lane", "startEvent", "endEvent", "intermediateThrowEvent",
    "intermediateCatchEvent", "boundaryEvent", "userTask", "serviceTask", "businessRuleTask",
    "exclusiveGateway", "eventBasedGateway", "parallelGateway",
)  # fmt: skip
FLOWS = ("sequenceFlow", "messageFlow")

TUTORIAL = "reward_money"
every_diagram = pytest.mark.parametrize("key", [*KEYS, TUTORIAL])


def tree(key: str) -> etree._Element:
    """Parse a diagram that is shipped, or the one of the tutorial."""
    if key != TUTORIAL:
        return product.tree(key)
    (drawing,) = (text for name, text in tutorial.FILES.items() if name.endswith(".bpmn"))
    return etree.fromstring(drawing.encode())


def ids(key: str, *tags: str) -> set[str]:
    return {node.get("id", "") for tag in tags for node in tree(key).iter(f"{BPMN}{tag}")}


def drawn(key: str, tag: str) -> dict[str, etree._Element]:
    return {shape.get("bpmnElement", ""): shape for shape in tree(key).iter(f"{DI}{tag}")}


def box(shape: etree._Element) -> tuple[float, float, float, float]:
    bounds = shape.find(f"{DC}Bounds")
    assert bounds is not None
    x, y, width, height = (float(bounds.get(n, "")) for n in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def way(edge: etree._Element) -> list[tuple[float, float]]:
    points = edge.findall(f"{DD}waypoint")
    return [(float(point.get("x", "")), float(point.get("y", ""))) for point in points]


@every_diagram
def test_everything_that_runs_is_drawn_and_nothing_else(key: str) -> None:
    assert set(drawn(key, "BPMNShape")) == ids(key, *NODES)
    assert set(drawn(key, "BPMNEdge")) == ids(key, *FLOWS)


@every_diagram
def test_no_id_stands_twice(key: str) -> None:
    found = Counter(
        node.get("id")
        for node in tree(key).iter(etree.Element)
        if node.get("id") and "spiffworkflow" not in str(node.tag)
    )
    assert [name for name, count in found.items() if count > 1] == []


@every_diagram
def test_the_diagram_fits_one_screen(key: str) -> None:
    boxes = [box(shape) for shape in drawn(key, "BPMNShape").values()]
    assert max(right for _, _, right, _ in boxes) <= 1710
    # Three pools of an evaluation are higher than a screen: their lower edge is scrolled to.
    assert max(bottom for _, _, _, bottom in boxes) <= 1240


@every_diagram
def test_lines_run_straight_up_down_left_or_right(key: str) -> None:
    for name, edge in drawn(key, "BPMNEdge").items():
        points = way(edge)
        assert len(points) >= 2, name
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2, name


@every_diagram
def test_a_line_begins_and_ends_at_the_border_of_what_it_joins(key: str) -> None:
    shapes = drawn(key, "BPMNShape")
    for flow in tree(key).iter(f"{BPMN}sequenceFlow", f"{BPMN}messageFlow"):
        points = way(drawn(key, "BPMNEdge")[flow.get("id", "")])
        for end, point in (("sourceRef", points[0]), ("targetRef", points[-1])):
            left, top, right, bottom = box(shapes[flow.get(end, "")])
            x, y = point
            assert left <= x <= right, flow.get("id")
            assert top <= y <= bottom, flow.get("id")
            assert x in {left, right} or y in {top, bottom}, flow.get("id")


@every_diagram
def test_an_element_stands_inside_its_lane(key: str) -> None:
    shapes = drawn(key, "BPMNShape")
    for lane in tree(key).iter(f"{BPMN}lane"):
        left, top, right, bottom = box(shapes[lane.get("id", "")])
        for reference in lane.findall(f"{BPMN}flowNodeRef"):
            inner = box(shapes[reference.text or ""])
            assert left < inner[0], reference.text
            assert top < inner[1], reference.text
            assert inner[2] < right, reference.text
            assert inner[3] < bottom, reference.text


@every_diagram
def test_elements_do_not_overlap(key: str) -> None:
    shapes = drawn(key, "BPMNShape")
    placed = ids(key, *NODES[2:]) - ids(key, "boundaryEvent")
    nodes = [(name, box(shapes[name])) for name in sorted(placed)]
    for index, (one, a) in enumerate(nodes):
        for other, b in nodes[index + 1 :]:
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (one, other)
