"""What the lanes of a diagram are called: the names of its roles, for who reads of a trial."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from server.engine import xml
from server.engine.diagram.drawing import local_name, properties
from server.engine.reading import bpmn_tree


@dataclass(frozen=True, slots=True)
class LaneNames:
    """By what stands in a lane, and by whose lane it is; a lane without a name is not there."""

    of_element: Mapping[str, str]
    of_role: Mapping[str, str]

    def of(self, element: str, role: str) -> str:
        """Give what a role is called where an element is drawn; its own id where nothing says."""
        return self.of_element.get(element) or self.of_role.get(role) or role


def lane_names(key: str, files: Mapping[str, str]) -> LaneNames:
    """Read the names of lanes; raises DefinitionRefused where the diagram is no BPMN."""
    root = bpmn_tree(key, {name: text.encode() for name, text in files.items()})
    of_element: dict[str, str] = {}
    of_role: dict[str, str] = {}
    for lane in root.iter(f"{xml.BPMN}lane"):
        name, role = lane.get("name", ""), properties(lane).get("role", "")
        if not name:
            continue
        of_role.setdefault(role, name)
        for reference in lane.findall(f"{xml.BPMN}flowNodeRef"):
            for each in _within(root, (reference.text or "").strip()):
                of_element.setdefault(each, name)
    return LaneNames(of_element, of_role)


def _within(root: etree._Element, element: str) -> list[str]:
    """Name an element, and all that is drawn in it where it is a subprocess."""
    found = next((each for each in root.iter() if each.get("id") == element), None)
    if found is None or local_name(found) != "subProcess":
        return [element]
    return [element, *(each.get("id", "") for each in found.iterdescendants() if each.get("id"))]
