"""Whether a process can be called as it is drawn, and whether a call hands in what it takes."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from server.engine.calls.forms import fields_taken
from server.engine.diagram.checks import nameable
from server.engine.diagram.drawing import local_name, properties
from server.engine.errors import Problem
from server.engine.lint_words.calls import WHY
from server.engine.xml import BPMN

_TALKING: Final = frozenset({"messageEventDefinition", "sendTask", "receiveTask"})


def why(word: str) -> dict[str, str]:
    """Give the holes that say why a process cannot be called."""
    vi, vi_mend, en, en_mend = WHY[word]
    return {"why": en, "why.vi": vi, "mend": en_mend, "mend.vi": vi_mend}


def obstacle(called: etree._Element) -> str:
    """Give the word for what keeps a drawing from being called, empty for nothing."""
    bodies = called.findall(f"{BPMN}process")
    talks = any(local_name(node) in _TALKING for node in called.iter(f"{BPMN}*"))
    if len(bodies) != 1 or talks or called.find(f".//{BPMN}messageFlow") is not None:
        return "pools"
    starts = bodies[0].findall(f"{BPMN}startEvent")
    if len(starts) != 1 or any(local_name(e).endswith("EventDefinition") for e in starts[0]):
        return "start"
    return "tables" if called.find(f".//{BPMN}businessRuleTask") is not None else ""


def data_problems(call: etree._Element, opening: Mapping[str, object]) -> Iterator[Problem]:
    """Refuse to hand in what the called process does not take, or not what it needs."""
    name, key = call.get("id", ""), call.get("calledElement", "")
    taken, needed = fields_taken(opening)
    if needed - taken.keys():
        missing = {"missing": ", ".join(sorted(needed - taken.keys()))}
        told = {word: text.format_map(missing) for word, text in why("form").items()}
        yield Problem("CALL-PROCESS", name, {"called": key, **told})
        return
    given = {each.removeprefix("in.") for each in properties(call) if each.startswith("in.")}
    known = ", ".join(f"in.{each}" for each in sorted(taken)) or "—"
    said = [each.removeprefix("out.") for each in properties(call) if each.startswith("out.")]
    for each in sorted(each for each in said if not nameable(each)):
        yield Problem("CALL-NAME", name, {"property": f"out.{each}"})
    for each in sorted(given - taken.keys()):
        yield Problem("CALL-FIELD", name, {"field": f"in.{each}", "called": key, "known": known})
    for each in sorted(needed - given):
        yield Problem("CALL-MISSING", name, {"field": f"in.{each}", "called": key})
