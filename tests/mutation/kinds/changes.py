"""What is changed in a diagram at one of its nodes."""

import copy

from tests.mutation.kinds.kind import BPMN, NOT_HERE, SPIFF, Change, Node, elements


def found(node: Node, where: str) -> list[Node]:
    return elements(node.getroottree().getroot(), where)


def flows(node: Node, end: str) -> list[Node]:
    return [each for each in found(node, "//b:sequenceFlow") if each.get(end) == node.get("id")]


def cut(node: Node) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def undraw(node: Node) -> None:
    for shape in found(node, f"//di:*[@bpmnElement='{node.get('id')}']"):
        cut(shape)


def without_flow(node: Node) -> None:
    """Take a flow out, and its references and its line."""
    name = node.get("id")
    for each in found(node, f"//b:incoming[.='{name}']|//b:outgoing[.='{name}']"):
        cut(each)
    undraw(node)
    cut(node)


def bridged(node: Node) -> str | None:
    """Take an element out, and lead who comes to it on to what follows."""
    after = flows(node, "sourceRef")
    if len(after) != 1:
        return NOT_HERE
    for flow in flows(node, "targetRef"):
        flow.set("targetRef", after[0].get("targetRef", ""))
    return gone(node)


def gone(node: Node) -> str | None:
    """Take an element out with all its flows."""
    name = node.get("id")
    ends = f"[@sourceRef='{name}' or @targetRef='{name}']"
    for flow in found(node, f"//b:sequenceFlow{ends}|//b:messageFlow{ends}"):
        without_flow(flow)
    for reference in found(node, f"//b:flowNodeRef[.='{name}']"):
        cut(reference)
    undraw(node)
    cut(node)
    return None


def renamed(new: str) -> Change:
    def change(node: Node) -> None:
        old = node.get("id", "")
        for each in found(node, "//*"):
            for name, value in each.attrib.items():
                if value == old:
                    each.set(name, new)
            if (each.text or "").strip() == old:
                each.text = new

    return change


def retagged(tag: str) -> Change:
    def change(node: Node) -> None:
        node.tag = f"{BPMN}{tag}"

    return change


def with_event(tag: str) -> Change:
    """Put another definition in the place of an event's own."""

    def change(node: Node) -> str | None:
        if no_event(node) == NOT_HERE:
            return NOT_HERE
        new = node.makeelement(f"{BPMN}{tag}", {"id": f"{node.get('id')}_changed"})
        node.append(new)
        return None

    return change


def no_event(node: Node) -> str | None:
    old = elements(node, "b:messageEventDefinition|b:timerEventDefinition")
    for each in old:
        cut(each)
    return None if old else NOT_HERE


def doubled(node: Node) -> str | None:
    twin = copy.deepcopy(node)
    parent = node.getparent()
    assert parent is not None
    parent.append(twin)
    return None


def twin_of(node: Node) -> str | None:
    twin = copy.deepcopy(node)
    twin.set("id", f"{node.get('id')}_twin")
    parent = node.getparent()
    assert parent is not None
    parent.append(twin)
    return None


def looped(node: Node) -> None:
    node.append(node.makeelement(f"{BPMN}multiInstanceLoopCharacteristics", {}))


def to_next_lane(node: Node) -> str | None:
    lane = node.getparent()
    assert lane is not None
    lanes = list(lane.itersiblings(f"{BPMN}lane"))
    lanes += list(lane.itersiblings(f"{BPMN}lane", preceding=True))
    if not lanes:
        return NOT_HERE
    lanes[0].append(node)
    return None


def in_two_lanes(node: Node) -> str | None:
    lane = node.getparent()
    assert lane is not None
    other = next(lane.itersiblings(f"{BPMN}lane"), None)
    if other is None:
        return NOT_HERE
    other.append(copy.deepcopy(node))
    return None


def said(**attributes: str) -> Change:
    def change(node: Node) -> str | None:
        if all(node.get(name) == value for name, value in attributes.items()):
            return NOT_HERE
        for name, value in attributes.items():
            node.set(name, value)
        return None

    return change


def text(new: str) -> Change:
    def change(node: Node) -> None:
        node.text = new.replace("{}", node.text or "")

    return change


def lasting(duration: str) -> Change:
    """Let a timer wait for a while instead of until a day."""

    def change(node: Node) -> None:
        node.tag = f"{BPMN}timeDuration"
        node.text = duration

    return change


def without(attribute: str) -> Change:
    def change(node: Node) -> str | None:
        if attribute not in node.attrib:
            return NOT_HERE
        del node.attrib[attribute]
        return None

    return change


def other_message(node: Node) -> str | None:
    several = [each.get("id", "") for each in found(node, "//b:message")]
    others = [each for each in several if each != node.get("messageRef")]
    if not others:
        return NOT_HERE
    node.set("messageRef", others[0])
    return None


def redirected(attribute: str, where: str) -> Change:
    def change(node: Node) -> str | None:
        others = [each.get("id", "") for each in found(node, where)]
        others = [each for each in others if each != node.get(attribute)]
        if not others:
            return NOT_HERE
        node.set(attribute, others[len(node.get("id", "")) % len(others)])
        return None

    return change


def to_its_pool(node: Node) -> str | None:
    target = found(node, f"//*[@id='{node.get('targetRef')}']")
    process = target[0].getparent() if target else None
    if process is None or not process.tag.endswith("}process"):
        return NOT_HERE
    pools = found(node, f"//b:participant[@processRef='{process.get('id')}']")
    node.set("targetRef", pools[0].get("id", ""))
    return None


def unserviced(node: Node) -> str | None:
    for each in node.iter(f"{SPIFF}serviceTaskOperator"):
        cut(each)
        return None
    return NOT_HERE
