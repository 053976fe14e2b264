"""A diagram as other tools write it, for pages that read its properties."""

from lxml import etree

from server.engine import understand


def as_ours(root: etree._Element) -> None:
    """Rewrite a tree in place so that its properties are the product's own."""
    understand(root)
