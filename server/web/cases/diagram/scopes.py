"""Subprocesses of a picture: what stands in which, and how its flows go into it and out again."""

from collections.abc import Iterator, Mapping

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"

Flow = tuple[str, str, str]


def inside(root: etree._Element) -> dict[str, str]:
    """Name for each element that is drawn in a subprocess the innermost one."""
    return {
        node.get("id") or "": subprocess.get("id") or ""
        for subprocess in root.iter(f"{BPMN}subProcess")  # outer ones first
        for node in subprocess.iterdescendants()
        if node.get("id")
    }


def entries(root: etree._Element) -> dict[str, str]:
    """Name the start event of each subprocess."""
    return {
        subprocess.get("id") or "": start.get("id") or ""
        for subprocess in root.iter(f"{BPMN}subProcess")
        for start in subprocess.findall(f"{BPMN}startEvent")
    }


def calls(root: etree._Element) -> dict[str, str]:
    """Give each subprocess that was drawn as a call, with its name."""
    return {
        _id(subprocess): subprocess.get("name") or _id(subprocess)
        for subprocess in root.iter(f"{BPMN}subProcess")
        if subprocess.get("calledElement") is not None
    }


def opened(root: etree._Element) -> list[Flow]:
    """Give what follows what, with the flow's id: from the ends of a subprocess, to its start."""
    begins, ends = entries(root), _ends(root)
    return [
        (source, begins.get(flow.get("targetRef") or "", flow.get("targetRef") or ""), _id(flow))
        for flow in root.iter(f"{BPMN}sequenceFlow")
        for source in ends.get(flow.get("sourceRef") or "", [flow.get("sourceRef") or ""])
    ]


def broken_off(root: etree._Element) -> Iterator[Flow]:
    """Give what each boundary event on a task comes after: that task."""
    begins = entries(root)
    for event in root.iter(f"{BPMN}boundaryEvent"):
        host = event.get("attachedToRef") or ""
        if host not in begins:
            yield host, _id(event), ""


def called_off(root: etree._Element) -> Iterator[Flow]:
    """Give what each boundary event on a subprocess comes after: its start.

    What is in the subprocess stands before what follows from breaking it off.
    """
    begins = entries(root)
    for event in root.iter(f"{BPMN}boundaryEvent"):
        host = event.get("attachedToRef") or ""
        if host in begins:
            yield begins[host], _id(event), ""


def failures(root: etree._Element) -> set[str]:
    """Name the events that happen only where something failed."""
    return {
        _id(event)
        for event in root.iter(f"{BPMN}boundaryEvent")
        if event.find(f"{BPMN}errorEventDefinition") is not None
    }


def around(name: str, holders: Mapping[str, str]) -> Iterator[str]:
    """Name the subprocesses around an element, from the innermost out."""
    while name in holders:
        name = holders[name]
        yield name


def _ends(root: etree._Element) -> dict[str, list[str]]:
    return {
        _id(subprocess): [
            _id(end)
            for end in subprocess.findall(f"{BPMN}endEvent")
            if end.find(f"{BPMN}errorEventDefinition") is None
        ]
        for subprocess in root.iter(f"{BPMN}subProcess")
    }


def _id(node: etree._Element) -> str:
    return node.get("id") or ""
