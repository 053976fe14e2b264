"""The only way XML comes into the engine: UTF-8, bounded, without a document type or entities."""

import re
from typing import Final

from lxml import etree

from server.engine.errors import DefinitionRefused, Problem

LARGEST: Final = 2 * 1024 * 1024

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
SPIFF: Final = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"
BPMNDI: Final = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC: Final = "{http://www.omg.org/spec/DD/20100524/DC}"
DI: Final = "{http://www.omg.org/spec/DD/20100524/DI}"
PICTURE: Final = frozenset({BPMNDI[1:-1], DI[1:-1]})
"""The namespaces of what is drawn, beside what is modelled."""
XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"

_ENCODING: Final = re.compile(r"<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']*)[\"']")


def read(name: str, data: bytes) -> etree._Element:
    """Give the root element of a file, or raise DefinitionRefused; comments are left out."""
    if len(data) > LARGEST:
        raise _refused("XML-SIZE", name, limit=str(LARGEST))
    text = _text(name, data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _refused("XML-DOCTYPE", name)
    try:
        return etree.fromstring(text.encode(), _parser())
    except etree.XMLSyntaxError as error:
        raise _refused("XML-SYNTAX", name, error=str(error.msg)) from None


def _text(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("XML-ENCODING", name, encoding="?") from None
    declared = _ENCODING.match(text)
    if declared is not None and declared[1].lower() != "utf-8":
        raise _refused("XML-ENCODING", name, encoding=declared[1])
    return text


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refused(rule: str, name: str, **holes: str) -> DefinitionRefused:
    return DefinitionRefused((Problem(rule, name, holes, name),))
