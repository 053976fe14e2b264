"""A diagram as other tools write it, for pages that read its properties."""

from lxml import etree

from server.engine import understand
from server.engine.calls import CALL_INPUT
from server.engine.xml import BPMN


def as_ours(root: etree._Element) -> None:
    """Rewrite a tree in place so that its properties are the product's own."""
    understand(root)


def as_drawn(root: etree._Element) -> None:
    """Take out of a tree what a call hands in: nobody drew it, and no viewer knows it."""
    for given in [*root.iter(CALL_INPUT)]:
        holder, name = given.getparent(), given.get("id") or ""
        if holder is None:
            continue
        holder.remove(given)
        into, out = _flow(holder, "targetRef", name), _flow(holder, "sourceRef", name)
        if into is not None and out is not None:
            holder.remove(into)
            out.set("sourceRef", into.get("sourceRef") or "")


def _flow(holder: etree._Element, end: str, name: str) -> etree._Element | None:
    flows = holder.findall(f"{BPMN}sequenceFlow")
    return next((each for each in flows if each.get(end) == name), None)
