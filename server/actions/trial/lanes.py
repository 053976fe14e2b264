"""What the lanes of a diagram are called: the names of its roles, for who reads of a trial."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from server.engine import xml
from server.engine.calls import FOLDER, MARK, called_files
from server.engine.diagram.drawing import properties
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
    """Read the names of lanes, those of called processes among them.

    Raises DefinitionRefused where the diagram is no BPMN.
    """
    return _read(key, {name: text.encode() for name, text in files.items()})


def _read(key: str, files: Mapping[str, bytes]) -> LaneNames:
    root = bpmn_tree(key, files)
    of_element: dict[str, str] = {}
    of_role: dict[str, str] = {}
    for lane in root.iter(f"{xml.BPMN}lane"):
        name, role = lane.get("name", ""), properties(lane).get("role", "")
        of_element |= dict.fromkeys(_inside(lane), name)
        of_role |= {role: of_role.get(role) or name}
    for subprocess in root.iter(f"{xml.BPMN}subProcess"):  # the outer before the inner one
        around = of_element.get(subprocess.get("id", ""), "")
        of_element = {each.get("id", ""): around for each in subprocess} | of_element
    for call in root.iter(f"{xml.BPMN}callActivity"):
        of_element |= _called(call, files)
    return LaneNames(of_element, of_role)


def _inside(lane: etree._Element) -> Iterator[str]:
    for reference in lane.findall(f"{xml.BPMN}flowNodeRef"):
        yield (reference.text or "").strip()


def _called(call: etree._Element, files: Mapping[str, bytes]) -> dict[str, str]:
    """Give what is called by the lanes of the called process: the caller's are not its own."""
    key = call.get("calledElement", "")
    theirs = called_files(files, f"{FOLDER}{key}/")
    if f"{key}.bpmn" not in theirs:
        return {}
    found = _read(key, theirs).of_element
    return {f"{call.get('id', '')}{MARK}{name}": lane for name, lane in found.items()}
