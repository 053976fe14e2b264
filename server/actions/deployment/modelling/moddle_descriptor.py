"""The moddle descriptor: with it bpmn-js reads and writes the engine's own elements by name."""

from typing import Final

from server.actions.deployment.modelling.vocabulary import Vocabulary
from server.engine.diagram.shape import PROPERTIES
from server.engine.xml import SPIFF

PREFIX: Final = "spiffworkflow"
_ATTRIBUTES: Final = {
    "Property": {"name": "PropertyName", "value": "String"},
    "ServiceTaskOperator": {"id": "String", "resultVariable": "String"},
    "Parameter": {"id": "String", "type": "String", "value": "String"},
}
_HOLDS: Final = {
    "Properties": ("properties", "Property", True),
    "ServiceTaskOperator": ("parameterList", "Parameters", False),
    "Parameters": ("parameters", "Parameter", True),
}
_TEXT: Final = ("MessagePayload", "MessageVariable", "CalledDecisionId")


def moddle_descriptor(vocabulary: Vocabulary) -> dict[str, object]:
    """Give the descriptor; its enumerations name what may be chosen, for a properties panel."""
    names = sorted(set[str]().union(*PROPERTIES.values()))
    lists = {
        "PropertyName": names,
        "Role": vocabulary.roles,
        "Set": vocabulary.sets,
        "Deadline": vocabulary.deadlines,
        "Form": vocabulary.forms,
        "Decision": vocabulary.tables,
        "Operation": tuple(vocabulary.operations),
    }
    return {
        "name": "Bình Xét",
        "prefix": PREFIX,
        "uri": SPIFF.strip("{}"),
        "xml": {"tagAlias": "lowerCase"},
        "associations": [],
        "types": [
            *(_element(name) for name in sorted(_ATTRIBUTES.keys() | _HOLDS.keys())),
            *(_written(name) for name in _TEXT),
        ],
        "enumerations": [
            {"name": name, "literalValues": [{"name": value} for value in values]}
            for name, values in lists.items()
        ],
    }


def _element(name: str) -> dict[str, object]:
    properties: list[dict[str, object]] = [
        {"name": attribute, "type": kind, "isAttr": True}
        for attribute, kind in _ATTRIBUTES.get(name, {}).items()
    ]
    if name in _HOLDS:
        field, kind, many = _HOLDS[name]
        properties.append({"name": field, "type": kind, **({"isMany": True} if many else {})})
    return {"name": name, "superClass": ["Element"], "properties": properties}


def _written(name: str) -> dict[str, object]:
    body = {"name": "value", "type": "String", "isBody": True}
    return {"name": name, "superClass": ["Element"], "properties": [body]}
