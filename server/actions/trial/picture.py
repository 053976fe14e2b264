"""The diagram of a process as its file lays it out: shapes and lines, for whoever draws them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from server.engine import xml
from server.engine.reading import bpmn_tree

_FURNITURE: Final = frozenset({"participant", "lane", "group", "textAnnotation"})


@dataclass(frozen=True, slots=True)
class Shape:
    """An element where it is drawn; `kind` is its tag."""

    id: str
    kind: str
    name: str
    x: float
    y: float
    width: float
    height: float

    @property
    def furniture(self) -> bool:
        """Whether nothing ever goes through it: a pool, a lane, a note."""
        return self.kind in _FURNITURE


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A flow where it is drawn, from one element to another."""

    id: str
    kind: str
    source: str
    target: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn; `box` is left, top, width and height."""

    shapes: tuple[Shape, ...]
    lines: tuple[FlowLine, ...]
    box: tuple[float, float, float, float]


def picture_of(key: str, files: Mapping[str, str]) -> Picture:
    """Read where everything is drawn; raises DefinitionRefused where the diagram is no BPMN."""
    root = bpmn_tree(key, {name: text.encode() for name, text in files.items()})
    drawn = {node.get("id", ""): node for node in root.iter(f"{xml.BPMN}*") if node.get("id")}
    shapes, lines = tuple(_shapes(root, drawn)), tuple(_lines(root, drawn))
    across = [x for s in shapes for x in (s.x, s.x + s.width)] or [0.0]
    down = [y for s in shapes for y in (s.y, s.y + s.height)] or [0.0]
    left, top = min(across), min(down)
    return Picture(shapes, lines, (left, top, max(across) - left, max(down) - top))


def _shapes(root: etree._Element, drawn: Mapping[str, etree._Element]) -> Iterator[Shape]:
    for node in root.iter(f"{xml.BPMNDI}BPMNShape"):
        bounds, element = node.find(f"{xml.DC}Bounds"), drawn.get(node.get("bpmnElement", ""))
        if bounds is None or element is None:
            continue
        x, y, width, height = (_number(bounds, name) for name in ("x", "y", "width", "height"))
        kind = etree.QName(element).localname
        name = element.get("name", "") or _written(element)
        yield Shape(str(element.get("id")), kind, name, x, y, width, height)


def _written(element: etree._Element) -> str:
    """Give the words of a note."""
    return " ".join((element.findtext(f"{xml.BPMN}text") or "").split())


def _lines(root: etree._Element, drawn: Mapping[str, etree._Element]) -> Iterator[FlowLine]:
    for node in root.iter(f"{xml.BPMNDI}BPMNEdge"):
        element = drawn.get(node.get("bpmnElement", ""))
        if element is None:
            continue
        yield FlowLine(
            id=str(element.get("id")),
            kind=etree.QName(element).localname,
            source=element.get("sourceRef", ""),
            target=element.get("targetRef", ""),
            points=tuple(
                (_number(point, "x"), _number(point, "y"))
                for point in node.iter(f"{xml.DI}waypoint")
            ),
        )


def _number(node: etree._Element, name: str) -> float:
    """Read a length; what is none is nought."""
    try:
        return float(node.get(name, "0"))
    except ValueError:
        return 0.0
