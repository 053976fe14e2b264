"""The forms of a definition, each with what it takes of the common forms in its place."""

import json
from collections.abc import Mapping

from server.form_shape import COMMON, ReferenceRefused, written_out

_JSON = ".json"


def written_forms(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the forms among a definition's files, by name; common forms are none by themselves.

    A form that refers to nothing keeps its bytes. One that cannot be written out keeps them, too:
    reading it says why.
    """
    documents = {name: _document(data) for name, data in files.items() if name.endswith(_JSON)}
    return {
        name.removesuffix(_JSON): _written(name, files[name], documents)
        for name in documents
        if not name.startswith(COMMON)
    }


def _written(name: str, data: bytes, documents: Mapping[str, dict[str, object]]) -> bytes:
    try:
        found = written_out(name, documents)
    except ReferenceRefused:
        return data
    return data if found is documents[name] else json.dumps(found, ensure_ascii=False).encode()


def _document(data: bytes) -> dict[str, object]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
