"""A JSON Schema of manifests: with it a text editor offers their words while one writes.

It helps at the desk and judges nothing: what a manifest may say is judged by `binhxet lint`.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from server.actions.deployment.modelling.vocabulary import Vocabulary
from server.domain.manifest.documents import AgencyOf
from server.domain.manifest.entries import (
    MEMBER,
    ONE_A_YEAR,
    PAPERS,
    ActClass,
    Level,
)
from server.domain.manifest.printouts import Issuer, Layout
from server.domain.manifest.taken import BlocTable

Schema: TypeAlias = dict[str, object]

TEXT: Final[Schema] = {"type": "string"}
FLAG: Final[Schema] = {"type": "boolean"}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}
ONE_OR_MORE: Final[Schema] = {"anyOf": [TEXT, TEXTS]}
AFTER: Final = r"( after ([a-z][a-z0-9_]*\.)?[a-z][a-z0-9_]*)?"


def manifest_schema(vocabulary: Vocabulary) -> Schema:
    """Give the schema of `<key>.toml`: every table and every word there is."""
    circle = _circle(vocabulary)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bình Xét: <key>.toml",
        **_table(
            {
                "name": TEXT,
                "short": TEXT,
                "order": {"type": "integer", "minimum": 0},
                "package": TEXT,
                "panels": TEXTS,
                "bodies": TEXTS,
                "known": circle,
                "retention": _table({"years": {"type": "integer", "minimum": 1}}),
                "open": _opening(vocabulary),
                "milestones": _each(_milestone(vocabulary)),
                "sight": _each(circle),
                "tasks": _each(_task()),
                "files": _each(TEXT),
                "matters": _each(TEXT),
                "sets": _each(_set()),
                "documents": _each(_document()),
                "rows": {"type": "array", "items": _table({"of": TEXT}, needed=("of",))},
                "taken": {"type": "array", "items": _taken()},
                "figures": _each(_figure()),
                "printouts": _each(_printout()),
            },
            needed=("name", "short"),
        ),
    }


def _circle(vocabulary: Vocabulary) -> Schema:
    """Who sees: a level by name, offered from a list, from the start or after a milestone."""
    levels = [str(level) for level in Level if level is not Level.ROLE]
    levels += ["everyone", *(f"role:{role}" for role in vocabulary.roles)]
    names = "|".join([*levels, "role:[a-z_]+"])
    offered = {"enum": [*levels, f"no {Level.AUDITOR}"]}
    return {
        "type": "array",
        "items": {"anyOf": [offered, {"type": "string", "pattern": f"^({names}){AFTER}$"}]},
    }


def _opening(vocabulary: Vocabulary) -> Schema:
    by = {"anyOf": [{"enum": [MEMBER, *vocabulary.roles]}, TEXT]}
    after = {**_each(TEXT), "maxProperties": 1}
    timed = _table(
        {
            "at": TEXT,
            "values": {"type": "object"},
            "computed": _each(TEXT),
            "after": after,
            "where": TEXT,
        },
        needed=("at",),
    )
    return _table(
        {
            "act": TEXT,
            "by": {"type": "array", "items": by},
            "form": {"anyOf": [{"enum": list(vocabulary.forms)}, TEXT]},
            "one": {"anyOf": [{"enum": [ONE_A_YEAR]}, TEXT]},
            "over_years": FLAG,
            "subject": {"type": "string", "pattern": r"^opening\.[A-Za-z][A-Za-z0-9_]*$"},
            "about": {"enum": ["opener"]},
            "after": after,
            "refused": TEXT,
            "timed": {"type": "array", "items": timed},
        }
    )


def _milestone(vocabulary: Vocabulary) -> Schema:
    roles = {"anyOf": [{"enum": list(vocabulary.roles)}, TEXT]}
    return _table(
        {
            "task": ONE_OR_MORE,
            "outcome": TEXT,
            "passed": TEXT,
            "every": ONE_OR_MORE,
            "repeats": FLAG,
            "due": TEXT,
            "urged_by": {"type": "array", "items": roles},
            "over_years": FLAG,
        }
    )


def _task() -> Schema:
    shown = {
        "anyOf": [
            {"enum": [PAPERS]},
            {"type": "string", "pattern": "^(record|table|panel):[A-Za-z_][A-Za-z0-9_-]*$"},
        ]
    }
    return _table(
        {
            "see": TEXT,
            "history": TEXT,
            "remarks": TEXT,
            "act": {"enum": [str(each) for each in ActClass]},
            "shows": {"type": "array", "items": shown},
            "recall": FLAG,
            "bars": TEXT,
            "confidential": FLAG,
            "receipt": FLAG,
            "if": TEXT,
        }
    )


def _set() -> Schema:
    texts = dict.fromkeys(("chosen", "rows", "package", "subject"), TEXT)
    return _table({**texts, "from": TEXTS, "holes": TEXTS})


def _document() -> Schema:
    texts = ("name", "task", "see", "when", "number", "date", "symbol", "file")
    words: dict[str, Schema] = {**dict.fromkeys(texts, TEXT), "register": FLAG, "shared": FLAG}
    words["agency"] = {"enum": [str(each) for each in AgencyOf]}
    return _table(words, needed=("name", "task", "see"))


def _taken() -> Schema:
    texts = ("into", "task", "file", "binds", "each_since", "filled", "rows", "process", "where")
    words: dict[str, Schema] = dict.fromkeys(texts, TEXT)
    words["table"] = {"enum": [str(each) for each in BlocTable]}
    words |= {"after": TEXTS, "years_before": {"type": "integer", "minimum": 0, "maximum": 1}}
    return _table({**words, "columns": _each(TEXT)}, needed=("into",))


def _figure() -> Schema:
    words = {**dict.fromkeys(("name", "of", "unit", "after"), TEXT), "only": _each(TEXTS)}
    return _table(words, needed=("name", "of"))


def _printout() -> Schema:
    ways = ("heading", "say", "field", "rows", "table", "record", "panel")
    beside = ("grouped", "title", "appendix")
    part = {**dict.fromkeys((*ways, *beside), TEXT), "columns": TEXTS, "sideways": FLAG}
    signed = _table({"task": ONE_OR_MORE, "power": TEXT, "each": FLAG})
    texts = ("name", "of", "see", "subject", "closing", "kept")
    words: dict[str, Schema] = {
        **dict.fromkeys(texts, TEXT),
        "layout": {"enum": [str(each) for each in Layout]},
        "issuer": {"enum": [str(each) for each in Issuer]},
        "document": ONE_OR_MORE,
        "to": TEXTS,
        "bases": FLAG,
        "body": {
            "type": "array",
            "items": _table(part),
        },
        "signed": {"type": "array", "items": signed},
        "recipients": TEXTS,
    }
    return _table(words, needed=("name", "of", "see", "body"))


def _table(words: Mapping[str, Schema], *, needed: tuple[str, ...] = ()) -> Schema:
    made: Schema = {
        "type": "object",
        "properties": dict(words),
        "additionalProperties": False,
    }
    return {**made, "required": list(needed)} if needed else made


def _each(schema: Schema) -> Schema:
    """Give a table whose names are the author's own."""
    return {"type": "object", "additionalProperties": schema}
